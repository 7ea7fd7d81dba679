"""One draft explained in full."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from qbot.cli.screen import clean, open_console, print_list, print_table, print_title
from qbot.errors import UsageError
from qbot.model.draft import Draft
from qbot.model.knowledge import KnowledgeBase
from qbot.model.questionnaire import Question, Questionnaire


def show_explanation(
    questionnaire: Questionnaire, drafts: Sequence[Draft], knowledge: KnowledgeBase, *, place: str
) -> None:
    """Print everything behind one draft; UsageError where no question stands at the place."""
    console = open_console()
    question, draft = _find_question(questionnaire, drafts, place)
    console.print(clean(f"{question.cell}  {question.text}"), style="bold")
    if draft.values:
        print_table(console, ("goes to", "draft"), ((f"{v.role.value} {v.cell}", v.value) for v in draft.values))
    else:
        console.print(clean(f"Left blank: {draft.reason}"))
    _show_score(console, draft)
    for title, lines in (
        ("Guards", [f"{guard.name}: {guard.text}" for guard in draft.guards]),
        ("Missing", list(draft.missing)),
        ("Options a person may choose from", list(draft.proposals)),
    ):
        if lines:
            print_title(console, title)
            print_list(console, lines)
    _show_alternatives(console, draft, knowledge)


def _find_question(questionnaire: Questionnaire, drafts: Sequence[Draft], place: str) -> tuple[Question, Draft]:
    sheet, _, cell = place.rpartition("!")
    for question, draft in zip(questionnaire.questions, drafts, strict=True):
        here = {question.cell.lower(), *(slot.cell.lower() for slot in question.slots)}
        if cell.lower() in here and sheet.strip("'") in ("", question.sheet):
            return question, draft
    some = ", ".join(question.cell for question in questionnaire.questions[:5])
    raise UsageError(f"no question stands at {place} in {questionnaire.file}. Its questions stand at {some} …")


def _show_score(console: Console, draft: Draft) -> None:
    print_title(console, f"Score {draft.score:+.2f}, confidence {draft.confidence:.2f}, band {draft.band.value}")
    print_table(console, ("part", "log-odds", "why"), ((p.name, f"{p.value:+.2f}", p.text) for p in draft.parts))


def _show_alternatives(console: Console, draft: Draft, knowledge: KnowledgeBase) -> None:
    by_id = {entry.id: entry for entry in knowledge.entries}
    print_title(console, "Nearest entries")
    for alternative in draft.alternatives:
        entry = by_id.get(alternative.entry)
        console.print(clean(f"{alternative.confidence:.2f}  {alternative.entry}"), style="bold")
        if entry is not None:
            console.print(Text("      ") + clean(entry.question or entry.answer, limit=110))
        for name, words in (("matched", alternative.matched), ("missing", alternative.missing)):
            if words:
                console.print(Text(f"      {name}: ") + clean(", ".join(words)))
