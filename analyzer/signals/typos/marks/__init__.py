"""Checks of punctuation that need more than a template: pairs, lists, endings."""
