"""What is counted of the questions stands in one index, which no draft makes longer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column of the badge that is counted, and put what counts look at into the index of the order."""
    op.add_column("question", sa.Column("stale", sa.Boolean(), nullable=False, server_default=sa.false()))
    question = sa.table("question", sa.column("badges", sa.JSON()), sa.column("stale", sa.Boolean()))
    marked = sa.cast(question.c.badges, sa.String()).like('%"stale"%')
    op.execute(question.update().where(marked).values(stale=sa.true()))
    op.drop_index("ix_question_order", table_name="question")
    op.create_index(
        "ix_question_order",
        "question",
        [
            *("questionnaire_id", "position", "sheet", "kind", "state", "status"),
            *("flagged", "guarded", "stale", "edited_by", "approved_by"),
        ],
        unique=False,
    )
