"""Findings as comments in the author's own Word file, and as a list of opinions in a new one."""
