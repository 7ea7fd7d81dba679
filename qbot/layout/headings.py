"""What a column heading says its column holds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qbot.layout.heading_tables import EXACT, MARKS, WORDS
from qbot.layout.text_tables import IDENTITY_WORDS
from qbot.layout.texts import rate_question
from qbot.model.patterns import compile_late

LONGEST_HEADING = 70
_ASKED, _ASKED_WORDS = 0.8, 5
_MOST_WORDS = 7  # a longer text that merely holds a heading's word is a sentence
_WORD = compile_late(r"[\w#/.\-']+")
_AFTER = compile_late(r"\s*[(\[{（].*$|\s*[:*：]+\s*$", re.DOTALL)
_UNSPACED = compile_late(r"[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff]+")  # Thai, Japanese, Chinese
_YOURS = compile_late(r"(?:your|vendor's|supplier's|provider's|bidder's|offeror's)\s+\w+")
_GIVEN = compile_late(
    r"(?:to be )?(?:completed|filled(?: in| out)?|answered|provided) by (?:the )?(?:\w+ )?"
    r"(?:vendor|supplier|provider|bidder|offeror|respondent|contractor|processor|applicant)\b|"
    r"(?:vendor|supplier|provider|bidder|offeror|respondent|contractor) to (?:complete|fill in|answer|provide)\b|"
    r"vom (?:lieferanten|anbieter|auftragnehmer|bieter) auszufüllen|"
    r"(?:à remplir|à compléter) par le (?:fournisseur|prestataire|sous-traitant|candidat|soumissionnaire)|"
    r"a (?:cumplimentar|rellenar) por el (?:proveedor|licitador)|a cura del fornitore|in te vullen door de leverancier"
)
_ABBREVIATED = compile_late(r"\b(?:ref|no|nr|doc|req|incl|resp|opt)\.$")
_BETWEEN = compile_late(r"\s*[/&,+]\s*|\s+(?:and|or|with|incl\.?|including|und|et|y|e|en)\s+")
_LED = compile_late(r"(explanation|comments?|justification|remarks|notes|evidence) (?:of|on|about|for|from|by)\b")
_DATES = compile_late(r"\b(?:date|when|by when|deadline)\W*$")
_CONDITION = compile_late(r"if\s+[\"'“‘]?(?:yes|no|not|n/a|applicable|other|partial)\b")  # "If No, please explain"
_SCORES = next(known for role, known in WORDS if role == "score")  # "Documentation maturity" is a score
VERDICTS = ("answer", "score")
SLOT_ROLES = ("answer", "comment", "evidence", "ownership", "score", "date")


@lru_cache(maxsize=4096)
def read_heading(text: str) -> str | None:
    """Return the role of a heading (`question`, `ref`, `section`, `guidance`, `ignore` or a slot role), or None."""
    if text.replace(".", "", 1).isdecimal():
        return None
    folded = fold_heading(text.replace("_", " "))
    if not folded or len(folded) > LONGEST_HEADING or len(folded.split()) > 9:
        return None
    short = _AFTER.sub("", folded).strip()
    behind = folded[len(short) :]
    if behind and _OWN_USE.search(behind):
        return "ignore"
    if _YES_NO.fullmatch(folded):
        return "answer"
    for whole in (folded, short):
        for role in ("question", "answer", *EXACT):
            if whole in EXACT[role]:
                return role
    led = _LED.match(folded)  # "Explanation of shared responsibility"
    if led:
        return next(role for role in ("comment", "evidence") if led[1] in EXACT[role])
    return _read_words(text, folded, short)


def _read_words(text: str, folded: str, short: str) -> str | None:
    """Return the role of a heading that is not known whole, by its words."""
    if (folded.endswith((".", "。")) and not _ABBREVIATED.search(folded)) or len(short.split()) > _MOST_WORDS:
        return None
    if _CONDITION.match(folded) and _DATES.search(folded):
        return "date"
    if rate_question(text) >= _ASKED and len(short.split()) >= _ASKED_WORDS:
        return None
    if _CONDITION.match(folded):
        return "comment"
    words = set(_WORD.findall(short)) | set(_WORD.findall(folded))
    plain = {word.strip(".-'/") for word in words} | words
    named = next((role for role, known in WORDS if plain & known), None) or _read_foreign(short, plain)
    if named in (None, "ref") and _YES_NO.search(folded):  # the "no" of "Accepted (Yes / No)" is no number
        return "answer"
    if named is None and _is_vendors_own(short, plain):
        return "answer"
    if named == "evidence" and _BETWEEN.split(short, maxsplit=1)[0] in EXACT["answer"]:
        return "answer"  # "Response / location of document"
    return "score" if named == "evidence" and short.rsplit(maxsplit=1)[-1] in _SCORES else named


def _is_vendors_own(heading: str, words: set[str]) -> bool:
    """Tell whether a heading of unknown words gives its column to the vendor: "Your level", not "Vendor name"."""
    if _GIVEN.match(heading):
        return True
    return _YOURS.match(heading) is not None and not words & (IDENTITY_WORDS - {"vendor", "supplier"})


def _read_foreign(heading: str, words: set[str]) -> str | None:
    """Return the role of a heading that holds a whole known heading of a language that is not written in plain ASCII.

    "Ответ поставщика" holds "ответ"; in scripts that write no spaces, "ご回答" holds "回答".
    """
    if heading.isascii() and all(map(str.isascii, words)):
        return None
    for role, spaced, unspaced in _list_foreign():
        if words & spaced or any(word in heading for word in unspaced):
            return role
    return None


@lru_cache(maxsize=1)
def _list_foreign() -> tuple[tuple[str, frozenset[str], tuple[str, ...]], ...]:
    """Return by role the known headings that are not plain ASCII, and those of scripts that write no spaces."""
    return tuple(
        (
            role,
            frozenset(word for word in EXACT[role] if not word.isascii()),
            tuple(sorted(word for word in EXACT[role] if len(word) > 1 and _UNSPACED.fullmatch(word))),
        )
        for role in ("answer", *(role for role in EXACT if role != "answer"))
    )


_LONGEST_SENTENCE = 200
_SAYS_VERDICT = compile_late(
    r"\b(?:yes\s*(?:/|or|,)\s*no|y\s*/\s*n|compl(?:y|ies|iant|iance)|fulfil(?:s|led)?|meets?|select|choose|drop-?down|"
    r"oui\s*/\s*non|ja\s*/\s*nein|s[ií]\s*/\s*no)\b",
    re.IGNORECASE,
)
_SAYS_WORDS = compile_late(
    r"\b(?:details?|explain|explanation|comments?|describe|description|evidence|elaborate|justif\w+|additional|reasons?|link|"
    r"attach|remarks?|notes?|erläuter\w+|begründ\w+|précis\w+|detall\w+|explique)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def read_sentence_heading(text: str) -> str | None:
    """Return what a heading that is a whole sentence asks to be written below it: `answer`, `comment`, or None.

    It holds only beside headings that are known ("Please indicate whether your organisation complies (Yes / No)").
    """
    folded = fold_heading(text)
    if not LONGEST_HEADING < len(folded) <= _LONGEST_SENTENCE and len(folded.split()) <= _MOST_WORDS:
        return None
    if len(folded) > _LONGEST_SENTENCE or is_internal(text):
        return None
    if _SAYS_VERDICT.search(folded) and not _CONDITION.match(folded):
        return "answer"
    return "comment" if _SAYS_WORDS.search(folded) or _CONDITION.match(folded) else None


_INTERNAL = compile_late(
    r"\b(?:internal|our use|office use|official use|analyst|reviewer|assessor|auditor|buyer|client use|"
    r"do not (?:fill|change|edit|use)|our (?:assessment|review|rating|score|comments?|notes?|evaluation|decision)|"
    r"test results?|"
    r"\w+ use only|weight|max(?:imum)?|mapping|calculated|automatic|leave (?:blank|empty)|risk|nist|cis|iso|pci|"
    r"hipaa|gdpr|soc)\b",
    re.IGNORECASE,
)


_OWN_USE = compile_late(  # in brackets behind a heading
    r"\b(?:internal|"
    r"(?:our|office|official|client|customer|buyer|bank|university|hospital|agency|reviewer|assessor|evaluator) use|"
    r"do not fill|usage interne|uso interno|réservée? (?:à la banque|à l'acheteur|au client))\b|"
    r"^\W*(?:client|customer|buyer|assessor|auditor|evaluator|reviewer|bank|institution|university|hospital|agency|"
    r"auftraggeber|kunde|intern)(?:'s)?(?: only)?\W*$"
)
_POINTS = compile_late(
    r"(?:score|points|rating|grade|marks|points? (?:awarded|given|scored|earned)|punkte|bewertung|évaluation|"
    r"evaluación|puntuación|punteggio|avaliação|beoordeling|ocena|評価)"
)
DENIES = frozenset({"not", "non", "nicht", "no", "niet", "inte", "ikke", "ej", "não", "nie", "ei", "ne"})
_YES_NO = compile_late(  # "Yes / No / Partly"
    r"(?:yes|oui|ja|s[ií]|sì|sim|tak|ano|kyllä|evet)\s*[/|,;]\s*(?:no|non|nein|nee|não|nie|ne|nej|ei|hayır)\b.{0,30}"
)
_MARK_ONE = compile_late(
    r"\b(?:mark|check|tick|select|choose|cross)\s+(?:with\s+(?:an?\s+)?x\s+)?(?:only\s+)?"
    r"(?:one|the appropriate|an x|a box)\b|"
    r"\b(?:mark|put|place|enter|tick)(?:ed)?\s+(?:with\s+)?(?:an?\s+)?[\"'“]?x\b|"
    r"\bankreuzen\b|\bmit\s+x\b|\bcoche[rz]\b|\bmar(?:car|que)\s+con\s+(?:una\s+)?x\b|\bbarrare\b|\baankruisen\b|"
    r"\bassinal(?:ar|e)\b|\bzaznaczyć\b|\bkryssa?\b|\bzaškrtn",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_internal(text: str) -> bool:
    """Tell whether a heading keeps its column for the customer's own use."""
    return _INTERNAL.search(text) is not None


def is_yes_no(text: str) -> bool:
    """Tell whether a text is the words to choose from and no more: "Yes / No", "Ja / Nein / Teilweise"."""
    return _YES_NO.fullmatch(fold_heading(text)) is not None


def gives_points(text: str) -> bool:
    """Tell whether a heading names points and no more, so that it does not say that the vendor rates itself."""
    return _POINTS.fullmatch(_AFTER.sub("", fold_heading(text)).strip()) is not None


_VENDORS = compile_late(
    r"\b(?:vendor|supplier|provider|respondent|bidder|offeror|proposer|applicant|contractor|tenderer|third party|"
    r"processor|your?|lieferant(?:en)?|auftragnehmer|bieter|anbieter|fournisseur|prestataire|sous-traitant|soumissionnaire|"
    r"proveedor|licitador|fornitore|fornecedor|leverancier|aanbieder|"
    r"wykonawc\w+|dostawc\w+|leverantör\w*|leverandør\w*|toimittaja\w*|dodavatel\w*|dodávateľ\w*|szállító\w*|"
    r"beszállító\w*|furnizor\w*|tedarikçi\w*|προμηθευτ\w*|поставщик\w*|постачальник\w*|"
    r"answer|response|reply|antwort|réponse|respuesta)(?:'s)?\b",
    re.IGNORECASE,
)


def names_vendor(text: str) -> bool:
    """Tell whether a heading says that what stands below it is the vendor's word."""
    return _VENDORS.search(text) is not None


_EARLIER = compile_late(
    r"\b(?:previous|prior|last|earlier|old|former|existing|original|letztes|vorjahr|précédente?|anterior)\b",
    re.IGNORECASE,
)
_RENEWED = compile_late(
    r"\b(?:updated?|new|revised|current|this year|change[sd]?|neue?|nouvelle|actualizada?)\b", re.IGNORECASE
)


def is_earlier(text: str) -> bool:
    """Tell whether a heading names what was answered last time."""
    return _EARLIER.search(text) is not None


def is_renewed(text: str) -> bool:
    """Tell whether a heading names what is to be answered this time."""
    return _RENEWED.search(text) is not None


@lru_cache(maxsize=4096)
def asks_for_mark(text: str) -> bool:
    """Tell whether a heading over several columns asks for a mark in one of them: "Response (mark one)"."""
    return _MARK_ONE.search(text) is not None


@lru_cache(maxsize=4096)
def is_mark_heading(text: str) -> bool:
    """Tell whether a heading is one of the choices of "put an X in one of these columns"."""
    folded = fold_heading(text)
    return folded in MARKS or _AFTER.sub("", folded).strip() in MARKS


@lru_cache(maxsize=4096)
def is_graded_mark(text: str) -> bool:
    """Tell whether a heading is a choice graded or denied: "Strongly agree", "Nicht relevant"."""
    words = fold_heading(text).split()
    graded = words[-1:] and (words[-1] in MARKS or " ".join(words[1:]) in MARKS)
    return len(words) in (2, 3) and (bool(graded) or words[0] in DENIES)


@lru_cache(maxsize=8192)
def fold_heading(text: str) -> str:
    """Return a heading in small letters, on one line, in one Unicode form."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split()).strip(" :*")
