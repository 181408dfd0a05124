"""Words an office has accepted, and the places they cover."""

from __future__ import annotations

from collections.abc import Iterable


def covered(text: str, start: int, end: int, *, words: Iterable[str]) -> bool:
    """Tell whether [start, end) of `text` lies inside an occurrence of one of `words`."""
    for word in words:
        lead = max(0, end - len(word))
        at = text.find(word, lead, end + len(word))
        while 0 <= at <= start:
            if end <= at + len(word):
                return True
            at = text.find(word, at + 1, end + len(word))
    return False
