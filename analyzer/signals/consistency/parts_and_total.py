"""CON05: parts that do not add up, shares that do not fit, tables that do not balance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from analyzer.language.entities import Quantity
from analyzer.signals.consistency.evidence import ConsistencyEvidence
from analyzer.signals.consistency.parts import Breakdown, Share, breakdowns, shares
from analyzer.signals.consistency.statutory_tables import COLUMNS, Cell, Figures
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.text.span import Span

# A sum that misses its total by less than this is a slip; by more, the parts are mostly meant as
# examples (open reports: 4 of 4 below, 0 of 3 above).
_SLIP = 0.12
# Rows between （一） and （七） in the forms of 2019 and 2021; fewer means cells were not read.
_RESULT_ROWS = (19, 21)
_NEAR = 40  # characters between a total and its parts that are quoted together
_PERCENT_BEHIND = re.compile(
    r"[，,（(]?\s?约?占[^，。；\d]{0,8}(?P<share>\d+(?:\.(?P<decimals>\d+))?)[%％]"
)
_CHANNELS = ("网站", "微信", "微博", "公众号", "新媒体", "客户端", "公告栏", "平台", "渠道")


def check(
    subject: Subject,
    context: Context,
    evidence: ConsistencyEvidence,
) -> Iterable[Hit]:
    """Yield sums, shares and balances that do not come out."""
    paragraphs = [p.span for p in subject.report.paragraphs]
    for breakdown in breakdowns(evidence.text, evidence.quantities, paragraphs):
        yield from _sum(evidence, breakdown)
    yield from _shares(evidence)
    yield from _balance(evidence.figures)


def _sum(evidence: ConsistencyEvidence, breakdown: Breakdown) -> Iterator[Hit]:
    totals = breakdown.totals or _earlier_total(evidence.quantities, breakdown)
    values = [q.value for q in breakdown.parts]
    # The list may go on with something else once its total is reached: 3件，其中维持2件、纠正1件；….
    sums = {sum(values[:count]) for count in range(2, len(values) + 1)}
    total = sum(values)
    if not totals or any(q.value in sums or q.approximate for q in totals):
        return
    stated = totals[0].value
    largest = max(q.value for q in breakdown.parts)
    # A part larger than the total, or twice the total, means another total was meant.
    if stated < largest or total > 2 * stated:
        return
    if not (confidence := _confidence(evidence.text, breakdown, stated, total)):
        return
    difference = f"{abs(total - stated):g}"
    yield Hit(
        place=_place(totals[0], breakdown),
        message=f"分项合计{total:g}{totals[0].unit}，与总数{stated:g}{totals[0].unit}不符（差{difference}），请核对",
        hint="请核对各分项与总数；分项未列全时请写“等”或补列其他",
        confidence=confidence,
        severity="warning" if confidence >= 0.8 else "info",
        evidence={"kind": "sum", "sum": total, "total": stated},
    )


def _place(total: Quantity, breakdown: Breakdown) -> Span:
    """Return total and parts where they stand together, else the parts."""
    if 0 <= breakdown.span.start - total.span.end <= _NEAR:
        return Span(total.span.start, breakdown.span.end)
    return breakdown.span


def _earlier_total(quantities: Sequence[Quantity], breakdown: Breakdown) -> tuple[Quantity, ...]:
    """Return the last count before a list that claims to be complete."""
    if not breakdown.exhaustive or len(breakdown.parts) < 4:
        return ()
    first = breakdown.parts[0]
    largest = max(q.value for q in breakdown.parts)
    before = [
        q
        for q in quantities
        if q.span.end < first.span.start and q.unit == first.unit and q.value > largest
    ]
    return tuple(sorted(before, key=lambda q: -q.value)[:1])


def _confidence(text: str, breakdown: Breakdown, stated: float, total: float) -> float:
    """Return how sure the mismatch is, 0.0 where the parts need not add up."""
    off = abs(total - stated) / stated
    if total > stated:
        named = text[breakdown.span.start - 20 : breakdown.span.end]
        if sum(word in named for word in _CHANNELS) >= 2:
            return 0.0  # one piece of information appears on several channels
        return 0.92 if off <= _SLIP else 0.6
    if breakdown.open or _shares_fit(text, breakdown, stated):
        return 0.0
    if off <= _SLIP:
        return 0.9
    return 0.6 if breakdown.exhaustive else 0.0


def _shares_fit(text: str, breakdown: Breakdown, stated: float) -> bool:
    """Tell whether each part's share is that of the stated total: the list leaves the rest out."""
    found = 0
    for part in breakdown.parts:
        share = _PERCENT_BEHIND.match(text, part.span.end)
        if share is None:
            continue
        decimals = len(share["decimals"] or "")
        if abs(100 * part.value / stated - float(share["share"])) > 10.0**-decimals:
            return False
        found += 1
    return found * 2 > len(breakdown.parts)


def _shares(evidence: ConsistencyEvidence) -> Iterator[Hit]:
    found = shares(evidence.text, evidence.quantities, evidence.percents)
    for _, group in groupby(found, key=lambda s: evidence.text.count("\n", 0, s.span.start)):
        yield from _group(evidence.quantities, list(group))


def _group(quantities: Sequence[Quantity], group: list[Share]) -> Iterator[Hit]:
    if len(group) < 2:
        return
    unit = group[0].quantity.unit
    before = [q.value for q in quantities if q.unit == unit and q.span.end <= group[0].span.start]
    candidates = [*before[-12:], sum(s.quantity.value for s in group)]
    base = max(candidates, key=lambda b: sum(_off(s, b) <= 0.5 for s in group), default=0.0)
    fitting = [s for s in group if _off(s, base) <= 0.5]
    if len(fitting) * 2 < len(group):
        return
    for share in group:
        off = _off(share, base)
        if off <= 0.5:
            continue
        exact = 100 * share.quantity.value / base
        yield Hit(
            place=share.span,
            message=(
                f"{share.quantity.value:g}占{base:g}应为{exact:.{max(1, share.decimals)}f}%，"
                f"此处写{share.percent.value:g}%，请核对"
            ),
            hint="请核对件数与百分比",
            confidence=0.93 if off > 1 else 0.75,
            evidence={"kind": "share", "base": base, "share": round(exact, 2)},
        )


def _off(share: Share, base: float) -> float:
    """Return the difference between stated and true share in units of the last digit."""
    if base <= 0:
        return 1e9
    unit = 10.0**-share.decimals
    return round(abs(100 * share.quantity.value / base - share.percent.value) / unit, 6)


def _balance(figures: Figures) -> Iterator[Hit]:
    yield from _rows(figures)
    names = ("new", "carried_in", "result_total", "carried_out")
    if all(name in figures.requests for name in names):
        new, carried_in, results, carried_out = (figures.requests[name] for name in names)
        for column in range(COLUMNS):
            left = new[column].value + carried_in[column].value
            right = results[column].value + carried_out[column].value
            if left != right:
                yield _table_hit(
                    results[column],
                    f"表三勾稽关系不平：第一项加第二项为{left:g}，第三项加第四项为{right:g}",
                    "balance",
                )
                break
    if len(figures.results) in _RESULT_ROWS and (total := figures.total("result_total")):
        summed = sum(row[-1].value for row in figures.results)
        if summed != total.value:
            yield _table_hit(
                total, f"表三办理结果各项之和为{summed:g}，总计为{total.value:g}", "results"
            )
    for start in range(0, len(figures.litigation) // 5 * 5, 5):
        *parts, total = figures.litigation[start : start + 5]
        if sum(p.value for p in parts) != total.value:
            summed = sum(p.value for p in parts)
            yield _table_hit(
                total, f"表四分项之和为{summed:g}，总计为{total.value:g}", "litigation"
            )


def _rows(figures: Figures) -> Iterator[Hit]:
    for row in (*figures.requests.values(), *figures.results):
        summed = sum(cell.value for cell in row[:-1])
        if len(row) == COLUMNS and summed != row[-1].value:
            yield _table_hit(
                row[-1], f"表三本行各列之和为{summed:g}，总计为{row[-1].value:g}", "row"
            )


def _table_hit(cell: Cell, message: str, kind: str) -> Hit:
    return Hit(
        place=cell.span,
        message=f"{message}，请核对",
        hint="请按勾稽关系核对表内数字",
        confidence=0.95,
        severity="error",
        evidence={"kind": f"table-{kind}"},
    )


RULE: Rule[ConsistencyEvidence] = Rule(
    id="CON05",
    name="parts-and-total",
    title="分项合计",
    severity="warning",
    source="D2；国办公开办函〔2021〕30号",
    page="""
查找：“共N条，其中a、b、c”分项之和与总数不符；“n条，占p%”与总数不符；表三、表四行列合计与勾稽关系
（第一项加第二项之和等于第三项加第四项之和）不平。

为什么：数字自相矛盾是通报中最常见的扣分项。

怎样判断：写了“等”、分项明显只是举例、各项占总数的比例都对得上（只是没有列全）时不报；各渠道重复计数时不报；
相差很小或超出总数才报；百分比以同段多数相符的总数为准。

已知局限：表格按标签后的数字读取，缺格的行不查。
""",
    check=check,
    examples=(
        Example(text="全年主动公开信息⟦100条，其中政策类40条，动态类58条⟧。"),
        Example(
            text="全年主动公开信息200条，其中甲类100条，占50%；乙类60条，占30%；丙类⟦40条，占25%⟧。"
        ),
        Example(text="全年主动公开信息206条，其中机构类7条、应急类31条等各类信息。"),
        Example(
            text="全年主动公开的200条信息中，甲类96条，占48%；乙类60条，占30%；丙类40条，占20%。"
        ),
        Example(text="全年主动公开信息100条，其中政策类42条，动态类58条。"),
    ),
)
