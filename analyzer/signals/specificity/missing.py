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


_EVERYWHERE = "publication"
# Names of the work as a whole and of documents tell no topic.
_OFFICE = re.compile(
    r"(?:政府信息|政务信息|政务|信息)公开(?:工作|条例|制度|领导小组|办公室|目录|指南)?|《[^》]*》"
)


@cache
def _advice() -> tuple[tuple[re.Pattern[str], Advice], ...]:
    return tuple(
        (re.compile(cue), Advice(topic, missing, skeleton))
        for topic, cue, missing, skeleton in read_rows("specificity_hints.tsv")
    )


def advise(text: str) -> Advice:
    """Return the advice of the topic whose cues stand most often in the sentence.

    Of equals the first row counts. 公开 stands everywhere, so publication needs one cue more than
    any other topic; the last row is the general one.
    """
    told = _OFFICE.sub("", text)
    best, most = _advice()[-1][1], 0
    for cue, advice in _advice()[:-1]:
        found = sum(1 for _ in cue.finditer(told)) - (advice.topic == _EVERYWHERE)
        if found > most:
            best, most = advice, found
    if not most:
        rows = _advice()
        return next((advice for cue, advice in rows if cue.search(text)), rows[-1][1])
    return best


def what_is_missing(text: str) -> tuple[str, ...]:
    """Return the missing facts as short Chinese phrases."""
    return tuple(advise(text).missing.split("、"))
