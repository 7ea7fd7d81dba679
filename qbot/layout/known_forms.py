"""Standard questionnaires, recognised by their ids and titles: only to tell what was recognised, to check the reading
against the form's own ids, and to give questions the ids that the reading found no column for.

Nothing else of the reading depends on it: a form never seen before reads equally well. The ids are as their publishers
write them: CAIQ 3.1 and 4 (Cloud Security Alliance), HECVAT 2 to 4 (EDUCAUSE), SIG (Shared Assessments), VSA (Vendor
Security Alliance), SAMM and ASVS (OWASP), CyberFundamentals (Centre for Cybersecurity Belgium), CSF (NIST), Annex A
(ISO/IEC 27001:2022).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.layout.grid import Grid
from qbot.model.patterns import compile_late
from qbot.model.place import format_cell, parse_cell
from qbot.model.questionnaire import KnownForm, Question, Skipped

_CAIQ = "A&A|AAC|AIS|BCR|CCC|CEK|DCS|DSI|DSP|EKM|GRC|GRM|HRS|IAM|IPY|IVS|LOG|MOS|SEF|STA|TVM|UEM"
_HECVAT = (
    "AAAI|AIGN|AIML|AIPL|AIQU|AISC|APPL|BCPL|CHNG|COMP|CONS|CSPM|DATA|DBAS|DCTR|DOCU|DRPL|DRPV|FIDP|GNRL|HFIH|HIPA|HLAA|"
    "HLAP|HLDA|HLDB|HLDC|HLMO|HLNT|HLPH|HLPP|HLSY|HLVU|INTL|ITAC|MOBI|NETW|OPEM|ORGN|PCID|PCOM|PDAT|PDOC|PHYS|PPPR|PRGN|"
    "PRPO|PTHP|QLAS|QUAL|REQU|SYST|THRD|VULN"
)
_CSF = r"(?:GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-?\d{0,2}"


class _Form(Struct, frozen=True):
    """A standard questionnaire: `ids` matches one of its ids whole; `title` what its sheets say of themselves.

    `telling`: the ids alone are proof enough, for no other form numbers so.
    """

    name: str
    title: re.Pattern[str]
    ids: re.Pattern[str] | None = None
    telling: bool = False


def _form(name: str, title: str, ids: str = "", *, telling: bool = False) -> _Form:
    return _Form(name, compile_late(title), compile_late(ids) if ids else None, telling)


FORMS = (
    _form("CAIQ", r"\bCAIQ\b|Consensus Assessments? Initiative", rf"(?:{_CAIQ})-\d\d\.\d{{1,2}}[a-z]?", telling=True),
    _form("HECVAT", r"\bHECVAT\b|Higher Education Community Vendor", rf"(?:{_HECVAT})-\d\d[a-z]?", telling=True),
    _form(
        "SIG", r"\bSIG (?:Lite|Core|Detail|Manager)\b|Standardi[sz]ed Information Gathering", r"[A-V]\.\d+(?:\.\d+)*"
    ),
    _form("VSA", r"Vendor Security Alliance|\bVSA[- ](?:Full|Core|Questionnaire)\b"),
    _form("SAMM", r"\bSAMM\b|Software Assurance Maturity Model", r"[GDIVO]-[A-Z]{2}-[AB]?-?\d(?:-\d)?"),
    _form("CyberFundamentals", r"CyberFundamentals|\bCyFun\b", rf"(?:BASIC_|IMPORTANT_|ESSENTIAL_)?{_CSF}(?:\.\d+)?"),
    _form("ASVS", r"\bASVS\b|Application Security Verification Standard", r"V?\d{1,2}\.\d{1,2}\.\d{1,2}"),
    _form("NIST CSF", r"\bCSF\b|NIST Cybersecurity Framework", _CSF),
    _form("ISO 27001 Annex A", r"27001|27002|Annex A", r"A\.?[5-9]\.\d{1,2}|A\.1[0-8]\.\d{1,2}(?:\.\d{1,2})?"),
)
_LEAST = 8  # ids that must match before ids alone count
_SHARE = 0.6  # and which share of all ids they must be
_TITLE_ROWS = 12
_LONGEST_ID = 30
_LEADING = compile_late(r"\s*[(\[]?([\w&.-]+?)[)\]]?\s*[:.)\]–—-]?\s+")


Ids = dict[tuple[str, int], list[tuple[int, str]]]


def recognise_form(
    grids: Sequence[Grid], questions: Sequence[Question], skipped: Sequence[Skipped]
) -> tuple[KnownForm | None, tuple[Question, ...]]:
    """Return the standard form that a file is, and its questions with the form's ids where they had none."""
    titles = _collect_titles(grids)
    asked = {question.sheet for question in questions}
    for form in FORMS:
        named = form.title.search(titles) is not None
        if not named and not form.telling:
            continue
        ids = _find_ids(form, [grid for grid in grids if grid.name in asked])
        carried = tuple(_carry(form, question, ids) for question in questions)
        matched = sum(_is_id(form, one.ref) for one in carried)
        if not named and matched < _LEAST:
            continue
        if form.ids is not None and matched < max(_SHARE * sum(one.ref is not None for one in carried), 1):
            continue
        return _tell(form, carried, skipped, ids, matched), carried
    return None, tuple(questions)


def _collect_titles(grids: Sequence[Grid]) -> str:
    """Return the names of the sheets and the short texts of their first rows, a line each."""
    lines = [grid.name for grid in grids]
    for grid in grids:
        lines += [cell.text for (row, _), cell in grid.cells.items() if row <= _TITLE_ROWS and len(cell.text) < 200]
    return "\n".join(lines)


def _find_ids(form: _Form, grids: Sequence[Grid]) -> Ids:
    """Return the form's ids that stand alone in a cell, with their columns, by sheet and row."""
    found: Ids = {}
    for grid in grids:
        held = grid.cells.items() if form.ids is not None else ()
        short = [(place, cell.text) for place, cell in held if 0 < len(cell.text) < _LONGEST_ID]
        texts = {text for text in {text for _, text in short} if _is_id(form, text)}
        for row, column in sorted(place for place, text in short if text in texts):
            found.setdefault((grid.name, row), []).append((column, grid.cells[row, column].text.strip()))
    return found


def _is_id(form: _Form, text: str | None) -> bool:
    if form.telling and text is not None and "-" not in text:
        return False  # each id of those forms has one, and their patterns take long to compile
    return form.ids is not None and text is not None and form.ids.fullmatch(text.strip()) is not None


def _carry(form: _Form, question: Question, ids: Ids) -> Question:
    """Return the question with the form's id, where it stands in its row or before its words and was not read."""
    if form.ids is None or _is_id(form, question.ref) or (question.ref and not form.telling):
        return question
    row, _ = parse_cell(question.cell)
    beside = [text for _, text in ids.get((question.sheet, row), ())]
    leading = _LEADING.match(question.text)
    if not beside and leading is not None and _is_id(form, leading[1]):
        beside = [leading[1]]
    return replace(question, ref=beside[0]) if beside else question


def _tell(form: _Form, questions: Sequence[Question], skipped: Sequence[Skipped], ids: Ids, matched: int) -> KnownForm:
    if form.ids is None:
        return KnownForm(form.name, "its sheets say so")
    why = f"{matched} of {len(questions)} questions carry its ids"
    return KnownForm(form.name, why, _find_missed(form, [*questions, *skipped], ids))


def _find_missed(form: _Form, read: Sequence[Question | Skipped], ids: Ids) -> tuple[str, ...]:
    """Return the cells with an id, in the column of each sheet that holds most ids, whose rows were not understood."""
    rows = {(one.sheet, parse_cell(one.cell)[0]) for one in read if not _is_id(form, one.text)}
    counts = Counter((sheet, column) for (sheet, _), cells in ids.items() for column, _ in cells)
    most = {sheet: column for (sheet, column), _ in sorted(counts.items(), key=lambda one: one[1])}
    return tuple(
        f"{sheet}!{format_cell(row, column)}"
        for (sheet, row), cells in sorted(ids.items())
        for column, _ in cells
        if (sheet, row) not in rows and column == most[sheet]
    )
