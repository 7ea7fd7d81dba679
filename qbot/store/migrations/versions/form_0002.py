"""The ledger of sent answers, what was learned and taken back, and questionnaires in rounds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables and add the columns."""
    op.add_column("questionnaire", sa.Column("round", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("questionnaire", sa.Column("follows", sa.String(length=64), nullable=True))
    op.add_column("question", sa.Column("rejected", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("question", sa.Column("since", sa.String(length=10), nullable=True))
    op.add_column("question", sa.Column("earlier", sa.String(length=64), nullable=True))
    _make_ledger()
    op.create_table(
        "unlearned",
        sa.Column("question_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("entry_id", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_unlearned_question_id_question"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("question_id", "kind", "entry_id", name=op.f("pk_unlearned")),
    )


def _make_ledger() -> None:
    op.create_table(
        "sent",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("export_id", sa.String(length=64), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("by", sa.String(length=300), nullable=False),
        sa.Column("recipient", sa.String(length=300), nullable=False),
        sa.Column("customer", sa.String(length=300), nullable=False),
        sa.Column("questionnaire", sa.String(length=300), nullable=False),
        sa.Column("question_id", sa.String(length=64), nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stance", sa.String(length=10), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["export_id"], ["export.id"], name=op.f("fk_sent_export_id_export"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent")),
    )
    op.create_index(op.f("ix_sent_export_id"), "sent", ["export_id"], unique=False)
    op.create_index(op.f("ix_sent_question_id"), "sent", ["question_id"], unique=False)
    op.create_table(
        "sent_entry",
        sa.Column("sent_id", sa.String(length=64), nullable=False),
        sa.Column("entry_id", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("below", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["sent_id"], ["sent.id"], name=op.f("fk_sent_entry_sent_id_sent"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sent_id", "entry_id", name=op.f("pk_sent_entry")),
    )
    op.create_index(op.f("ix_sent_entry_entry_id"), "sent_entry", ["entry_id"], unique=False)
