"""The words that head the columns of questionnaires, in the common European languages, by what the column holds.

Gathered from the public forms that vendors meet (CAIQ, HECVAT, SIG, VSA, SAMM, ASVS, CyFun) and from national guides; a
heading is read word by word, so that "Vendor Response" and "Response (required)" are both an answer.
"""

from __future__ import annotations

from collections.abc import Mapping

# Whole headings; the first role whose words match wins, so the narrow ones stand first.
EXACT: Mapping[str, frozenset[str]] = {
    "ref": frozenset({
        "#", "no", "no.", "nr", "nr.", "nº", "n°", "№", "id", "ref", "ref.", "ref id", "reference", "number",
        "item", "item #", "item no", "sl no", "s.no", "s. no.", "sno", "serial", "seq", "q#", "q #", "q", "qid", "q id",
        "question id", "question no", "question no.", "question number", "question #", "question ref", "control id",
        "control no", "control number", "control #", "control ref", "requirement id", "req id", "req. id", "req #",
        "req", "req.", "ser", "ser #", "code", "código", "codigo", "cod", "cod.", "numero", "número", "núm.", "numéro",
        "nummer", "identifiant", "kennung", "lfd. nr.", "lfd nr", "lfd. nr", "番号", "项目", "序号", "번호", "numer", "lp.", "lp",
        "identifier", "nro", "sıra no", "sıra", "č.", "číslo", "sorszám", "nr. crt.", "α/α", "№ п/п", "п/п", "rb.", "stt", "pos.", "pos", "ordinal", "index", "réf.", "réf", "référence", "requirement number", "item number",
    }),
    "guidance": frozenset({
        "notes for the vendor", "notes for the supplier", "notes for vendors", "notes for suppliers", "notes to the vendor", "notes to vendor",
        "notes to the supplier", "notes for the respondent", "notes to respondents", "note to vendor", "note to supplier",
        "guidance", "help", "help text", "hint", "hints", "tip", "tips", "example", "examples", "instructions",
        "instruction", "what we look for", "what we are looking for", "explanation of the question", "rationale",
        "background", "clarification", "clarifications", "implementation guidance", "guidelines", "guideline", "why we ask",
        "hinweis", "hinweise", "erläuterung", "erläuterungen", "beispiel", "aide", "exemple", "consigne", "ayuda",
        "guía", "orientación", "ejemplo", "aiuto", "esempio", "orientação", "toelichting", "voorbeeld", "invulinstructie", "ausfüllhinweis", "vägledning", "ohje", "ohjeet", "açıklayıcı not", "veiledning", "vejledning", "pokyny", "útmutató", "îndrumare", "οδηγίες",
        "пояснение", "указания", "説明", "说明", "설명", "wskazówki",
        "expected evidence", "evidence examples", "examples of evidence", "expected answer", "good practice",
        "best practice", "evidence expected", "sample evidence", "suggested evidence",
    }),
    "ignore": frozenset({
        "risk", "risk level", "risk rating", "weight", "weighting", "weights", "priority", "criticality", "severity",
        "level", "asvs level", "tier", "cwe", "nist", "iso", "iso 27001", "iso 27002", "analyst notes", "analyst", "reviewer",
        "reviewer notes", "reviewer comments", "assessor", "assessor notes", "assessor comments", "for internal use",
        "internal use only", "internal use", "internal", "buyer notes", "customer notes", "review status", "reviewed by",
        "reviewer score", "follow-up", "follow up", "mapping", "mappings", "framework mapping", "standard", "standards",
        "control mapping", "iso mapping", "nist csf", "nist 800-53", "gewichtung", "priorität", "peso", "poids", "prioridad",
        "priorité", "assessable", "depth", "implementation groups", "type", "question type",
        "answer type", "response type", "type of answer", "type of response", "answer format", "response format", "format",
        "antworttyp", "antwortart", "art der antwort", "antwortformat", "fragetyp", "type de réponse", "tipo de respuesta",
        "tipo de resposta", "tipo di risposta", "antwoordtype", "type antwoord", "soort antwoord", "typ odpowiedzi",
        "svarstyp", "svartype", "тип ответа", "回答形式", "mandatory", "verplicht", "obligatoire", "obligatorio", "obbligatorio", "obrigatório", "required", "mandatory?", "required?", "pflicht",
        "max score", "maximum score", "max points", "version",
        "customer review", "internal comments", "assessor rating", "analyst rating", "wert", "gewicht",
    }),
    "section": frozenset({
        "section", "category", "categories", "domain", "control domain", "area", "topic", "family", "theme", "subject",
        "subcategory", "sub-category", "sub category", "group", "chapter", "security domain", "control family",
        "function", "section name", "subsection", "sub-section", "domain name", "kategorie", "bereich", "thema", "kapitel",
        "domaine", "catégorie", "thème", "chapitre", "rubrique", "categoría", "dominio", "área", "tema", "sección",
        "capítulo", "sezione", "categoria", "ambito", "argomento", "seção", "domínio", "categorie", "onderwerp", "domein",
        "hoofdstuk", "område", "kategori", "kategoria", "obszar", "dział", "カテゴリ", "分類", "aihe", "alan", "konu", "oblast", "témakör", "domeniu", "τομέας", "область", "раздел", "분야", "领域", "stream",
        "control title", "title", "control name", "name", "cgroup", "control group",
    }),
    "ownership": frozenset({
        "ownership", "ssrm control ownership", "control ownership", "responsibility", "control owner", "owner",
        "responsible party", "responsible", "zuständigkeit", "verantwortlich", "responsabilidad", "responsable",
        "responsabilité", "responsabilità", "control responsibility", "shared responsibility",
    }),
    "date": frozenset({
        "date", "answer date", "date answered", "due date", "target date", "completion date", "planned date",
        "date of implementation", "implementation date", "remediation date", "target", "datum", "fecha", "data",
        "date cible", "zieldatum", "review date", "date completed", "expected date", "eta", "valid until",
    }),
    "answer": frozenset({
        "answer", "answers", "response", "responses", "reply", "compliant", "compliant?", "compliance", "compliance status",
        "comply", "comply?", "complies", "complies?", "y/n", "yes/no", "yes / no", "yes/no/na", "yes/no/n/a", "y/n/na", "y/n/n/a",
        "yes or no", "met", "met?", "in place", "in place?", "implemented", "implemented?", "implementation status",
        "status", "conformité", "conformidad", "conformità", "conformidade", "conformiteit", "konformität",
        "done?", "done", "checked?", "checked", "completed?", "ok?", "conformity", "conforms", "valid", "result", "assessment", "self-assessment", "self assessment",
        "maturity", "maturity level", "current maturity", "current state", "fulfilled", "fulfilled?", "selection", "choice",
        "antwort", "antworten", "erfüllt", "erfüllt?", "ja/nein", "umgesetzt", "umgesetzt?", "umsetzungsstatus", "réponse",
        "réponses", "reponse", "oui/non", "conforme", "conforme?", "conforme ?", "respuesta", "respuestas", "sí/no", "si/no",
        "cumple", "cumple?", "¿cumple?", "cumplimiento", "risposta", "risposte", "sì/no", "resposta", "respostas",
        "sim/não", "antwoord", "antwoorden", "ja/nee", "odpowiedź", "odpowiedzi", "tak/nie", "svar", "ja/nej",
        "vastaus", "kyllä/ei", "svar (ja/nej)", "回答", "答复", "응답", "답변", "ответ", "odpověď", "válasz", "răspuns", "cevap",
        "απάντηση", "إجابة", "yanıt", "yanıtlar", "cevaplar", "الإجابة", "תשובה", "คำตอบ", "jawaban", "câu trả lời", "ответы", "vendor input", "supplier input", "attached", "attached?", "enclosed?", "included?", "submitted?", "uploaded?", "provided?", "available?", "supported", "supported?",
    }),
    "comment": frozenset({
        "comment", "comments", "notes", "note", "remarks", "remark", "details", "detail", "explanation", "explanations",
        "justification", "additional information", "additional info", "additional details", "description of response",
        "elaboration", "supporting information", "narrative", "comments/notes", "notes/comments", "interview notes",
        "bemerkung", "bemerkungen", "kommentar", "kommentare", "begründung", "anmerkung", "anmerkungen", "commentaire",
        "commentaires", "remarque", "remarques", "précisions", "observations", "justificatif", "comentario",
        "comentarios", "observaciones", "observación", "justificación", "commento", "commenti", "osservazioni",
        "comentário", "comentários", "observações", "justificativa", "opmerking", "opmerkingen", "komentarz", "uwagi",
        "kommentarer", "anmärkning", "huomautus", "lisätiedot", "lisätieto", "perustelu", "huomautukset", "備考", "コメント", "备注", "비고", "комментарий", "poznámka", "megjegyzés",
        "açıklama", "açıklamalar", "yorum", "σχόλια", "ملاحظات", "примечание", "комментарии", "komentář", "indoklás", "observații",
        "implementation details", "implementation description", "how", "how is it implemented", "explain",
    }),
    "evidence": frozenset({
        "evidence", "evidence reference", "evidence link", "evidence provided", "proof", "artifact", "artifacts", "artefact",
        "attachment", "attachments", "document", "documents", "documentation", "supporting document",
        "supporting documents", "supporting documentation", "supporting evidence", "link to evidence", "reference document",
        "policy reference", "document reference", "nachweis", "nachweise", "beleg", "preuve", "preuves", "pièce jointe",
        "evidencia", "evidencias", "evidenza", "prova", "evidência", "evidências", "bewijs", "bevis", "dowód", "証跡", "証拠", "todiste", "kanıt", "důkaz", "bizonyíték", "dovadă", "τεκμήριο", "доказательство", "подтверждение", "证明材料", "证明文件", "dowody", "증빙", "证据",
        "source code reference", "tool used", "links", "link", "url", "references",
    }),
    "score": frozenset({
        "score", "rating", "points", "self score", "self rating", "target score", "current score", "grade", "punkte",
        "bewertung", "note obtenue", "puntuación", "punteggio", "pontuação", "cote", "target maturity", "target level",
        "current level", "maturity score", "vendor score", "self-score", "current tier", "target tier", "tier reached",
        "評価", "évaluation", "evaluación", "avaliação", "beoordeling", "ocena",
    }),
    "question": frozenset({
        "question", "questions", "control", "controls", "requirement", "requirements", "statement", "statements",
        "criteria", "criterion", "query", "outcome", "outcomes", "sub-control", "subcontrol", "safeguard", "practice", "document requested", "documents requested", "requested document",
        "document required", "documents required", "evidence requested", "information needed", "field", "data field", "veld", "omschrijving", "queries", "question text", "control question", "control description",
        "control specification", "control statement", "control requirement", "security requirement", "description",
        "requirement description", "verification requirement", "assessment question", "objective", "control objective",
        "expectation", "consensus assessment questions", "frage", "fragen", "fragestellung", "anforderung", "anforderungen",
        "maßnahme", "prüffrage", "exigence", "exigences", "mesure", "pregunta", "preguntas", "requisito", "requisitos", "domanda",
        "domande", "pergunta", "perguntas", "controle", "vraag", "vragen", "eis", "maatregel", "pytanie", "pytania",
        "wymaganie", "fråga", "frågor", "krav", "spørgsmål", "spørsmål", "kysymys", "vaatimus", "質問", "設問", "確認項目", "確認事項", "質問事項", "点検項目", "チェック項目", "要求事項", "检查项", "要求", "控制项", "問題", "问题", "質問内容",
        "질문", "вопрос", "otázka", "kérdés", "întrebare", "soru", "ερώτηση", "السؤال", "سؤال", "information required", "ask",
        "information requested", "request", "security question", "security control", "descripción", "descrição", "item text",
        "descrizione", "beschreibung", "sorular", "otázky", "kérdések", "întrebări", "ερωτήσεις", "вопросы", "требование",
        "gereksinim", "požadavek", "követelmény", "cerință", "απαίτηση" "pertanyaan", "câu hỏi", "שאלה", "คำถาม",
    }),
}  # fmt: skip

# Words that decide where the whole heading is not known; looked for as whole words, in this order.
WORDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("ignore", frozenset({
        "analyst", "reviewer", "assessor", "auditor", "evaluator", "weight", "weighting", "mapping", "cwe", "buyer",
        "internal", "gewichtung", "scoring", "weighted",
    })),
    ("guidance", frozenset({
        "guidance", "example", "examples", "hint", "instructions", "beispiel", "ejemplo", "exemple", "possible", "permitted",
        "allowed", "options", "choices",
    })),
    ("ownership", frozenset({"ownership", "responsibility", "responsibilities", "owner", "responsible", "accountable"})),
    ("ref", frozenset({"id", "no", "no.", "nr", "nr.", "number", "#", "ref", "nummer", "número", "numéro", "index"})),
    ("comment", frozenset({
        "comment", "comments", "notes", "remarks", "explanation", "justification", "explain", "details", "describe",
        "description", "additional", "elaborate", "bemerkungen", "bemerkung", "kommentar", "commentaires", "commentaire",
        "comentarios", "comentario", "osservazioni", "observaciones", "comentários", "opmerkingen", "uwagi", "narrative",
    })),
    ("evidence", frozenset({
        "evidence", "proof", "artifact", "artifacts", "attachment", "attachments", "documentation", "nachweis", "preuve",
        "evidencia", "nachweise", "evidenza", "artefact", "artefacts", "dokumentation", "documentatie", "documentación", "documentação",
        "documentazione", "dowody", "bilaga", "bilag", "vedlegg", "liite", "document", "documents", "enclosed", "enclosure", "appendix", "certificate",
        "link", "file", "filename", "upload",
    })),
    ("date", frozenset({"date", "datum", "fecha"})),
    ("score", frozenset({"score", "rating", "points", "maturity", "punkte", "reifegrad", "puntuación"})),
    ("answer", frozenset({
        "answer", "answers", "response", "responses", "reply", "compliant", "compliance", "comply", "complies",
        "implemented", "antwort", "réponse", "respuesta", "risposta", "resposta", "antwoord", "svar", "odpowiedź", "erfüllt",
        "conforme", "cumple", "yes/no", "y/n", "status", "ja/nein", "oui/non", "sí/no", "fulfilled", "vastaus", "selection",
    })),
    ("section", frozenset({"domain", "category", "section", "area", "family", "topic", "kategorie", "bereich", "thema"})),
    ("question", frozenset({
        "question", "questions", "requirement", "requirements", "control", "controls", "frage", "fragen", "anforderung",
        "anforderungen", "exigence", "pregunta", "requisito", "domanda", "pergunta", "vraag", "pytanie", "fråga", "statement",
        "criteria", "specification",
    })),
)  # fmt: skip

# Headings of "put an X in one of these columns".
MARKS: frozenset[str] = frozenset({
    "✓", "✔", "✗", "✘", "☑", "☒", "x",
    "yes", "no", "n/a", "na", "n.a.", "partial", "partially", "partly", "not applicable", "compliant", "non-compliant",
    "non compliant", "not compliant", "partially compliant", "fully compliant", "planned", "unknown", "don't know", "in progress",
    "full", "none", "fully", "complies", "fully complies", "partially complies", "does not comply", "meets", "fully meets", "partially meets",
    "does not meet", "supported", "not supported", "partially supported", "can meet", "cannot meet", "exceeds", "ongoing", "en cours", "prévu", "prévue", "planifié", "in arbeit", "in umsetzung", "en proceso",
    "previsto", "planificado", "in corso", "pianificato", "em andamento", "em curso", "planejado", "in uitvoering", "gepland", "w trakcie", "pågår", "not met", "met", "partially met", "implemented", "not implemented", "partially implemented",
    "y", "n", "ja", "nein", "teilweise", "entfällt", "oui", "non", "partiel", "partiellement", "sans objet", "sí", "si",
    "parcial", "no aplica", "sì", "parziale", "sim", "não", "nee", "deels", "tak", "nie", "częściowo", "nej", "delvis",
    "in place", "not in place", "in place with ccw", "in place with remediation", "not tested", "in remediation",
    "conforme", "non conforme", "partiellement conforme", "parzialmente conforme", "no conforme", "parcialmente conforme",
    "não conforme", "cumple", "no cumple", "cumple parcialmente", "konform", "nicht konform", "teilweise konform", "erfüllt",
    "nicht erfüllt", "teilweise erfüllt", "vorhanden", "nicht vorhanden", "teilweise vorhanden", "umgesetzt", "nicht umgesetzt", "teilweise umgesetzt", "geplant",
    "true", "false", "always", "sometimes", "never", "agree", "disagree", "low", "medium", "high", "kyllä", "ei", "nvt", "n.v.t.",
    "ei koske", "ei sovellu", "osittain", "evet", "hayır", "kısmen", "uygulanamaz", "geçerli değil", "да", "нет", "частично",
    "не применимо", "неприменимо", "н/п", "не застосовно", "так", "ні", "частково", "не", "ano", "ne", "částečně", "netýká se", "áno", "čiastočne", "igen",
    "nem", "részben", "da", "nu", "parțial", "nu se aplică", "djelomično", "ναι", "όχι", "οχι", "εν μέρει", "jah", "taip", "jā",
    "nē", "nei", "delvist", "ikke relevant", "ej tillämpligt", "nie dotyczy", "não aplicável", "non applicabile",
    "niet van toepassing", "nicht zutreffend", "trifft nicht zu", "non applicable", "はい", "いいえ", "一部", "該当なし",
    "対象外", "○", "×", "△", "是", "否", "部分", "不适用", "不適用", "예", "아니오", "아니요", "해당 없음", "부분", "نعم", "لا",
    "כן", "לא", "ใช่", "ไม่ใช่", "có", "không", "ya", "tidak",
})  # fmt: skip
