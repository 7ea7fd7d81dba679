"""A fourth set of our own questions to the example knowledge base, written before they were first put to it."""

from __future__ import annotations

from own_further import ACCESS, AI
from own_questions import DELETE, ISO, ISOLATED, NOTICE, PENTEST, PLAN, REGION, REST, SOC, SUB, TRANSIT, Row, ask, trap

NO_ACCESS = f"{ACCESS} access-no-configuration access-no-workloads"
STAFF = "staff-access"
RETENTION = f"{DELETE} retention-after-end retention-after-cancellation"
QUALITY = f"{ISO} iso-9001"

LAST: tuple[Row, ...] = (
    # what holds, what does not, open questions, and what nothing supports
    ask("Do you maintain a certified information security management system?", "yes partial", ISO),
    ask("Has your organization achieved ISO 27001 certification?", "yes", ISO),
    ask("Is data at rest protected by encryption?", "yes", REST),
    ask("Is all traffic to the service encrypted?", "yes partial", TRANSIT),
    ask("Do you have a plan for handling security breaches?", "yes", PLAN),
    ask("Are affected customers notified of security incidents?", "yes", NOTICE),
    ask("Can customer data be stored in Australia?", "yes", REGION),
    ask("Does customer data remain in the region that was chosen at sign-up?", "yes", REGION),
    ask("Is customer data purged once the customer cancels?", "yes partial", DELETE),
    ask("Do you maintain a list of sub-processors?", "yes", SUB),
    ask("Are your sub-processors audited?", "yes blank partial", SUB),
    ask("Is the principle of least privilege applied to staff access?", "yes", STAFF),
    ask("Can we carry out a penetration test against the application?", "yes", PENTEST),
    ask("Is your access to our cloud limited to billing data?", "yes", ACCESS),
    ask("Do you have access to our virtual machines or workloads?", "no blank", NO_ACCESS),
    ask("Could your product delete resources in our subscription?", "no blank", NO_ACCESS),
    ask("Is a SOC 2 Type II report available under NDA?", "no blank", SOC),
    ask("Which sub-processors do you use and for what purpose?", "text", SUB),
    ask("How long after termination is our data deleted?", "text", DELETE),
    ask("Where is our data stored geographically?", "text", REGION),
    ask("Describe your approach to AI governance.", "text", AI),
    ask("Who has access to customer data?", "text blank", STAFF),
    ask("How soon do you report an incident to customers?", "text", NOTICE),
    ask("What certifications have you obtained?", "text", ISO),
    ask("Is there a vulnerability disclosure policy?", "blank"),
    ask("Are logs retained for at least one year?", "blank"),
    ask("Do you perform background checks on employees?", "blank"),
    ask("Do you have a documented disaster recovery plan?", "blank"),
    # traps
    trap("Is your ISO 27001 certificate issued for the hosting provider only?", "blank no", ISO),
    trap("Do you require suppliers to be ISO 27001 certified?", "blank partial", f"{ISO} {SUB}"),
    trap("Are your data centers ISO 27001 certified?", "blank partial", ISO),
    trap("Is your development process certified to ISO 9001?", "blank partial", QUALITY),
    trap("Are employees certified in ISO 27001 auditing?", "blank partial", ISO),
    trap("Does an independent party audit the deletion of data?", "blank partial", f"{DELETE} independently-audited"),
    trap("Do you encrypt databases with a key per customer?", "blank partial", f"{REST} {ISOLATED}"),
    trap("Is encryption at rest applied to laptops of employees?", "blank partial", REST),
    trap("Is internal traffic between services encrypted?", "blank partial yes", TRANSIT),
    trap("Can you decrypt our data?", "blank", f"{REST} {TRANSIT}"),
    trap("Is customer data never stored unencrypted?", "blank yes", REST),
    trap("Are encryption algorithms FIPS 140-2 validated?", "blank partial", f"{REST} {TRANSIT}"),
    trap("Do you run tabletop exercises of the incident response plan?", "blank partial", PLAN),
    trap("Does the incident response plan cover ransomware?", "blank partial", PLAN),
    trap("Do you notify customers of incidents within one hour?", "no partial blank", NOTICE),
    trap("Are data subjects notified within 24 hours?", "blank partial", NOTICE),
    trap("Do you notify customers immediately when an incident is suspected?", "blank no partial", NOTICE),
    trap("Have customers been notified of an incident in the past year?", "blank", NOTICE),
    trap("Does support staff outside the chosen region see our data?", "blank no", f"{REGION} {STAFF}"),
    trap("Is metadata transferred outside the chosen region?", "blank no partial", REGION),
    trap("Can our data be stored on our own servers?", "blank no", REGION),
    trap("Do you keep a copy of our data after 30 days?", "blank no partial", RETENTION),
    trap("Are backups deleted within 30 days of cancellation?", "blank partial", DELETE),
    trap("Do you return our data before it is deleted?", "blank partial", DELETE),
    trap("Is Atlassian given access to our billing data?", "no blank", f"{SUB} sub-processor-atlassian"),
    trap("Does Microsoft have access to our data?", "blank no partial", SUB),
    trap("Do you sign a data processing agreement with each sub-processor?", "blank partial", SUB),
    trap("Are customers told 30 days before a sub-processor changes?", "blank partial", SUB),
    trap("Do you test the app for vulnerabilities yourselves before customers do?", "blank", PENTEST),
    trap("Is a penetration test report available on request?", "blank", PENTEST),
    trap("Have penetration tests found critical issues?", "blank", PENTEST),
    trap("Is multi-factor authentication enforced for staff who access customer data?", "blank partial", STAFF),
    trap("Is staff access logged and are the logs reviewed weekly?", "blank partial", STAFF),
    trap("Is staff access unrestricted in an emergency?", "blank no", STAFF),
    trap("Do AI features make decisions without human review?", "no blank", AI),
    trap("Is your AI system certified as bias-free?", "blank partial", AI),
    trap("Do you use our prompts to train models?", "blank no", AI),
    trap("Can the AI agent write to our environment without approval?", "no blank", f"{AI} {NO_ACCESS}"),
    trap("Does your product need administrator rights in our tenant?", "no blank partial", NO_ACCESS),
    trap("Can we revoke the access of a single employee of yours?", "blank partial", f"{ACCESS} {STAFF}"),
)  # fmt: skip
