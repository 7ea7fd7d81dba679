"""Eight people save at once: no accepted save is lost, and every other is told as a conflict."""

from __future__ import annotations

import threading

import pytest
from review_desk import Upload, Values, list_all

from qbot.store.questions import find_question
from qbot.workflow.auditing import list_events, verify_audit
from qbot.workflow.desk import Desk
from qbot.workflow.question_detail import describe_question
from qbot.workflow.reviewing import apply_operations

EDITORS = 8


class Editor(threading.Thread):
    """Saves one question again and again, and takes over what it is told after a conflict."""

    def __init__(self, desk: Desk, name: str, question: Values, cell: str, who: str, saves: int) -> None:
        super().__init__()
        self._desk, self._name, self._cell, self._who, self._saves = desk, name, cell, who, saves
        self._question = question
        self.accepted: list[tuple[int, str]] = []
        self.conflicts = 0

    def run(self) -> None:
        """Save until every text was accepted once."""
        for number in range(self._saves):
            while not self._save(f"{self._who} {number}"):
                self.conflicts += 1

    def _save(self, text: str) -> bool:
        operation = {
            "operation": f"{text} at {self._question['version']}",
            "action": "edit",
            "question": self._question["id"],
            "version": self._question["version"],
            "answers": {self._cell: text},
        }
        result = apply_operations(self._desk, self._name, [operation], by=self._who)["results"][0]
        assert result["outcome"] in ("done", "conflict"), result
        if result["outcome"] == "conflict":
            assert set(result["detail"]) == {"mine", "theirs", "base", "by", "at"}
            assert result["detail"]["mine"] == {self._cell: text}
            assert result["detail"]["theirs"] == result["question"]["answers"]
        self._question = result["question"]
        if result["outcome"] == "done":
            self.accepted.append((self._question["version"], text))
        return bool(result["outcome"] == "done")


@pytest.mark.parametrize("saves", [20, pytest.param(200, marks=pytest.mark.long)])
def test_no_save_of_eight_editors_is_lost(stocked: Desk, upload: Upload, saves: int) -> None:
    name = upload()
    free = [one for one in list_all(stocked, name) if one["state"] == "open" and one["kind"] != "identity"]
    question, cell = next(
        (one, slot["cell"])
        for one in free
        for slot in describe_question(stocked, one["id"])["slots"]
        if not slot["options"]
    )
    editors = [Editor(stocked, name, question, cell, f"Editor {number}", saves) for number in range(EDITORS)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    accepted = dict(one for editor in editors for one in editor.accepted)
    assert len(accepted) == EDITORS * saves
    assert sorted(accepted) == list(range(2, EDITORS * saves + 2))
    assert sum(editor.conflicts for editor in editors) > 0
    recorded: dict[int, str] = {}
    seq = 0
    while page := list_events(stocked, after=seq, limit=1_000)["events"]:
        for event in page:
            seq = event["seq"]
            if event["action"] == "edit":
                (made,) = event["detail"]["questions"]
                recorded[made["version"]] = made["after"]["answers"][cell]
    assert recorded == accepted
    with stocked.store.read() as reading:
        last = find_question(reading, question["id"])
    assert last is not None
    assert last.summary.answers[cell] == accepted[EDITORS * saves + 1]
    assert verify_audit(stocked).findings == ()
