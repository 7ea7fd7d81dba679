"""Names of standards, laws and attestations, which of them is part of which, and the words around them."""

from __future__ import annotations

from collections.abc import Mapping

FRAMEWORKS: Mapping[str, tuple[str, ...]] = {
    "SOC 1": ("soc 1", "soc1", "soc i"),
    "SOC 2": ("soc 2", "soc2", "soc ii", "trust services criteria", "trust service criteria"),
    "SOC 2 Type I": ("soc 2 type 1", "soc 2 type i", "soc2 type 1", "soc2 type i", "soc ii type i"),
    "SOC 2 Type II": (
        "soc 2 type 2", "soc 2 type ii", "soc2 type 2", "soc2 type ii", "soc ii type ii", "soc 2 type2", "soc 2 typeii",
    ),
    "SOC 3": ("soc 3", "soc3", "soc iii"),
    "SOC report": ("soc report*", "soc audit*", "soc attestation", "soc documentation", "soc certification"),
    "SSAE": ("ssae 16", "ssae 18", "ssae16", "ssae18", "ssae", "ssae 21", "isae 3402", "sas 70"),
    "ISO": ("iso certif*", "iso iec certif*", "iso accredit*"),
    "ISO 27001": ("iso 27001", "iso iec 27001", "iso27001", "iso 27k", "27001"),
    "ISO 27002": ("iso 27002", "iso iec 27002", "27002"),
    "ISO 27017": ("iso 27017", "iso iec 27017", "27017"),
    "ISO 27018": ("iso 27018", "iso iec 27018", "27018"),
    "ISO 27701": ("iso 27701", "iso iec 27701", "27701"),
    "ISO 22301": ("iso 22301", "iso iec 22301", "22301"),
    "ISO 42001": ("iso 42001", "iso iec 42001", "42001"),
    "ISO 9001": ("iso 9001", "iso9001"),
    "PCI DSS": ("pci dss", "pci", "pci compliance", "payment card industry", "pa dss"),
    "HIPAA": ("hipaa", "health insurance portability and accountability act", "hitech"),
    "HITRUST": ("hitrust", "hitrust csf"),
    "FedRAMP": ("fedramp", "fed ramp"),
    "FISMA": ("fisma",),
    "StateRAMP": ("stateramp", "txramp", "tx ramp", "state ramp"),
    "CMMC": ("cmmc", "cybersecurity maturity model certification"),
    "NIST CSF": ("nist csf", "nist cybersecurity framework", "nist cyber security framework"),
    "NIST 800-53": ("nist 800 53", "nist sp 800 53", "800 53"),
    "NIST 800-171": ("nist 800 171", "nist sp 800 171", "800 171", "dfars"),
    "NIST 800-88": ("nist 800 88", "nist sp 800 88", "800 88", "dod 5220 22 m", "dod 5220"),
    "NIST": ("nist",),
    "FIPS 140": ("fips 140", "fips 140 2", "fips 140 3", "fips", "fips pub 140 2", "fips pub 140 3", "fips pub 140"),
    "CSA STAR": ("csa star", "cloud security alliance", "csa caiq", "caiq", "star registry", "csa ccm"),
    "CIS Controls": ("cis controls", "cis critical security control*", "critical security control*", "cis top 20"),
    "CIS Benchmarks": ("cis benchmark*",),
    "OWASP": ("owasp", "owasp top 10", "owasp top ten", "owasp asvs"),
    "COBIT": ("cobit",),
    "ITIL": ("itil",),
    "GDPR": ("gdpr", "general data protection regulation"),
    "CCPA": ("ccpa", "cpra", "california consumer privacy act"),
    "FERPA": ("ferpa", "family educational rights and privacy act"),
    "GLBA": ("glba", "gramm leach bliley"),
    "SOX": ("sox", "sarbanes oxley"),
    "COPPA": ("coppa",),
    "LGPD": ("lgpd",),
    "PIPEDA": ("pipeda",),
    "DORA": ("dora", "digital operational resilience act"),
    "NIS2": ("nis2", "nis 2"),
    "TISAX": ("tisax", "vda isa"),
    "Cyber Essentials": ("cyber essentials", "cyber essential"),
    "Cyber Essentials Plus": ("cyber essentials plus",),
    "IRAP": ("irap",),
    "C5": ("bsi c5", "c5 attestation", "c5 type 1", "c5 type 2", "cloud computing compliance criteria catalogue"),
    "ENS": ("esquema nacional de seguridad",),
    "HDS": ("hebergeur de donnees de sante",),
    "Privacy Shield": ("privacy shield", "data privacy framework"),
    "WCAG": ("wcag", "wcag 2 0", "wcag 2 1", "wcag 2 2"),
    "VPAT": ("vpat", "section 508", "accessibility conformance report"),
    "IEC 62443": ("iec 62443", "isa 62443"),
    "ITAR": ("itar", "export administration regulations"),
    "CJIS": ("cjis",),
    "EU AI Act": ("eu ai act", "ai act"),
    "SWIFT CSP": ("swift csp",),
    "Common Criteria": ("common criteria",),
}  # fmt: skip

# A question about the key is met by holding one of the values: each is a stricter form of it.
STRICTER: Mapping[str, tuple[str, ...]] = {
    "SOC 2": ("SOC 2 Type I", "SOC 2 Type II"),
    "SOC 2 Type I": ("SOC 2 Type II",),
    "SOC report": ("SOC 1", "SOC 2", "SOC 2 Type I", "SOC 2 Type II", "SOC 3"),
    "SSAE": ("SOC 1", "SOC 2", "SOC 2 Type I", "SOC 2 Type II", "SOC 3", "SOC report"),
    "ISO": (
        "ISO 27001",
        "ISO 27017",
        "ISO 27018",
        "ISO 27701",
        "ISO 22301",
        "ISO 42001",
        "ISO 9001",
        "ISO 20000",
        "ISO 14001",
    ),
    "ISO 27002": ("ISO 27001",),
    "NIST": ("NIST CSF", "NIST 800-53", "NIST 800-171"),
    "Cyber Essentials": ("Cyber Essentials Plus",),
    "FISMA": ("FedRAMP",),
}

# Words before a list of frameworks that make it a list of examples, and words after it that leave it open.
EXAMPLE_MARKS: tuple[str, ...] = (
    "e g", "eg", "ie", "i e", "such as", "for example", "for instance", "like", "including", "examples", "example",
    "include",
)  # fmt: skip
OPEN_ENDS: tuple[str, ...] = (
    "etc", "or similar", "or equivalent", "or other*", "or comparable", "or an equivalent", "or a similar",
    "and similar",
)  # fmt: skip

HOLDING: tuple[str, ...] = (
    "certif*", "attest*", "accredit*", "audited", "audit", "report", "compliant", "comply", "complies", "compliance",
    "conform*", "undergone", "hold", "holds", "held", "achieved", "maintain*", "registered", "authorized", "authorised",
    "authorization", "validated", "assessed", "assessment", "completed", "obtained", "adhere*", "meet", "follow",
    "aligned", "align",
)  # fmt: skip
PROVING: tuple[str, ...] = (
    "certif*", "attest*", "accredit*", "audited", "audit", "report", "undergone", "registered", "authorized",
    "authorised", "authorization", "validated", "assessed", "assessment",
)  # fmt: skip
ALIGNING: tuple[str, ...] = (
    "align*", "based on", "in line with", "modelled on", "modeled on", "inspired by", "follows", "following",
    "mapped to",
    "guided by", "consistent with", "working towards", "in progress", "planned", "preparing for", "similar to",
)  # fmt: skip

# What serves others to meet a framework tells nothing of who sells it.
SERVING: tuple[str, ...] = (
    "designed to support", "designed to meet", "designed to help", "designed for", "designed with", "built to support",
    "built to meet", "intended to", "help* you", "help* customer*", "help* your", "help* organization*",
    "help* organisation*", "support* your", "support* customer*", "allow* you", "allow* customer*", "enable* you",
    "enable* customer*",
)  # fmt: skip
# Nor does what it is equipped with, unless it is said to comply itself.
EQUIPPED: tuple[str, ...] = ("tool*", "feature*", "module*", "capabilit*", "readiness", "ready", "template*")
COMPLYING: tuple[str, ...] = (
    *PROVING,
    "comply",
    "complies",
    "compliant",
    "conform*",
    "adhere*",
    "meets",
    "held",
    "holds",
)

# Capital letters and a number that are no framework: ciphers, protocols, products.
NO_FRAMEWORK: frozenset[str] = frozenset({
    "AES", "SHA", "RSA", "TLS", "SSL", "RC", "MD", "DES", "ECDSA", "ECC", "OFFICE", "MS", "WPA", "HTTP", "IPV", "UTF",
    "OWASP", "CVSS", "CVE", "RFC", "TOP", "RAID", "SMTP", "LDAP", "SAML", "OAUTH", "USB", "QUAL", "COMP", "DOCU",
    "COVID",
    "US", "SP", "PUB", "DATA", "EU", "UK", "Q", "FY", "ID", "NO", "A", "PORT", "TCP", "UDP", "GB", "MB", "TB", "USD",
    "EUR", "GBP", "LEVEL",
})  # fmt: skip

# Standards of notation, which nobody is certified to.
NO_FRAMEWORK_ISO: frozenset[str] = frozenset({"639", "3166", "4217", "8601", "8859", "10646"})
