"""What qbot keeps: questionnaires, decisions, entries and the audit chain, in SQLite by default."""
