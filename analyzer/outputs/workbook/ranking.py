"""Rows of 排名 and 分项: who stands where, and what the scores are made of."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.outputs.ranking_table import name_of
from analyzer.outputs.workbook.table import Column, Kind
from analyzer.profile.record import (
    BLOCK_TITLES,
    BLOCKS,
    SEVERITIES,
    SEVERITY_TITLES,
    STATUS_TITLES,
    ReportRecord,
)
from analyzer.profile.stability import Interval
from analyzer.profile.standing import Standing

UNSCORED = "未评"
_PEERS = (Column("同组", 12), Column("同组位次", 8, "short"))
_METRIC_WIDTH = 8


def ranking_columns(*, grouped: bool) -> tuple[Column, ...]:
    """Return the columns of 排名; those about peers only where reports were grouped."""
    return (
        Column("序号", 5, "count"),
        Column("名次", 6, "count"),
        Column("并列", 5, "short"),
        Column("单位", 22),
        Column("年度", 6, "count"),
        Column("实质分", 10, "score", bar=True),
        Column("总分", 10, "score", bar=True),
        Column("名次区间", 8, "short"),
        *(_PEERS if grouped else ()),
        Column("最有说服力的一句", 32),
        Column("差距最大的一项", 32),
        Column("最省力的改进", 32),
        Column("退请复核", 20),
        Column("状态及原因", 14),
    )


# metric id → kind; the rest of the metrics stands in the JSON form.
METRICS: dict[str, tuple[str, Kind]] = {
    "specificity.relevant_facts_per_1000_chars": ("每千字事实数", "rate"),
    "specificity.share_of_sentences_graded_2_or_3": ("具体句占比", "share"),
    "problems.problems": ("问题条数", "count"),
    "problems.measures": ("措施条数", "count"),
    "problems.problem_measure_correspondence": ("问题—措施对应率", "share"),
    "problems.share_of_measures_done": ("已完成措施占比", "share"),
    "boilerplate.share_of_prose_stock": ("多家通用表述", "share"),
    "boilerplate.share_of_prose_peers": ("与其他单位重合", "share"),
    "boilerplate.share_of_prose_own_last_year": ("与本单位上年重合", "share"),
    "boilerplate.share_of_prose_original": ("自有表述", "share"),
}
BREAKDOWN = (
    Column("序号", 5, "count"),
    Column("单位", 22),
    Column("年度", 6, "count"),
    *(Column(BLOCK_TITLES[name], 8, "score", bar=True) for name in ("substance", "total")),
    *(Column(BLOCK_TITLES[name], 8, "score", bar=True) for name in BLOCKS),
    Column("得分区间", 11, "short"),
    *(Column(SEVERITY_TITLES[name], 5, "count") for name in SEVERITIES),
    *(Column(title, _METRIC_WIDTH, kind) for title, kind in METRICS.values()),
    Column("文件", 22),
)


def interval_of(interval: Interval | None) -> tuple[str, str]:
    """Return ranks and scores between which a report stands, as shown."""
    if interval is None:
        return "", ""
    return (
        f"{interval.rank[0]}–{interval.rank[1]}",
        f"{interval.score[0]:.1f}–{interval.score[1]:.1f}",
    )


def ranking_row(number: int, standing: Standing, *, grouped: bool) -> Sequence[object]:
    """Return a row of 排名. What was not scored says 未评, never 0."""
    ranked, peers, told = standing.ranked, standing.peers, standing.reasons
    summary = ranked.summary
    unscored = STATUS_TITLES[summary.status] if summary.status == "unreadable" else UNSCORED
    status = STATUS_TITLES[summary.status]
    among = (peers.group, f"{peers.place}/{peers.size}") if peers else ("", "")
    return (
        number,
        ranked.rank if ranked.rank is not None else unscored,
        "是" if ranked.tied else "",
        name_of(standing),
        summary.year,
        *(_scored(summary.scores[name]) for name in ("substance", "total")),
        interval_of(standing.interval)[0],
        *(among if grouped else ()),
        *((told.evidence, told.gap, told.improvement) if told else ("",) * 3),
        "；".join(summary.gates),
        status if summary.status == "ok" else f"{status}：{summary.reason}",
    )


def breakdown_row(number: int, standing: Standing, record: ReportRecord) -> Sequence[object]:
    """Return a row of 分项."""
    summary = standing.ranked.summary
    read = summary.status != "unreadable"
    metrics = (record["metrics"].get(name) for name in METRICS)
    return (
        number,
        name_of(standing),
        summary.year,
        *(_scored(summary.scores[name]) for name in ("substance", "total", *BLOCKS)),
        interval_of(standing.interval)[1],
        *(summary.findings[name] if read else UNSCORED for name in SEVERITIES),
        *(_scored(metric["value"] if metric else None) for metric in metrics),
        summary.source,
    )


def _scored(value: float | None) -> float | str:
    return UNSCORED if value is None else value
