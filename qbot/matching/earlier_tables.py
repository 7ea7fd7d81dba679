"""Words by which an earlier answer puts off, limits or denies, and forms of questions that take something for granted."""

from __future__ import annotations

from qbot.matching.facet_tables import NEGATORS
from qbot.matching.questions_parts import Form

PLANS: tuple[str, ...] = (
    "planned", "plan to", "plans to", "planning to", "is planned", "on our roadmap", "on the roadmap", "roadmap",
    "in progress", "work in progress", "currently implementing", "currently working", "currently being", "are working on",
    "is being implemented", "being implemented", "are implementing", "are in the process of", "in the process of",
    "under development", "in development", "will be implemented", "will be complete*", "will be available", "will be in place",
    "will be rolled out", "will implement", "expected to be", "expect to", "scheduled for", "targeted for", "target date",
    "intend to", "not yet", "pursuing", "working towards", "aiming for", "aim to", "seeking", "preparing for", "readiness phase",
    "under consideration", "target q1", "target q2", "target q3", "target q4", "target 20*", "once certified", "once complete*", "once obtained", "once available", "upcoming", "coming soon", "in the near future", "later this year", "next year", "by the end of",
)  # fmt: skip

DOUBTS: tuple[str, ...] = (
    *NEGATORS, "only", "partial*", "partly", "limited", "some", "most", "sometimes", "n a", "not applicable", "however",
    "although", "though", "but", "varies", "depend*", "on request", "upon request", "case by case", "if needed", "unclear",
    "responsibility", "deployer*", "unknown", "tbd", "see above", "see below", "please see", "refer to", "please review", "informal*", "ad hoc", "while",
)  # fmt: skip

# What says a thing in part.
HEDGES: tuple[str, ...] = (
    "spirit of", "substance of", "in principle", "partial*", "partly", "to some extent", "informal*", "ad hoc",
    "best effort*", "where possible", "mostly", "responsibility", "deployer*", "can be", "could be", "may be", "should be",
    "must be completed", "must be performed", "must be carried out", "must be done", "recommended",
)  # fmt: skip

# What takes back a part of a denial: "not by default, but on request" is no plain no.
LIMITS: tuple[str, ...] = (
    "but", "however", "although", "though", "unless", "except", "by default", "on request", "upon request", "instead",
    "if required", "if needed", "case by case", "rather", "can be", "exception*",
)  # fmt: skip

UNSURE: tuple[str, ...] = ("any", "if", "whether", "or not", "would", "could", "should", "can", "if applicable")

PRESUPPOSING: frozenset[Form] = frozenset({Form.DESCRIBE, Form.HOW, Form.HOW_OFTEN, Form.WHO})
