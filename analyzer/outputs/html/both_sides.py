"""A shared passage as both sides have it, cut into what agrees and what does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.outputs.html.prose import undo_breaks


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a quotation."""

    text: str
    shared: bool


def own_side(text: str, start: int, end: int, blocks: Sequence[Sequence[int]]) -> list[Piece]:
    """Return what stands from `start` to `end` of a report, cut at the blocks (of the source)."""
    pieces, at = [], start
    for first, last in sorted((block[0], block[1]) for block in blocks):
        if first < at or last > end:
            continue
        pieces += [Piece(text[at:first], False), Piece(text[first:last], True)]
        at = last
    return _shown([*pieces, Piece(text[at:end], False)])


def other_side(text: str, own: Sequence[Piece]) -> list[Piece]:
    """Return the other side's stretch, cut where it has what agrees, in the same order or not.

    What agrees is looked up letter by letter: punctuation is not compared, so it may differ.
    """
    taken: list[tuple[int, int]] = []
    letters = [at for at, c in enumerate(text) if c.isalnum()]
    bare = "".join(text[at] for at in letters)
    after = 0
    for piece in own:
        wanted = "".join(c for c in piece.text if c.isalnum())
        if not piece.shared or not wanted:
            continue
        found = bare.find(wanted, after)
        found = found if found >= 0 else bare.find(wanted)
        if found >= 0:
            after = found + len(wanted)
            taken.append((letters[found], letters[after - 1] + 1))
    pieces, at = [], 0
    for first, last in sorted(taken):
        if first >= at:
            pieces += [Piece(text[at:first], False), Piece(text[first:last], True)]
            at = last
    return _shown([*pieces, Piece(text[at:], False)])


def _shown(pieces: Sequence[Piece]) -> list[Piece]:
    return list(_joined([Piece(undo_breaks(p.text), p.shared) for p in pieces if p.text]))


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Join what agrees across punctuation only."""
    held: Piece | None = None
    for number, piece in enumerate(pieces):
        between = 0 < number < len(pieces) - 1 and not any(c.isalnum() for c in piece.text)
        shared = piece.shared or between
        if held is not None and held.shared == shared:
            held = Piece(held.text + piece.text, shared)
            continue
        if held is not None:
            yield held
        held = Piece(piece.text, shared)
    if held is not None:
        yield held
