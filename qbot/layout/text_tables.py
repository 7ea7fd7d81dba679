"""How questions, requests, hints and identity fields begin, in the common European languages."""

from __future__ import annotations

ASKS: frozenset[str] = frozenset({
    # English auxiliaries and question words
    "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would", "should",
    "shall", "may", "what", "which", "who", "whom", "whose", "where", "when", "why", "how",
    # German, French, Spanish, Italian, Portuguese, Dutch, Polish, Swedish, Danish, Norwegian, Finnish
    "ist", "sind", "wird", "werden", "haben", "hat", "gibt", "existiert", "existieren", "verfügt", "verfügen", "können",
    "wie", "wer", "wo", "wann", "welche", "welcher", "welches", "wurde", "wurden", "erfolgt", "nutzen", "setzen",
    "est", "sont", "avez", "disposez", "existe", "quel", "quelle", "quels", "quelles", "comment", "qui", "où", "quand",
    "utilisez", "pouvez", "combien", "faites", "tenez", "votre", "y",
    "está", "están", "tiene", "tienen", "dispone", "disponen", "cuenta", "cómo", "qué", "cuál", "cuáles", "quién",
    "dónde", "cuándo", "realiza", "se", "ha", "han",
    "è", "sono", "avete", "esiste", "come", "quale", "quali", "chi", "dove", "quando", "viene", "vengono",
    "possui", "tem", "há", "são", "como", "qual", "quais", "quem", "onde", "sua", "zijn", "heeft", "hebben", "bent",
    "wordt", "worden", "hoe", "welk", "wat", "waar", "beschikt", "czy", "jak", "jakie", "kto", "gdzie", "har", "är", "finns",
    "hur", "vad", "vem", "var", "er", "hvordan", "hvem", "hvor", "findes", "onko", "miten", "kuka", "mikä",
})  # fmt: skip

REQUESTS: frozenset[str] = frozenset({
    "describe", "explain", "provide", "list", "state", "specify", "indicate", "attach", "identify", "outline", "detail",
    "confirm", "give", "name", "summarize", "summarise", "enter", "include", "discuss", "define", "document", "share",
    "demonstrate", "elaborate", "please", "select", "verify", "ensure", "submit", "supply", "upload", "show", "tell",
    "report", "clarify", "estimate", "disclose", "declare", "if", "add", "use",
    "beschreiben", "erläutern", "nennen", "geben", "bitte", "stellen", "beschreibung", "décrivez", "décrire", "veuillez",
    "indiquez", "indiquer", "précisez", "préciser", "expliquez", "fournir", "fournissez", "listez", "joindre", "describa", "describir",
    "indique", "indicar", "explique", "detalle", "detallar", "proporcione", "enumere", "adjunte", "especifique", "descriva",
    "descrivere", "indicare", "fornire", "elencare", "specificare", "descreva", "informe", "forneça", "liste", "anexe",
    "beschrijf", "geef", "vermeld", "opisz", "podaj", "wskaż", "beskriv", "ange", "redogör", "angiv", "kuvaile", "kuvaa",
    "опишите", "укажите", "перечислите", "предоставьте", "объясните", "поясните", "приложите", "подтвердите", "приведите",
    "proszę", "opisać", "prosím", "kérjük", "lütfen", "παρακαλώ", "пожалуйста", "vänligen", "venligst", "vennligst", "gelieve",
    "опишіть", "вкажіть", "надайте", "поясніть", "опишете", "посочете", "περιγράψτε", "αναφέρετε", "παρέχετε", "εξηγήστε",
    "popište", "uveďte", "vysvětlete", "opíšte", "ismertesse", "adja", "sorolja", "descrieți", "indicați", "precizați",
    "opišite", "navedite", "kuvailkaa", "kuvatkaa", "luetelkaa", "kirjeldage", "aprašykite", "aprakstiet",
})  # fmt: skip

# Requests that are nouns too: they ask only with an object after them.
NOUNS: frozenset[str] = frozenset({
    "supply", "report", "share", "show", "use", "add", "document", "state", "list", "name", "detail", "estimate", "outline",
    "include", "define", "tell", "select", "attach", "liste", "informe", "detalle", "if", "provide", "identify",
})  # fmt: skip

OBJECTS: frozenset[str] = frozenset({
    "the", "your", "all", "any", "a", "an", "how", "which", "what", "each", "who", "whether", "where", "when", "why", "every",
    "details", "us", "that", "those", "these", "names", "evidence", "examples", "copies", "and", "or", "below", "here", "yes",
    "no", "so", "not", "applicable", "you", "it", "its", "their", "if", "proof", "documentation", "information", "links", "link",
    "at", "both", "current", "high", "contact", "other", "relevant", "additional", "up", "specific", "number", "one", "two",
    "to", "describe", "as", "there", "for", "in", "full", "legal", "location", "locations", "countries", "measures", "description",
})  # fmt: skip

OBLIGES: frozenset[str] = frozenset({
    "shall", "must", "should", "required", "muss", "müssen", "soll", "sollen", "doit", "doivent", "debe", "deben", "deve",
    "devono", "devem", "moet", "moeten", "musi", "muszą", "ska", "skal", "skall", "måste", "täytyy", "tulee",
})  # fmt: skip

# Words that a sample value is made of beside the field's own: "Product Name and Version Information".
FILLERS: frozenset[str] = frozenset({
    "and", "or", "of", "the", "your", "information", "first", "last", "full", "primary", "secondary", "surname", "here", "if",
    "applicable", "optional", "brief", "type", "a", "an", "who", "for", "details", "to", "be", "sample",
})  # fmt: skip

IDENTITY_WORDS: frozenset[str] = frozenset({
    "name", "date", "email", "e-mail", "mail", "phone", "telephone", "address", "contact", "company", "vendor", "supplier",
    "title", "signature", "website", "web", "url", "position", "department", "organization", "organisation", "product",
    "completed", "prepared", "respondent", "role", "link", "duns", "headquarters", "country", "city", "signed", "campus", "code",
    "version", "interview", "team", "lead", "contributors", "application", "firma", "datum", "telefon", "adresse", "société",
    "nom", "fecha", "nombre", "empresa", "correo", "nome", "data", "proveedor", "lieferant", "ansprechpartner", "anschrift",
    "fournisseur", "fonction", "cargo", "teléfono", "dirección", "ragione", "azienda", "fornitore", "indirizzo", "telefono",
    "fornecedor", "endereço", "telefone", "naam", "bedrijf", "leverancier", "contactpersoon", "nazwa", "företag", "leverantör",
    "namn", "会社名", "氏名", "日付", "description", "hosting", "regions", "locations", "fax", "solution", "service", "representative",
    "author", "institution", "job", "tags", "legal", "entity", "location", "number", "unit", "owner", "employees", "revenue",
})  # fmt: skip
