"""The wording by which problems and measures are known, compiled from the lexicons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analyzer.language.lexicon import read_rows, words_by_class


@dataclass(frozen=True, slots=True)
class Cues:
    """Patterns over one clause, by kind; see the header of problem_cues.tsv."""

    shortfall: re.Pattern[str]
    problem_lead: re.Pattern[str]
    measure_lead: re.Pattern[str]
    future: re.Pattern[str]
    done: re.Pattern[str]
    cause: re.Pattern[str]
    instance: re.Pattern[str]
    result: re.Pattern[str]
    adverbial: re.Pattern[str]
    closing: re.Pattern[str]
    opening: re.Pattern[str]
    action: re.Pattern[str]
    weak_verb: re.Pattern[str]
    elaboration: re.Pattern[str]
    positive: re.Pattern[str]
    tautology: re.Pattern[str]

    def core(self, clause: str) -> str:
        """Return a clause without the subject, conjunctions and adverbs in front of its verb."""
        match = self.opening.match(clause)
        if match is None:
            return clause
        rest = clause[match.end() :]
        # 将 before a verb tells the future; before a noun it brings the object forward.
        if match.group().endswith("将") and not self.action.match(rest):
            return "将" + rest
        return rest


@dataclass(frozen=True, slots=True)
class Places:
    """Patterns for what an item is concretely about; see the header of problem_places.tsv."""

    link: re.Pattern[str]
    thing: re.Pattern[str]
    people: re.Pattern[str]
    generic: re.Pattern[str]
    unit: re.Pattern[str]
    time: re.Pattern[str]
    target: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Joints:
    """Patterns that keep clauses together or apart; see the header of problem_joints.tsv."""

    begins: re.Pattern[str]
    frame: re.Pattern[str]
    detail: re.Pattern[str]
    improves: re.Pattern[str]
    adding: re.Pattern[str]
    follows_up: re.Pattern[str]
    set_up: re.Pattern[str]
    how: re.Pattern[str]
    how_much: re.Pattern[str]
    effect: re.Pattern[str]
    how_far: re.Pattern[str]
    some: re.Pattern[str]
    attitude: re.Pattern[str]
    who: re.Pattern[str]
    scheme: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme on which a measure can answer a problem."""

    name: str
    weight: float
    specific: bool  # names a place of its own
    related: tuple[tuple[str, float], ...]  # other themes that answer it, with their share
    words: re.Pattern[str]


@cache
def load_cues() -> Cues:
    """Return the compiled cues."""
    return Cues(**_by_kind("problem_cues.tsv"))


@cache
def load_joints() -> Joints:
    """Return the compiled joints."""
    return Joints(**_by_kind("problem_joints.tsv"))


@cache
def load_places() -> Places:
    """Return the compiled words of place, thing, unit, time and target."""
    return Places(**_by_kind("problem_places.tsv"))


@cache
def load_themes() -> tuple[Theme, ...]:
    """Return the themes in the order of the lexicon."""
    return tuple(
        Theme(name, float(weight), specific == "1", _shares(related), _either(words.split()))
        for name, weight, specific, related, words in read_rows("problem_topics.tsv")
    )


def themes_of(text: str) -> frozenset[str]:
    """Return the names of the themes a text touches."""
    return frozenset(theme.name for theme in load_themes() if theme.words.search(text))


def without_generic_words(text: str) -> str:
    """Return what is left of a clause when the words any unit would use are taken out."""
    return _NOT_WORDS.sub("", _generic_words().sub("", text))


_NOT_WORDS = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")


@cache
def _generic_words() -> re.Pattern[str]:
    classes = words_by_class("problem_generic.tsv")
    return _either([word for words in classes.values() for word in words])


def _either(words: list[str]) -> re.Pattern[str]:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first)))


def _shares(related: str) -> tuple[tuple[str, float], ...]:
    pairs = (entry.split(":") for entry in related.split())
    return tuple((name, float(share)) for name, share in pairs)


def _by_kind(name: str) -> dict[str, re.Pattern[str]]:
    patterns: dict[str, list[str]] = {}
    for kind, pattern in read_rows(name):
        patterns.setdefault(kind, []).append(pattern)
    return {kind: re.compile("|".join(found)) for kind, found in patterns.items()}
