"""A correction given once holds for every copy of the form, filled or not, until it is forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from qbot.cli.group import command
from qbot.workflow.intake import read_questionnaire
from qbot.workflow.layout_memory import find_corrections, find_fingerprint, forget_layout, recall_layout

ROWS = "ID,Question,Answer\n1,Do you encrypt backups?,{}\n2,Who may change the firewall rules?,\n"
LAYOUT = "sheets:\n  '':\n    leave_out: [3]\n"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form with two questions, and a layout file beside it that leaves the second out."""
    (tmp_path / "layout.yaml").write_text(LAYOUT)
    path = tmp_path / "form.csv"
    path.write_text(ROWS.format(""))
    return path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Return exit status, stdout and stderr of a command."""
    result = CliRunner().invoke(command, [str(one) for one in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_a_filled_copy_is_the_same_form_and_another_question_makes_another(form: Path) -> None:
    plain = find_fingerprint(read_questionnaire(form))
    form.write_text(ROWS.format("Yes"))
    assert find_fingerprint(read_questionnaire(form)) == plain
    form.write_text(ROWS.format("").replace("backups", "laptops"))
    assert find_fingerprint(read_questionnaire(form)) != plain


def test_a_correction_is_used_again_until_it_is_forgotten(form: Path, tmp_path: Path) -> None:
    assert find_corrections(form, None, home=tmp_path) == (None, "")
    given, said = find_corrections(form, tmp_path / "layout.yaml", home=tmp_path)
    assert given is not None
    assert "remembered" in said
    copy = tmp_path / "copy.csv"
    copy.write_text(ROWS.format("Yes"))
    assert find_corrections(copy, None, home=tmp_path)[0] == given
    assert len(read_questionnaire(copy, overrides=given).questions) == 1
    other = tmp_path / "other.csv"
    other.write_text(ROWS.format("").replace("backups", "laptops"))
    assert recall_layout(tmp_path, other) is None
    assert forget_layout(tmp_path, form)
    assert not forget_layout(tmp_path, form)
    assert find_corrections(copy, None, home=tmp_path) == (None, "")


def test_the_commands_say_what_they_remember(form: Path, tmp_path: Path) -> None:
    status, out, err = run("questions", form, "--json", "--layout", tmp_path / "layout.yaml")
    assert (status, "remembered" in err, "firewall" in out.split('"skipped"')[0]) == (0, True, False)
    status, out, err = run("questions", form, "--json")
    assert (status, "remembered for this form" in err, "firewall" in out.split('"skipped"')[0]) == (0, True, False)
    status, out, err = run("questions", form, "--json", "--forget-layout")
    assert (status, err.strip(), "firewall" in out.split('"skipped"')[0]) == (0, "Forgotten.", True)


def test_a_folder_that_cannot_be_written_is_told(form: Path, tmp_path: Path) -> None:
    home = tmp_path / "taken"
    home.write_text("a file")
    given, said = find_corrections(form, tmp_path / "layout.yaml", home=home)
    assert given is not None
    assert "cannot be remembered" in said
