"""The look of the trust centre: a few settings, and colours that can be read whatever accent is chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from qbot.errors import UsageError

DEFAULT_ACCENT = "#1d4fd8"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_LEAST_CONTRAST = 4.6
_LONGEST = 300
_LIGHT, _DARK = (255, 255, 255), (21, 26, 35)
_TINT = 0.15  # grounds that the style tints have no more of the accent
Colour = tuple[int, int, int]


class WrongAccentError(UsageError):
    """The accent is no colour."""

    def __init__(self, text: str) -> None:
        super().__init__(
            f"The accent {text[:40]!r} is no colour. Write it as # and six hexadecimal digits: {DEFAULT_ACCENT}"
        )


class TrustTheme(Struct, frozen=True):
    """What a company may set: title, the line below it, accent, where to write to, and the address of the form."""

    title: str = ""
    lead: str = ""
    accent: str = DEFAULT_ACCENT
    contact: str = ""
    request_url: str = ""


class WrongLookError(UsageError):
    """A setting of the look cannot be used."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The {name.replace('_', ' ')} {why}")


def check_theme(values: Mapping[str, str]) -> TrustTheme:
    """Return the look with these settings; WrongAccentError and WrongLookError where one cannot be used."""
    told = {name: " ".join(values.get(name, "").split()) for name in TrustTheme.__struct_fields__}
    told["accent"] = told["accent"] or DEFAULT_ACCENT
    find_accents(told["accent"])
    for name, text in told.items():
        if len(text) > _LONGEST:
            raise WrongLookError(name, f"is longer than {_LONGEST} characters. Shorten it")
    if told["contact"] and not re.fullmatch(r"[^@\s<>\"?&#%]+@[^@\s<>\"?&#%]+", told["contact"]):
        raise WrongLookError("contact", "is no e-mail address, such as security@example.com")
    if told["request_url"] and not re.match(r"https?://[^\s]+$|/trust/request$", told["request_url"]):
        raise WrongLookError("request_url", "is no address, such as https://trust.example.com/trust/request")
    return TrustTheme(**told)


class Accents(Struct, frozen=True):
    """The accent as it can be read on the light page and on the dark one, and what is written on it."""

    light: str
    dark: str


def find_accents(accent: str) -> Accents:
    """Return the accent, moved until texts in it can be read; WrongAccentError where it is no colour."""
    if not _HEX.fullmatch(accent):
        raise WrongAccentError(accent)
    colour = (int(accent[1:3], 16), int(accent[3:5], 16), int(accent[5:7], 16))
    return Accents(_write(_move(colour, _LIGHT, (0, 0, 0))), _write(_move(colour, _DARK, (255, 255, 255))))


def measure_contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours as WCAG defines it, 1 to 21."""
    high, low = sorted((_measure_light(one), _measure_light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _move(colour: Colour, ground: Colour, towards: Colour) -> Colour:
    """Return the first colour on the way to black or white that can be read on a ground, and on one tinted with it."""
    for step in range(101):
        moved = _mix(towards, colour, step / 100)
        if min(measure_contrast(moved, on) for on in (ground, _mix(moved, ground, _TINT))) >= _LEAST_CONTRAST:
            return moved
    return towards


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour that is so much of the one and the rest of the other."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _measure_light(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _write(colour: Colour) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)
