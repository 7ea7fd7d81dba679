"""What a person needs to know after `qbot answer`: what was drafted, what is blank and why, what to look at first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from qbot.cli.lines import Lines, count, open_lines
from qbot.model.confidence import Band
from qbot.model.draft import Draft
from qbot.model.knowledge import Disclosure, KnowledgeBase
from qbot.model.questionnaire import Question, QuestionKind, QuestionState
from qbot.workflow.answering import Answering

_SHOWN = 6


def show_summary(answering: Answering, knowledge: KnowledgeBase, output: Path) -> None:
    """Print the summary of one answered copy."""
    lines = open_lines()
    pairs = list(zip(answering.questionnaire.questions, answering.drafts, strict=True))
    written = {(value.sheet, value.question_cell) for value in answering.report.written}
    drafted = [pair for pair in pairs if _find_key(pair[0]) in written]
    lines.print_line(f"Draft copy written to {output}. Nothing in it is approved yet: review before you send it.")
    lines.print_line(_totals(answering, drafted))
    _show_blank(lines, [pair for pair in pairs if _find_key(pair[0]) not in written])
    _show_guards(lines, pairs)
    _show_care(lines, answering, knowledge)
    _show_differences(lines, pairs)
    lines.print_line()
    lines.print_line("Next: qbot verify ORIGINAL COPY proves that only answer cells changed.")


def _totals(answering: Answering, drafted: list[tuple[Question, Draft]]) -> str:
    bands = Counter(draft.band.value for _, draft in drafted)
    by_band = ", ".join(f"{bands[band]} {band}" for band in ("high", "medium", "low", "none") if bands[band])
    total = count(len(answering.questionnaire.questions), "question")
    cells = count(len(answering.report.written), "cell")
    return f"{total}: {len(drafted)} drafted{f' ({by_band})' if by_band else ''} in {cells}."


def _show_blank(lines: Lines, blank: Iterable[tuple[Question, Draft]]) -> None:
    reasons: dict[str, list[str]] = defaultdict(list)
    for question, draft in blank:
        reasons[_find_reason(question, draft)].append(_place(question))
    if not reasons:
        return
    lines.print_title(f"Left as they were: {sum(map(len, reasons.values()))}")
    for reason, places in sorted(reasons.items(), key=lambda one: -len(one[1])):
        lines.print_line(f"{len(places):4d}  {reason}: {_some(places)}")


def _find_reason(question: Question, draft: Draft) -> str:
    if question.state is QuestionState.LOCKED:
        return "the answer cell is a formula"
    if question.state is QuestionState.FILLED:
        return "already answered in the file"
    if question.kind is QuestionKind.IDENTITY:
        return "identity field that company.yaml does not give"
    if draft.answered:
        return "drafted, but no cell could take it"
    return draft.reason.rstrip(".") or "no entry supports an answer"


def _show_guards(lines: Lines, pairs: Iterable[tuple[Question, Draft]]) -> None:
    fired: dict[str, list[str]] = defaultdict(list)
    for question, draft in pairs:
        for guard in draft.guards if draft.answered or draft.band is Band.LOW else ():
            fired[guard.name].append(_place(question))
    if fired:
        lines.print_title("Guards that fired: read these first")
        for name, places in sorted(fired.items(), key=lambda one: -len(one[1])):
            lines.print_line(f"{len(places):4d}  {name}: {_some(places)}")


def _show_care(lines: Lines, answering: Answering, knowledge: KnowledgeBase) -> None:
    used = Counter(entry for value in answering.report.written for entry in value.entries)
    entries = knowledge.pick(used)
    told = [f"{r.sheet}!{r.cell}: not written, {r.reason}" for r in answering.report.refused]
    for disclosure, what in (
        (Disclosure.NDA, "only under NDA: record it before you send"),
        (Disclosure.INTERNAL, "internal: release before you send"),
    ):
        names = [entry.id for entry in entries if entry.disclosure is disclosure]
        if names:
            told.append(f"entries that may be shown {what}: {_some(names)}")
    names = [entry.id for entry in entries if entry.conflicts]
    if names:
        told.append(f"entries in conflict that a person must settle: {_some(names)}")
    told += answering.report.warnings
    told += [f"also changed: {change}" for change in answering.report.other_changes]
    told += answering.questionnaire.notes
    if told:
        lines.print_title("To know")
        lines.print_list(told)


def _show_differences(lines: Lines, pairs: Iterable[tuple[Question, Draft]]) -> None:
    told = []
    for question, draft in pairs:
        drafted = {value.cell: value.value for value in draft.values}
        for slot in question.slots:
            new = drafted.get(slot.cell)
            filled = question.state is QuestionState.FILLED and slot.current and slot.options
            if filled and new and new != slot.current:
                told.append(f"{_place(question)}: the file says {slot.current!r}, the knowledge base says {new!r}")
    if told:
        lines.print_title("Answers in the file that differ from the knowledge base")
        lines.print_list(told)


def _find_key(question: Question) -> tuple[str, str]:
    return question.sheet, question.cell


def _place(question: Question) -> str:
    return question.ref or question.cell


def _some(names: list[str]) -> str:
    rest = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")
