"""Runs the steps within the transaction that `qbot.store.migrate` has begun, so that all of them are done or none."""

from __future__ import annotations

from alembic import context

from qbot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # Alembic takes SQLite for a database that cannot; with BEGIN IMMEDIATE it can
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
