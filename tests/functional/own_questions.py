"""Questions in our own words, put to the example knowledge base, with the outcome that an honest person would give."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A question, the outcomes that are right (`yes`, `no`, `partial`, `text`, `blank`), the entries that may be cited.

    `text` is an answer without a verdict. A trap looks like what the knowledge base says, and is something else.
    """

    text: str
    outcomes: frozenset[str]
    entries: frozenset[str] = frozenset()
    trap: bool = False


def ask(text: str, outcomes: str, entries: str = "") -> Row:
    """Return a row that is no trap."""
    return Row(text, frozenset(outcomes.split()), frozenset(entries.split()))


def trap(text: str, outcomes: str, entries: str = "") -> Row:
    """Return a row that looks like something else."""
    return Row(text, frozenset(outcomes.split()), frozenset(entries.split()), True)


ISO = "iso-27001 iso-27001-current certifications-held iso-27001-evidence"
SOC = "soc-2-not-held soc-2-report"
REST, TRANSIT = "encryption-at-rest data-store-process", "encryption-in-transit data-store-process"
NOTICE = "incident-notification breach-handling"
REGION = "residency-no-transfer residency-region-only residency-stored residency-choice data-store-process"
DELETE = "deletion-30-days cancellation"
PENTEST = "customer-penetration-test penetration-test-surfaces penetration-test-contact"
PLAN, ISOLATED = "incident-plan breach-handling", "data-isolation data-store-process"
SUB = "sub-processors-used sub-processors-named sub-processors-full-list sub-processor-azure"

ROWS: tuple[Row, ...] = (
    # what holds; "partial" is right too where the 30 days count from the request that follows the cancellation
    ask("Is your information security management system certified against ISO 27001?", "yes", ISO),
    ask("Do you hold an ISO 9001 certificate for quality management?", "yes", "iso-9001 certifications-held"),
    ask(
        "Has your AI management system been certified to ISO/IEC 42001?",
        "yes", "iso-42001 ai-governance certifications-held",
    ),
    ask("Do you follow a recognised security framework (e.g. NIST CSF, ISO 27001)?", "yes", ISO),
    ask("Is customer data encrypted at rest?", "yes", REST),
    ask("Do you encrypt stored data?", "yes", REST),
    ask("Is data encrypted while in transit?", "yes", TRANSIT),
    ask("Are data encrypted both at rest and in transit?", "yes", f"{REST} {TRANSIT}"),
    ask("Is each customer's data isolated from the data of other customers?", "yes", ISOLATED),
    ask("Do you have an incident response plan?", "yes", PLAN),
    ask("Is there a formal plan for responding to incidents?", "yes", PLAN),
    ask("Are customers informed of incidents that affect them?", "yes", NOTICE),
    ask("Do you notify customers within 24 hours of confirming an incident?", "yes", NOTICE),
    ask("Do you notify customers within 72 hours of confirmation of an incident?", "yes", NOTICE),
    ask("Can customers choose the region where their data is stored?", "yes", "residency-choice residency-stored"),
    ask("Is our billing data stored in the region that we have chosen?", "yes", REGION),
    ask("Is customer billing data kept in the chosen region only?", "yes", REGION),
    ask("Does our data stay in the chosen region?", "yes", REGION),
    ask("Do you make use of sub-processors?", "yes", SUB),
    ask("Can we get a full list of the sub-processors?", "yes", SUB),
    ask("Will our data be deleted after we cancel?", "yes", DELETE),
    ask("Is our data deleted within 30 days of cancellation?", "yes partial", DELETE),
    ask("Is data deleted within 60 days of cancellation?", "yes partial", DELETE),
    ask("May we run a penetration test of our own?", "yes", PENTEST),
    ask("Are penetration tests by customers supported?", "yes", PENTEST),
    ask("Is staff access governed by least privilege?", "yes", "staff-access"),
    ask("Is staff access to customer data restricted and audited?", "yes", "staff-access"),
    ask("Is the product delivered as hosted SaaS?", "yes", "hosted-saas product-purpose data-store-process"),
    ask("Is there human oversight of the AI features?", "yes", "ai-human-oversight ai-governance"),
    ask("Do you assess AI risks?", "yes", "ai-risk-assessment ai-governance"),
    ask("Do actions of AI agents go through an approval workflow?", "yes", "ai-agentic-actions ai-governance"),
    ask("Will you sign a non-disclosure agreement with us?", "yes", "nda-on-request soc-documentation"),
    ask("Will you answer our security questionnaire?", "yes", "questionnaires-on-request soc-documentation"),
    ask("Can you share the ISO 27001 certificate?", "yes", ISO),
    ask("Are you independently audited?", "yes", "independently-audited"),
    ask("Are you a Microsoft partner?", "yes", "microsoft-partner"),
    ask("Are you a member of the FinOps Foundation?", "yes", "finops-foundation"),
    ask("Is your access to our billing data read-only?", "yes", "access-read-only access-billing-only"),
    ask("Can we revoke your access at any time?", "yes", "access-revocation"),
    ask("Do you store our billing data?", "yes", "data-store-process residency-stored"),
    ask("Do you publish security information on a trust center page?", "yes", "trust-center"),
    # what does not hold
    ask("Does our data leave the chosen region?", "no", REGION),
    ask("Does the product need write permissions in our environment?", "no", "access-no-write access-read-only"),
    ask("Is it able to change our configuration?", "no", "access-no-configuration"),
    ask("Do you have access to our workloads?", "no", "access-no-workloads"),
    ask("Does any sub-processor receive our billing data?", "no blank", "sub-processors-no-billing-data"),
    ask("Is anything retained beyond the contractual backup windows?", "no", "retention-after-end cancellation"),
    ask("Do you hold a SOC 2 report?", "no", SOC),
    ask("Can we have a copy of your SOC 2 report?", "no", SOC),
    # open questions
    ask("How do you handle a security breach?", "text", "breach-handling incident-plan incident-notification"),
    ask("How quickly are customers told about an incident?", "text", NOTICE),
    ask("Which security certifications does the company hold?", "text", ISO),
    ask("Who are your sub-processors?", "text", SUB),
    ask("Where is the control plane hosted?", "text", "residency-control-plane"),
    ask("What happens to our data if we cancel?", "text", "cancellation deletion-30-days"),
    ask("Describe how AI features are governed.", "text", "ai-governance ai-agentic-actions"),
    ask("How are the actions of AI agents controlled?", "text", "ai-agentic-actions ai-governance"),
    ask("What does your product do?", "text", "product-purpose hosted-saas"),
    ask("Which identity provider does the product use?", "text", "sub-processor-entra"),
    ask("Which tool is used for support ticketing?", "text", "sub-processor-atlassian"),
    ask(
        "Whom do we contact to arrange a penetration test?",
        "text", "penetration-test-contact customer-penetration-test",
    ),
    ask("Which surfaces may customers test?", "text", "penetration-test-surfaces customer-penetration-test"),
    ask("How can we obtain your security documents?", "text", "security-pack iso-27001-evidence"),
    ask("What can you read in our environment?", "text", "access-billing-only access-read-only data-billing-metadata"),
    ask("Where is billing data processed?", "text", "data-processed-inside residency-choice data-store-process"),
    ask("In which regions can our data be stored?", "text", REGION),
    # what nothing supports
    ask("Do you carry cyber insurance?", "blank"),
    ask("Are background checks carried out before hiring?", "blank"),
    ask("Do you run a bug bounty programme?", "blank"),
    ask("Is there a secure software development lifecycle?", "blank"),
    ask("How often are firewall rules reviewed?", "blank"),
    ask("Are visitors to your offices escorted?", "blank"),
    ask("What is your recovery time objective?", "blank"),
    ask("Do you have a business continuity plan?", "blank"),
    ask("How many employees do you have?", "blank"),
    ask("Is single sign-on with SAML supported?", "blank partial"),
    ask("Do you operate an intrusion detection system?", "blank"),
    ask("Are vulnerabilities patched within 30 days?", "blank"),
    ask("Is there a whistle-blower line?", "blank"),
    ask("Do you provide accessibility conformance reports?", "blank"),
    # traps of keys
    trap("Do you manage the encryption keys yourselves?", "blank partial"),
    trap("Can customers bring their own encryption keys?", "blank partial"),
    trap("Are encryption keys rotated every year?", "blank partial"),
    trap("Who has access to the encryption keys?", "blank"),
    # traps of frameworks
    trap("Do you have a SOC 2 Type II report?", "no blank", SOC),
    trap("Have you completed an SSAE 18 audit?", "no blank", SOC),
    trap("Are you ISO 27001 and SOC 2 certified?", "no partial blank", f"{ISO} {SOC}"),
    trap("Are you PCI DSS compliant?", "blank"),
    trap("Do you comply with HIPAA?", "blank"),
    trap("Are you FedRAMP authorized?", "blank"),
    trap("Are you certified to ISO 27701?", "blank"),
    trap("Do you hold an ISO 22301 certification?", "blank"),
    trap("Are your sub-processors certified to ISO 27001?", "blank partial", f"{ISO} {SUB}"),
    trap("Have you ever failed an ISO 27001 audit?", "blank"),
    trap("Has your ISO 27001 certificate expired?", "no blank", ISO),
    # traps of numbers and events
    trap("Do you notify customers of an incident within 12 hours?", "no partial blank", NOTICE),
    trap("Do you notify customers within 72 hours of discovery of an incident?", "partial blank", NOTICE),
    trap("Do you notify customers within 24 hours of detecting an incident?", "partial blank", NOTICE),
    trap("Is our data deleted within 7 days of cancellation?", "no partial blank", DELETE),
    trap(
        "Do you retain our data for at least one year after we cancel?",
        "no partial blank", f"{DELETE} retention-after-end retention-after-cancellation",
    ),
    trap("Is the list of sub-processors updated every month?", "no partial blank", SUB),
    # traps of who acts and on whom
    trap(
        "Are penetration tests performed by an independent third party?",
        "blank partial", "customer-penetration-test",
    ),
    trap("Do you carry out annual penetration tests?", "blank partial", "customer-penetration-test"),
    trap("What certifications do your staff hold?", "blank"),
    trap("Do your security staff hold certifications such as CISSP?", "blank"),
    trap("Do contractors have access to customer data?", "blank partial", "staff-access"),
    trap("Are sub-processors notified of incidents within 24 hours?", "blank partial", NOTICE),
    trap("Do your sub-processors have an incident response plan?", "blank partial", PLAN),
    trap("Do customers get notice before a sub-processor is added?", "blank partial", SUB),
    # traps of direction
    trap("Do you NOT encrypt data at rest?", "no blank", REST),
    trap("Is data stored unencrypted?", "no blank", REST),
    trap("Is our data moved outside the chosen region?", "no blank", REGION),
    trap("Does data leave the EU?", "no partial blank", REGION),
    trap("Are customers prohibited from running penetration tests?", "no blank", PENTEST),
    trap("Does staff access work without least privilege?", "no blank", "staff-access"),
    trap("Is there no incident response plan?", "no blank", PLAN),
    trap("Do AI agents act without approval?", "no blank", "ai-agentic-actions ai-governance"),
    # traps of another object or state
    trap("Are backups encrypted at rest?", "blank partial", REST),
    trap("Are laptops encrypted at rest?", "blank partial", REST),
    trap("Is removable media encrypted?", "blank partial", f"{REST} {TRANSIT}"),
    trap("Is test data isolated from production?", "blank partial", ISOLATED),
    trap("Are logs encrypted in transit?", "blank partial", TRANSIT),
    trap("Is source code independently audited?", "blank partial", "independently-audited"),
    trap("Is data encrypted in memory while in use?", "blank partial", f"{REST} {TRANSIT}"),
    trap("Is customer data physically separated from that of other customers?", "blank partial", ISOLATED),
    trap("Are staff mobile devices restricted and audited?", "blank partial", "staff-access"),
    # traps of scope, aspect, time
    trap("Is the incident response plan tested every year?", "blank partial no", PLAN),
    trap("Is the incident response plan approved by the board?", "blank partial", PLAN),
    trap("Do you have an incident response plan and a retained forensics firm?", "partial blank", PLAN),
    trap("Have you had an incident in the last 12 months?", "blank"),
    trap("Have you suffered a data breach?", "blank"),
    trap("Is customer data used to train AI models?", "blank no"),
    trap("How often is the incident response plan tested?", "blank"),
    trap("When was the last penetration test?", "blank"),
    trap("How many incidents did you have last year?", "blank"),
)  # fmt: skip
