"""Read one sentence: its entities, facts and word classes, with places in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.language.annotation import find_entities
from analyzer.language.entities import Document, Entity
from analyzer.signals.specificity.fact import Fact
from analyzer.signals.specificity.facts import facts_of
from analyzer.signals.specificity.features import authority_phrases, vector
from analyzer.signals.specificity.relevance import judge_relevance
from analyzer.signals.specificity.vocabulary import Found, find_vocabulary

_LOOSE_SPACE = re.compile(
    r"\s+(?=[\u4e00-\u9fff，。；：、（）“”《》])|(?<=[\u4e00-\u9fff，。；：、（）“”《》])\s+"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the grading sees it; all spans count characters of `text`."""

    text: str
    facts: tuple[Fact, ...]
    found: tuple[Found, ...]
    features: tuple[float, ...]


def read_sentence(text: str, entities: Sequence[Entity], *, before: bool | None = None) -> Reading:
    """Return the reading of a cleaned sentence whose entities are known.

    `before` tells whether the facts of the sentence before were about disclosure.
    """
    masked = [
        e.span for e in entities if isinstance(e, Document) and e.kind in ("statute", "superior")
    ]
    masked += authority_phrases(text)
    found = find_vocabulary(text, masked=masked)
    facts = judge_relevance(text, facts_of(text, entities), found, before=before)
    return Reading(text, facts, tuple(found), tuple(vector(text, facts, found)))


def read_raw(sentence: str) -> Reading:
    """Return the reading of a sentence as found anywhere; loose spaces are dropped first."""
    text = _LOOSE_SPACE.sub("", sentence.strip())
    return read_sentence(text, find_entities(text))
