"""On which page a place stands, as far as a Word document tells: it has no pages of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def page_starts(
    text: str, *, rendered: Sequence[int], forced: Sequence[int], characters: int
) -> list[int]:
    """Return the source offsets at which pages begin, the first one 0.

    Where the program that saved the document noted its pages (`rendered`), those count. Otherwise
    a page is assumed to hold `characters` characters, and breaks the author set begin a new one.
    """
    if rendered:
        return [0, *sorted({at for at in rendered if at > 0})]
    starts = [0]
    breaks = sorted({at for at in forced if at > 0})
    seen = 0
    for at, character in enumerate(text):
        due = bool(breaks) and at >= breaks[0]
        if due or seen >= characters:
            starts.append(at)
            seen = 0
            if due:
                breaks.pop(0)
        seen += not character.isspace()
    return starts


def page_of(starts: Sequence[int], offset: int) -> int:
    """Return the number of the page, from 1."""
    return max(bisect_right(starts, offset), 1)
