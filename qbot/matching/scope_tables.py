"""Names of regions that mean the same, and which region lies in which."""

from __future__ import annotations

from collections.abc import Mapping

REGION_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("eu", "european union"), "eu"),
    **dict.fromkeys(("eea", "european economic area"), "eea"),
    **dict.fromkeys(("us", "usa", "united states", "united states of america", "america"), "us"),
    **dict.fromkeys(("uk", "united kingdom", "great britain", "gb", "britain"), "uk"),
    **dict.fromkeys(("global", "worldwide", "all regions", "international", "all"), "world"),
    **dict.fromkeys(("uae", "united arab emirates"), "uae"),
    **dict.fromkeys(("czechia", "czech republic"), "czechia"),
    **dict.fromkeys(("netherlands", "holland"), "netherlands"),
    **dict.fromkeys(("apac", "asia pacific", "asia-pacific"), "apac"),
    **dict.fromkeys(("latam", "latin america"), "latam"),
    **dict.fromkeys(("mena", "middle east and north africa"), "mena"),
}
"""The short name of a region by each of its names; a region that is not here is called as it is written."""

_EU = (
    "austria", "belgium", "bulgaria", "croatia", "cyprus", "czechia", "denmark", "estonia", "finland", "france",
    "germany", "greece", "hungary", "ireland", "italy", "latvia", "lithuania", "luxembourg", "malta", "netherlands",
    "poland", "portugal", "romania", "slovakia", "slovenia", "spain", "sweden",
)  # fmt: skip
_APAC = (
    "australia", "new zealand", "japan", "singapore", "india", "south korea", "hong kong", "taiwan", "thailand",
    "malaysia", "indonesia", "philippines", "vietnam", "china",
)  # fmt: skip
_LATAM = ("mexico", "brazil", "argentina", "chile", "colombia", "peru", "uruguay", "costa rica")

REGIONS_WITHIN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_EU, ("eu",)),
    "eu": ("eea",),
    **dict.fromkeys(("norway", "iceland", "liechtenstein"), ("eea",)),
    "eea": ("europe",),
    **dict.fromkeys(("uk", "switzerland"), ("europe",)),
    **dict.fromkeys(("us", "canada"), ("north america",)),
    **dict.fromkeys(_APAC, ("apac",)),
    **dict.fromkeys(_LATAM, ("latam",)),
    **dict.fromkeys(("uae", "saudi arabia", "qatar", "egypt", "israel"), ("mena",)),
    "europe": ("emea", "world"),
    "mena": ("emea",),
    "emea": ("world",),
    **dict.fromkeys(("north america", "latam"), ("americas",)),
    **dict.fromkeys(("americas", "apac"), ("world",)),
}
"""The regions that each region lies in directly."""
