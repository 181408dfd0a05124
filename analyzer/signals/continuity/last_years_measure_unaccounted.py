"""YOY04: a concrete measure announced last year of which this year's report says nothing."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.continuity.evidence import Evidence, shortened
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject

_CONFIDENCE = 0.5
_QUOTED = 3  # measures


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield one hit that names the measures passed over, at the heading of this year's section."""
    left = [promise for promise in evidence.promises if not promise.kept]
    if evidence.heading is None or not left:
        return
    quotes = "、".join(f"“{shortened(promise.text)}”" for promise in left[:_QUOTED])
    several = f"等{len(left)}项" if len(left) > _QUOTED else ""
    yield Hit(
        place=evidence.heading,
        message=f"上年打算{quotes}{several}，本年未见交代，请核对",
        hint="可写明：上年打算的〔事项〕，本年〔月〕月已〔做到什么程度〕；没有做的，原因是〔 〕",
        confidence=_CONFIDENCE,
        evidence={"last_years_measures": [promise.text for promise in left]},
    )


_REPORT = (
    "云岭县民政局{year}年政府信息公开工作年度报告\n一、总体情况\n{text}\n{heading}\n{problem}\n"
)
_LAST = _REPORT.format(
    year=2022,
    text="全年公开信息180条。",
    heading="五、存在的主要问题及改进情况",
    problem="低保名单更新滞后。下一步，为8个乡镇各配1名录入员。",
)
_NEXT = "解读材料形式单一。下一步制作图解6期。"

RULE: Rule[Evidence] = Rule(
    id="YOY04",
    name="last-years-measure-unaccounted",
    title="上年打算未见交代",
    severity="info",
    source="条例50（四）",
    page="""
同一批中有本单位上年报告时，取上年“下一步”“改进措施”里写得具体的打算（有数量、时间、制度、栏目等），在本年报告里找
说明已经做了的句子；没有一句写到同样的事的，合在一起在本年问题一章的标题处提示。

为什么：打算写进了年度报告，下一年应当说明做了没有。

例：上年写“为8个乡镇各配1名录入员”，本年没有一句说到录入员。

已知局限：按字面比较，换了说法的交代会看漏，所以只是提示；“加强学习”一类的空泛打算不追问。
""",
    check=check,
    examples=(
        Example(
            text=_REPORT.format(
                year=2023,
                text="全年公开信息212条。",
                heading="⟦五、存在的主要问题及改进情况⟧",
                problem=_NEXT,
            ),
            whole=True,
            last_year=_LAST,
        ),
        Example(
            text=_REPORT.format(
                year=2023,
                text="全年公开信息212条，8个乡镇的录入员3月已配备到位。",
                heading="五、存在的主要问题及改进情况",
                problem=_NEXT,
            ),
            whole=True,
            last_year=_LAST,
        ),
    ),
)
