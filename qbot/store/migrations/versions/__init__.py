"""One module a step; the newest is the form that `qbot.store.tables` declares."""
