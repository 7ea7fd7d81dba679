"""What the texts of a drop-down mean, in the languages that questionnaires come in."""

from __future__ import annotations

from collections.abc import Mapping

# A whole option, in small letters without accents and marks.
OPTION_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "yes": (
        "yes", "y", "true", "si", "oui", "ja", "sim", "tak", "ano", "kylla", "igen", "evet", "da", "hai", "はい", "是",
        "compliant", "fully compliant", "in compliance", "conforme", "konform", "cumple", "implemented",
        "fully implemented", "implementado", "implementiert", "in place", "met", "fully met", "meets", "meet",
        "satisfied", "valid", "pass", "passed", "agree", "agreed", "accept", "accepted", "confirmed", "supported",
        "available", "complete", "completed", "full", "fully", "adequate", "effective", "exists", "present", "vrai",
        "verdadero", "wahr", "affirmative", "in scope and met", "comply", "complies", "full compliance", "cumplido",
        "erfullt", "yes implemented", "yes in place", "already in place", "out of the box", "standard",
    ),
    "no": (
        "no", "n", "false", "non", "nein", "nao", "nie", "ne", "ei", "nem", "hayir", "nee", "nej", "いいえ", "否",
        "non compliant", "noncompliant", "not compliant", "no conforme", "non conforme", "nicht konform", "no cumple",
        "not implemented", "no implementado", "nicht implementiert", "not in place", "not met", "does not meet",
        "unsatisfied", "not satisfied", "non valid", "not valid", "invalid", "fail", "failed", "disagree", "rejected",
        "not supported", "unavailable", "not available", "none", "missing", "absent", "faux", "falso", "falsch",
        "does not comply", "no compliance", "nicht erfullt", "not performed", "not done",
    ),
    "partial": (
        "partial", "partially", "partly", "in part", "parcial", "parcialmente", "partiel", "partiellement", "teilweise",
        "deels", "parzialmente", "partially compliant", "partial compliance", "partially implemented",
        "partially met", "partially in place", "mostly", "somewhat", "cumple parcialmente", "teilweise erfullt",
        "in place with remediation", "partially satisfied", "yes partially", "yes partial", "partially supported",
        "partial yes", "some", "limited",
    ),
    "na": (
        "n a", "na", "not applicable", "no aplica", "n d", "nicht zutreffend", "entfallt", "non applicable",
        "sans objet", "nao aplicavel", "non applicabile", "niet van toepassing", "nvt", "does not apply",
        "nie dotyczy", "not relevant", "out of scope", "no aplicable", "nicht anwendbar", "s o",
    ),
    "planned": (
        "planned", "in progress", "in development", "under development", "roadmap", "on roadmap", "future",
        "planificado",
        "geplant", "en cours", "prevu", "in bearbeitung", "en progreso", "work in progress", "partially planned",
        "in planning", "to be implemented", "in process", "underway",
    ),
    "unknown": (
        "unknown", "don't know", "do not know", "not sure", "unsure", "tbd", "to be determined", "other", "desconocido",
        "not tested", "not assessed", "alternative", "alternative control", "compensating control", "in place with ccw",
        "select", "please select", "choose", "choose an item", "select one",
    ),
}  # fmt: skip

# Words after a leading "Yes" or "No" that grade it: "Yes, a small percentage" is no plain yes.
GRADING: tuple[str, ...] = (
    "but", "partial*", "partly", "some", "small", "most*", "few", "less", "more", "percent*", "limited", "except*",
    "not all",
    "only", "sometimes", "planned", "with", "informal*", "ad hoc", "majority", "minority", "half", "occasional*",
    "in part",
    "many", "somewhat", "large", "subset", "specific", "selected", "progress", "upon request", "on request",
    "conditional*",
    "at least", "every", "year*", "month*", "quarter*", "low", "medium", "high", "basic*", "advanced", "manual*",
    "under",
    "internal*", "external*", "not", "no", "without", "other", "all",
)  # fmt: skip

OWNERSHIP_MEANINGS: Mapping[str, tuple[str, ...]] = {
    "provider": (
        "csp owned", "csp", "provider", "vendor", "supplier", "provider owned", "vendor owned", "us", "company",
        "service provider", "cloud service provider", "provider responsibility", "vendor responsibility",
    ),
    "customer": (
        "csc owned", "csc", "customer", "client", "customer owned", "institution", "cloud service customer",
        "customer responsibility", "client responsibility",
    ),
    "shared": (
        "shared csp and csc", "shared", "shared responsibility", "both", "shared csp csc", "shared between csp and csc",
        "jointly", "joint", "shared customer and provider", "shared provider and customer",
    ),
    "third party": (
        "3rd party outsourced", "third party outsourced", "third party", "3rd party", "outsourced", "sub processor",
        "subprocessor", "3rd party",
    ),
    "shared third party": ("shared csp and 3rd party", "shared csp and third party", "shared with third party"),
}  # fmt: skip
