"""Examples mark with ⟦ ⟧ what must be found; here the marks become places."""

from __future__ import annotations

OPEN, CLOSE = "⟦", "⟧"


def strip_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without marks and the marked places in it."""
    plain: list[str] = []
    places: list[tuple[int, int]] = []
    start = -1
    for character in text:
        if character == OPEN:
            assert start < 0, f"nested mark in {text!r}"
            start = len(plain)
        elif character == CLOSE:
            assert start >= 0, f"closing mark without opening one in {text!r}"
            places.append((start, len(plain)))
            start = -1
        else:
            plain.append(character)
    assert start < 0, f"mark never closed in {text!r}"
    return "".join(plain), places
