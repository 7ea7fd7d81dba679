"""Why a request on the store is not done, in sentences; each kind has the code that the JSON API gives it."""

from __future__ import annotations

from typing import Any

from qbot.errors import QbotError


class RefusedError(QbotError):
    """What was asked cannot be done as it was asked."""

    code = "refused"

    def __init__(self, sentence: str, detail: dict[str, Any] | None = None) -> None:  # Any: JSON values
        super().__init__(sentence)
        self.detail = detail or {}


class NotFoundError(RefusedError):
    """There is no such thing, or no longer."""

    code = "not_found"

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"There is no {what} “{name[:80]}”. It may have been deleted; go back to the list")


class ConflictError(RefusedError):
    """Somebody else changed it since it was read; nothing was written."""

    code = "conflict"

    def __init__(self, what: str, by: str, detail: dict[str, Any]) -> None:  # Any: JSON values
        super().__init__(f"{by or 'Somebody'} has changed {what} since you read it. Nothing was overwritten", detail)


class OpenQuestionsError(RefusedError):
    """The questionnaire cannot be exported yet: `detail` lists what is open and what may not leave."""

    code = "open_questions"

    def __init__(self, detail: dict[str, Any]) -> None:  # Any: JSON values
        still, stopped = len(detail["open"]), len(detail["stopped"])
        told = []
        if still:
            told.append(f"{still} question{'s' * (still != 1)} {'are' if still != 1 else 'is'} not decided yet")
        if stopped:
            told.append(
                f"{stopped} answer{'s' * (stopped != 1)} may not leave as {'they are' if stopped != 1 else 'it is'}"
            )
        remedy = "Decide them" if still else "Release them for this customer, or record the NDA"
        super().__init__(f"Nothing was exported: {' and '.join(told)}. {remedy}; or make a draft copy", detail)


class ExportFailedError(RefusedError):
    """The filled file is not the original with these answers; it was thrown away."""

    code = "export_failed"

    def __init__(self, reasons: list[str]) -> None:
        first = "; ".join(reasons[:5])
        super().__init__(
            f"Nothing was exported: {first}. Change these answers, then export again", {"reasons": reasons}
        )
