"""LAN06: numerals and dates that depart from GB/T 15835."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.signals.typos.prose import Prose
from analyzer.signals.typos.templates import template_hits
from analyzer.text.span import Span

# A count without its classifier: `不予公开信息数1402。` beside siblings that have one.
_BARE = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![号第年月日路栋楼室编话真箱码届令表图约近为到至于])"
    r"(?P<n>(?!(?:19|20)\d\d[，。；])\d[\d,]*)(?=[。；，](?!\d))"
)
_COUNTED = re.compile(r"\d(?P<unit>条|件|次|份|篇|期|个|人次)")
_REACH = 60  # characters searched before for a sibling that has its classifier
_AFTER = 20  # … and behind
_SENTENCE_END = re.compile(r"[。\n]")


def check(subject: Subject, context: Context, evidence: LanguageEvidence) -> Iterable[Hit]:
    """Yield numerals and dates to look at."""
    yield from template_hits("LAN06", evidence.prose, evidence.index)
    yield from _bare_counts(evidence.prose)


def _bare_counts(prose: Prose) -> Iterator[Hit]:
    for match in _BARE.finditer(prose.text):
        if prose.shields(*match.span()):
            continue
        before = prose.text[max(0, match.start() - _REACH) : match.start()]
        near = _SENTENCE_END.split(before)[-1] + prose.text[match.end() : match.end() + _AFTER]
        unit = _COUNTED.search(near)
        if unit:
            yield Hit(
                place=Span(match.start(), match.end()),
                message=f"“{match.group()}”后疑缺量词（同句其他数字用“{unit.group('unit')}”）",
                suggestion=f"{match.group()}{unit.group('unit')}",
                confidence=0.9,
                evidence={"check": "bare-count"},
            )


RULE: Rule[LanguageEvidence] = Rule(
    id="LAN06",
    name="nonstandard-numeral",
    title="数字与日期",
    severity="warning",
    source="GB/T 15835",
    page="""
查找：概数重复（“约3000余”“近…多”“…左右”）；不可能的年份和日期（五位年份、13月、32日）；年份简写、
年份中的零写作“○”；“自…起至…”缺“止”；数字后缺量词；全角数字；阿拉伯数字与“千、百”混写；报告里写“今年”。

为什么：数字是年报最受核对的内容。

已知局限：只看写法；数字之间是否相符由一致性规则检查。
""",
    check=check,
    examples=(
        Example(text="累计接待群众⟦约3000余人⟧，发放手册两次。"),
        Example(text="依申请公开信息46条，不予公开信息⟦1402⟧。主动公开信息425条。"),
        Example(text="数据统计至2023年⟦13月⟧底。"),
        Example(text="全年收到申请12件，其中网上申请3件，约占四分之一。"),
    ),
)
