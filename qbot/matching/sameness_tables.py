"""Words that ask without saying what for, and spellings of one word."""

from __future__ import annotations

# The one who answers, what is sold, and the words that ask: two wordings that differ in these ask the same.
ASKING: tuple[str, ...] = (
    "company", "organization", "institution", "vendor", "supplier", "provider", "firm", "enterprise", "business",
    "product", "service", "solution", "application", "app", "system", "platform", "tool", "vended",
    "describe", "explain", "provide", "list", "state", "specify", "indicate", "detail", "details", "confirm", "tell",
    "outline", "summarize", "elaborate", "clarify", "kindly", "brief", "briefly", "please", "ensure", "whether", "currently",
    "current", "also", "place", "exist", "existing", "made", "make", "use", "used", "using", "utilize", "yes",
    "well", "following", "answer", "question", "response", "comment", "select", "applicable", "all",
    "each", "every", "about", "regarding", "within", "via", "upon", "maintain", "establish", "established",
    "implement", "implemented", "hold", "held", "get", "give", "given", "know", "like", "able", "capable",
)  # fmt: skip

# Words that ask for one thing, in questions: whoever has it written has it documented.
ALIKE: tuple[tuple[str, ...], ...] = (
    ("documented", "written"),
    ("employees", "staff", "personnel", "workforce", "workers"),
    ("prior", "before"),
    ("frequently", "often"),
    ("perform", "conduct", "carry", "execute", "undertake", "performed"),
    ("begin", "start", "commence"),
    ("stop", "cease"),
    ("buy", "purchase", "procure"),
    ("delete", "erase", "destroy", "purge"),
    ("alert", "notify", "inform"),
    ("keep", "retain", "store"),
    ("assess", "evaluate"),
)

# They turn a question, which is found by other means; they name no subject that one wording could lack.
NEGATING: tuple[str, ...] = ("not", "never", "no", "don't", "doesn't", "cannot", "isn't", "aren't", "none")

# A pattern and the spelling that stands for it.
SPELLINGS: tuple[tuple[str, str], ...] = (
    (
        r"\b((?:un|de)?(?:authori|organi|utili|standardi|minimi|anonymi|pseudonymi|categori|prioriti|centrali|recogni|"
        r"saniti|virtuali|formali|finali|summari|customi|initiali|synchroni|tokeni|randomi|optimi|normali|penali|"
        r"speciali|characteri|containeri|digiti|locali|emphasi|apologi|moneti))s(?=e[sdr]?\b|ing\b|ations?\b|able\b)",
        r"\1z",
    ),
    (r"\b(behavi|col|fav|hon|lab|harb)our", r"\1or"),
    (r"\bcent(re)(s?)\b", r"center\2"),
    (r"\blicence", "license"),
    (r"\bdefence", "defense"),
    (r"\bprogramme", "program"),
    (r"\bcatalogue", "catalog"),
    (r"\bcheque", "check"),
    (r"\be-?mail", "email"),
    (r"\bweb ?site", "website"),
    (r"\bback-?up", "backup"),
    (r"\bback up", "backup"),
    (r"\bdata ?cent(?:er|re)", "data center"),
    (r"\b(?:multi|two)[- ]?factor authentication", "MFA"),
    (r"\bsingle[- ]sign[- ]?on", "SSO"),
    (r"\brole[- ]based access controls?", "RBAC"),
    (r"\bweb application firewalls?", "WAF"),
    (r"\bintrusion detection systems?", "IDS"),
    (r"\bintrusion prevention systems?", "IPS"),
    (r"\bpersonally identifiable information", "PII"),
    (r"\bservice[- ]level agreements?", "SLA"),
    (r"\bdata (?:loss|leakage|leak) prevention", "DLP"),
    (r"\bidentity and access management", "IAM"),
    (r"\bbusiness continuity plans?", "BCP"),
    (r"\bdisaster recovery plans?", "DRP"),
    (r"\bsub-?processor", "subprocessor"),
    (r"\bsub-?contractor", "subcontractor"),
)  # fmt: skip
