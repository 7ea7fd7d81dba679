"""qbot answers security questionnaires in the customer's own file."""

__version__ = "0.1.0"
