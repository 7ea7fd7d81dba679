"""One module per verb: what happens between a command or page and the readers, matching and writers."""
