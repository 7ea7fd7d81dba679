"""Words that carry no subject: for comparing wordings, and for judging what of a question an entry covers."""

from __future__ import annotations

from collections.abc import Mapping

# Left out when two wordings of a question are compared.
GRAMMAR: frozenset[str] = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "for", "to", "by", "with", "and", "or", "as", "is", "are", "was",
    "were", "be", "been", "being", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would",
    "should", "shall", "may", "might", "must", "you", "your", "yours", "we", "our", "ours", "us", "they", "their",
    "them", "it", "its", "this", "that", "these", "those", "there", "please", "any", "if", "so", "which", "who",
    "what", "how", "when", "where", "why", "than", "then", "such", "s", "e", "g", "i", "eg", "ie", "etc", "from",
    "into",
})  # fmt: skip

# Left out as well when asking what of a question an entry covers: they name no subject of their own.
GENERAL: frozenset[str] = frozenset({
    "company", "organization", "organisation", "institution", "vendor", "supplier", "provider", "customer", "client",
    "product", "service", "solution", "application", "system", "platform", "environment", "data", "information",
    "business", "process", "procedure", "policy", "plan", "program", "programme", "practice", "control", "measure",
    "mechanism", "method", "approach", "place", "implement", "implemented", "current", "currently", "regular",
    "regularly", "provide", "describe", "explain", "list", "state", "specify", "indicate", "ensure", "maintain",
    "use", "used", "using", "utilize", "follow", "formal", "formally", "sensitive", "confidential", "relevant",
    "appropriate", "applicable", "adequate", "specific", "certain", "following", "other", "similar", "similarly",
    "available", "support", "manage", "management", "perform", "conduct", "establish", "established", "define",
    "defined", "documented", "document", "written", "security", "secure", "standard", "industry", "also", "within",
    "include", "including", "included", "detail", "additional", "area", "type", "kind", "make", "made", "take",
    "taken", "ever", "willing", "able", "capable", "accordance", "based", "basis", "respect", "regard", "regarding",
    "related", "organizational", "institutional", "general", "overall", "own", "whether", "per", "via",
    "across", "about", "between", "during", "well", "each", "all", "every", "only", "solely", "no", "not", "nor",
    "yes", "one", "two", "more", "most", "recent", "give", "given", "get", "hold", "held", "have", "offered",
    "offer", "operate", "operated", "run", "running", "need", "needed", "exist", "existing", "ask", "requested",
    "request",
    "user", "users", "end", "employee", "employees", "staff", "personnel", "contractor",
    "base", "tenant", "tool", "tools", "subscriber", "properly", "appropriately", "comprehensive", "essential",
    "necessary",
    "various", "proper", "effective", "prior", "upon", "against", "necessarily", "individual", "member",
    "runs", "deliver", "delivered", "carry", "carried", "line", "out", "while", "keep", "keeps", "kept", "complete",
    "completed", "go", "goes", "through", "quickly", "quick", "soon", "obtain", "receive", "less",
    "greater", "higher", "stronger", "better", "equal", "comply", "complies", "compliant",
    "compliance", "minimum",
    "maximum", "length", "long", "least",
    })  # fmt: skip

# What the entry says may show a facet without its word: a plan is a document.
SHOWN_BY: Mapping[str, tuple[str, ...]] = {
    "documented": (
        "plan", "policy", "procedure*", "playbook*", "runbook*", "standard*", "written", "document*", "manual",
    ),
    "all": ("per customer", "per tenant", "per user"),
    "recently": (
        "annual*", "yearly", "every year", "each year", "quarterly", "monthly", "every six months", "twice a year",
    ),
    "data center": ("data cent*", "datacent*", "hosted", "hosting", "azure", "aws", "google cloud", "cloud region*"),
    "database": ("at rest", "database*"),
    "audit": ("audit*", "certified", "certificate", "assess*"),
    "certified": ("certif*", "attest*", "accredit*", "soc 2", "iso 27001"),
    "reviewed": ("review*", "updated", "revis*"),
    "tested": ("test*", "exercise*", "drill*", "tabletop", "verif*", "rehears*"),
    "approved": ("approv*", "sign off", "authori*"),
    "independent": ("independent*", "third party", "external*", "accredited", "audited by", "certified", "outside"),
    "logically": ("isolat*", "segregat*", "logical*", "tenant*", "separat*"),
    "staff": ("staff", "employee*", "everyone", "personnel", "workforce", "team*", "people", "user*"),
    "administrator": ("admin*", "privileged", "root"),
    "developer": ("developer*", "engineer*"),
    "external": ("external*", "internet", "public*", "outside"),
    "sub-processor": (
        "sub processor*", "supplier*", "vendor*", "provider*", "third part*", "subprocessor*", "contractor*",
    ),
    "monitoring": ("monitor*", "detect*", "alert*", "siem", "logged"),
    "segregation": ("isolat*", "segregat*", "separat*", "tenant*", "partition*"),
    "breach notice": ("notif*", "notify", "inform*"),
    "incident response": ("incident*",),
    "risk assessment": ("risk*",),
    "enforced": ("requires", "require", "enforced", "required", "mandatory", "must", "always", "only"),
    "communicated": ("communicat*", "publish*", "distribut*", "available to", "shared with"),
    "automated": ("automat*", "continuous*", "real time", "tool*", "scanner*", "ci"),
    "privacy": ("privacy", "personal data", "gdpr", "data protection"),
    "personal data": ("personal data", "personal information", "pii", "privacy", "customer data"),
    "network": ("network*", "firewall*", "vpn", "intrusion*", "traffic"),
    "encryption": ("encrypt*", "tls", "aes*", "cryptograph*"),
    "strong encryption": ("aes*", "tls", "tlsv1*", "rsa", "sha 256", "sha256", "bcrypt", "argon2*", "fips 140*"),
    "in transit": ("tls", "https", "in transit", "transport", "transmi*"),
    "penetration test": ("penetration", "pen test*", "pentest*"),
    "vulnerability scan": ("vulnerabilit*", "scan*"),
    "access review": ("review*", "recertif*"),
    "deletion": ("delet*", "eras*", "destroy*", "purg*", "wip*", "remov*"),
    "retention": ("retain", "retained", "retains", "retention", "kept", "keep", "stored for"),
    "offboarding": ("terminat*", "leave*", "revok*", "deprovision*", "disabl*", "remov*", "offboard*"),
    "email": ("email*", "e mail*", "phishing"),
    "logs": ("log*", "audit trail*", "siem"),
    "training": ("train*", "awareness", "course*"),
    "customer": ("you",),
    "management": ("management", "board", "executive*", "leadership"),
}  # fmt: skip

# Words that say the same in this field, as far as covering a question goes.
SYNONYMS: tuple[frozenset[str], ...] = (
    frozenset({"keep", "retain", "store", "preserve"}),
    frozenset({"revoke", "remove", "disable", "deactivate", "withdraw"}),
    frozenset({"delete", "erase", "destroy", "purge", "wipe"}),
    frozenset({"notify", "inform", "tell", "alert", "notification"}),
    frozenset({"restrict", "limit", "gate", "govern", "confine"}),
    frozenset({"assess", "evaluate", "appraise"}),
    frozenset({"choose", "select", "pick"}),
    frozenset({"patch", "remediate", "fix"}),
    frozenset({"approve", "authorise", "authorize"}),
    frozenset({"separate", "isolate", "segregate", "partition"}),
    frozenset({"breach", "incident"}),
    frozenset({"vulnerability", "weakness", "flaw"}),
    frozenset({"confirm", "verify", "validate"}),
    frozenset({"train", "educate"}),
    frozenset({"cancel", "terminate", "end", "expire"}),
    frozenset({"require", "enforce", "mandate"}),
    frozenset({"standard", "framework"}),
    frozenset({"share", "disclose"}),
    frozenset({"ban", "prohibit", "forbid"}),
    frozenset({"allow", "permit", "support", "enable", "accept"}),
    frozenset({"start", "initiate", "begin"}),
    frozenset({"leave", "depart", "exit"}),
    frozenset({"recover", "restore"}),
    frozenset({"host", "hosting", "located"}),
)
