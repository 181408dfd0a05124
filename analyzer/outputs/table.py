"""What a terminal shows: the ranking of the run; for a few reports also scores and findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TextIO

from analyzer.outputs.columns import columns, fit, pad
from analyzer.outputs.composition import compositions
from analyzer.outputs.made_with import made_with
from analyzer.profile.ranking import Ranked, Summary, rank, summarise
from analyzer.profile.record import (
    BLOCK_TITLES,
    SCORES,
    SEVERITIES,
    SEVERITY_TITLES,
    STATUS_TITLES,
    FindingRecord,
    ReportRecord,
)
from analyzer.settings import Settings
from analyzer.signals.rule import Json

DETAILED = 3  # runs of at most so many reports are shown with scores and findings
_SHOWN = 20  # findings per report
_BAR = 20  # cells
_QUOTED, _AROUND = 48, 12  # cells of a quotation, characters beside it
_SHORT_LABELS = {
    "mandated": "法定",
    "stock": "通用",
    "own_last_year": "上年",
    "peers": "他单位",
    "within": "文内",
    "original": "自有",
}
_SHORT_RAW = {
    "in_stock_blocks": "通用4/8字",
    "shared_with_peers": "他单位4/8字",
    "shared_with_own_last_year": "上年4/8字",
    "repeated_within": "文内4/8字",
}
_MADE_OF_NOTE = (
    "  （左：每字归一类，合计 100；右：自有文字中各类片段所占，可重叠；— 为没有可比的报告）"
)
_COLUMNS = ("substance", "specificity", "problems", "originality", "total")


def write(
    records: Iterable[ReportRecord], out: TextIO, settings: Settings, run: Mapping[str, Json]
) -> None:
    """Write ranking, details of a small run, what was not scored, and what it was made with."""
    summaries: list[Summary] = []
    first: list[ReportRecord] = []
    for index, record in enumerate(records):
        summaries.append(summarise(record, index=index))
        if len(first) <= DETAILED:
            first.append(record)
    ranked = rank(summaries, tie_points=settings.thresholds["tie_points"])
    out.write(_ranking([r for r in ranked if r.rank is not None]))
    if len(first) <= DETAILED:
        for record in first:
            out.write(_details(record))
    out.write(_unscored([r for r in ranked if r.rank is None]))
    for reason, count in Counter(s.reason for s in summaries if s.partial).items():
        out.write(f"\n部分未评（{count} 份）：{reason}\n")
    out.write(f"\n{made_with(settings, run)}\n")


def _ranking(ranked: list[Ranked]) -> str:
    if not ranked:
        return "没有可排名的报告。\n"
    counts = "/".join(SEVERITY_TITLES[name] for name in SEVERITIES)
    rows = [("名次", "报告", "年度", *(BLOCK_TITLES[name] for name in _COLUMNS), counts, "复核")]
    for entry in ranked:
        summary = entry.summary
        rows.append(
            (
                f"{entry.rank}{'=' if entry.tied else ' '}",
                fit(summary.name, 40),
                str(summary.year or "—"),
                *(number(summary.scores[name]) for name in _COLUMNS),
                "/".join(str(summary.findings[name]) for name in SEVERITIES),
                f"{len(summary.gates)}项" if summary.gates else "",
            )
        )
    note = "名次按实质分；= 表示相差不足并列界限，视为并列。\n" if len(ranked) > 1 else ""
    return columns(rows, right=(2, 3, 4, 5, 6, 7, 8)) + note


def _details(record: ReportRecord) -> str:
    if record["status"] == "unreadable":
        return ""
    lines = ["", f"── {record['source']}"]
    lines += [f"  退请复核：{gate['message']}" for gate in record["gates"]]
    for name in SCORES:
        value, reason = record["scores"][name]["value"], record["scores"][name]["reason"]
        shown = bar(value) if value is not None else reason
        lines.append(f"  {pad(BLOCK_TITLES[name], 10)} {pad(number(value), 5, right=True)} {shown}")
    lines += _made_of(record)
    findings = sorted(
        record["findings"], key=lambda f: (SEVERITIES.index(f["severity"]), f["start"])
    )
    text = record.get("text")
    lines += [line for finding in findings[:_SHOWN] for line in _finding(finding, text)]
    if len(findings) > _SHOWN:
        lines.append(f"  … 另有 {len(findings) - _SHOWN} 条，见 -f html 或 -f json")
    if record["ignored"]:
        lines.append(f"  另有 {len(record['ignored'])} 条按设置不计")
    return "\n".join(lines) + "\n"


def _made_of(record: ReportRecord) -> list[str]:
    """Return what the report and its sections are made of, in percent, with the raw shares."""
    found = list(compositions(record))
    if not found:
        return []
    rows = [("文字构成%", *_SHORT_LABELS.values(), "│", *_SHORT_RAW.values())]
    for one in found:
        raw = [
            "/".join(_percent(one.raw.get(f"{name}_{length}")) for length in (4, 8))
            for name in _SHORT_RAW
        ]
        rows.append((one.title, *(_percent(one.shares[n]) for n in _SHORT_LABELS), "│", *raw))
    table = columns(rows, right=range(1, len(rows[0])))
    return [f"  {line}" for line in table.splitlines()] + [_MADE_OF_NOTE]


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"


def _finding(finding: FindingRecord, text: str | None) -> tuple[str, str]:
    """Return what is said and, below it, where: the quotation in ⟦ ⟧ with a little around it."""
    tier = SEVERITY_TITLES[finding["severity"]]
    page = f"第 {finding['page']} 页  " if "page" in finding else ""
    quote = fit(" ".join(finding["quote"].split()), _QUOTED)
    before = after = ""
    if text is not None:
        before = text[max(0, finding["start"] - _AROUND) : finding["start"]].split("\n")[-1].strip()
        after = text[finding["end"] : finding["end"] + _AROUND].split("\n")[0].strip()
    return (
        f"  {finding['rule']} {tier}  {finding['message']}",
        f"              {page}{before}⟦{quote}⟧{after}",
    )


def _unscored(ranked: list[Ranked]) -> str:
    if not ranked:
        return ""
    lines = [
        f"  {STATUS_TITLES[entry.summary.status]}  {entry.summary.source}：{entry.summary.reason}"
        for entry in ranked
    ]
    return "\n".join(["", "未列入排名：", *lines]) + "\n"


def number(value: float | None) -> str:
    """Return a score with one decimal, 未评 for none."""
    return "未评" if value is None else f"{value:.1f}"


def bar(value: float) -> str:
    """Return a bar of blocks for a score of 0-100."""
    full = round(value / 100 * _BAR)
    return "█" * full + "░" * (_BAR - full)
