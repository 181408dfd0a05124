"""What a 通报 says about a round: figures reckoned from the profiles, places quoted from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from analyzer.outputs.letters.feedback import BLANK, bar, inner, points, quotation, short
from analyzer.outputs.letters.ordinals import item
from analyzer.outputs.made_with import weights_of
from analyzer.outputs.ranking_table import name_of
from analyzer.outputs.record_store import RecordStore
from analyzer.profile.record import BLOCK_TITLES, BLOCKS, STATUS_TITLES, ReportRecord
from analyzer.profile.standing import Standing
from analyzer.settings import Settings
from analyzer.signals import catalog
from analyzer.signals.rule import Json

# Bands of the table, in points; only how a table is cut, no threshold of a judgement.
BANDS = (
    (90.0, 101.0, "90分及以上"),
    (75.0, 90.0, "75—90分"),
    (60.0, 75.0, "60—75分"),
    (0.0, 60.0, "60分以下"),
)
MOST_GOOD = 5
MOST_COMMON = 10
MOST_SHARED = 15
_LEAST_REPORTS = 2  # what only one report has is no common problem
_LEAST_QUOTED = 4  # characters; fewer say nothing without their sentence
_LEAST_SHARED = 50  # characters; fewer are a sentence or two


@dataclass(frozen=True, slots=True)
class Common:
    """A rule with the reports it points at."""

    rule: str
    reports: int
    places: int
    quote: str  # "" where no quotation says anything by itself


def circular(
    standings: Sequence[Standing],
    records: RecordStore,
    settings: Settings,
    run: Mapping[str, Json],
    *,
    by: str,
) -> dict[str, Any]:
    """Return the values of a 通报 by their placeholders; `records` are office records."""
    placed = [s for s in standings if s.ranked.rank is not None]
    repeats = sum(is_repeat(records.get(s.ranked.summary.index)) for s in standings)
    years = {s.ranked.summary.year for s in placed}
    values = [v for s in placed if (v := s.ranked.summary.scores[by]) is not None]
    return {
        "年度": str(next(iter(years))) if len(years) == 1 and None not in years else BLANK,
        "份数": len(standings) - repeats,
        "重复": repeats,
        "已评": len(placed),
        "未评": len(standings) - len(placed) - repeats,
        "依据": BLOCK_TITLES[by],
        "平均": _mean(values),
        "中位": points(round(median(values), 1) if values else None),
        "最高": points(max(values, default=None)),
        "最低": points(min(values, default=None)),
        "档次": _bands(values),
        "分项": [_block(name, placed) for name in BLOCKS],
        "排名": [_row(standing, by) for standing in placed],
        "并列界限": f"{settings.thresholds['tie_points']:g}",
        "好的做法": list(_good(placed, records)),
        "共性问题": [_told(n, c) for n, c in enumerate(_common(placed, records), start=1)],
        "重合": list(_shared(placed, records))[:MOST_SHARED],
        "复核": [
            {"单位": name_of(s), "情形": "；".join(s.ranked.summary.gates)}
            for s in placed
            if s.ranked.summary.gates
        ],
        "未列入": [_unscored(s) for s in standings if s.ranked.rank is None],
        "权重": weights_of(settings),
        "方案": settings.preset,
        "程序": f"文质 {run['version']}",
        "设置": f"{run['settings_version']}（{run['settings']}）",
    }


def is_repeat(record: ReportRecord) -> bool:
    """Tell whether a file is another form of a report that is judged already."""
    return record.get("code") == "same-report"


def base_name(source: str) -> str:
    """Return the last part of a path of any system."""
    return source.replace("\\", "/").rsplit("/", 1)[-1]


def _mean(values: Sequence[float]) -> str:
    return points(round(fmean(values), 1) if values else None)


def _bands(values: Sequence[float]) -> list[dict[str, Any]]:
    counts = [sum(low <= v < high for v in values) for low, high, _ in BANDS]
    most = max(counts, default=0)
    return [
        {"档": title, "份数": count, "占比": f"{count / len(values):.0%}", "条": bar(count, most)}
        for (_, _, title), count in zip(BANDS, counts, strict=True)
        if values
    ]


def _block(name: str, placed: Sequence[Standing]) -> dict[str, Any]:
    values = [v for s in placed if (v := s.ranked.summary.scores[name]) is not None]
    mean = round(fmean(values), 1) if values else None
    return {
        "名称": BLOCK_TITLES[name],
        "平均": points(mean),
        "最高": points(max(values, default=None)),
        "最低": points(min(values, default=None)),
        "份数": len(values),
        "条": bar(mean),
        "值": mean,
    }


def _row(standing: Standing, by: str) -> dict[str, str]:
    summary, interval = standing.ranked.summary, standing.interval
    other = "total" if by == "substance" else "substance"
    return {
        "名次": f"{standing.ranked.rank}{'（并列）' if standing.ranked.tied else ''}",
        "单位": name_of(standing),
        "年度": str(summary.year or ""),
        "得分": points(summary.scores[by]),
        "另一得分": points(summary.scores[other]),
        "名次区间": f"{interval.rank[0]}—{interval.rank[1]}" if interval else "",
    }


def _good(placed: Sequence[Standing], records: RecordStore) -> Iterator[dict[str, str]]:
    """Yield the best sentence of the first reports that have one."""
    number = 0
    for standing in placed:
        advice = records.get(standing.ranked.summary.index).get("advice")
        best = next((p for p in advice["strengths"] if not p["private"]), None) if advice else None
        if best is not None and number < MOST_GOOD:
            number += 1
            yield {"序": item(number), "单位": name_of(standing), **quotation(best)}


def _common(placed: Sequence[Standing], records: RecordStore) -> list[Common]:
    """Return what several reports share, in the order of how many; info findings do not count."""
    reports: Counter[str] = Counter()
    places: Counter[str] = Counter()
    quotes: dict[str, str] = {}
    for record in _each(placed, records):
        found = [f for f in record["findings"] if f["severity"] != "info"]
        reports.update({f["rule"] for f in found})
        places.update(f["rule"] for f in found)
        headings = {" ".join(str(s["heading"]).split()) for s in record["sections"]}
        for finding in found:
            if finding["quote"] not in headings and len(finding["quote"]) >= _LEAST_QUOTED:
                quotes.setdefault(finding["rule"], finding["quote"])
    ranked = sorted(reports.items(), key=lambda pair: (-pair[1], -places[pair[0]], pair[0]))
    return [
        Common(rule, count, places[rule], quotes.get(rule, ""))
        for rule, count in ranked[:MOST_COMMON]
        if count >= _LEAST_REPORTS
    ]


def _told(number: int, common: Common) -> dict[str, Any]:
    return {
        "序": item(number),
        "名称": catalog.rule(common.rule).title,
        "编号": common.rule,
        "份数": common.reports,
        "处数": common.places,
        "例": short(inner(common.quote), 60),
    }


def _shared(placed: Sequence[Standing], records: RecordStore) -> Iterator[dict[str, Any]]:
    """Yield per pair of reports of two units how much they share, most first; a pair comes once."""
    pairs: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
    for standing, record in zip(placed, _each(placed, records), strict=True):
        shared: Counter[str] = Counter()
        names: dict[str, str] = {}
        for passage in record["passages"]:
            if not passage["own_last_year"]:
                other = str(passage["other_source"])
                shared[other] += int(str(passage["shared_characters"]))
                names[other] = str(passage["other_issuer"] or base_name(other))
        for other, count in shared.items():
            pair = (min(other, record["source"]), max(other, record["source"]))
            told = {"单位": name_of(standing), "对方": names[other], "相同字数": count}
            if count >= _LEAST_SHARED and count > pairs.get(pair, (0, {}))[0]:
                pairs[pair] = (count, told)
    for _, (_, told) in sorted(pairs.items(), key=lambda entry: (-entry[1][0], entry[0])):
        yield told


def _unscored(standing: Standing) -> dict[str, str]:
    summary = standing.ranked.summary
    return {
        "单位": name_of(standing),
        "文件": summary.source,
        "状态": STATUS_TITLES[summary.status],
        "原因": summary.reason or "",
    }


def _each(placed: Iterable[Standing], records: RecordStore) -> Iterator[ReportRecord]:
    return (records.get(s.ranked.summary.index) for s in placed)
