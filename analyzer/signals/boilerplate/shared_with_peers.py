"""BOI01: a passage that stands in another issuer's report too."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.boilerplate.stretches import Stretch, told
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield the stretches shared with other issuers, this year or last."""
    for stretch in evidence.stretches:
        first = stretch.passages[0]
        if first.own_last_year or not evidence.notable(stretch, context.settings):
            continue
        superior = stretch.one_superior
        yield Hit(
            place=stretch.span,
            message=_message(stretch, evidence),
            hint=(
                "同一上级所属单位共有的表述可能出自统一模板，可由上级核对"
                if superior
                else "可改写为本单位的事实：〔做了哪件事〕、〔哪份文件或哪个栏目〕、〔多少条〕、〔何时〕、〔效果〕"
            ),
            confidence=stretch.similarity,
            severity="info" if superior else None,
            evidence=told(stretch, subject.report),
        )


def _message(stretch: Stretch, evidence: Evidence) -> str:
    first = stretch.passages[0]
    who = first.other_issuer or f"文件“{PurePath(first.other_source).name}”"
    year = f"{first.other_year}年" if first.other_year else ""
    message = f"与{who}{year}报告重合{stretch.shared(evidence.own)}字"
    if stretch.reports_sharing > 1:
        message += f"，至少有{stretch.reports_sharing}份报告含此表述"
    if stretch.one_superior:
        message += f"，均属{stretch.one_superior}，疑为统一模板"
    return f"{message}，请核对"


_TITLE = "云岭县{unit}2023年政府信息公开工作年度报告\n一、总体情况\n{text}\n"
_SHARED = "每逢赶集日把惠农补贴发放名册张贴到村口凉亭并安排网格员逐户念给老人听"

RULE: Rule[Evidence] = Rule(
    id="BOI01",
    name="passage-shared-with-other-issuer",
    title="与其他单位报告重合",
    severity="warning",
    source="A3；C5；B1",
    page="""
先遮蔽法定用语、单位名、地名、数字和文件名，再把每句话与同一批其他单位的同年、上年报告比对。一句自有表述
在 20 字以上且八成相同，或连续 15 字相同时指出来，并列出对方单位、年度、章节、原文和两边对应的位置。

为什么：考核通报对内容雷同扣分；两份报告写着同一段话，至少有一份没有写自己的事。

例：两个单位都写“坚持每季度抽取十份文件倒查公开情况……”，两边都会列出，请双方核对。

已知局限：只陈述重合，不判断谁先谁后；全部出自同一上级所属单位时疑为上级统一模板，降为提示。
阈值见 boilerplate_peer_sentence、boilerplate_peer_similarity、boilerplate_peer_run。
""",
    check=check,
    examples=(
        Example(
            text=_TITLE.format(unit="民政局", text=f"⟦{_SHARED}⟧。全年公开社会救助信息212条。"),
            whole=True,
            peers=(
                _TITLE.format(unit="林业局", text=f"全年公开林业信息78条。{_SHARED}。").replace(
                    "云岭县", "望江县"
                ),
            ),
        ),
        Example(
            text=_TITLE.format(unit="民政局", text="全年公开社会救助信息212条，其中低保公示96条。"),
            whole=True,
            peers=(_TITLE.format(unit="林业局", text="全年公开林业信息78条，其中采伐许可41条。"),),
        ),
    ),
)
