"""The family's word classes in one automaton: which class of words stands where in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from analyzer.language.lexicon import words_by_class
from analyzer.text.span import Span

_LEXICON = "specificity.tsv"


@dataclass(frozen=True, slots=True)
class Found:
    """A word of a class with its place in the text asked about."""

    start: int
    end: int
    word: str
    classes: tuple[str, ...]


@cache
def classes() -> tuple[str, ...]:
    """Return the names of the word classes in the order of the file."""
    return tuple(words_by_class(_LEXICON))


@cache
def _automaton() -> Any:
    import ahocorasick

    members: dict[str, list[str]] = {}
    for name, words in words_by_class(_LEXICON).items():
        for word in words:
            known = members.setdefault(word, [])
            if name not in known:
                known.append(name)
    automaton = ahocorasick.Automaton()
    for word, names in members.items():
        automaton.add_word(word, (word, tuple(names)))
    automaton.make_automaton()
    return automaton


def find_vocabulary(text: str, *, masked: Iterable[Span] = ()) -> list[Found]:
    """Return every word of every class; a word inside a longer one of the same class is dropped.

    Words inside `masked` (titles of statutes) do not count.
    """
    for span in masked:
        text = text[: span.start] + "□" * len(span) + text[span.end :]
    raw = [
        (end - len(word) + 1, -end - 1, word, names)
        for end, (word, names) in _automaton().iter(text)
    ]
    raw.sort()
    kept: list[Found] = []
    reach: dict[str, int] = {}
    for start, minus_end, word, every in raw:
        end = -minus_end
        names = tuple(n for n in every if reach.get(n, -1) < end)
        if names:
            kept.append(Found(start, end, word, names))
            for name in names:
                reach[name] = end
    return kept
