"""Verifying: the proof that a filled file is the customer's own with only answer cells changed."""

from __future__ import annotations

from pathlib import Path

from qbot.layout.overrides import LayoutOverrides
from qbot.model.proof import VerifyReport
from qbot.workflow.formats import verify_copy
from qbot.workflow.intake import read_questionnaire, require_file
from qbot.workflow.manifest import read_manifest


def verify_file(
    original: Path, filled: Path, *, manifest: Path | None = None, overrides: LayoutOverrides | None = None
) -> VerifyReport:
    """Compare the two files; with the manifest also that each text is the one meant.

    UnreadableError where one of them is missing or cannot be read at all.
    """
    require_file(filled, remedy="Give the filled file as the second name")
    meant = read_manifest(manifest) if manifest else None
    questionnaire = read_questionnaire(original, overrides=overrides)
    return verify_copy(questionnaire, original, filled, meant=meant)
