"""Tag people, places and organisations with a linear-chain CRF over characters.

The model (models/entity-zh) was trained to repeat a larger tagger; its features stand here because
training and use must build them alike. CRFsuite reads its own binary file, nothing is unpickled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from analyzer.assets import asset
from analyzer.language.gazetteer import find_words
from analyzer.language.lexicon import words_by_class
from analyzer.text.span import Span

MODEL = ("models", "entity-zh", "entities.crfsuite")
TagKind = Literal["person", "place", "organisation"]
KIND_OF: dict[str, TagKind] = {"P": "person", "L": "place", "O": "organisation"}
_PAD = "‖"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A name found by the tagger; the span counts the text given."""

    span: Span
    kind: TagKind


def features(
    text: str, words: Sequence[tuple[str, str]], *, gazetteer: bool = True
) -> list[list[str]]:
    """Return the attributes of every character of `text`.

    `words` are its words with jieba's tags; without `gazetteer` the lists of places and departments
    are left out (training does so for some sentences, so that unknown places are learnt too).
    """
    size = len(text)
    marks = _word_marks(words, size)
    listed = _listed(text) if gazetteer else ["-"] * size
    surnames = _surnames()
    chars = [_PAD, _PAD, *text, _PAD, _PAD]
    before, after = ["‖", *marks], [*marks[1:], "‖"]
    rows = []
    for i in range(size):
        a, b, c, d, e = chars[i : i + 5]
        rows.append(
            [
                "0" + c,
                "1" + b,
                "2" + d,
                "3" + a,
                "4" + e,
                "5" + b + c,
                "6" + c + d,
                "7" + a + b,
                "8" + d + e,
                "w" + marks[i],
                "v" + before[i],
                "x" + after[i],
                "g" + listed[i],
            ]
        )
        if c in surnames:
            rows[-1].append("s" + marks[i])
    return rows


def _word_marks(words: Sequence[tuple[str, str]], size: int) -> list[str]:
    marks: list[str] = []
    for word, tag in words:
        n = len(word)
        if n == 1:
            marks.append("S" + tag)
        else:
            marks.append("B" + tag)
            marks.extend(["M" + tag] * (n - 2))
            marks.append("E" + tag)
    if len(marks) != size:
        raise ValueError("words do not cover the text")
    return marks


def _listed(text: str) -> list[str]:
    marks = ["-"] * len(text)
    for word in find_words(text):
        if word.kind == "platform":
            continue
        name = word.kind[0] + word.label[0]
        marks[word.start : word.end] = ["I" + name] * (word.end - word.start)
        marks[word.start] = "B" + name
        marks[word.end - 1] = "E" + name
    return marks


@cache
def _surnames() -> frozenset[str]:
    return frozenset(words_by_class("names.tsv")["surname"])


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (start, end, kind letter) of BIO labels such as B-P, I-P, O."""
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label == "O":
            continue
        if label[0] == "I" and found and found[-1][1] == i and found[-1][2] == label[2]:
            found[-1] = (found[-1][0], i + 1, label[2])
        else:
            found.append((i, i + 1, label[2]))
    return found


@cache
def _tagger() -> Any:
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(asset(*MODEL)))
    return tagger


# Only clauses that may hold a name are read: the CRF costs more than all patterns together.
_NAMES = frozenset(("nr", "nrt", "nrfg", "ns", "nt", "nz"))
_BREAKS = frozenset("，。；：！？,;:!?\n")
_LIKELY = re.compile(
    r"公司|大学|学院|医院|中学|小学|银行|分行|法院|检察院|协会|事务所|社区|街道|(?![全各等和及在]|农|城|美丽)[\u4e00-\u9fff]{2}(?<![乡各])[镇乡村路江河](?![村镇级务道])|支队|研究院|报社|同志|委员会|联合会|[省市县区](?:[\u4e00-\u9fff]{2,6}?)(?:院|中心|支?队|馆|学校)|局长|主任|县长|区长|市长|镇长|乡长|书记|[科处所站院校厂队]长"
)


@cache
def _no_names() -> frozenset[str]:
    return frozenset(words_by_class("names.tsv")["not_a_name"])


def find_tagged(text: str, words: Sequence[tuple[str, str]]) -> Iterator[Tagged]:
    """Yield the names in those clauses of `text` that may hold one; `words` cover the text."""
    no_names = _no_names()
    at = start = 0
    hopeful = False
    for word, tag in words:
        if word in _BREAKS:
            if hopeful or _LIKELY.search(text, start, at):
                yield from _shifted(text[start:at], start)
            at += len(word)
            start, hopeful = at, False
            continue
        hopeful = hopeful or (tag in _NAMES and word not in no_names)
        at += len(word)
    if start < at and (hopeful or _LIKELY.search(text, start, at)):
        yield from _shifted(text[start:at], start)


def _shifted(clause: str, start: int) -> Iterator[Tagged]:
    for begin, end, kind in read_clause(clause):
        yield Tagged(Span(start + begin, start + end), KIND_OF[kind])


@lru_cache(maxsize=4096)
def read_clause(clause: str) -> tuple[tuple[int, int, str], ...]:
    """Return (start, end, kind) of the names in a clause; reports say the same clauses often."""
    import rjieba

    labels = _tagger().tag(features(clause, rjieba.tag(clause)))
    return tuple(s for s in spans_of(labels) if s[1] - s[0] > 1)
