"""Pairs of opposites: words for the one side, words for the other."""

from __future__ import annotations

from collections.abc import Mapping

OPPOSITES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "leaves the place": (
        (
            "leave", "leaves", "leaving", "outside", "offshore", "cross border", "abroad", "out of the country",
            "overseas",
            "transferred out", "exported from", "other countries",
        ),
        (
            "stay", "stays", "remain", "remains", "kept within", "held within", "stored within", "region only",
            "inside", "hosted within", "located within", "processed within", "within the region", "within your region",
            "within their region", "within our region", "within their geographic*", "within the geographic*",
            "only within", "only in", "stays within", "remains within", "chosen region only",
        ),
    ),
    "encrypted": (
        ("encrypted", "encrypt", "encrypts"),
        ("unencrypted", "clear text", "cleartext", "plain text", "plaintext", "in the clear", "non encrypted"),
    ),
    "allowed": (
        ("allow", "allows", "allowed", "permit", "permits", "permitted"),
        (
            "prohibit*", "forbid*", "forbidden", "disallow*", "ban", "banned", "bans", "not permitted", "not allowed",
            "never allowed", "is blocked", "are blocked", "is denied", "are denied",
        ),
    ),
    "shared": (
        ("shared", "commingl*", "co mingl*", "pooled", "shares"),
        ("dedicated", "single tenant", "not shared", "never shared"),
    ),
    "own place": (
        ("own", "owns", "owned", "in house", "self hosted", "self owned", "on premise*", "own and operate"),
        (
            "outsourced", "hosting provider*", "hosted by", "hosted in", "hosted on", "colocation", "co location",
            "hosting",
        ),
    ),
    "installed": (
        ("on premise*", "on prem", "self hosted", "installed locally", "local installation*"),
        ("saas", "software as a service", "cloud service only"),
    ),
    "in force": (
        ("current", "valid", "up to date", "in force", "unexpired"),
        ("expired", "lapsed", "out of date", "suspended", "withdrawn", "revoked certif*"),
    ),
    "kept": (
        ("kept", "keep", "keeps", "retain", "retains", "retained", "left behind"),
        ("delete*", "erase*", "destroy*", "purge*", "wipe*", "expunge*"),
    ),
    "supported": (("supported",), ("unsupported", "end of life", "end of support", "obsolete", "no longer supported")),
    "required": (("required", "mandatory", "enforced", "must"), ("optional", "voluntary", "not required")),
    "single": ((
        "individual account*", "unique user*", "unique id*",
    ), ("shared account*", "generic account*", "shared user*")),
}  # fmt: skip

# The same words without a direction: "your own laptop" owns nothing.
NO_DIRECTION: tuple[str, ...] = (
    "your own", "our own", "its own", "their own", "his own", "responsibility", "shared responsibility",
    "encryption key*",
    "leave of absence", "product owner", "data owner", "must be", "on its own",
)  # fmt: skip

# Words that say "not" as well and stand in the table above; they are no second negation.
SELF_NEGATING: tuple[str, ...] = (
    "not permitted",
    "not allowed",
    "never allowed",
    "not shared",
    "never shared",
    "not required",
    "no longer supported",
)

# Negators that reach only what follows them, and leave what stands before as it is.
LIMITED_NEGATORS: tuple[str, ...] = (
    "without", "other than", "except", "instead of", "rather than", "avoid*", "refrain*", "free of", "free from",
    "absence of", "exempt*", "lack of",
)  # fmt: skip

# Pairs that keep a "yes" away and make no "no": a platform in the cloud says nothing of consulting on the
# premises, and what is deleted may have been kept for a while.
ONLY_BARRING: frozenset[str] = frozenset({"installed", "kept"})
