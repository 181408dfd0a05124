"""LAN07: document numbers that depart from GB/T 9704."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.text.span import Span

_NUMBER = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{1,12})"
    r"(?P<open>[〔\[［（(【﹝〈<])\s?(?P<year>(?:19|20)\d\d)\s?年?(?P<close>[〕\]］）)】﹞〉>])"
    r"\s?(?P<nth>第?)(?P<zero>0*)(?P<serial>\d{1,4})\s?号"
)
# Numbers of plans and cases are written in round brackets by their own rules.
_OTHER_SYSTEM = re.compile(r"(?:刑|民|行|执|破|赔)[初终再申监字]?$|^第|公告$")


def check(subject: Subject, context: Context, evidence: LanguageEvidence) -> Iterable[Hit]:
    """Yield document numbers with other brackets, with 第, or with a padded serial."""
    text = evidence.prose.text
    for match in _NUMBER.finditer(text):
        if _OTHER_SYSTEM.search(match["body"]):
            continue
        brackets = (match["open"], match["close"]) != ("〔", "〕")
        if not (brackets or match["nth"] or match["zero"]):
            continue
        start = match.start("open")
        right = f"〔{match['year']}〕{match['serial']}号"
        faults = [
            what
            for what, there in (
                ("年份应用六角括号〔〕", brackets),
                ("序号前不加“第”", match["nth"]),
                ("序号不编虚位", match["zero"]),
            )
            if there
        ]
        yield Hit(
            place=Span(start, match.end()),
            message=f"发文字号“{match.group()}”：{'，'.join(faults)}",
            hint=f"应为“{match['body']}{right}”",
            suggestion=right,
            confidence=0.95 if brackets else 0.8,
            evidence={"year": match["year"], "serial": match["serial"]},
        )


RULE: Rule[LanguageEvidence] = Rule(
    id="LAN07",
    name="document-number-form",
    title="发文字号",
    severity="warning",
    source="GB/T 9704 7.2.5",
    page="""
查找发文字号写法：年份不用六角括号〔〕（用了 [ ]、( )、【 】），序号前加“第”，序号编虚位（01号）。

为什么：GB/T 9704 规定年份用全称、以六角括号〔〕括入，序号不加“第”字、不编虚位。

已知局限：法院案号按其自身规定用圆括号，不查；书名号内出现的字号也查，但只提示写法。
""",
    check=check,
    examples=(
        Example(text="根据《关于做好年度报告的通知》（望政办发⟦[2023]1号⟧）编制。"),
        Example(text="按照望政办函⟦〔2023〕第05号⟧要求。"),
        Example(text="按照望政办函〔2023〕5号要求办理，案号为（2023）望01行初5号。"),
    ),
)
