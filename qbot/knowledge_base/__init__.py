"""The knowledge base on disk: the folder form and the flat import formats."""
