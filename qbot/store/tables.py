"""The tables of the store, declared once for SQLite and PostgreSQL; every change of them is a migration."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_ID, _TIME, _NAME = String(64), String(32), String(300)


def _document(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, JSON(none_as_null=True), nullable=nullable)


def _owner() -> Column[str]:
    return Column(
        "questionnaire_id", _ID, ForeignKey("questionnaire.id", ondelete="CASCADE"), nullable=False, index=True
    )


blob = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

questionnaire = Table(
    "questionnaire",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", _NAME, nullable=False),
    Column("file_name", _NAME, nullable=False),
    Column("sha256", String(64), ForeignKey("blob.sha256"), nullable=False),
    Column("format", String(10), nullable=False),
    Column("customer", _NAME, nullable=False),
    Column("product", _NAME, nullable=False),
    Column("region", _NAME, nullable=False),
    Column("nda_until", String(10)),
    Column("due_on", String(10)),
    Column("assignee", _NAME, nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("state", String(20), nullable=False),
    Column("problem", Text, nullable=False),
    _document("reading", nullable=True),
    _document("layout", nullable=True),
    _document("receipt", nullable=True),
    _document("notes"),
    Column("created_at", _TIME, nullable=False),
    Column("created_by", _NAME, nullable=False),
    Column("exported_at", _TIME),
    Column("version", Integer, nullable=False),
    Column("round", Integer, nullable=False, server_default="1"),
    Column("follows", _ID),  # the questionnaire of the round before; it may be gone
)

question = Table(
    "question",
    metadata,
    Column("id", _ID, primary_key=True),
    _owner(),
    Column("position", Integer, nullable=False),
    Column("sheet", _NAME, nullable=False),
    Column("cell", String(100), nullable=False),
    Column("ref", Text, nullable=False),
    _document("section"),
    Column("text", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("parent", String(100)),
    _document("reading"),
    _document("draft", nullable=True),
    Column("stance", String(10)),
    Column("confidence", Float, nullable=False),
    Column("band", String(10), nullable=False),
    Column("guarded", Boolean, nullable=False),
    _document("badges"),
    Column("stale", Boolean, nullable=False, server_default=false()),  # whether that badge is one of them
    _document("answers"),
    _document("entries"),
    Column("status", String(20), nullable=False),
    Column("flagged", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("edited_by", _NAME, nullable=False),
    Column("edited_at", _TIME),
    Column("approved_by", _NAME, nullable=False),
    Column("approved_at", _TIME),
    Column("released_by", _NAME, nullable=False),
    Column("gate", Text),
    Column("gated", Text, nullable=False),
    Column("version", Integer, nullable=False),
    _document("rejected", nullable=True),
    Column("since", String(10)),
    Column("earlier", _ID),  # the question of the round before; it may be gone
    # all that counts and filters look at, so that none reads the drafts, which stand before it in a row
    Index(
        "ix_question_order",
        *("questionnaire_id", "position", "sheet", "kind", "state", "status"),
        *("flagged", "guarded", "stale", "edited_by", "approved_by"),
    ),
)

comment = Table(
    "comment",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("question_id", _ID, ForeignKey("question.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", _TIME, nullable=False),
    Column("by", _NAME, nullable=False),
    Column("text", Text, nullable=False),
)

citation = Table(
    "citation",
    metadata,
    Column("question_id", _ID, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True),
    Column("entry_id", String(200), primary_key=True, index=True),
)

entry = Table(
    "entry",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("version", Integer, nullable=False),
    _document("body"),
    Column("retired", Boolean, nullable=False),
    Column("changed_at", _TIME, nullable=False),
    Column("changed_by", _NAME, nullable=False),
)

entry_version = Table(
    "entry_version",
    metadata,
    Column("entry_id", String(200), ForeignKey("entry.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    _document("body"),
    Column("retired", Boolean, nullable=False),
    Column("at", _TIME, nullable=False),
    Column("by", _NAME, nullable=False),
)

company = Table(
    "company",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _document("body", nullable=True),
    Column("version", Integer, nullable=False),
)

export = Table(
    "export",
    metadata,
    Column("id", _ID, primary_key=True),
    _owner(),
    Column("at", _TIME, nullable=False),
    Column("by", _NAME, nullable=False),
    Column("recipient", _NAME, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("file_name", _NAME, nullable=False),
    Column("sha256", String(64), ForeignKey("blob.sha256"), nullable=False),
    Column("review_sha256", String(64), ForeignKey("blob.sha256"), nullable=False),
    _document("manifest"),
    Column("verified", Boolean, nullable=False),
)

job = Table(
    "job",
    metadata,
    Column("id", _ID, primary_key=True),
    _owner(),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("created_by", _NAME, nullable=False),
    Column("started_at", _TIME),
    Column("ended_at", _TIME),
)

# What was told to whom: one row an answer of a file that was sent.
sent = Table(
    "sent",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("export_id", _ID, ForeignKey("export.id", ondelete="CASCADE"), index=True),
    Column("at", _TIME, nullable=False),
    Column("by", _NAME, nullable=False),
    Column("recipient", _NAME, nullable=False),
    Column("customer", _NAME, nullable=False),
    Column("questionnaire", _NAME, nullable=False),
    Column("question_id", _ID, index=True),
    Column("ref", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("stance", String(10)),
    Column("words", Text, nullable=False),
    _document("answers"),
)

# The entries that a sent answer came from, and the facts below them, each in the version it was told in.
sent_entry = Table(
    "sent_entry",
    metadata,
    Column("sent_id", _ID, ForeignKey("sent.id", ondelete="CASCADE"), primary_key=True),
    Column("entry_id", String(200), primary_key=True, index=True),
    Column("version", Integer),
    Column("below", Boolean, nullable=False),
)

# What was learned from a decision and is not to be used: taken back by a person.
unlearned = Table(
    "unlearned",
    metadata,
    Column("question_id", _ID, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("entry_id", String(200), primary_key=True),
    Column("at", _TIME, nullable=False),
    Column("by", _NAME, nullable=False),
)

# A file that was shown to be imported, and is not needed any more after a while.
held_file = Table(
    "held_file",
    metadata,
    Column("sha256", String(64), ForeignKey("blob.sha256"), primary_key=True),
    Column("at", _TIME, nullable=False),
)

# A document that is given out, one row a version; its number names it in answers ("Appendix 3") and never changes.
document = Table(
    "document",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("number", Integer, nullable=False, index=True),
    Column("title", _NAME, nullable=False),
    Column("version", String(100), nullable=False),
    Column("disclosure", String(10), nullable=False),
    Column("valid_until", String(10)),
    Column("file_name", _NAME, nullable=False),
    Column("sha256", String(64), ForeignKey("blob.sha256"), nullable=False),
    Column("retired", Boolean, nullable=False),
    Column("at", _TIME, nullable=False),
    Column("by", _NAME, nullable=False),
)

# What somebody outside asks for on the trust centre, and how a person decided.
access_request = Table(
    "access_request",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("at", _TIME, nullable=False),
    Column("name", _NAME, nullable=False),
    Column("company", _NAME, nullable=False),
    Column("email", _NAME, nullable=False),
    Column("purpose", Text, nullable=False),
    _document("documents"),
    Column("file_name", _NAME, nullable=False),
    Column("sha256", String(64), ForeignKey("blob.sha256")),
    Column("state", String(20), nullable=False),
    Column("decided_at", _TIME),
    Column("decided_by", _NAME, nullable=False),
    Column("reason", Text, nullable=False),
    Column("nda_on", String(10)),
    Column("nda_until", String(10)),
    Column("questionnaire_id", _ID),  # made from the file that came along; it may be gone
)

# A personal link to documents: only the hash of its secret is kept.
personal_link = Table(
    "personal_link",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("request_id", _ID, ForeignKey("access_request.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    _document("documents"),
    Column("at", _TIME, nullable=False),
    Column("by", _NAME, nullable=False),
    Column("expires_at", _TIME, nullable=False),
    Column("revoked_at", _TIME),
    Column("revoked_by", _NAME, nullable=False),
)

# Each use of a personal link, also one that was refused.
link_use = Table(
    "link_use",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("link_id", _ID, ForeignKey("personal_link.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", _TIME, nullable=False),
    Column("document_id", _ID),
    Column("outcome", String(20), nullable=False),
)

# No foreign keys: an event outlives what it tells of.
event = Table(
    "event",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", _TIME, nullable=False),
    Column("by", _NAME, nullable=False),
    Column("action", String(40), nullable=False),
    Column("questionnaire_id", _ID, index=True),
    Column("question_id", _ID, index=True),
    Column("operation", String(100), unique=True),
    Column("undoes", Integer, unique=True),
    Column("detail", Text),
    Column("salt", String(64)),
    Column("digest", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# Which questions an event changed, and to which version of each: an index into the details of the events.
touched = Table(
    "touched",
    metadata,
    Column("seq", Integer, ForeignKey("event.seq"), primary_key=True),
    Column("question_id", _ID, primary_key=True, index=True),
    Column("version", Integer, nullable=False),
)

head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("events", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("reviewer", _NAME, nullable=False),
    Column("created_at", _TIME, nullable=False),
    Column("expires_at", _TIME, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)
