"""Words that carry no subject: for comparing wordings, and for judging what of a question an entry covers."""

from __future__ import annotations

from collections.abc import Mapping

# Left out when two wordings of a question are compared.
GRAMMAR: frozenset[str] = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "for", "to", "by", "with", "and", "or", "as", "is", "are", "was",
    "were", "be", "been", "being", "do", "does", "did", "has", "have", "had", "can", "could", "will", "would",
    "should", "shall", "may", "might", "must", "you", "your", "yours", "we", "our", "ours", "us", "they", "their",
    "them", "it", "its", "this", "that", "these", "those", "there", "please", "any", "if", "so", "which", "who",
    "what", "how", "many", "much", "when", "where", "why", "than", "then", "such", "s", "e", "g", "i", "eg", "ie", "etc",
    "from", "into", "ourselves",
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
    "protect", "protected", "another", "rely", "relies", "depend", "engage", "engaged", "enter", "last", "latest", "see", "view",
    "greater", "higher", "stronger", "better", "equal", "comply", "complies", "compliant",
    "compliance", "minimum",
    "maximum", "length", "long", "least",
})  # fmt: skip

# How often or how soon: the form of the question asks for that, and the numbers of the entry tell it.
PACE: frozenset[str] = frozenset({
    "often", "frequently", "frequent", "promptly", "prompt", "timely", "immediately", "swiftly", "rapidly", "fast",
})  # fmt: skip

# Subject words of a question that name no thing: an entry need not speak of them to cover it.
EVERYDAY: frozenset[str] = frozenset({
    # whoever asks and whoever answers, by other names
    "firm", "corporation", "enterprise", "entity", "bidder", "tenderer", "respondent", "offeror", "seller", "buyer",
    "purchaser", "authority", "bank", "university", "council", "department", "agency", "college", "bid",
    "relationship",
    # how it is asked
    "tell", "summarise", "summarize", "outline", "clarify", "elaborate", "comment", "mention", "note", "answer",
    "reply", "select", "sentence", "word", "brief", "briefly", "overview", "narrative", "attach", "enclose",
    "submit", "fill", "correct", "true", "accurate", "fact", "say", "said", "name", "set", "present", "know",
    "wish", "want", "expect", "prepared", "ready", "willingness", "ability", "possible", "possess", "undergo",
    "undergone", "apply", "concern", "involve", "work", "happen", "become", "come", "deal", "dealt", "put", "let",
    "force", "today", "now", "moment", "later", "both", "either", "whenever", "wherever", "everything", "anything",
    "something", "whatever", "whatsoever", "circumstance", "case", "event", "instance", "matter", "way", "manner",
    "form", "extent", "scope", "term", "level", "order", "part", "number", "full", "fully", "whole", "entire",
    "total", "exact", "actual", "really", "indeed", "simply", "merely", "purely", "still", "yet", "already", "just",
    "even", "too", "very", "here", "under", "over", "up", "down", "off", "along", "around", "toward", "throughout",
    "inside", "behind", "among", "amongst", "because", "therefore", "pose", "underpin", "supply", "furnish",
    "touch", "affect", "hit", "posture", "class", "category", "technical", "award", "functionality", "feature",
    "date", "planned", "incapable", "grant", "component", "element", "item", "aspect", "surface", "behalf", "commit",
    "commitment", "committed", "meet", "same", "equivalent", "flow",
})  # fmt: skip

# A stretch of time, and how often something comes again.
_TIMES = ("hour*", "day*", "week*", "month*", "year*", "minute*", "immediate*", "undue delay")
_OFTEN = (
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "annual*",
    "yearly",
    "every hour",
    "hourly",
    "every day",
    "every week",
    "every month",
    "every quarter",
    "every year",
    "every six months",
    "twice a year",
    "once a year",
    "continuous*",
)

# What the entry says may show a facet without its word: a plan is a document.
SHOWN_BY: Mapping[str, tuple[str, ...]] = {
    "documented": (
        "plan", "policy", "procedure*", "playbook*", "runbook*", "standard*", "written", "document*", "manual",
    ),
    "copy": (
        "copy", "copies", "share*", "on request", "upon request", "download*", "attach*", "under nda", "upon nda", "with nda",
        "can be provided", "supplied",
    ),
    "all": ("per customer", "per tenant", "per user"),
    "recently": (
        "annual*", "yearly", "every year", "each year", "quarterly", "monthly", "every six months", "twice a year",
    ),
    "data center": ("data cent*", "datacent*", "hosted", "hosting", "azure", "aws", "google cloud", "cloud region*"),
    "database": ("at rest", "database*"),
    "open source": ("dependenc*", "software composition", "third party code", "third party package*"),
    "source code": ("code change*", "new code", "pull request*"),
    "audit": ("audit*", "certified", "certificate", "assess*"),
    "certified": ("certif*", "attest*", "accredit*", "soc 2", "iso 27001"),
    "reviewed": ("review*", "updated", "revis*"),
    "tested": ("test*", "exercise*", "drill*", "tabletop", "verif*", "rehears*"),
    "approved": ("approv*", "sign off", "authori*"),
    "listed": ("list*", "inventor*", "register*", "registry", "catalog*", "roster*", "directory", "include*", "following"),
    "independent": ("independent*", "third party", "external*", "accredited", "audited by", "certified", "outside"),
    "logically": ("isolat*", "segregat*", "logical*", "tenant*", "separat*"),
    "staff": ("staff", "employee*", "everyone", "personnel", "workforce", "team*", "people"),
    "every user": ("all user*", "every user*", "each user*", "all account*", "everyone", "everybody", "all access"),
    "administrator": ("admin*", "privileged", "root"),
    "developer": ("developer*", "engineer*"),
    "external": ("external*", "internet", "public*", "outside"),
    "sub-processor": (
        "sub processor*", "supplier*", "provider*", "subprocessor*", "contractor*",
        # but not "our vendor assessment", which is the customer's of the company
        "your vendor*", "vendor management", "vendor risk", "vendor review*", "vendor program*", "vendor onboarding",
        "vendor contract*", "all vendor*", "each vendor*", "every vendor*", "new vendor*", "critical vendor*",
        "key vendor*", "with vendor*", "by vendor*", "of vendor*", "to vendor*", "vendor is", "vendor are",
    ),
    "monitoring": ("monitor*", "detect*", "alert*", "siem", "logged"),
    "segregation": ("isolat*", "segregat*", "separat*", "tenant*", "partition*"),
    "breach notice": ("notif*", "notify", "inform*"),
    "incident response": ("incident*",),
    "risk assessment": ("risk*",),
    "enforced": ("implement*", "requires", "require", "enforced", "required", "mandatory", "must", "always", "only"),
    "communicated": ("communicat*", "publish*", "distribut*", "available to", "shared with"),
    "automated": ("automat*", "continuous*", "real time", "tool*", "scanner*", "ci"),
    "privacy": ("privacy", "personal data", "gdpr", "data protection"),
    "personal data": ("personal data", "personal information", "pii", "privacy", "customer data"),
    "network": ("network*", "firewall*", "vpn", "intrusion*", "traffic"),
    "encryption": ("encrypt*", "tls", "aes*", "cryptograph*"),
    "strong encryption": ("aes*", "tls", "tlsv1*", "rsa", "sha 256", "sha256", "bcrypt", "argon2*", "fips 140*"),
    "in transit": ("tls", "https", "in transit", "transport", "transmi*"),
    "penetration test": ("penetration", "pen test*", "pentest*"),
    "vulnerability scan": (
        "scan*", "vulnerability management", "vulnerability assess*", "vulnerability test*", "vulnerability analys*",
        "vulnerability detect*", "vulnerability identif*", "for vulnerabilit*", "find vulnerabilit*",
        "identify vulnerabilit*", "detect vulnerabilit*", "vulnerabilit* are", "vulnerabilit* is",
    ),
    "access review": (
        "access review*", "access is review*", "access right* are review*", "review* of access", "review* access",
        "account* are review*", "account review*", "recertif*",
    ),
    "deletion": ("delet*", "eras*", "destroy*", "purg*", "wip*", "remov*"),
    "retention": ("retain", "retained", "retains", "retention", "kept", "keep", "stored for"),
    "offboarding": ("terminat*", "leave*", "revok*", "deprovision*", "disabl*", "remov*", "offboard*"),
    "email": ("email*", "e mail*", "phishing"),
    "logs": ("log*", "audit trail*", "siem"),
    "training": ("train*", "awareness", "course*"),
    "customer": ("you",),
    "management": ("management", "board", "executive*", "leadership"),
    "team": ("team*", "staff", "personnel", "employee*", "officer*", "committee*"),
    "restoring": ("restor*", "recover*"),
    "optional": ("option*", "choose", "configur*", "on request", "can be", "may be"),
    "dedicated": ("dedicated", "separate database*", "separate instance*", "single tenant"),
    # an instance tells the thing that is asked for by name
    "algorithm": ("aes*", "rsa", "sha*", "tls*", "elliptic", "chacha*", "bcrypt", "argon2*"),
    "cipher": ("aes*", "rsa", "tls*", "chacha*"),
    "protocol": ("tls*", "https", "ssh", "ipsec", "sftp", "saml", "oidc", "oauth*"),
    "standard": ("iso", "nist", "soc", "pci", "cis", "owasp"),
    "framework": ("iso", "nist", "soc", "pci", "cis", "owasp"),
    "certification": ("iso", "soc", "certif*"),
    "certificate": ("iso", "soc", "certif*"),
    "country": ("australia", "eu", "us", "uk", "germany", "france", "ireland", "region*", "hong kong", "singapore"),
    "subprocessor": ("sub processor*", "azure", "aws", "subcontractor*"),
    "regulation": ("gdpr", "hipaa", "nis2", "dora", "ccpa"),
    **dict.fromkeys(("timeframe", "timeline", "timescale", "deadline", "duration", "period", "window", "turnaround"), _TIMES),
    **dict.fromkeys(("interval", "frequency", "cadence", "periodic", "periodically"), _OFTEN),
    "regulator": ("gdpr", "hipaa", "nis2", "dora", "ccpa"),
}  # fmt: skip
