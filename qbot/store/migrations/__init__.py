"""The steps from one form of the store to the next, each applied once and in one transaction."""
