"""Line and column of a place in the text as read."""

from __future__ import annotations

from bisect import bisect_right


class Lines:
    """Where the lines of a text begin, counted once."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a code point, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
