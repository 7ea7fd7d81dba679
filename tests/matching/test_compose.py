"""What goes into the slots: approved words, each slot its own, and nothing else."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from qbot.matching.compose import Composition, compose_values, join_verdict
from qbot.matching.follow_up import compose_follow_up, find_condition
from qbot.matching.stance import decide_stance
from qbot.model.confidence import Band
from qbot.model.draft import Draft
from qbot.model.knowledge import Company, Disclosure, Entry, EntryKind, Source, Stance
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, SlotRole

ANSWER, COMMENT = SlotRole.ANSWER, SlotRole.COMMENT
REST = Entry(
    id="rest",
    kind=EntryKind.FAQ,
    question="Is customer data encrypted at rest?",
    answer="Customer data is encrypted at rest with AES-256.",
    short_answer="AES-256 at rest.",
    stance=Stance.YES,
    ownership="provider",
    customer_responsibility="Customers choose who may export data.",
    disclosure=Disclosure.PUBLIC,
    source=Source("Security overview", "page 3", "encrypted at rest with AES-256"),
    attachments=("security-overview.pdf",),
)
PLAN = Entry(
    id="plan",
    kind=EntryKind.FACT,
    answer="We maintain an incident response plan.",
    stance=Stance.YES,
    source=Source("Handbook"),
)


def slot(role: SlotRole, cell: str, *options: str, label: str | None = None, limit: int | None = None) -> AnswerSlot:
    return AnswerSlot(role, cell, options=options, label=label, max_length=limit)


def compose(text: str, *slots: AnswerSlot, entries: tuple[Entry, ...] = (REST,)) -> Composition:
    question = Question("S", "A1", text, slots=slots)
    return compose_values(question, decide_stance(question, entries, ()), entries, company=None)


def write(text: str, *slots: AnswerSlot, entries: tuple[Entry, ...] = (REST,)) -> dict[str, str]:
    return {value.cell: value.value for value in compose(text, *slots, entries=entries).values}


ASKED = "Is customer data encrypted at rest?"


def test_drop_down_and_comment() -> None:
    got = write(ASKED, slot(ANSWER, "B1", "Yes", "No"), slot(COMMENT, "C1"))
    assert got == {"B1": "Yes", "C1": REST.answer}


def test_one_free_cell_holds_verdict_and_text() -> None:
    assert write(ASKED, slot(ANSWER, "B1")) == {"B1": f"Yes. {REST.answer}"}


def test_free_verdict_and_comment() -> None:
    assert write(ASKED, slot(ANSWER, "B1"), slot(COMMENT, "C1")) == {"B1": "Yes", "C1": REST.answer}


def test_two_free_answer_cells() -> None:
    assert write(ASKED, slot(ANSWER, "B1"), slot(ANSWER, "C1")) == {"B1": "Yes", "C1": REST.answer}


def test_open_question_gets_the_text_alone() -> None:
    asked = "How is customer data encrypted at rest?"
    assert write(asked, slot(ANSWER, "B1")) == {"B1": REST.answer}
    assert write(asked, slot(ANSWER, "B1"), slot(COMMENT, "C1")) == {"B1": REST.answer}


def test_open_question_with_a_drop_down_leaves_the_drop_down() -> None:
    composition = compose(
        "How is customer data encrypted at rest?", slot(ANSWER, "B1", "Yes", "No"), slot(COMMENT, "C1")
    )
    assert [(value.cell, value.value) for value in composition.values] == [("C1", REST.answer)]
    assert composition.proposals == ("Yes", "No")
    assert composition.reason


def test_graded_list_is_left_to_a_person() -> None:
    composition = compose(ASKED, slot(ANSWER, "B1", "Yes, most", "Yes, some", "No"))
    assert composition.values == ()
    assert composition.citations == ()
    assert composition.proposals == ("Yes, most", "Yes, some")
    assert "person" in composition.reason


def test_x_goes_into_one_column_by_its_label() -> None:
    columns = [slot(ANSWER, cell, "X", label=label) for cell, label in (("B1", "Yes"), ("C1", "No"), ("D1", "N/A"))]
    assert write(ASKED, *columns, slot(COMMENT, "E1")) == {"B1": "X", "E1": REST.answer}
    assert write("Is customer data unencrypted at rest?", *columns) == {"C1": "X"}
    graded = [slot(ANSWER, cell, "X", label=label) for cell, label in (("B1", "Yes, most"), ("C1", "Yes, some"))]
    assert write(ASKED, *graded) == {}


def test_short_words_where_the_cell_is_short_and_none_where_none_fit() -> None:
    assert write("Describe the encryption at rest.", slot(ANSWER, "B1", limit=20)) == {"B1": "AES-256 at rest."}
    composition = compose("Describe the encryption at rest.", slot(ANSWER, "B1", limit=10))
    assert composition.values == ()
    assert "10 characters" in composition.reason
    assert write(ASKED, slot(ANSWER, "B1", limit=10)) == {"B1": "Yes"}


def test_evidence_ownership_and_customers_part() -> None:
    got = write(
        ASKED,
        slot(ANSWER, "B1", "Yes", "No"),
        slot(SlotRole.OWNERSHIP, "C1", "CSP-owned", "CSC-owned"),
        slot(COMMENT, "D1"),
        slot(COMMENT, "E1", label="CSC Responsibilities"),
        slot(SlotRole.EVIDENCE, "F1"),
        slot(SlotRole.SCORE, "G1"),
        slot(SlotRole.DATE, "H1"),
    )
    assert got == {
        "B1": "Yes",
        "C1": "CSP-owned",
        "D1": REST.answer,
        "E1": "Customers choose who may export data.",
        "F1": "security-overview.pdf",
    }


def test_what_the_entry_does_not_hold_stays_blank() -> None:
    got = write(
        "Do you have an incident response plan?",
        slot(ANSWER, "B1", "Yes", "No"),
        slot(SlotRole.OWNERSHIP, "C1", "CSP-owned", "CSC-owned"),
        slot(COMMENT, "E1", label="Customer responsibilities"),
        slot(SlotRole.EVIDENCE, "F1"),
        entries=(PLAN,),
    )
    assert got == {"B1": "Yes", "F1": "Handbook"}


def test_two_entries_are_joined_and_both_cited() -> None:
    composition = compose(
        "Do you have an incident response plan? Is customer data encrypted at rest?",
        slot(ANSWER, "B1", "Yes", "No"),
        slot(COMMENT, "C1"),
        entries=(PLAN, REST),
    )
    assert [value.value for value in composition.values] == ["Yes", f"{PLAN.answer}\n{REST.answer}"]
    assert [(one.entry, one.source) for one in composition.citations] == [
        ("plan", "Handbook"),
        ("rest", "Security overview, page 3"),
    ]
    assert composition.citations[1].quote == "encrypted at rest with AES-256"


def test_only_the_entries_that_are_needed_are_cited() -> None:
    assert [one.entry for one in compose(ASKED, slot(ANSWER, "B1"), entries=(REST, PLAN)).citations] == ["rest"]


def test_choice_among_things_is_taken_as_it_was_answered() -> None:
    hosting = Entry(id="h", kind=EntryKind.PAST_ANSWER, question="Select your hosting", answer="2) Public cloud")
    slots = (slot(ANSWER, "B1", "1) Own hall", "2) Public cloud"),)
    assert write("Select your hosting", *slots, entries=(hosting,)) == {"B1": "2) Public cloud"}
    assert write("Select your hosting", slot(ANSWER, "B1", "Own hall", "Rack"), entries=(hosting,)) == {}


def test_nothing_is_written_without_entries() -> None:
    assert compose(ASKED, slot(ANSWER, "B1"), entries=()).values == ()


def test_text_that_begins_with_another_verdict_is_left_out() -> None:
    spoken = replace(REST, question="", answer="Yes, customer data is encrypted at rest.", short_answer="")
    asked = "Is all customer data encrypted at rest?"
    composition = compose(asked, slot(ANSWER, "B1", "Yes", "No", "Partial"), slot(COMMENT, "C1"), entries=(spoken,))
    assert [value.value for value in composition.values] == ["Partial"]
    assert "begins with" in composition.reason


def test_identity_comes_from_the_profile() -> None:
    question = Question("S", "A1", "Vendor name", kind=QuestionKind.IDENTITY, slots=(slot(ANSWER, "B1"),))
    decision = decide_stance(question, (), ())
    company = Company("Larkspur GmbH")
    assert [one.value for one in compose_values(question, decision, (), company=company).values] == ["Larkspur GmbH"]
    assert "profile" in compose_values(question, decision, (), company=None).reason


@pytest.mark.parametrize(
    ("stance", "text", "joined"),
    [
        (Stance.YES, "We do.", "Yes. We do."),
        (Stance.YES, "Yes, we do.", "Yes, we do."),
        (Stance.NO, "No. We rent racks.", "No. We rent racks."),
        (Stance.NO, "Notes are kept.", "No. Notes are kept."),
        (Stance.PARTIAL, "We do for some.", "Partially. We do for some."),
        (Stance.NA, "", "Not applicable"),
    ],
)
def test_verdict_before_a_text(stance: Stance, text: str, joined: str) -> None:
    assert join_verdict(stance, text) == joined


def parent(stance: Stance | None, *, answered: bool = True) -> Draft:
    return Draft("S", "A1", answered, stance, 1.0, 0.9, Band.HIGH)


def follow(text: str, draft: Draft, *slots: AnswerSlot) -> Composition:
    question = Question("S", "A2", text, slots=slots or (slot(ANSWER, "B2"),), parent="A1")
    return compose_follow_up(question, parent=draft, entries=(REST,))


def test_follow_up_row_gets_the_explanation() -> None:
    composition = follow("If yes, please describe.", parent(Stance.YES))
    assert [value.value for value in composition.values] == [REST.answer]
    assert [one.entry for one in composition.citations] == ["rest"]


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("If no, explain.", parent(Stance.YES)),
        ("If yes, describe.", parent(Stance.NO)),
        ("If yes, describe.", parent(None, answered=False)),
        ("If yes, how often are badges renewed?", parent(Stance.YES)),
        ("If yes, name the insurer.", parent(Stance.YES)),
    ],
)
def test_follow_up_row_stays_blank_with_a_reason(text: str, draft: Draft) -> None:
    composition = follow(text, draft)
    assert composition.values == ()
    assert composition.reason


def test_follow_up_with_a_list_is_left_to_a_person() -> None:
    composition = follow("If yes, describe.", parent(Stance.YES), slot(ANSWER, "B2", "Often", "Seldom"))
    assert composition.values == ()
    assert composition.proposals == ("Often", "Seldom")


def test_condition_of_a_row() -> None:
    assert find_condition("If so, describe") == "yes"
    assert find_condition("If not applicable, say why") == "na"
    assert find_condition("Describe the notification") is None


def test_an_earlier_answer_names_no_other_customers_questionnaire_as_evidence() -> None:
    past = replace(REST, kind=EntryKind.PAST_ANSWER, source=Source("northwind.xlsx", "C12"), attachments=())
    assert write(ASKED, slot(ANSWER, "B1"), slot(SlotRole.EVIDENCE, "F1"), entries=(past,)).keys() == {"B1"}
    fact = replace(past, kind=EntryKind.FAQ)
    assert (
        write(ASKED, slot(ANSWER, "B1"), slot(SlotRole.EVIDENCE, "F1"), entries=(fact,))["F1"] == "northwind.xlsx, C12"
    )
