"""Finds the entries that support an answer, and says how sure it is."""
