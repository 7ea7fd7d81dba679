"""A third set of our own questions to the example knowledge base, longer and in the manner of customers' forms; written
before they were first put to it."""

from __future__ import annotations

from own_further import ACCESS, AI
from own_questions import DELETE, ISO, ISOLATED, NOTICE, PENTEST, PLAN, REGION, REST, SOC, SUB, TRANSIT, Row, ask, trap

SAAS = "hosted-saas product-purpose data-store-process"
NO_ACCESS = f"{ACCESS} access-no-configuration access-no-workloads"
NDA = "nda-on-request soc-documentation security-pack"
PENDO = "sub-processor-pendo sub-processors-named sub-processors-no-billing-data"
REVOKE = f"{ACCESS} cancellation-steps cancellation"
AUDIT = "independently-audited continuous-assurance iso-27001-evidence"

LATER: tuple[Row, ...] = (
    # what holds
    ask("Has the organization implemented an ISMS that is certified against ISO/IEC 27001?", "yes", ISO),
    ask("Does the vendor hold any certification for artificial intelligence management?", "yes", f"{AI} {ISO}"),
    ask("Is all customer data encrypted both in storage and over the network?", "yes partial", f"{REST} {TRANSIT}"),
    ask("Are data of different customers logically separated from each other?", "yes partial", ISOLATED),
    ask("Is there a documented procedure for responding to security incidents?", "yes partial", PLAN),
    ask("Would your company notify us if an incident affected our tenant?", "yes", NOTICE),
    ask("Can a customer pick the geography in which its data is hosted?", "yes", REGION),
    ask("Will billing records remain in the region we selected?", "yes", REGION),
    ask("Do you rely on third parties to deliver the service?", "yes", SUB),
    ask("Are customers able to obtain an up-to-date list of sub-processors?", "yes partial", SUB),
    ask("After the contract is terminated, is customer data erased on request?", "yes", DELETE),
    ask("Do you permit clients to conduct their own penetration testing of the application?", "yes", PENTEST),
    ask("Is access to customer data by your own employees limited and audited?", "yes", "staff-access"),
    ask("Are the permissions that you request in our Azure subscription read-only?", "yes partial", ACCESS),
    ask("Can the access that we grant be withdrawn by us whenever we wish?", "yes", ACCESS),
    ask("Do people oversee decisions taken by AI functions of the product?", "yes partial", AI),
    ask("Is there an audit trail for actions performed by AI agents?", "yes", AI),
    ask("Will a mutual NDA be signed before sharing confidential reports?", "yes partial", NDA),
    ask("Is evidence of your ISO 27001 certification available for review under NDA?", "yes", ISO),
    ask("Is your quality management system certified?", "yes", "iso-9001 certifications-held"),
    # what does not hold
    ask("Does the tool require permission to modify resources in our tenant?", "no", NO_ACCESS),
    ask("Will our data be transferred outside of the region we choose?", "no", REGION),
    ask("Is billing data shared with any subprocessor?", "no", "sub-processors-no-billing-data"),
    ask("Can you provide a SOC 2 Type 2 attestation?", "no", SOC),
    # open questions
    ask("Please describe your incident response process.", "text", PLAN),
    ask("What is the timeframe for notifying customers of a security incident?", "text", NOTICE),
    ask("Please list all third parties that have a part in the delivery of the service.", "text", SUB),
    ask("Which geographic regions are available for storing our data?", "text", REGION),
    ask("How will our data be disposed of at the end of the agreement?", "text", f"{DELETE} cancellation-steps"),
    ask("How is our data kept apart from other customers' data?", "text", ISOLATED),
    ask("What type of data does the product collect from our environment?", "text", f"{ACCESS} data-store-process"),
    ask("How can we revoke the permissions granted to your product?", "text", REVOKE),
    # what nothing supports
    ask("Do you scan your code for vulnerabilities before each release?", "blank"),
    ask("Are security awareness trainings mandatory for new hires?", "blank"),
    ask("Is there a dedicated chief information security officer?", "blank"),
    ask("Do you use a web application firewall?", "blank"),
    # traps: near to what is said, and something else
    trap("Are all of your sub-processors ISO 27001 certified?", "blank partial", f"{ISO} {SUB}"),
    trap("Does your ISO 27001 certification cover all office locations?", "blank partial", ISO),
    trap("Is your statement of applicability available to customers?", "blank", ISO),
    trap("Have you been certified to ISO 27001 for more than five years?", "blank partial", ISO),
    trap("Are you in the process of obtaining SOC 2?", "blank no", SOC),
    trap("Do you have a SOC 1 report?", "blank no", SOC),
    trap("Is your AI management system audited by the customer?", "blank partial", AI),
    trap("Is customer data used to train or improve AI models?", "blank no", AI),
    trap("Can customers switch off AI features entirely?", "blank", AI),
    trap("Do AI agents carry out actions without a human in the loop?", "no blank", AI),
    trap("Is encryption at rest optional?", "no blank", REST),
    trap("Are encryption keys stored separately from the encrypted data?", "blank partial", REST),
    trap("Is data encrypted end to end, so that you cannot read it?", "blank no partial", f"{REST} {TRANSIT}"),
    trap("Are email messages to customers encrypted in transit?", "blank partial", TRANSIT),
    trap("Is each customer's data held in a separate database?", "blank partial", ISOLATED),
    trap("Is the network segmented between customers?", "blank partial", ISOLATED),
    trap("Is your incident response plan reviewed at least annually?", "blank partial", PLAN),
    trap("Do employees receive training on the incident response plan?", "blank partial", PLAN),
    trap("Do you notify customers within 24 hours of becoming aware of an incident?", "blank partial", NOTICE),
    trap("Will you notify us of incidents that do not affect our tenant?", "blank no partial", NOTICE),
    trap("Do you inform the police of incidents within 24 hours?", "blank partial", NOTICE),
    trap("Do you pay a penalty if notification takes longer than 24 hours?", "blank", NOTICE),
    trap("Are backups kept in the chosen region?", "blank partial", REGION),
    trap("Do staff access our data only from within the chosen region?", "blank partial", f"{REGION} staff-access"),
    trap("Can we choose the region of the control plane?", "no blank", f"{REGION} residency-control-plane"),
    trap("Can the region be changed after sign-up?", "blank", REGION),
    trap("Do your sub-processors delete our data within 30 days?", "blank partial", f"{DELETE} {SUB}"),
    trap("Is data deleted within 30 days without our having to ask for it?", "blank no partial", DELETE),
    trap("Is deletion carried out according to NIST 800-88?", "blank partial", DELETE),
    trap("Can deleted data be restored within 30 days?", "blank", DELETE),
    trap("Do you share the results of your own penetration tests?", "blank partial", PENTEST),
    trap("May customers run denial-of-service tests against the app?", "blank partial", PENTEST),
    trap("Does an external firm test the app for vulnerabilities every year?", "blank partial", f"{PENTEST} {AUDIT}"),
    trap("Is access of staff to customer data approved by the customer first?", "blank partial", "staff-access"),
    trap("Do former employees keep access to customer data?", "blank no", "staff-access"),
    trap("Is privileged staff access protected by hardware tokens?", "blank partial", "staff-access"),
    trap("Do you change our cloud resources on our behalf?", "no blank", f"{NO_ACCESS} {AI}"),
    trap("Can the product read the content of our storage accounts?", "no blank", NO_ACCESS),
    trap("Is Pendo given personal data of our users?", "blank no", PENDO),
    trap("Do you audit your sub-processors on site?", "blank partial", SUB),
    trap("Can we object to a new sub-processor?", "blank", SUB),
    trap("Is the trust center updated in real time?", "no blank partial", "trust-center"),
    trap("Can the product be installed in our own data center?", "blank no", SAAS),
    trap("Do you offer an uptime guarantee for the hosted platform?", "blank", SAAS),
)  # fmt: skip
