"""The ranking for spreadsheets (CSV) and programs (JSON)."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from typing import TextIO

from analyzer.outputs.comma_separated import harmless
from analyzer.outputs.made_with import weights_of
from analyzer.outputs.ranking_table import name_of
from analyzer.profile.record import BLOCK_TITLES, BLOCKS, STATUS_TITLES
from analyzer.profile.standing import Standing
from analyzer.settings import Settings
from analyzer.signals.rule import Json

RANKING_VERSION = "1.0"
_HEADER = (
    *("名次", "并列", "名次下限", "名次上限", "单位", "题名", "文件", "年度", "层级"),
    *("同组", "同组名次", "同组份数", "同组百分位"),
    *("实质分", "总分", "排名得分下限", "排名得分上限"),
    *(BLOCK_TITLES[name] for name in BLOCKS),
    *("退请复核", "最有说服力", "差距最大", "最省力", "变动最大的规则", "状态", "未评原因"),
    *("排名依据", "方案", "设置版本", "设置指纹", "权重", "随机种子", "程序版本"),
)


def write_csv(
    standings: Sequence[Standing],
    out: TextIO,
    settings: Settings,
    run: Mapping[str, Json],
    *,
    by: str,
) -> None:
    """Write one row a report, UTF-8 with BOM for Excel."""
    out.write("\ufeff")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_HEADER)
    made = (
        BLOCK_TITLES[by],
        settings.preset,
        run["settings_version"],
        run["settings"],
        weights_of(settings),
        int(settings.thresholds["ranking_seed"]),
        run["version"],
    )
    for standing in standings:
        table.writerow([harmless(cell) for cell in (*_cells(standing), *made)])


def _cells(standing: Standing) -> tuple[object, ...]:
    ranked, interval, peers, told = (
        standing.ranked,
        standing.interval,
        standing.peers,
        standing.reasons,
    )
    summary = ranked.summary
    return (
        ranked.rank,
        "是" if ranked.tied else "",
        *(interval.rank if interval else ("", "")),
        name_of(standing),
        summary.title,
        summary.source,
        summary.year,
        summary.level,
        *((peers.group, peers.place, peers.size, peers.percentile) if peers else ("",) * 4),
        summary.scores["substance"],
        summary.scores["total"],
        *(interval.score if interval else ("", "")),
        *(summary.scores[name] for name in BLOCKS),
        "；".join(summary.gates),
        *((told.evidence, told.gap, told.improvement) if told else ("",) * 3),
        interval.rule if interval else "",
        STATUS_TITLES[summary.status],
        summary.reason,
    )


def write_json(
    standings: Sequence[Standing],
    out: TextIO,
    settings: Settings,
    run: Mapping[str, Json],
    *,
    by: str,
) -> None:
    """Write the ranking as one JSON document."""
    limits = settings.thresholds
    document = {
        "schema_version": RANKING_VERSION,
        "preset": settings.preset,
        "weights": dict(settings.weights),
        "ranked_by": by,
        "tie_points": limits["tie_points"],
        "interval": {
            "weights_moved_by_factor": 1 + limits["ranking_spread"],
            "draws": int(limits["ranking_draws"]),
            "seed": int(limits["ranking_seed"]),
            "middle_share": limits["ranking_middle"],
            "rules_left_out": "one by one",
        },
        "provenance": dict(run),
        "reports": [_record(standing) for standing in standings],
    }
    json.dump(document, out, ensure_ascii=False, indent=1)
    out.write("\n")


def _record(standing: Standing) -> dict[str, Json]:
    ranked, interval, peers = standing.ranked, standing.interval, standing.peers
    summary, told = ranked.summary, standing.reasons
    return {
        "rank": ranked.rank,
        "tied": ranked.tied,
        "source": summary.source,
        "status": summary.status,
        "reason": summary.reason,
        "identity": {
            "title": summary.title,
            "issuer": summary.issuer,
            "year": summary.year,
            "level": summary.level,
        },
        "scores": dict(summary.scores),
        "rank_interval": list(interval.rank) if interval else None,
        "score_interval": list(interval.score) if interval else None,
        "rule_that_moves_most": interval.rule if interval else None,
        "peers": {
            "group": peers.group,
            "size": peers.size,
            "place": peers.place,
            "percentile": peers.percentile,
        }
        if peers
        else None,
        "gates": list(summary.gates),
        "reasons": {
            "evidence": told.evidence,
            "gap": told.gap,
            "improvement": told.improvement,
        }
        if told
        else None,
    }
