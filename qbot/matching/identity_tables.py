"""Identity fields of questionnaires, by the words that name them."""

from __future__ import annotations

from collections.abc import Mapping

# The first row that fits wins: narrow fields stand before wide ones.
IDENTITY_FIELDS: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "e mail", "email address", "mail address", "correo"),
    "phone": ("phone", "telephone", "phone number", "mobile number", "tel", "telefono", "fax"),
    "title": ("title", "job title", "position", "role"),
    "website": ("website", "web site", "url", "home page", "homepage", "web address", "company url", "sitio web"),
    "country": ("country", "country of incorporation", "country of registration", "pais"),
    "address": ("address", "headquarter*", "street", "postal address", "registered office", "location", "direccion"),
    "product": (
        "product name", "service name", "solution name", "application name", "name of product", "name of the product",
        "name of service", "name of the service", "product", "name of solution", "product service name", "system name",
        "software name", "name of application", "name of the solution", "products name", "name of software",
        "product or service", "product service", "service", "application", "solution", "product/service",
    ),
    "contact": (
        "contact name", "name of contact", "contact person", "point of contact", "primary contact", "contact",
        "security contact", "privacy contact", "sales contact", "account manager", "data protection officer", "dpo",
        "ciso",
        "name of respondent", "respondent", "completed by", "prepared by", "contacto", "officer",
    ),
    "legal name": (
        "vendor name", "company name", "supplier name", "legal name", "organization name", "organisation name",
        "name of company", "name of the company", "name of vendor", "name of the vendor", "name of organization",
        "name of supplier", "provider name", "legal entity name", "business name", "vendor", "supplier", "company",
        "organization", "organisation", "third party name", "name of organisation", "csp name",
        "cloud service provider name",
        "nombre de la empresa", "proveedor", "legal entity", "legal company name", "full legal name",
        "service provider name",
        "partner name", "contractor name", "firm name",
    ),
}  # fmt: skip

# A field with one of these asks about the customer, a document or a thing that no profile holds: it stays blank.
NOT_OURS: tuple[str, ...] = (
    "customer", "client", "institution", "buyer", "requester", "requestor", "requested by", "assessor", "reviewer",
    "reviewed by", "campus", "department", "business owner", "sponsor", "date", "signature", "version", "purpose",
    "description", "describe", "policy", "notice", "vpat", "documentation", "data zone", "region*", "hosting",
    "approved by",
    "subprocessor*", "sub processor*", "parent company", "insurer", "agreement", "contract number", "reference number",
    "privacy notice", "accessibility", "time zone", "number of", "how many", "type of", "category", "status page",
    "logo",
    "project", "incident", "your name", "data center*", "datacenter*", "server*", "work location*",
)  # fmt: skip

ROLES: Mapping[str, tuple[str, ...]] = {
    "security": ("security", "ciso", "information security", "incident"),
    "privacy": ("privacy", "data protection", "dpo"),
    "sales": ("sales", "account manager", "commercial", "account"),
    "support": ("support", "technical", "helpdesk", "help desk"),
    "legal": ("legal", "counsel"),
    "accessibility": ("accessibility",),
}  # fmt: skip
