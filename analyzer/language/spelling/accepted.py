"""Corrections of words that an office has accepted are taken back."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.language.spelling.corrector import Correction
from analyzer.text.covering import covered


def without_accepted(sentence: str, found: Correction, *, words: Iterable[str]) -> Correction:
    """Return the correction of `sentence` less the edits inside one of `words`."""
    accepted = sorted(words)
    kept = tuple(e for e in found.edits if not covered(sentence, e.start, e.end, words=accepted))
    if len(kept) == len(found.edits):
        return found
    parts, at = [], 0
    for edit in kept:
        parts += [sentence[at : edit.start], edit.right]
        at = edit.end
    return Correction("".join([*parts, sentence[at:]]), kept)
