"""What a text is by its words alone: a question, a request, a statement, a reference, a hint to be replaced."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from qbot.layout.text_tables import ASKS, FILLERS, IDENTITY_WORDS, NOUNS, OBJECTS, OBLIGES, REQUESTS
from qbot.model.patterns import compile_late

_MOST_RATED = 1 << 18  # texts of a file whose rating is kept: it is asked for again by each step of the reading
_WORD = compile_late(r"[^\W_]+(?:['’\-][^\W_]+)*")
_LEAD = compile_late(r"^\s*(?:[(\[]?(?:[A-Z]{1,6}[-.]?)?\d{1,4}(?:[.\-]\d{1,4})*[a-z]?[)\].:]?|[a-zA-Z][).]|[-*•–])\s+")
_REF = compile_late(
    r"(?:[A-Za-z&]{1,12}[\s\-_.:/]{0,2})?(?:[A-Za-z]{0,6}[\-_.]?)?\d{1,4}(?:[.\-_/]\s?[A-Za-z0-9]{1,6}){0,6}[a-z]?[.):]?"
    r"|[A-Z]{1,3}|[a-z][).]?|[ivxIVX]{1,5}[.)]?|[A-Z]{2,8}[-_.][A-Z]{1,8}(?:[-_.][A-Za-z0-9]{1,6}){0,5}"
)
_QUESTION_MARK = compile_late(r"[?？؟;՞]\s*(?:[\"'”’)\]*]|\([^)]*\)|\s)*$")
_ABBREVIATED = compile_late(r"\s*(?:IS|ISO)\s+[A-Z][a-z]")  # "IS Policies" is no question
_INNER_MARK = compile_late(r"[?？؟]")
_NON_LATIN = compile_late(
    r"[\u0370-\u03ff\u0400-\u04ff\u0590-\u08ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]"
)
_JAPANESE_ASK = compile_late(
    r"(?:ますか|ですか|ませんか|か|ください|下さい|こと)[。．.]?\s*$|(?:吗|呢)[。？]?\s*$|(?:까|시오|세요)[.?]?\s*$"
)
_STOPS = (".", "。", "։", "।")
_UNSPACED = compile_late(
    r"[\u0e00-\u9fff]{6}"
)  # letters enough for words, in a script that sets no spaces between them
_HINT = compile_late(
    r"""(?:
      ^\s*[\[<{（].{2,80}[\]>}）]\s*$
    | ^\s*(?:[mdyjat]{1,4}[\s./\-]){2}[mdyjat]{2,4}\s*$
    | ^\s*(?:e\.?\s?g\.?|i\.?\s?e\.?|ex\.|for\ example|z\.\s?b\.|p\.\s?ex\.|ej\.)[\s,.:].*
    | ^\s*(?:please\s+)?(?:enter|insert|type|click|choose|select|pick|fill|write|describe|provide|specify|add|list|state|explain
        |give|attach|complete|detail|indicate)\b.*
    | ^\s*(?:a\s+)?(?:brief|short)\s+(?:description|summary|overview|explanation).*
    | ^\s*(?:see|refer\ to)\s+(?:the\s+)?(?:instruction|guidance).*
    | ^\s*(?:tbd|tba|tbc|xxx+|\.{3,}|…|_{2,}|-{1,3}|\?+|n\.n\.|lorem\ ipsum.*|your\ .{2,60}(?:here)?|.{2,60}\ here\.?)\s*$
    | \b555[-.\s]?\d{3}[-.\s]?\d{4}\b | \bvendor\.domain\b | \bexample\.(?:com|org|net)\b | \bjane\ doe\b | \bjohn\ (?:doe|smith)\b
    | \(if\ applicable\)\s*$
    | ^\s*(?:bitte|veuillez|seleccione|indique|introduzca|inserire|selezionare|inserisci|kies|vul|wybierz|välj)\b.*
    | ^\s*(?:wählen|auswählen|choisir|choisissez|sélectionner|eingeben).*
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_WITHDRAWN = compile_late(
    r"^\W*(?:(?:this|the)\s+)?(?:(?:control|question|requirement|item|criterion|row|measure)\s+(?:(?:is|was|has been)\s+)?"
    r"(?:withdrawn|deleted|retired|deprecated|superseded|removed (?:in|from|with|since|as of))\b)|"
    r"^\W*(?:deleted|withdrawn|removed|retired|deprecated|obsolete|reserved|moved to|merged (?:in)?to|superseded|"
    r"no longer used|intentionally (?:left )?blank|entfallen|gestrichen|supprimée?|eliminad[oa]|retirad[oa])\b",
    re.IGNORECASE,
)
_INSTRUCTS = compile_late(
    r"^\s*(?:note:?\s+|instructions?:?\s+)?(?:please\s+(?:\w+\s+){0,4}|kindly\s+)?(?:answer|complete|fill|return|respond|reply|read|save|send|submit|tick|mark|"
    r"check|write|enter|type|put|use|see|refer|select|choose|do not|ensure that|provide (?:your )?(?:answers?|responses?|comments?))\b"
    r".{0,160}\b(?:answers?|responses?|questions?|form|sheets?|workbook|worksheets?|columns?|cells?|questionnaire|below|above|"
    r"statements?|options?|alternatives?|an x|drop-?downs?|tabs?|rows?|boxes|box|sections?|template|spreadsheet|this document|instructions)\b"
    r"|^\s*(?:step \d+|note|instructions?|hinweis|remarque|nota|important)\s*[:.)-]"
    r"|^\s*(?:thank you|thanks|many thanks|(?:kind|best|warm) regards|yours (?:sincerely|faithfully)|vielen dank|mit freundlichen|merci|"
    r"gracias|grazie|obrigad[oa]|dank u|hartelijk dank|dziękujemy|tack|kiitos|teşekkür)\b"
    r"|^\s*(?:please\s+)?(?:return|send|submit|e-?mail)\b.{0,80}(?:@|\bby\s+\d|\bby\s+[A-Z])"
    r"|^\s*(?:please\s+)?(?:give|state|add|list|name|describe|explain|include|attach|specify|note|mention|record|provide|quote)\b"
    r".{0,120}\b(?:in|under|into|as) (?:the |your |an? )?(?:notes?|comments?|remarks?|explanations?|details|evidence|justification)"
    r"(?: column| field| box| cell| section| below)?\s*[.!]?\s*$"
    r"|以下の.{0,20}(?:回答|ご記入|お答え)|ご(?:回答|記入)(?:を|くだ|願)",
    re.IGNORECASE | re.DOTALL,
)
_PLEASE_ABROAD = compile_late(
    r"\s*(?:bitte|merci de|veuillez|prière de|por favor|se ruega|favor|si prega di|proszę|gelieve|vänligen)\b",
    re.IGNORECASE,
)
_INSTRUCTS_ABROAD = compile_late(  # after a "please"
    r".{0,60}\b"
    r"(?:beantworte|ausfüll|füll|ankreuz|kreuz|sende|ergänz|répondre|compléter|remplir|cocher|renvoyer|retourner|respond|"
    r"conteste|complete|cumpliment|rellene|marque|preench|compilare|rispondere|wypełni|odpowie|invullen|beantwoord|besvara|fyll)"
    r".{0,160}\b(?:frage|formular|bogen|feld|blatt|tabelle|maßnahme|bemerkung|question|champ|formulaire|onglet|colonne|pregunta|"
    r"formulario|casilla|pestaña|pergunta|formulário|domand|modulo|pytani|ankiet|formularz|vraag|vragen|fråg|formulär)",
    re.IGNORECASE | re.DOTALL,
)
_FOLLOWS = compile_late(
    r"^\s*(?:[a-z0-9]{1,3}[).]\s*)?(?:if (?:yes|no|so|not|applicable|other|the answer|you answered|answered|any)\b|if ['\"“‘]?(?:yes|no)\b|"
    r"if “yes”|when yes|in case of yes|"
    r"please (?:describe|explain|elaborate|specify)(?: (?:how|above))?[.:]?\s*$|falls (?:ja|nein|zutreffend)|wenn (?:ja|nein)|bei ja|"
    r"si (?:oui|non)\b|en caso afirmativo|si la respuesta|se (?:sì|sì|sim|si|não|no)\b|in caso affermativo|zo ja|indien (?:ja|nee)|"
    r"jeśli (?:tak|nie)|om ja|hvis ja|jos kyllä)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def list_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without a number or letter that leads it."""
    return tuple(_WORD.findall(_LEAD.sub("", unicodedata.normalize("NFKC", text)).lower()))


@lru_cache(maxsize=_MOST_RATED)
def rate_question(text: str) -> float:
    """Return how much a text reads like something that is asked, 0 to 1, by its words alone."""
    text = text.strip()
    if len(text) < 4 or text.replace(".", "", 1).isdecimal():
        return 0.0
    words = list_words(text)
    if not words:
        return 0.0
    if _QUESTION_MARK.search(text) and len(text) >= 8:
        return 1.0
    if is_instruction(text):
        return 0.2
    if not text.isascii() and _NON_LATIN.search(text):
        if _JAPANESE_ASK.search(text):
            return 0.9
        if len(words) >= 3 and (words[0] in REQUESTS or words[0] in ASKS):
            return 0.85
        return 0.5 if len(text) >= 12 else 0.2
    if len(words) >= 4 and ((words[0] in ASKS and not _ABBREVIATED.match(text)) or begins_request(words)):
        return 0.85
    if _INNER_MARK.search(text) and len(words) >= 4:
        return 0.9
    if len(words) >= 5 and OBLIGES & set(words):
        return 0.8
    if len(words) >= 3 and begins_request(words):
        return 0.7
    return _rate_length(words)


def _rate_length(words: Sequence[str]) -> float:
    """Return what the length of a text says, where its words say nothing: a longer one is rather a statement."""
    if len(words) >= 7:
        return 0.55
    return 0.35 if len(words) >= 4 else 0.15


def is_asked(text: str) -> bool:
    """Tell whether a text is worded as a question or a request, and not as a statement."""
    words = list_words(text)
    if _INNER_MARK.search(text):
        return True
    if not text.isascii() and _NON_LATIN.search(text):
        return _JAPANESE_ASK.search(text.strip()) is not None or bool(REQUESTS & set(words[:1]))
    if not words:
        return False
    if words[0] in ASKS and not OBLIGES & set(words[:1]) and not (words[0] in AMBIGUOUS and OBLIGES & set(words)):
        return words[0] in _SURE or len(words) >= 4
    return begins_request(words) and words[0] not in ("verify", "ensure", "use", "add", "if")


def begins_request(words: tuple[str, ...]) -> bool:
    """Tell whether words begin with a request; one that is also a noun ("report", "state") needs an object after it."""
    if not words or words[0] not in REQUESTS:
        return False
    return words[0] not in NOUNS or (len(words) > 1 and words[1] in OBJECTS)


@lru_cache(maxsize=16384)
def is_instruction(text: str) -> bool:
    """Tell whether a text says how to fill in the form, and asks nothing itself."""
    if _INNER_MARK.search(text.rstrip()[-2:]):
        return False
    if _INSTRUCTS.search(text):
        return True
    asked = _PLEASE_ABROAD.match(text)
    return asked is not None and _INSTRUCTS_ABROAD.match(text, asked.end()) is not None


AMBIGUOUS = frozenset({"se", "y", "votre", "sua", "was", "when", "where", "var", "er", "come", "si"})
_FORMS = frozenset({
    "questionnaire", "assessment", "review", "survey", "checklist", "fragebogen", "vragenlijst", "ankieta", "frågeformulär",
})  # fmt: skip
_FIELD_WORDS = frozenset({"date", "name", "of", "by", "last", "next", "datum", "version", "number"})
_EDITION = compile_late(r"v?\d+|v|rev\d*|final|draft")  # what may follow the title of a form
_STATES = frozenset({"is", "are", "was", "were", "has", "have", "shall", "must"})  # "Data is encrypted" is no label
_SURE = frozenset({"do", "does", "is", "are", "has", "have", "what", "which", "who", "how", "why"})


@lru_cache(maxsize=16384)
def is_ref(text: str) -> bool:
    """Tell whether a text is a customer's number for a question: `1.2`, `AC-01`, `GRC.2`, `Q7`, `b)`."""
    stripped = text.strip()
    return 0 < len(stripped) <= 24 and _REF.fullmatch(stripped) is not None


def is_hint(text: str, question: str = "") -> bool:
    """Tell whether what stands in an answer cell is a hint to be replaced, and not an answer."""
    if not text.strip():
        return False
    if _HINT.search(text):
        return True
    own, asked = set(list_words(text)), set(list_words(question))
    if len(own) < 2:
        return False
    if is_identity(question) and own <= IDENTITY_WORDS | FILLERS | asked:
        return True
    return own <= asked and len(own) * 2 >= len(asked)


_PROMPT = compile_late(
    r"\s*[\[<(]?(?:(?:please )?(?:click|tap|type|enter|insert|write|choose|select|pick|add)\b.{0,40}\b(?:here|text|answer|response|"
    r"an? (?:item|option|date)|one|value|below)|(?:hier|bitte) .{0,30}(?:klicken|eingeben|eintragen|wählen)|"
    r"(?:cliquez|saisir|saisissez|choisir|choisissez|haga clic|escriba|elija|seleccione|fare clic|inserire|clique|digite|"
    r"selecione|klik|kies|vul)\b.{0,60})[.…]?[\])>]?\s*",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_prompt(text: str) -> bool:
    """Tell whether a text does nothing but ask to be typed over: "Click here to enter text."."""
    return len(text) <= 80 and _PROMPT.fullmatch(text) is not None


def is_withdrawn(text: str) -> bool:
    """Tell whether a row says that it is no longer asked."""
    return _WITHDRAWN.search(text) is not None


_EXAMPLE = compile_late(
    r"\W*(?:e\.g\.|ex\.|example|sample|beispiel|bsp\.?|exemple|ejemplo|esempio|exemplo|voorbeeld|przykład|例|記入例)\W*\d?",
    re.IGNORECASE,
)


def is_example(text: str) -> bool:
    """Tell whether a row's number says that the row is an example of how to answer."""
    return _EXAMPLE.fullmatch(text) is not None


def follows_up(text: str) -> bool:
    """Tell whether a text asks for more about the answer above it: "If yes, describe"."""
    return _FOLLOWS.search(text) is not None


def is_identity(text: str) -> bool:
    """Tell whether a text is the label of a field about who answers: a name, a date, a contact."""
    words = list_words(text)
    if not 0 < len(words) <= 9 or _INNER_MARK.search(text) or _STATES & set(words[1:]):
        return False
    return bool(IDENTITY_WORDS & set(words))


def names_form(text: str) -> bool:
    """Tell whether a text is the title of a form ("Supplier review"), and not a field about it ("Date of review")."""
    words = [word for word in list_words(text) if not _EDITION.fullmatch(word)]
    return bool(words) and words[-1] in _FORMS and not _FIELD_WORDS & set(words)


def is_sentence(text: str) -> bool:
    """Tell whether a text is a whole sentence, in any language: words with a full stop behind them."""
    whole = text.rstrip()
    if not whole.endswith(_STOPS):
        return False
    words = whole[:-1]
    return (not text[0].isspace() and len(words.split(maxsplit=1)) == 2) or _UNSPACED.search(words) is not None


def fold_text(text: str) -> str:
    """Return a text for comparison: letters and digits alone, small."""
    return " ".join(list_words(text))
