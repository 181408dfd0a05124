"""Chinese names of the sections, by their stable key."""

from __future__ import annotations

from analyzer.outputs.html.titles import SECTION_TITLES


def section_title(key: str) -> str:
    """Return the name of a section, the key itself where there is none."""
    return SECTION_TITLES.get(key, key)
