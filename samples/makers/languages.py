"""Questionnaires in other languages and scripts."""

from __future__ import annotations

from makers.paper import Paper, Plan, Row, Theme
from makers.reading import Sample, Slot

_JAPANESE: tuple[str | tuple[str, str], ...] = (
    "■ 組織体制",
    ("question", "情報セキュリティの責任者は任命されていますか。"),
    ("question", "情報セキュリティ方針は全従業員に周知されていますか。"),
    ("question", "取得している認証があれば教えてください。"),
    "■ データの取り扱い",
    ("question", "お客様のデータはどの国に保存されますか。"),
    ("question", "保存中のデータは暗号化されていますか。"),
    ("question", "契約終了後、データは何日以内に削除されますか。"),
    "■ 障害と事故",
    ("question", "事故が発生した場合、何時間以内に連絡をいただけますか。"),
    ("question", "復旧手順の訓練を毎年実施していますか。"),
    ("question", "過去三年間に情報漏えいはありましたか。"),
)


def make_one_column_japanese() -> Sample:
    """Return one_column_japanese.xlsx: one column of questions, nowhere to answer."""
    theme = Theme(dark="B71C1C", light="FFEBEE", font="MS PGothic", size=11)
    paper = Paper("one_column_japanese.xlsx", theme, title="セキュリティ確認書", author="青葉精機株式会社")
    ws = paper.sheet("確認書", "questions", "A=90")
    paper.put(ws, "A1", "委託先セキュリティ確認書", "title", height=30)
    paper.put(ws, "A2", "以下の項目についてご回答をお願いいたします。", "subtitle")
    paper.passes(ws, "A2")
    section = ""
    for row, item in enumerate(_JAPANESE, start=4):
        if isinstance(item, str):
            paper.put(ws, f"A{row}", item, "section", height=22)
            paper.passes(ws, f"A{row}", "heading")
            section = item
        else:
            paper.put(ws, f"A{row}", item[1], height=20)
            paper.asks(ws, f"A{row}", Slot("answer", f"B{row}", new=True), section=(section,))
    paper.additions.readings["情報セキュリティの責任者は任命されていますか。"] = "ジョウホウ"
    paper.additions.readings["保存中のデータは暗号化されていますか。"] = "ホゾンチュウ"
    return paper.done()


_GERMAN: tuple[str | Row, ...] = (
    "1 Organisation",
    Row("1.1", "Der Auftragnehmer muss einen Beauftragten für Informationssicherheit benennen."),
    Row("1.2", "Der Auftragnehmer muss seine Beschäftigten auf Vertraulichkeit verpflichten."),
    Row("1.3", "Unterauftragnehmer dürfen nur mit Zustimmung des Auftraggebers eingesetzt werden."),
    "2 Zugang und Zugriff",
    Row("2.1", "Administrative Zugriffe müssen durch einen zweiten Faktor geschützt sein."),
    Row("2.2", "Berechtigungen sind mindestens jährlich zu überprüfen."),
    Row("2.3", "Gemeinsam genutzte Konten sind nicht zulässig."),
    "3 Verschlüsselung und Löschung",
    Row("3.1", "Daten des Auftraggebers müssen bei Speicherung und Übertragung verschlüsselt werden."),
    Row("3.2", "Nach Vertragsende sind alle Daten binnen 30 Tagen zu löschen."),
    "4 Vorfälle",
    Row("4.1", "Sicherheitsvorfälle müssen dem Auftraggeber innerhalb von 24 Stunden gemeldet werden."),
    Row("4.2", "Der Auftragnehmer soll Notfallübungen dokumentieren."),
)


def make_statements_german() -> Sample:
    """Return statements_german.xlsx: requirements to be confirmed, not questions."""
    theme = Theme(dark="212121", light="FFF3CD", answer="FFFFFF", font="Arial")
    paper = Paper("statements_german.xlsx", theme, title="Anforderungskatalog", author="Stadtwerke Lindental")
    ws = paper.sheet("Anforderungen", "questions", "A=7 B=66 C=14 D=50", freeze="A5", repeat="4:4")
    paper.put(ws, "A1:D1", "Stadtwerke Lindental: Anforderungen an die Informationssicherheit", "title", height=30)
    paper.put(
        ws, "A2:D2", "Bitte zu jeder Anforderung angeben, ob sie erfüllt wird. Abweichungen sind zu begründen.", "text"
    )
    paper.passes(ws, "A2")
    paper.heads(ws, "A4", ("Nr.", "Anforderung", "Erfüllt?", "Kommentar"))
    options = ("Ja", "Teilweise", "Nein", "Entfällt")
    plan = Plan(ref="A", question="B", answer="C", comment="D", options=options, kind="statement")
    paper.rows(ws, 5, plan, _GERMAN)
    return paper.done()


_TWO_LANGUAGES = (
    ("1", "Do you restrict physical access to your premises?", "Limitez-vous l'accès physique à vos locaux ?"),
    ("2", "Are security cameras in use at the entrances?", "Des caméras de surveillance équipent-elles les entrées ?"),
    ("3", "Please list the certificates that you hold.", "Veuillez énumérer les certificats que vous détenez."),
    (
        "4",
        "Is personal data sent outside the European Union?",
        "Des données personnelles sortent-elles de l'Union européenne ?",
    ),
    ("5", "How are users informed about outages?", "Comment les utilisateurs sont-ils informés des pannes ?"),
    ("6", "Do you test restores from backup?", "Testez-vous la restauration des sauvegardes ?"),
)


def make_bilingual() -> Sample:
    """Return bilingual.xlsx: the same question in English and in French, answered once."""
    paper = Paper(
        "bilingual.xlsx", Theme(dark="003F87", light="DCE9F7"), title="Bilingual questionnaire", author="Canton Valmont"
    )
    ws = paper.sheet("Fournisseurs", "questions", "A=6 B=46 C=46 D=14 E=44", freeze="A5", repeat="4:4")
    paper.put(
        ws, "A1:E1", "Canton Valmont: questionnaire for suppliers / questionnaire aux fournisseurs", "title", height=30
    )
    paper.heads(
        ws, "A4", ("No / N°", "Question (English)", "Question (français)", "Answer / Réponse", "Comment / Commentaire")
    )
    options = ("Yes / Oui", "No / Non", "N/A / S.O.")
    for row, (ref, english, french) in enumerate(_TWO_LANGUAGES, start=5):
        paper.put(ws, f"A{row}", ref, "ref", height=32)
        paper.put(ws, f"B{row}", english)
        paper.put(ws, f"C{row}", french, "note")
        paper.put(ws, f"D{row}", None, "answer")
        paper.put(ws, f"E{row}", None, "answer")
        slots = (Slot("answer", f"D{row}", options), Slot("comment", f"E{row}"))
        paper.asks(ws, f"B{row}", *slots, ref=ref)
        paper.passes(ws, f"C{row}", "mirror")
    paper.choose(ws, f"D5:D{4 + len(_TWO_LANGUAGES)}", options)
    return paper.done()
