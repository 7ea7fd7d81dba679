"""Finds questions and answer slots on a plain grid of cells."""
