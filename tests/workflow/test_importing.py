"""Import: nothing is overwritten, nothing comes in by halves, and the second time adds nothing."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from openpyxl import Workbook

from qbot.errors import UnreadableError, UsageError
from qbot.knowledge_base.folder import read_folder
from qbot.knowledge_base.mistakes import KnowledgeMistakesError
from qbot.workflow.importing import RowStatus, import_knowledge

ROWS: list[dict[str, object]] = [
    {"id": "A-1", "question": "Do you back up data?", "answer": "Yes", "comment": "Every 24 hours.", "section": "Ops"},
    {"id": "A-2", "question": "", "answer": "Data is encrypted at rest.", "stance": "yes"},
    {"id": "A-3", "question": "Do you scan?", "answer": ""},
]


def write_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    """A JSON Lines file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_entries_come_into_a_new_folder(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "Last year.jsonl", ROWS)
    report = import_knowledge([file], tmp_path / "deep/kb")
    assert (report.new, report.same, report.changed, report.conflicting, report.left_out) == (2, 0, 0, 0, 1)
    assert report.files == ("last-year.yaml",)
    assert [(row.status, row.id, row.answer) for row in report.rows] == [
        (RowStatus.NEW, "A-1", "[yes] Every 24 hours."),
        (RowStatus.NEW, "A-2", "[yes] Data is encrypted at rest."),
    ]
    assert [entry.id for entry in read_folder(tmp_path / "deep/kb").entries] == ["A-1", "A-2"]


def test_the_same_file_twice_adds_nothing(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.jsonl", ROWS)
    import_knowledge([file], tmp_path / "kb")
    before = snapshot(tmp_path / "kb")
    report = import_knowledge([file, file], tmp_path / "kb")
    assert (report.new, report.same, report.changed, report.conflicting, report.left_out) == (0, 4, 0, 0, 2)
    assert report.files == ()
    assert snapshot(tmp_path / "kb") == before


def test_a_newer_file_stands_beside_the_older_one(tmp_path: Path) -> None:
    import_knowledge([write_rows(tmp_path / "a.jsonl", ROWS)], tmp_path / "kb")
    before = snapshot(tmp_path / "kb")
    newer = [{**ROWS[0], "answer": "No", "comment": "Not any more."}, ROWS[1]]
    report = import_knowledge([write_rows(tmp_path / "a.jsonl", newer)], tmp_path / "kb")
    assert (report.new, report.same, report.changed, report.conflicting) == (1, 1, 1, 1)
    assert report.files == ("a-2.yaml",)
    assert before.items() <= snapshot(tmp_path / "kb").items()
    entries = {entry.id: entry for entry in read_folder(tmp_path / "kb").entries}
    assert [one.entry for one in entries["A-1"].conflicts] == ["A-1 (2)"]
    assert [one.entry for one in entries["A-1 (2)"].conflicts] == ["A-1"]
    assert [(row.status, row.id, row.against) for row in report.rows if row.status is not RowStatus.SAME] == [
        (RowStatus.CONFLICTING, "A-1 (2)", "A-1")
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.jsonl", ROWS)
    dry = import_knowledge([file], tmp_path / "kb", dry_run=True)
    assert not (tmp_path / "kb").exists()
    assert import_knowledge([file], tmp_path / "kb") == dry


def test_one_unreadable_file_of_several_keeps_all_out(tmp_path: Path) -> None:
    good = write_rows(tmp_path / "a.jsonl", ROWS)
    bad = tmp_path / "b.jsonl"
    bad.write_text("{", encoding="utf-8")
    with pytest.raises(KnowledgeMistakesError, match=r"b\.jsonl, line 1"):
        import_knowledge([good, bad], tmp_path / "kb")
    assert not (tmp_path / "kb").exists()


def test_mistakes_of_several_files_come_together(tmp_path: Path) -> None:
    files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for file in files:
        file.write_text("{", encoding="utf-8")
    with pytest.raises(KnowledgeMistakesError, match="2 mistakes in 2 files"):
        import_knowledge(files, tmp_path / "kb")


def test_a_broken_knowledge_base_is_not_added_to(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb/a.yaml").write_text("- id: x\n", encoding="utf-8")
    with pytest.raises(KnowledgeMistakesError):
        import_knowledge([write_rows(tmp_path / "b.jsonl", ROWS)], tmp_path / "kb")
    assert list(snapshot(tmp_path / "kb")) == ["a.yaml"]


def test_a_format_that_is_not_known_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"“\.pdf” files cannot be imported"):
        import_knowledge([tmp_path / "a.pdf"], tmp_path / "kb")


def test_a_file_without_answers_still_makes_the_folder(tmp_path: Path) -> None:
    report = import_knowledge([write_rows(tmp_path / "a.jsonl", [ROWS[2]])], tmp_path / "kb")
    assert (report.new, report.left_out) == (0, 1)
    assert read_folder(tmp_path / "kb").entries == ()


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_file_is_no_knowledge_base(tmp_path: Path, *, dry_run: bool) -> None:
    file = write_rows(tmp_path / "a.jsonl", ROWS)
    with pytest.raises(UnreadableError, match="it is a file, not a folder"):
        import_knowledge([file], file, dry_run=dry_run)


def test_hidden_yaml_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "kb/.git").mkdir(parents=True)
    (tmp_path / "kb/.git/x.yaml").write_text("{broken", encoding="utf-8")
    assert import_knowledge([write_rows(tmp_path / "a.jsonl", ROWS)], tmp_path / "kb").new == 2


def test_a_folder_that_cannot_be_made_is_unreadable(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.jsonl", ROWS)
    with pytest.raises(UnreadableError, match="cannot be written"):
        import_knowledge([file], file / "kb")


def test_tables_come_in_too(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text("Question,Answer\nDo you scan?,Weekly.\n", encoding="utf-8")
    report = import_knowledge([write_rows(tmp_path / "a.jsonl", ROWS), tmp_path / "b.csv"], tmp_path / "kb")
    assert (report.new, report.files) == (3, ("a-and-1-more/a.yaml", "a-and-1-more/b.yaml"))


def test_a_conflict_with_an_entry_that_is_not_there_is_left_out_and_told(tmp_path: Path) -> None:
    row: dict[str, object] = {"id": "a", "answer": "A.", "conflicts": [{"entry": "gone", "reason": "They differ."}]}
    report = import_knowledge([write_rows(tmp_path / "a.jsonl", [row])], tmp_path / "kb")
    assert report.messages == ("“a” names a conflict with “gone”, which is not there",)
    assert read_folder(tmp_path / "kb").entries[0].conflicts == ()


def test_imports_at_the_same_time_wait_for_each_other(tmp_path: Path) -> None:
    file = write_rows(tmp_path / "a.jsonl", ROWS)
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda _: import_knowledge([file], tmp_path / "kb"), range(4)))
    assert sorted(report.new for report in reports) == [0, 0, 0, 2]
    assert list(snapshot(tmp_path / "kb")) == ["a.yaml"]


def test_two_files_in_one_command_see_each_other(tmp_path: Path) -> None:
    first = write_rows(tmp_path / "a.jsonl", ROWS)
    second = write_rows(tmp_path / "b.jsonl", [{**ROWS[0], "comment": "Every 48 hours."}])
    report = import_knowledge([first, second], tmp_path / "kb")
    assert (report.new, report.changed, report.conflicting) == (3, 1, 1)
    assert report.files == ("a-and-1-more/a.yaml", "a-and-1-more/b.yaml")


def test_a_write_that_fails_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [write_rows(tmp_path / "a.jsonl", ROWS), write_rows(tmp_path / "b.jsonl", [{"id": "B", "answer": "B."}])]
    import_knowledge([write_rows(tmp_path / "c.jsonl", [{"id": "C", "answer": "C."}])], tmp_path / "kb")
    before = snapshot(tmp_path / "kb")
    replace_path = Path.replace

    def fail_on_second(self: Path, target: Path) -> Path:
        if target.name == "b.yaml":
            raise OSError(28, "No space left on device")
        return replace_path(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_second)
    with pytest.raises(Exception, match="No space left on device"):
        import_knowledge(files, tmp_path / "kb")
    assert snapshot(tmp_path / "kb") == before


def test_a_kill_before_the_last_step_leaves_the_old_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [write_rows(tmp_path / "a.jsonl", ROWS), write_rows(tmp_path / "b.jsonl", [{"id": "B", "answer": "B."}])]
    import_knowledge([write_rows(tmp_path / "c.jsonl", [{"id": "C", "answer": "C."}])], tmp_path / "kb")

    def stop(path: Path, *, ignore_errors: bool) -> None:
        """Leave all as it is, as a killed process does."""

    def fail(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("qbot.knowledge_base.folder.shutil.rmtree", stop)
        patch.setattr(Path, "rename", fail)
        with pytest.raises(KeyboardInterrupt):
            import_knowledge(files, tmp_path / "kb")
    assert [entry.id for entry in read_folder(tmp_path / "kb").entries] == ["C"]
    assert import_knowledge(files, tmp_path / "kb").new == 3
    assert sorted(snapshot(tmp_path / "kb")) == ["a-and-1-more/a.yaml", "a-and-1-more/b.yaml", "c.yaml"]


def test_a_completed_questionnaire_comes_in_and_twice_adds_nothing(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Ref", "Question", "Response", "Comments"],
        ["1", "Vendor name", "Ada Ltd", ""],
        ["2", "Do you encrypt data at rest?", "Yes", "With AES-256."],
        ["3", "Do you encrypt backups?", "No", ""],
        ["4", "Describe how backups are tested.", "They are restored each month.", ""],
        ["5", "Do you scan for viruses?", "", ""],
    ):
        sheet.append(row)
    file = tmp_path / "Customer A.xlsx"
    book.save(file)
    report = import_knowledge([file], tmp_path / "kb")
    assert (report.new, report.files) == (3, ("customer-a.yaml",))
    assert report.read[0].how.startswith("a completed questionnaire, 3 answered")
    said = {
        (entry.question, entry.stance and entry.stance.value, entry.answer)
        for entry in read_folder(tmp_path / "kb").entries
    }
    assert said == {
        ("Do you encrypt data at rest?", "yes", "With AES-256."),
        ("Do you encrypt backups?", "no", "No"),
        ("Describe how backups are tested.", None, "They are restored each month."),
    }
    again = import_knowledge([file], tmp_path / "kb")
    assert (again.new, again.same, again.files) == (0, 3, ())


def test_another_answer_to_a_question_without_an_id_is_a_change(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Question,Answer,Tags\nHow long are logs kept?,For 30 days.,x\n", encoding="utf-8")
    import_knowledge([file], tmp_path / "kb")
    file.write_text("Question,Answer,Tags\nHow long are logs kept?,For 90 days.,x\n", encoding="utf-8")
    (row,) = import_knowledge([file], tmp_path / "kb", dry_run=True).rows
    assert row.status is RowStatus.CONFLICTING
    assert "“30 days” against “90 days”" in row.reason
    assert row.id == f"{row.against} (2)"


def test_mistakes_of_files_and_library_come_in_one_report_and_the_library_stays(tmp_path: Path) -> None:
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb/a.yaml").write_text(
        "- {id: x, kind: fact, answer: X., colour: red}\n- {id: y, kind", encoding="utf-8"
    )
    (tmp_path / "kb/b.yaml").write_text(
        "- {id: z, kind: fact, answer: Z.}\n- {id: z, kind: fact, answer: Z.}\n", "utf-8"
    )
    (tmp_path / "kb/c.yaml").write_text("- {id: q, kind: fact, answer: Q., colour: red}\n", encoding="utf-8")
    latin = tmp_path / "latin.csv"
    latin.write_bytes("Question,Answer\nIs it?,Café\n".encode("latin-1"))
    before = snapshot(tmp_path / "kb")
    with pytest.raises(KnowledgeMistakesError) as told:
        import_knowledge([latin], tmp_path / "kb")
    text = str(told.value)
    assert all(words in text for words in ("a.yaml", "b.yaml", "“z” stands in", "colour", "latin.csv, line 2"))
    assert snapshot(tmp_path / "kb") == before


@pytest.mark.parametrize(
    ("header", "how"),
    [
        ("Question,Alternate Question 1,Alternate Question 2,Answer,Tags", "the export of an answer library"),
        ("Question,Answer,Owners,Last Updated Date", "the export of an answer library"),
        ("Ref,Question,Answer,Comment,Owner", "a completed questionnaire"),
    ],
)
def test_a_library_is_told_from_a_questionnaire_by_its_columns(tmp_path: Path, header: str, how: str) -> None:
    cells = {
        "Ref": "1",
        "Question": "Do you scan for viruses?",
        "Answer": "Yes",
        "Alternate Question 1": "Is there a scan?",
    }
    cells |= {"Alternate Question 2": "Are there scans?"}
    row = ",".join(cells.get(heading, "") for heading in header.split(","))
    (tmp_path / "a.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    report = import_knowledge([tmp_path / "a.csv"], tmp_path / "kb")
    assert report.read[0].how.startswith(how)
    (entry,) = read_folder(tmp_path / "kb").entries
    assert (entry.question, entry.answer) == ("Do you scan for viruses?", "Yes")
    assert len(entry.phrasings) == header.count("Alternate")
