"""YOY02: a problem that last year's report has in the same words."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.continuity.evidence import Evidence, Recycled
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject


def check(subject: Subject, context: Context, evidence: Evidence) -> Iterable[Hit]:
    """Yield this year's problems that are last year's."""
    last_year = evidence.last_year
    if last_year is None:
        return
    for recycled in evidence.recycled:
        there = last_year.text.source_span(recycled.last_years.span)
        yield Hit(
            place=recycled.problem.span,
            message=_message(recycled, subject.report.identity.year),
            hint="可写明该问题本年的变化：上年〔程度〕，本年〔做了什么〕，目前〔程度〕，未解决的原因是〔原因〕",
            confidence=recycled.similarity,
            evidence={
                "other_source": last_year.source.name,
                "other_year": last_year.identity.year,
                "other_text": recycled.last_years_text,
                "other_start": there.start,
                "other_end": there.end,
                "similarity": recycled.similarity,
                "years_running": 2 + len(recycled.earlier),
                "earlier": [
                    {
                        "source": one.source,
                        "year": one.year,
                        "text": one.text,
                        "start": one.start,
                        "end": one.end,
                    }
                    for one in recycled.earlier
                ],
            },
            severity="error" if recycled.earlier else None,
        )


def _message(recycled: Recycled, year: int | None) -> str:
    if not recycled.earlier:
        return "该问题与上年报告的表述重合，请核对"
    count = 2 + len(recycled.earlier)
    since = f"（{year - count + 1}—{year}年）" if year else ""
    return f"该问题已连续{count}年{since}以几乎相同的表述出现，请核对"


_REPORT = (
    "云岭县民政局{year}年政府信息公开工作年度报告\n一、总体情况\n全年公开信息{n}条。\n"
    "五、存在的主要问题及改进情况\n{problem}\n"
)
_PROBLEM = "村级网格员轮换频繁，低保名单回传不及时。"

RULE: Rule[Evidence] = Rule(
    id="YOY02",
    name="problem-recycled",
    title="问题沿用上年表述",
    severity="warning",
    source="B1；B2",
    page="""
同一批或语料库中有本单位上年报告时，把本年问题与上年问题逐条比对（先遮蔽名称、数字和法定用语）；自有表述八成以上
相同的列出来，并给出上年原文和位置。还有更早的报告时逐年往前查，连续三年以上的升为“错误”级，并列出各年原文。

为什么：问题年年照抄，说明没有改进，或者没有重新查找问题；评估把它列为扣分情形。

例：两年都写“村级网格员轮换频繁，低保名单回传不及时”。

已知局限：长期存在的问题可以继续写，但应写明本年做了什么、还差多少；中间缺一年的报告，就只查到那一年。
阈值见 continuity_problem_similarity。
""",
    check=check,
    examples=(
        Example(
            text=_REPORT.format(year=2023, n=212, problem=f"⟦{_PROBLEM}⟧"),
            whole=True,
            last_year=_REPORT.format(year=2022, n=180, problem=_PROBLEM),
        ),
        Example(
            text=_REPORT.format(year=2023, n=212, problem="解读材料形式单一，全年只有文字稿2篇。"),
            whole=True,
            last_year=_REPORT.format(year=2022, n=180, problem=_PROBLEM),
        ),
    ),
)
