"""The words by which a question or an entry restricts what it speaks about: states, actors, objects, aspects, scope.

Each table is {facet: phrases}; hyphens count as spaces and `*` ends a word that may go on. The groups of `RIVALS` are
facets of which one is commonly mistaken for another: a question about the one is not answered by the other.
"""

from __future__ import annotations

from collections.abc import Mapping

STATES: Mapping[str, tuple[str, ...]] = {
    "at rest": (
        "at rest", "in storage", "stored data", "on disk", "full disk", "disk encryption", "storage encryption",
        "encrypted storage", "when stored", "while stored", "resting",
    ),
    "in transit": (
        "in transit", "in transport", "in motion", "over the wire", "in flight", "while transmitted",
        "when transmitted",
        "during transmission", "during transport", "during transfer", "transmitted", "transmission", "across the internet", "over public network*",
        "over the internet",
        "tls", "ssl", "https", "data transfer*", "over public network*",
    ),
    "in use": (
        "data in use", "information in use", "and in use", "or in use", "transit in use", "rest in use",
        "encrypt* in use", "while in use", "when in use", "while processed in memory", "in memory",
        "confidential computing",
    ),
}  # fmt: skip

ACTORS: Mapping[str, tuple[str, ...]] = {
    "sub-processor": (
        "sub processor*", "subprocessor*", "sub contractor*", "subcontractor*", "supplier*", "third party", "3rd party",
        "third party provider*", "service provider*", "hosting provider*", "fourth party", "4th party", "your vendor*",
        "external party", "downstream provider*", "outsourc*", "business partner*", "external entity",
        "cloud vendor*", "cloud provider*", "cloud service provider*", "hosting vendor*", "hosting compan*",
        "hosting partner*", "infrastructure provider*", "data center operator*",
    ),
    "staff": (
        "staff", "employee*", "personnel", "workforce", "team member*", "your people", "worker*", "your user*",
        "internal user*", "our people", "human resource*",
    ),
    "every user": ("all user*", "every user", "each user"),
    "contractor": ("contractor*", "contingent worker*", "temporary staff", "consultant*", "freelancer*"),
    "administrator": ("administrator*", "admin", "privileged user*", "privileged account*", "system admin*", "root"),
    "developer": ("developer*", "software engineer*", "engineer", "programmer*", "development staff"),
    "customer": (
        "customer*", "client*", "tenant*", "institution*", "subscriber*", "end user*", "consumer*",
        "data controller*", "csc",
    ),
    # whose data it is says nothing about who acts, and neither does where a fault has its roots
    "": (
        "root cause*",
        "customer data", "customer information", "customer content", "customer record*", "client data", "tenant data",
        "customer billing data", "institution data", "institutional data", "customer personal data", "customer file*",
        "customer environment*", "customer metadata", "customer database*", "client information",
        "customer confidential",
        # nor does whose parts a program is made of
        "third party dependenc*", "third party component*", "third party librar*", "third party package*",
        "third party software component*", "third party software librar*", "third party open source", "third party code",
    ),
    "independent": (
        "independent*", "external auditor*", "third party assessor*", "third party audit*", "external audit*",
        "external assess*", "independent third party", "accredited*", "qualified third party", "outside firm",
        "external firm*", "third party penetration", "external penetration", "third party security assessment*",
        "third party assessment*", "external party assess*", "third party test*", "external test*",
        "third party attest*", "third party certif*", "third party review*", "third party evaluat*", "external review*",
    ),
    "individuals": ("data subject*", "affected individual*", "affected person*"),
    "management": ("senior management", "board", "executive*", "top management", "leadership"),
    "team": (
        "response team*", "security team*", "privacy team*", "dedicated team*", "csirt", "psirt", "cirt", "committee*",
        "steering group*",
    ),
    "visitor": ("visitor*", "guest*"),
}  # fmt: skip

# Those who may be meant by "who".
ROLES: tuple[str, ...] = (
    "officer*", "manager*", "head of", "lead", "director*", "owner*", "ciso", "cto", "ceo", "coo", "dpo", "cio", "cso",
    "team*", "department*", "committee*", "council", "founder*", "engineer*", "we", "user*", "auditor*", "provider*",
    "vendor*", "firm", "assessor*", "people", "person*", "nobody", "no one", "everyone", "everybody", "only", "group",
)  # fmt: skip

OBJECTS: Mapping[str, tuple[str, ...]] = {
    "keys": (
        "encryption key*", "cryptographic key*", "key management", "key rotation", "master key*", "private key*", "kms",
        "hsm", "hardware security module*", "key vault", "key custodian*", "key store*",
        "secret key*", "key escrow", "key generation", "decryption key*", "manage the key", "the key", "own key",
        "hold the key", "keys",
    ),
    "customer keys": (
        "byok", "hyok", "cmk", "cmek", "bring your own key*", "bring their own key*", "hold your own key*",
        "bring your own encryption key*", "bring their own encryption key*", "own encryption key*",
        *(
            f"customer {verb} {key}"
            for verb in ("managed", "controlled", "owned", "held", "supplied", "provided")
            for key in ("key*", "encryption key*", "master key*")
        ),
    ),
    "secrets": ("secret*", "api key*", "api token*", "credential*"),
    "privileged access management": (
        "privileged access management", "privileged account management", "privileged identity management", "pam", "pim",
    ),
    "passwords": ("password*", "passphrase*", "passcode*"),
    "mobile": ("mobile", "smartphone*", "tablet", "ios", "android", "mobile device*", "cell phone*"),
    "personal devices": ("byod", "personal device*", "personally owned", "own devices"),
    "endpoints": ("laptop*", "workstation*", "endpoint*", "desktop*", "end user device*"),
    "removable media": (
        "removable media", "removable storage", "usb", "portable media", "thumb drive*", "flash drive*",
    ),
    "media disposal": (
        "media sanitization", "media disposal", "shredd*", "degauss*", "destroy* of media", "nist 800 88",
    ),
    "backups": ("backup*", "back up", "backed up", "restor*", "snapshot*"),
    "": (
        "log in", "log into", "log on", "log off", "log out", "log ins", "log ons",  # no logs are kept by them
        # nor do small things concern the young, nor is a program for letters a place
        *(f"minor {thing}" for thing in (
            "change*", "release*", "version*", "update*", "upgrade*", "incident*", "issue*", "finding*", "outage*",
            "disruption*", "defect*", "nonconformit*", "non conformit*", "observation*",
        )),
        "office 365", "microsoft office",
    ),
    "logs": (
        "log", "logged", "logging", "audit trail*", "audit log*", "audit event*", "audit record*", "event log*", "access log*",
        "siem",
    ),
    "source code": ("source code", "code base", "code repositor*", "code review*", "codebase", "source repositor*"),
    "test environment": (
        "test data", "test environment*", "non production", "nonproduction", "staging", "development environment*",
        "testing environment*", "pre production", "test system*", "lower environment*", "sandbox environment*",
    ),
    "production": ("production", "live environment*", "live system*"),
    "network": ("network*", "firewall*", "vpn", "vlan*", "router*", "intrusion*", "ids", "ips"),
    "wireless": ("wireless", "wifi", "wi fi", "wlan"),
    "database": ("database*", "db", "sql"),
    "api": ("api", "web service*", "application programming interface*"),
    "physical": (
        "physical security", "physical access", "office", "building*", "badge*", "cctv", "server room*", "visitor*",
    ),
    "data center": ("data center*", "data centre*", "datacenter*", "datacentre*", "colocation"),
    "paper": ("paper", "hard copy", "hardcopy", "printed", "printer*", "fax"),
    "email": ("email*", "e mail*", "phishing", "dmarc", "spf", "dkim"),
    "ai": (
        "ai", "artificial intelligence", "machine learning", "llm", "language model*", "generative", "agentic",
        "training data of model*",
    ),
    "cards": ("credit card*", "cardholder*", "payment card*", "card data", "payment data", "card number*"),
    "health data": ("phi", "health information", "medical", "patient*", "ephi"),
    "biometrics": ("biometric*", "fingerprint*", "facial recognition"),
    "children": ("children", "minors", "under 13", "child", "minor"),
    "privacy": ("privacy", "data protection", "gdpr", "personal data protection"),
    "personal data": ("personal data", "personal information", "pii", "personally identifiable", "sensitive personal"),
    "billing data": ("billing data", "billing metadata", "billing information", "invoice*"),
    "metadata": ("metadata", "telemetry", "usage data"),
    "support data": ("our support data", "the support data", "your support data", "customer support data", "all support data", "support ticket*", "support case*", "support record*", "ticket data", "support file*"),
    "staff data": ("employee data", "staff data", "personnel data", "hr data", "employee record*", "staff record*"),
    "service accounts": (
        "service account*", "machine account*", "shared account*", "generic account*", "default account*",
    ),
    "remote access": (
        "remote access", "remote work*", "telework*", "work from home", "working remotely", "home office*",
    ),
    "cookies": ("cookie*",),
    "insurance": ("insurance", "insured"),
    "containers": ("container*", "docker", "kubernetes"),
    "recovery time": ("rto*", "recovery time"),
    "recovery point": ("rpo*", "recovery point"),
    "open source": (
        "open source", "third party librar*", "third party component*", "software component*", "sbom", "oss",
    ),
    "certificates": ("certificate expiry", "tls certificate*", "ssl certificate*", "pki", "x 509", "digital certificate*"),
    "hypervisor": ("hypervisor*", "virtual machine image*", "vm image*"),
    "multi-factor": ("mfa", "multi factor", "multifactor", "two factor", "2fa", "second factor", "two step"),
    "single sign-on": ("sso", "single sign on", "saml", "oidc", "openid", "federat*"),
}  # fmt: skip

ACTIVITIES: Mapping[str, tuple[str, ...]] = {
    "training": ("training", "trained", "awareness", "education program*", "course*"),
    "penetration test": ("penetration test*", "pen test*", "pentest*", "ethical hack*", "red team*", "penetration"),
    "vulnerability scan": ("vulnerability scan*", "vulnerability assess*", "vulnerability management", "vuln scan*"),
    "bug bounty": ("bug bount*", "vulnerability disclosure", "responsible disclosure", "coordinated disclosure"),
    "background check": ("background check*", "background screen*", "background verif*", "criminal check*", "vetting"),
    "incident response": ("incident response", "incident management", "incident handling", "incident process*"),
    "breach notice": ("breach notif*", "notify", "notified", "notification*", "inform customers"),
    "disaster recovery": ("disaster recovery", "dr plan*", "drp", "recovery plan*", "disaster"),
    "business continuity": ("business continuity", "bcp", "continuity plan*"),
    "deletion": ("delet*", "erase*", "erasure", "destroy*", "destruction", "purge*", "wipe*", "sanitiz*", "dispos*"),
    "retention": ("retention", "retain", "retained", "retains", "retaining", "kept for"),
    "restoring": ("restor*", "undelet*", "recoverable", "recover deleted", "recover data", "recover the data"),
    # the end of a contract is nobody's leaving, and who keeps a key has encrypted nothing by that
    "": (
        "encryption key*", "cryptographic key*", "decryption key*", "customer managed encryption key*",
        "contract terminat*", "contract is terminated", "contract has been terminated", "terminat* of the contract",
        "termination of contract*", "terminat* the contract", "terminat* our contract", "agreement terminat*",
        "agreement is terminated", "termination of the agreement", "terminat* the agreement", "service terminat*",
        "service is terminated", "termination of service*", "termination of the service*", "terminat* the service*",
        "termination of the relationship", "termination of the contract*",
    ),
    "return of data": ("export*", "return of data", "data return*", "portability", "returned to"),
    "change management": ("change management", "change control", "change process*"),
    "access review": ("access review*", "entitlement review*", "recertif*", "review of access", "review access"),
    "offboarding": ("offboard*", "terminat*", "leaver*", "deprovision*", "de provision*", "revoke*", "revocation"),
    "patching": ("patch*", "security update*"),
    "masking": ("mask*", "anonymi*", "pseudonymi*", "de identif*", "tokeniz*", "tokenis*"),
    "segregation": (
        "segregat*", "isolat*", "separat*", "logically separate*", "multi tenan*", "single tenant", "tenant scoped",
        "row level security",
    ),
    "monitoring": ("monitor*", "detect*", "alert*", "soc team"),
    "risk assessment": ("risk assess*", "risk analys*", "risk management", "risk register"),
    "audit": ("audit*",),
    "encryption": ("encrypt*", "unencrypt*", "cleartext", "clear text", "plaintext", "cryptograph*", "cipher*", "decrypt*"),
}  # fmt: skip

ASPECTS: Mapping[str, tuple[str, ...]] = {
    "copy": ("copy of", "copies of", "copy thereof"),
    "documented": ("documented", "written", "formal", "formally", "formalized", "formalised", "in writing"),
    "approved": ("approved", "sign off", "signed off", "endorsed by", "approval of management"),
    "tested": (
        "tested", "test your", "test the", "exercised", "exercise*", "tabletop", "table top", "drill*", "rehears*",
    ),
    "reviewed": ("reviewed", "review your", "review the", "revised", "updated", "periodic review*", "reviews"),
    # a document that may be looked at is not revised, and what is written to a place is no document
    "": ("for review", "for your review", "for our review", "for their review", "on review", "written to", "written into"),
    "listed": tuple(
        f"{verb} {thing}"
        for verb in ("maintain", "maintains", "keep", "keeps", "have")
        for thing in ("a list", "an inventory", "a register", "a current list", "an up to date list", "a complete list")
    ),
    "communicated": ("communicated", "published", "distributed", "made available to"),
    "acknowledged": ("acknowledge*", "signed by", "sign the policy"),
    "automated": ("automat*", "continuous*", "real time", "realtime"),
    "enforced": ("enforced", "enforce", "enforces", "mandatory", "required", "require", "requires", "technically"),
    "certified": ("certified", "certificate", "certification", "attestation*", "accreditation"),
    "strong encryption": (
        "secure protocol*", "secure algorithm*", "secure protocol* algorithm*", "secure protocol* and algorithm*", "strong encryption", "strong cryptograph*", "strong algorithm*",
        "industry standard encryption", "industry standard algorithm*", "industry standard cryptograph*",
        "approved algorithm*", "secure cipher*", "strong cipher*", "secure encryption",
    ),
    "optional": (
        "optional", "optionally", "opt in", "opt out", "voluntary", "at extra cost", "additional cost", "extra charge*",
        "switch* off", "turn* off", "disabled by",
    ),
    "dedicated": tuple(
        f"{word} {thing}"
        for word in ("dedicated", "separate", "individual", "own")
        for thing in (
            "database*", "instance*", "server*", "schema*", "hardware", "infrastructure", "network*", "environment*",
            "subscription*", "cluster*", "host*",
        )
    ),
    "round the clock": (
        "24 7", "24x7", "24 x 7", "24 7 365", "24x7x365", "around the clock", "round the clock", "24 hours a day",
    ),
    "physically": ("physically", "physical separation", "physical segregation"),
    "internal": ("internal", "internally"),
    "external": ("external", "externally", "internet facing", "public facing", "perimeter", "publicly"),
    "logically": ("logically", "logical separation", "logical segregation"),
    "recently": (
        "last year", "past year", "last 12 months", "past 12 months", "previous 12 months", "last twelve months",
        "within the last year", "last 24 months", "past two years", "last two years", "last three years",
    ),
}  # fmt: skip

SCOPES: Mapping[str, tuple[str, ...]] = {
    "all": (
        "all", "every", "each", "any and all", "entire", "always", "at all times", "without exception", "across all",
    ),
    # how often, not how many
    "": (
        "every year", "every month", "every day", "every week", "every quarter", "every hour", "each year",
        "each month",
        "each week", "each quarter", "every six", "every two", "every three", "every twelve", "every other", "all year",
        "each day", "every night", "every minute", "all day", "every time", "after all", "every 6", "every 12",
        "every 3",
        "every 2", "every 30", "every 60", "every 90", "every 24", "every 4", "every 8", "every 15", "every 5",
        "every 10",
    ),
    "only": ("only", "solely", "exclusively", "limited to", "restricted to", "nothing but"),
    "never": ("never", "under no circumstances", "at no time"),
    "ever": ("ever",),
}  # fmt: skip

NEGATORS: tuple[str, ...] = (
    "not", "no", "never", "none", "neither", "nor", "without", "cannot", "can't", "don't", "doesn't", "isn't", "aren't",
    "won't", "haven't", "hasn't", "didn't", "wasn't", "weren't", "shouldn't", "wouldn't", "couldn't", "nothing",
    "nobody", "incapable", "untrue", "incorrect", "false that", "impossible", "powerless",
    "lack", "lacks", "lacking", "fail to", "fails to", "failed to", "failure to", "absence of", "refuse to",
    "other than",
    "except", "unable to", "refrain*", "avoid*", "exempt*", "free of", "free from", "instead of", "rather than",
)  # fmt: skip

NOT_NEGATING: tuple[str, ...] = (
    "if not", "whether or not", "not only", "not limited to", "no later than", "not later than", "no less than",
    "not less than", "no more than", "not more than", "or not", "no longer", "and if not", "why not",
    "no longer needed",
    "no longer required", "not applicable", "no matter", "if no", "yes or no", "yes no", "no fewer than", "need not",
    "not exceed*", "no greater than", "not greater than", "if none", "not just", "without undue delay",
    "without delay", "without unreasonable delay",
)  # fmt: skip

RIVALS: tuple[frozenset[str], ...] = (
    frozenset({"at rest", "in transit", "in use"}),
    frozenset({"test environment", "production"}),
    frozenset({"disaster recovery", "business continuity", "incident response"}),
    frozenset({"penetration test", "vulnerability scan", "bug bounty"}),
    frozenset({"mobile", "endpoints", "removable media"}),
    frozenset({"multi-factor", "single sign-on"}),
    frozenset({"deletion", "retention", "return of data"}),
    frozenset({"staff", "contractor", "sub-processor", "customer", "visitor"}),
    frozenset({"passwords", "keys"}),
    frozenset({"recovery time", "recovery point"}),
    frozenset({"physically", "logically"}),
    frozenset({"cards", "health data", "billing data", "biometrics"}),
)

# Others than the company: what it does itself says nothing about what they do.
OTHERS: frozenset[str] = frozenset({"sub-processor", "contractor", "visitor"})

# What is so says nothing of whether it must be, who is there for it, whether it can be undone and whether it stands alone.
APART: frozenset[str] = OTHERS | {
    "team", "optional", "restoring", "dedicated", "data center", "backups", "source code", "keys", "secrets",
    "removable media", "support data", "staff data", "business continuity", "disaster recovery", "cards", "health data",
    "biometrics", "mobile", "wireless", "paper", "customer keys", "privileged access management",
    "recovery time", "recovery point",
}  # fmt: skip

# Words that make two nearly identical questions different ones when the one stands where the other stood.
RIVAL_WORDS: tuple[frozenset[str], ...] = (
    frozenset({"privacy", "security", "safety", "accessibility"}),
    frozenset({"network", "application", "host", "server", "database", "storage"}),
    frozenset({"incident", "change", "patch", "problem", "risk", "asset", "configuration", "release"}),
    frozenset({"documented", "tested", "reviewed", "approved", "communicated", "enforced", "audited"}),
    frozenset({"vulnerability", "penetration"}),
    frozenset({"internal", "external", "independent"}),
    frozenset({"logical", "physical"}),
    frozenset({"digital", "physical", "paper"}),
    frozenset({"production", "test", "testing", "development", "staging"}),
    frozenset({"before", "after", "during"}),
    frozenset({"all", "any", "some", "most", "only"}),
    frozenset({"staff", "employee", "contractor", "customer", "client", "processor", "supplier", "vendor", "visitor",
               "administrator", "user", "third", "institution", "consultant", "developer"}),
    frozenset({"annually", "annual", "yearly", "quarterly", "monthly", "weekly", "daily", "hourly", "biannually"}),
    frozenset({"creation", "deletion", "retention", "destruction", "return"}),
    frozenset({"read", "write"}),
    frozenset({"ipv4", "ipv6"}),
    frozenset({"detection", "prevention"}),
    frozenset({"inbound", "outbound"}),
    frozenset({"private", "public"}),
)  # fmt: skip

# A question whether something bad has happened: an asking word, and the bad thing.
HAPPENED: tuple[str, ...] = (
    "have you had", "have you experienced", "have you suffered", "have you ever", "have you been", "has your",
    "have there been", "has there been", "have you received", "did you have", "were you", "was there", "were there",
    "have any", "has any", "have you reported", "has the company", "have you failed", "did you fail",
    "are there any known",
    "have your", "did your", "have the", "did the",
    "have you lost", "have you paid", "have you had to", "is there any pending", "are there any pending",
)  # fmt: skip
MISHAPS: tuple[str, ...] = (
    "breach*", "incident*", "fail", "failed", "failing", "suspended", "revoked", "withdrawn", "lapsed", "fine", "fined",
    "penalty", "lawsuit*", "litigation", "sanction*", "outage*", "disruption*", "compromise*", "complaint*",
    "violation*",
    "ransomware", "lost", "loss", "bankrupt*", "non conformit*", "nonconformit*", "downtime", "leak*", "stolen",
    "theft",
    "exception*", "finding*", "qualified opinion*", "deficienc*", "material weakness*", "exposed", "hacked",
    "attack*", "investigation*", "refused", "rejected", "insolven*",
)  # fmt: skip
# The same words in the name of what is done against it.
NO_MISHAPS: tuple[str, ...] = (
    "incident response", "incident management", "incident handling", "incident plan*", "incident process*",
    "incident procedure*", "incident report*", "breach notif*", "breach response", "breach plan*", "loss prevention",
    "attack surface", "exception process*", "exception handling", "exception management", "finding tracked", "fine grained",
)  # fmt: skip
# What an entry that speaks of such a thing says itself.
TOLD: tuple[str, ...] = (
    "had no", "have had", "has had", "had a", "had one", "experienced", "suffered", "occurred", "happened", "never had",
    "no breach*", "no incident*", "no outage*", "not had", "not experienced", "not been", "never been", "have been",
    "has been",
    "no known", "none", "no such", "not failed", "never failed", "no security incident*", "no data breach*",
    "no reportable",
)  # fmt: skip

# Forms of one word that no stemmer brings together.
IRREGULAR: Mapping[str, str] = {
    "chosen": "choose", "chose": "choose", "kept": "keep", "held": "hold", "sent": "send", "built": "build",
    "written": "write", "wrote": "write", "given": "give", "gave": "give", "taken": "take", "took": "take",
    "done": "do", "made": "make", "lost": "lose", "stolen": "steal", "paid": "pay", "told": "tell",
    "found": "find", "bought": "buy", "left": "leave", "ran": "run", "met": "meet", "sold": "sell",
    "shown": "show", "withdrawn": "withdraw", "withdrew": "withdraw", "known": "know", "brought": "bring", "taught": "teach", "understood": "understand",
    "hidden": "hide", "people": "person", "oversight": "oversee", "oversaw": "oversee", "overseen": "oversee", "criteria": "criterion",
}  # fmt: skip

# Facets that are a class of different things: naming one of them says nothing about the others.
BROAD: frozenset[str] = frozenset({
    "physical", "network", "personal data", "open source", "containers", "secrets", "monitoring", "endpoints", "mobile",
    "masking", "api", "sub-processor", "email", "certificates", "return of data", "test environment", "media disposal",
    "ai", "cards", "health data", "privacy", "offboarding", "keys", "risk assessment", "reviewed", "approved",
    "communicated", "service accounts", "retention", "management", "team", "dedicated", "optional",
})  # fmt: skip

# An entry about one of these says little about a question that does not name it.
NARROW: frozenset[str] = frozenset({
    "ai", "mobile", "removable media", "endpoints", "wireless", "cards", "health data", "biometrics", "children",
    "containers", "cookies", "paper", "source code", "test environment", "remote access", "insurance",
    "backups", "personal devices", "media disposal", "logs",
})  # fmt: skip

# Kinds of things of which much is said by itself: a text about one of them says nothing of the company or its data at large.
HEADS: Mapping[str, tuple[str, ...]] = {
    "tokens": tuple(
        f"{kind} token*" for kind in ("access", "refresh", "oauth", "auth", "authentication", "bearer", "session", "api")
    ),
    "third-party code": (
        "third party code", "third party librar*", "third party dependenc*", "third party component*",
        "third party package*", "open source", "dependenc*", "software component*", "software composition", "software bill of material*", "sbom",
    ),
    "suppliers": (
        "vendor", "supplier*", "sub processor*", "subprocessor*", "sub contractor*", "subcontractor*", "third party",
        "outsourc*", "supply chain",
    ),
}  # fmt: skip
# The company that is asked is a vendor itself.
NO_HEADS: tuple[str, ...] = ("the vendor", "vendor is", "vendor has", "as a vendor", "our vendor assessment")

# What holds of these holds of the customer's data at large.
AT_LARGE: frozenset[str] = frozenset({
    "data", "information", "file", "record", "content", "document", "database", "storage", "disk", "volume", "store",
    "production", "traffic", "communication", "connection", "transmission", "network",
})  # fmt: skip
