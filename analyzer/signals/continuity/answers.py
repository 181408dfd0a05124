"""Sentences of this year that say what became of something last year's report names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from analyzer.corpus.masking import MaskedReport, Unit
from analyzer.language.lexicon import words_by_class
from analyzer.signals.continuity.problems import themes_of
from analyzer.structure.report import Report
from analyzer.text.span import Span

# Only announced: 将, 拟, 计划 as adverbs at the head of a clause, not 养护计划 or 将近.
_AHEAD = re.compile(
    r"下一?步|下一?年|今后|明年|来年|力争|争取|要进一步"
    r"|(?:^|[，；。：、])[^，；。：、]{0,8}?(?:将(?![近军])|拟(?![稿定])|打算|计划(?=[在于从对把将组开每建增为]))"
)
# A sentence that only counts (收到申请11件，都涉及征地补偿) does not say what was done about it.
_DID = re.compile(
    r"已|了(?!解)|\d{1,2}月底?(?![至到—-])|换新|新设|增设|建立|建成|改[为由]|统一|设立|制作|印制|配备|未再|没有再|[升降减增][到至为]|[由从][^，。；]{1,12}[到至]|全部"
)
_LESS = re.compile(r"[由从][^，。；]{1,12}[降减][到至为少]")  # 超期项目由5个降为1个
_REFERS = re.compile(r"针对|(?:上|去)一?年度?[^，。；]{0,8}(?:问题|不足|查出|提出|指出|存在)|整改")
# Share of the telling pairs of what was named that an account of it repeats.
_SHARED = 0.2
_SHARED_REFERRING = 0.12
_LEAST_SHARED = 2
_NAMES = 3  # telling pairs of characters
# What every report of this kind is about.
_OFFICE = frozenset(
    ("政府信息", "政务信息", "信息公开", "政务公开", "公开", "信息", "工作", "年度", "全年")
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?[%\u4e00-\u9fff]")
_NOT_LETTERS = re.compile(r"[^\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A sentence of this year that may say what became of something."""

    span: Span
    themes: frozenset[str]
    pairs: frozenset[str]
    done: bool  # says in so many words that something was done
    refers: bool  # says in so many words that it answers a problem
    did: bool  # may say that something was done

    def answers(self, themes: frozenset[str]) -> bool:
        """Tell whether it reports something done on one of these themes."""
        return self.done and bool(self.themes & themes)

    def tells_of(self, pairs: frozenset[str]) -> bool:
        """Tell whether it speaks of the very thing these pairs of characters name."""
        if not self.did and not self.refers:
            return False
        shared = len(self.pairs & pairs)
        least = _SHARED_REFERRING if self.refers else _SHARED
        return shared >= _LEAST_SHARED and shared >= least * len(pairs)


def accounts(
    report: Report, masked: MaskedReport, *, problems: Collection[Unit]
) -> Iterator[Account]:
    """Yield the sentences that neither announce anything nor name a problem of this year."""
    done = words_by_class("continuity_cues.tsv")["done"]
    named = {unit.span for unit in problems}
    for unit in masked.units:
        text = report.slice(unit.span)
        told = any(word in text for word in done) or bool(_LESS.search(text))
        if _AHEAD.search(text) or (unit.span in named and not told):
            continue
        yield Account(
            span=unit.span,
            themes=themes_of(text),
            pairs=pairs_of(text),
            done=told,
            refers=bool(_REFERS.search(text)),
            did=told or bool(_DID.search(text)),
        )


def pairs_of(text: str) -> frozenset[str]:
    """Return the telling pairs of characters of a text: without what any report consists of."""
    left = _NOT_LETTERS.sub(" ", _not_telling().sub(" ", text))
    pairs = (left[i : i + 2] for i in range(len(left) - 1))
    return frozenset(pair for pair in pairs if " " not in pair) | frozenset(_FIGURE.findall(text))


def is_ahead(text: str) -> bool:
    """Tell whether a text only announces something."""
    return bool(_AHEAD.search(text))


def names_something(text: str) -> bool:
    """Tell whether a text names more than what any unit's plans consist of."""
    left = _NOT_LETTERS.sub(" ", _generic().sub(" ", text))
    return sum(left[i : i + 2].strip() == left[i : i + 2] for i in range(len(left) - 1)) >= _NAMES


@cache
def _generic() -> re.Pattern[str]:
    classes = words_by_class("problem_generic.tsv")
    return _longest_first({word for words in classes.values() for word in words})


@cache
def _not_telling() -> re.Pattern[str]:
    classes = words_by_class("problem_generic.tsv")
    return _longest_first({w for kind in ("verb", "adverb") for w in classes[kind]} | _OFFICE)


def _longest_first(words: Collection[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, longest)))
