"""The zip package and the XML that Office files are made of, read and changed with care."""
