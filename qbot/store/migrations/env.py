"""Runs the steps on the connection that `qbot.store.migrate` gives, one transaction a step."""

from __future__ import annotations

from alembic import context

from qbot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # Alembic takes SQLite for a database that cannot; with BEGIN IMMEDIATE it can
    transaction_per_migration=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
