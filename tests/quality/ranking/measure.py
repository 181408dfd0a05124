"""Does the ranking hold under other weights and rules, and do hints win what they say?"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import mean, median
from typing import Any

from scipy.stats import kendalltau, spearmanr

from analyzer.pipeline.run import profiles
from analyzer.pipeline.single import profile_report
from analyzer.profile.record import BLOCKS
from analyzer.profile.stability import Stable, intervals
from analyzer.settings import Settings, default_settings, presets
from tests.builders.reports import report_of

Reports = Mapping[str, str]


@cache
def _records(preset: str) -> dict[str, Any]:
    from tests.quality.ranking.open_reports import open_reports

    with tempfile.TemporaryDirectory() as folder:
        for name, text in open_reports().items():
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
        found = profiles([folder], settings=presets()[preset], advise=True)
        return {Path(r["source"]).stem: r for r in found}


def measure_presets(reports: Reports, judges: Mapping[str, float]) -> dict[str, Any]:
    """Return, per preset, the rank correlation with the judges and with the default."""
    names = sorted(n for n in reports if n in judges)
    scores = {
        preset: [_records(preset)[n]["scores"]["substance"]["value"] for n in names]
        for preset in presets()
    }
    gold = [judges[n] for n in names]
    return {
        preset: {
            "spearman_with_judges": round(float(spearmanr(found, gold)[0]), 3),
            "kendall_with_default": round(float(kendalltau(found, scores["默认"])[0]), 3),
            "reports": len(names),
        }
        for preset, found in scores.items()
    }


def measure_intervals(reports: Reports) -> dict[str, Any]:
    """Return the width of the intervals, and how they change with the number of draws."""
    records = [_records("默认")[n] for n in sorted(reports)]
    stable = [
        Stable(
            blocks={b: r["scores"][b]["value"] for b in BLOCKS},
            without_rule=r["without_rule"],
        )
        for r in records
    ]

    def found(**limits: float):
        base = default_settings()
        settings = replace(base, thresholds={**base.thresholds, **limits})
        return intervals(stable, settings=settings, by="substance")

    usual = found()
    weights_only = intervals(
        [Stable(blocks=s.blocks, without_rule={}) for s in stable],
        settings=default_settings(),
        by="substance",
    )
    rules_only = found(ranking_spread=0)
    many = found(ranking_draws=2000)
    other = found(ranking_seed=1)
    return {
        "median_width_of_rank": {
            "weights": median(i.rank[1] - i.rank[0] for i in weights_only),
            "rules": median(i.rank[1] - i.rank[0] for i in rules_only),
            "both": median(i.rank[1] - i.rank[0] for i in usual),
        },
        "widest_rank": max(i.rank[1] - i.rank[0] for i in usual),
        "mean_width_of_score": {
            "weights": round(mean(i.score[1] - i.score[0] for i in weights_only), 1),
            "rules": round(mean(i.score[1] - i.score[0] for i in rules_only), 1),
        },
        "same_rank_interval_with_2000_draws": sum(
            a.rank == b.rank for a, b in zip(usual, many, strict=True)
        ),
        "same_rank_interval_with_another_seed": sum(
            a.rank == b.rank for a, b in zip(usual, other, strict=True)
        ),
        "largest_change_of_a_score_end_with_another_seed": round(
            max(
                abs(x - y)
                for a, b in zip(usual, other, strict=True)
                for x, y in zip(a.score, b.score, strict=True)
            ),
            1,
        ),
        "rules_that_move_a_rank_most": sorted({i.rule for i in usual if i.rule}),
    }


def measure_hints(reports: Reports) -> dict[str, Any]:
    """Follow hints in the text itself, and compare what that wins with what they say.

    Cut: what a hint says can go is cut. Filled: each sentence of a hint on missing facts is
    replaced by the hint's own example; so are single problems and measures. Corrected: what has a
    rewrite is rewritten.
    """
    settings = default_settings()
    pairs: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    counts: list[int] = []
    for text in reports.values():
        record = _profile(text, settings)
        if "advice" not in record:
            continue
        counts.append(len(record["advice"]["hints"]))
        for hint in record["advice"]["hints"]:
            changed = _followed(text, hint)
            if changed is None:
                continue
            kind, edited = changed
            after = _profile(edited, settings)["scores"]["total"]["value"]
            before = record["scores"]["total"]["value"]
            if after is not None and before is not None:
                pairs[kind].append((hint["gain"]["total"], after - before))
    return {
        "hints_per_report": {"median": median(counts), "most": max(counts)},
        **{kind: _agreement(found) for kind, found in sorted(pairs.items())},
    }


def _profile(text: str, settings: Settings) -> Any:
    return profile_report(report_of(text), settings, advise=True)


def _followed(text: str, hint: Any) -> tuple[str, str] | None:
    """Return what was done and the text with the hint followed; None where it takes an author."""
    places = sorted(hint["places"], key=lambda p: -p["start"])
    if hint["action"] == "删去" and "BOI05" in hint["rules"]:
        return "cut", _edited(text, [(p["start"], p["end"], "") for p in places])
    if hint["action"] == "订正":
        rewrites = [
            (p["start"], p["end"], p["note"].removeprefix("可改为“").removesuffix("”"))
            for p in places
            if p["note"].startswith("可改为“")
        ]
        return ("corrected", _edited(text, rewrites)) if len(rewrites) == len(places) else None
    if hint["rules"] in (["SPE06"], ["SPE07"]) and len(places) == 1 and hint["example"]:
        kind = "problem" if hint["rules"] == ["SPE06"] else "measure"
        told = hint["example"].rstrip("。")
        return kind, _edited(text, [(places[0]["start"], places[0]["end"], told)])
    if hint["action"] == "补写" and not hint["rules"] and len(places) == 1 and hint["example"]:
        return "filled", _edited(text, [(places[0]["start"], places[0]["end"], hint["example"])])
    return None


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in edits:
        text = text[:start] + new + text[end:]
    return text


def _agreement(pairs: list[tuple[float, float]]) -> dict[str, float]:
    said, won = zip(*pairs, strict=True)
    return {
        "hints": len(pairs),
        "mean_said": round(mean(said), 2),
        "mean_won": round(mean(won), 2),
        "median_difference": round(median(abs(s - w) for s, w in pairs), 2),
        "won_something": round(mean(w > 0 for w in won), 2),
        "spearman": round(float(spearmanr(said, won)[0]), 2) if len(pairs) > 4 else 0.0,
    }
