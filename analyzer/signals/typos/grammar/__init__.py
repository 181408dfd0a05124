"""Checks of grammar that count instead of matching one wording."""
