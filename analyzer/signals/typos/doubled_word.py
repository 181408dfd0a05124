"""LAN03: words written twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from analyzer.language.lexicon import read_rows
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.signals.typos.prose import Prose
from analyzer.signals.typos.templates import template_hits
from analyzer.text.span import Span

_TWICE = re.compile(r"(?P<o>[\u4e00-\u9fff]{2,8})(?P=o)")
# Function words that never stand twice in a row; the second look keeps 目的的, 了了解 …
_FUNCTION = re.compile(
    r"(?<![目标似是别])的的(?![确士])|(?<![为除])了了(?!解|结|然|望|事)|和和(?![气平睦谐解])|与与(?!会)"
    r"|(?<![面相针绝反应])对对(?!象|策|外|方|联|口)|将将(?!来|近|军|要)|(?<!自)由由(?!于|此)|被被(?!动|告)"
    r"|(?<![存现内潜])在在(?!线|职|编|建|岗|校|册|任|场)|并并|及及(?!时|早|其)|把把(?!握|关)"
)


def check(subject: Subject, context: Context, evidence: LanguageEvidence) -> Iterable[Hit]:
    """Yield doubled words and repeated modifiers."""
    yield from _words(evidence.prose, subject)
    yield from _function_words(evidence.prose)
    yield from template_hits("LAN03", evidence.prose, evidence.index)


def _words(prose: Prose, subject: Subject) -> Iterator[Hit]:
    edges: set[int] | None = None
    for match in _TWICE.finditer(prose.text):
        word = match.group("o")
        start, end = match.span()
        if word in _reduplications() or word[:1] in "一几每半很" or prose.shields(start, end):
            continue
        if len(set(word)) == 1:
            continue
        if edges is None:
            edges = {token.idx for token in subject.doc} | {len(prose.text)}
        middle = start + len(word)
        # 俄罗斯|罗斯托夫: the repetition must consist of whole words on both sides.
        whole = (
            middle in edges
            and end in edges
            and (start in edges or _ends_a_word(subject, middle, word))
        )
        # Cells of a table in the prose stand apart by blanks that cleaning dropped.
        source = subject.report.text.source_span(Span(start, end))
        if whole and len(source) == end - start:
            yield _hit(start, end, word)


def _ends_a_word(subject: Subject, middle: int, word: str) -> bool:
    """Tell whether the first of two stands at the end of a longer word: 贯彻落实|落实."""
    token = subject.doc.char_span(middle - 1, middle, alignment_mode="expand")
    second = subject.doc.char_span(middle, middle + len(word))
    if token is None or second is None or len(second) != 1:
        return False
    return len(word) == 2 and len(token.text) == 4


def _function_words(prose: Prose) -> Iterator[Hit]:
    for match in _FUNCTION.finditer(prose.text):
        before = prose.text[max(0, match.start() - 2) : match.start()]
        if len(before) == 2 and before[0] == before[1]:
            continue  # 实实在在
        yield _hit(match.start(), match.end(), match.group()[0])


def _hit(start: int, end: int, word: str) -> Hit:
    return Hit(
        place=Span(start, end),
        message=f"“{word}”重复",
        hint="删去其一",
        suggestion=word,
        confidence=0.95,
        evidence={"check": "doubled"},
    )


@cache
def _reduplications() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("reduplications.tsv"))


RULE: Rule[LanguageEvidence] = Rule(
    id="LAN03",
    name="doubled-word",
    title="字词重复",
    severity="warning",
    source="校对惯例",
    page="""
查找紧挨着写了两遍的词（“工作工作”）、虚词（“的的”），以及一个分句里重复的修饰语（“专项生产安全专项检查”）
和“2023年度…年度报告”。

为什么：多由复制粘贴或修改时未删净造成。

已知局限：叠词（“一步一步”“讨论讨论”）和跨词的巧合不报；白名单在 data/lexicons/reduplications.tsv。
""",
    check=check,
    examples=(
        Example(text="为信息公开⟦工作工作⟧的开展奠定基础。"),
        Example(text="开展⟦专项生产安全专项⟧检查。"),
        Example(text="一步一步推进工作，大家共同讨论讨论。"),
    ),
)
