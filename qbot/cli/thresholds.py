"""The thresholds of the check as the help page shows them."""

from __future__ import annotations

from qbot.knowledge_base.check_settings import THRESHOLDS


def describe_thresholds() -> str:
    """Return the table of thresholds as text that click leaves as it is."""
    lines = [f"  {one.name} = {one.default:g}\n      {one.help}" for one in THRESHOLDS]
    return "\b\nThresholds and their defaults:\n" + "\n".join(lines)
