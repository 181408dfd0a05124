"""CON07: a claim of the overview that the section on problems takes back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyzer.signals.consistency.evidence import ConsistencyEvidence
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.structure.report import Report
from analyzer.text.span import Span

# Dimension of judgement: words of a claim of success, words of a problem.
_DIMENSIONS = (
    ("时效", r"时效性|及时性", r"时效性|及时性|不够?及时|滞后"),
    ("准确", r"准确性", r"准确性|不够?准确"),
    ("意识", r"公开意识|主动意识|思想认识", r"意识(?:不强|淡薄|不够|有待|还需|需)"),
    ("能力", r"业务(?:能力|水平)", r"业务(?:能力|水平)(?:不|有待|还需|需|偏)"),
    ("规范", r"规范性|规范化水平", r"规范性|不够?规范"),
    ("全部办结", r"全部办结|均已办结", r"尚未办结|未能按期"),
)
_ACHIEVED = r"(?:增强了|提高了|提升了|得到(?:了)?(?:明显|显著|有效)?(?:提高|提升|增强)|(?:明显|显著)(?:提高|提升|增强)|实现了)"
_ALL_HANDLED = re.compile(
    r"申请[^。；]{0,40}?(?P<claim>(?:已|均|均已|已经)?(?:全部|均)(?:已|按[时期]|依法|在[^，。；]{0,8}期限内|及时)*(?:办结|办理完毕))"
)
_SOME_LEFT = re.compile(r"结转|尚未|正在|除")
_LIMITED = re.compile(r"个别|部分|少数|有的|某些|一些单位|有些")


def check(
    subject: Subject,
    context: Context,
    evidence: ConsistencyEvidence,
) -> Iterable[Hit]:
    """Yield claims of the overview that section five contradicts without limits."""
    report = subject.report
    problems = [report.slice(s.span) for s in report.in_section("problems")]
    for name, claimed, problem in _DIMENSIONS:
        against = next((p for p in problems if re.search(problem, p)), None)
        if against is None or _LIMITED.search(against):
            continue
        yield from _claims(report, name, claimed, against)
    yield from _all_handled(report, evidence)


def _all_handled(report: Report, evidence: ConsistencyEvidence) -> Iterator[Hit]:
    """Yield a claim that every request was handled beside a table that carries some over."""
    left = evidence.figures.total("carried_out")
    if left is None or not left.value:
        return
    for sentence in report.in_section("overview", "requests"):
        written = report.slice(sentence.span)
        match = _ALL_HANDLED.search(written)
        if match and not _SOME_LEFT.search(written):
            start = sentence.span.start + match.start("claim")
            yield Hit(
                place=Span(start, start + len(match["claim"])),
                message=f"此处写“{match['claim']}”，表三结转下年度{left.value:g}件，请核对口径",
                hint="可写：办结〔 〕件，结转下年度〔 〕件",
                confidence=0.6,
                severity="info",
                evidence={"dimension": "办结", "carried_out": left.value},
            )
            return


def _claims(report: Report, name: str, claimed: str, against: str) -> Iterator[Hit]:
    pattern = re.compile(
        rf"{_ACHIEVED}[^，。；]{{0,14}}(?:{claimed})|(?:{claimed})[^，。；]{{0,6}}{_ACHIEVED}"
    )
    for sentence in report.in_section("overview", "proactive", "preamble"):
        written = report.slice(sentence.span)
        match = pattern.search(written)
        if match:
            start = sentence.span.start + match.start()
            yield Hit(
                place=Span(start, start + len(match.group())),
                message=f"此处肯定“{name}”，存在问题部分又列为不足，请统一或限定范围",
                hint=f"后文：“{against[:30]}”",
                confidence=0.5,
                severity="info",
                evidence={"dimension": name},
            )
            return


_HEAD = "临澜县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
_CARRIED = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）  申请人情况
自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计
一、本年新收政府信息公开申请数量  3  0  0  0  0  0  3
二、上年结转政府信息公开申请数量  0  0  0  0  0  0  0
三、本年度办理结果  （一）予以公开  2  0  0  0  0  0  2
（七）总计  2  0  0  0  0  0  2
四、结转下年度继续办理  1  0  0  0  0  0  1
"""
_TAIL = "五、存在的主要问题及改进情况\n"

RULE: Rule[ConsistencyEvidence] = Rule(
    id="CON07",
    name="claim-against-problem",
    title="前后矛盾",
    severity="info",
    source="D3",
    page="""
对照总体情况与存在问题：同一评价维度（时效、准确、意识、能力、规范）前文说已经提高，后文不加限定又列为不足；
正文说申请已全部办结，表三却有结转下年度的。

为什么：前后说法相反，读者无从判断实际情况。

已知局限：只提示，不扣重分；后文限定“个别”“部分”的不报。
""",
    check=check,
    examples=(
        Example(
            text=_HEAD
            + "专人负责更新，⟦增强了信息公开的时效性⟧。\n"
            + _TAIL
            + "信息公开的时效性还有待加强。\n",
            whole=True,
        ),
        Example(
            text=_HEAD
            + "专人负责更新，增强了信息公开的时效性。\n"
            + _TAIL
            + "个别科室的时效性有待加强。\n",
            whole=True,
        ),
        Example(text=_HEAD + "全年收到申请3件，⟦已全部办结⟧。\n" + _CARRIED, whole=True),
        Example(
            text=_HEAD + "全年收到申请3件，除结转下年度的1件外已全部办结。\n" + _CARRIED, whole=True
        ),
    ),
)
