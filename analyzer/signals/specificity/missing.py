"""Say which checkable facts a sentence lacks, by what it talks about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analyzer.language.lexicon import read_rows


@dataclass(frozen=True, slots=True)
class Advice:
    """What a sentence on this topic can tell; `skeleton` has blanks 〔 〕 and no figures."""

    topic: str
    missing: str
    skeleton: str


@cache
def _advice() -> tuple[tuple[re.Pattern[str], Advice], ...]:
    return tuple(
        (re.compile(cue), Advice(topic, missing, skeleton))
        for topic, cue, missing, skeleton in read_rows("specificity_hints.tsv")
    )


def advise(text: str) -> Advice:
    """Return the advice of the first topic whose cue stands in the sentence (the last is general)."""
    rows = _advice()
    return next((advice for cue, advice in rows if cue.search(text)), rows[-1][1])


def what_is_missing(text: str) -> tuple[str, ...]:
    """Return the missing facts as short Chinese phrases."""
    return tuple(advise(text).missing.split("、"))
