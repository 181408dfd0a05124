"""STR03: a heading or item number that breaks the order or the form of its fellows."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.signals.completeness.numbering import numbering_breaks
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_MESSAGES = {
    "form": "一级标题的序号与其他章节不一致，请核对",
    "order": "标题序号不连续或重复，请核对",
    "brackets": "序号的左右括号全角、半角不一致，请核对",
    "item": "并列各项的序号不连续，请核对",
}


def check(
    subject: Subject,
    context: Context,
    evidence: CompletenessEvidence,
) -> Iterable[Hit]:
    """Yield every number that does not fit."""
    for broken in numbering_breaks(evidence):
        yield Hit(
            place=broken.span,
            message=_MESSAGES[broken.kind],
            hint=f"此处的序号应为“{broken.expected}”",
            suggestion=broken.expected,
            confidence=broken.confidence,
            evidence={"kind": broken.kind, "expected": broken.expected},
        )


_HEAD = "青禾县水务局2022年政府信息公开工作年度报告\n一、总体情况\n"
_MIDDLE = (
    "\n二、主动公开政府信息情况\n制发文件3份。\n三、收到和处理政府信息公开申请情况\n收到申请2件。\n"
)

RULE: Rule[CompletenessEvidence] = Rule(
    id="STR03",
    name="broken-numbering",
    title="标题序号错误",
    severity="warning",
    source="GB/T 9704；GB/T 15834",
    page="""
查找序号的四类问题：一级标题在“三、”“五、”之间写成“4、”；同级序号重复或跳号；
“(二）”左右括号全半角不一致；“一是”之后直接“三是”。

为什么：GB/T 9704 规定层次序号依次为“一、”“（一）”“1.”“（1）”；序号跳号常意味着漏了一段。

已知局限：文本抽取会丢掉很短的标题行，全文不见短标题时不判断二、三级标题的跳号；
缺少法定章节造成的跳号由 STR01 提示。“1、”的写法由 LAN05 提示。
""",
    check=check,
    examples=(
        Example(
            text=_HEAD
            + "主动公开信息86条。"
            + _MIDDLE
            + "⟦4、⟧政府信息公开行政复议、行政诉讼情况\n"
            "没有发生。\n五、存在的主要问题及改进情况\n栏目更新不及时。\n",
            whole=True,
            year=2022,
        ),
        Example(
            text="一是公开信息86条；⟦三是⟧开设专栏2个。",
        ),
        Example(
            text="（一）主动公开\n公开信息86条。\n⟦(二）⟧依申请公开\n收到申请2件。\n（三）平台建设\n开设专栏2个。",
        ),
        Example(
            text="（一）主动公开\n公开信息86条。\n（二）依申请公开\n收到申请2件。\n"
            "（三）平台建设\n一是开设专栏2个；二是更新栏目31个；三是清理账号1个。",
        ),
    ),
)
