"""How well the originality score orders reports, and what the issue asks to be found is found."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from scipy.stats import spearmanr

from analyzer.corpus.builtin import open_builtin
from analyzer.corpus.run_reference import reference_of
from tests.quality.boilerplate.open_reports import (
    ROOT,
    SEEDS,
    SHARED,
    examine_run,
    group_of,
    judges,
    reports,
)


def ranking() -> dict[str, Any]:
    """Compare the score with the judges' column `fresh`, all 16 reports in one run.

    A report's own group is left out of the built-in reference by the product itself, so no report
    is judged by itself or by its near-copies there.
    """
    with TemporaryDirectory() as folder:
        found = examine_run(sorted(judges()), Path(folder))
    scores = {name: judged.originality for name, judged in found.items()}
    return _compared(scores)


def transfer() -> dict[str, Any]:
    """The same with each group in a run of its own and a built-in reference built without it."""
    train = _train()
    scores: dict[str, float] = {}
    for group in sorted({group_of(name) for name in judges()}):
        with TemporaryDirectory() as folder:
            train.build(SHARED, Path(folder) / "builtin", without=group)
            builtin = open_builtin(Path(folder) / "builtin")
            ids = [name for name in sorted(judges()) if group_of(name) == group]
            found = examine_run(ids, Path(folder) / "run", builtin=builtin)
            scores.update({name: judged.originality for name, judged in found.items()})
    return _compared(scores)


def baselines() -> dict[str, float]:
    """Compare single quantities with the same column, for the ablation."""
    with TemporaryDirectory() as folder:
        found = examine_run(sorted(judges()), Path(folder))
    names = (
        "share_of_own_wording_in_stock_clauses",
        "share_of_sentences_replaceable",
        "share_of_own_wording_in_stock_blocks_4",
        "share_of_own_wording_in_stock_blocks_8",
        "share_of_prose_stock",
        "share_of_prose_mandated",
    )
    fresh = [judges()[name]["fresh"] for name in found]
    return {
        metric: round(-_rho([judged.metrics[metric] or 0 for judged in found.values()], fresh), 3)
        for metric in names
    }


def seed_pairs() -> dict[str, float]:
    """Share of own wording that each two seeds have in common, the higher of the two sides."""
    shares = {}
    for pair in combinations(SEEDS, 2):
        with TemporaryDirectory() as folder:
            found = examine_run(pair, Path(folder))
        values = [j.metrics["share_of_own_wording_shared_with_peers_4"] for j in found.values()]
        shares[f"{pair[0]} {pair[1]}"] = round(max(v or 0 for v in values), 4)
    return shares


def found_in_open_reports() -> dict[str, Any]:
    """What the issue names: the passage of two seeds, last year's report, the near-copies."""
    with TemporaryDirectory() as folder:
        reference = reference_of(reports().values(), Path(folder) / "reference")
        run = examine_run(reports(), Path(folder) / "run")
        last_years = {
            name: before.source.name
            for name, report in reports().items()
            if (before := reference.last_year(report)) is not None
        }
        passages = reference.passages(reports()["ar-002"])
    return {
        "last_years": last_years,
        "seed_passage": [(p.other_source, reports()["ar-002"].slice(p.span)) for p in passages],
        "peers_of_near_copies": {
            name: run[name].metrics["share_of_own_wording_shared_with_peers_4"]
            for name in ("pt-2011-1", "pt-2011-2")
        },
        "own_last_year": {
            name: run[name].metrics["share_of_prose_shared_with_own_last_year"]
            for name in last_years
        },
    }


def _compared(scores: dict[str, float]) -> dict[str, Any]:
    ids = sorted(scores)
    fresh = [judges()[name]["fresh"] for name in ids]
    values = [scores[name] for name in ids]
    chance = random.Random(1)
    draws = [[chance.randrange(len(ids)) for _ in ids] for _ in range(2000)]
    resampled = sorted(_rho([values[i] for i in d], [fresh[i] for i in d]) for d in draws)
    return {
        "spearman_fresh": round(_rho(values, fresh), 3),
        "interval_95": [round(resampled[50], 3), round(resampled[1949], 3)],
        "scores": {name: round(scores[name], 1) for name in ids},
    }


def _rho(left: Sequence[float], right: Sequence[float]) -> float:
    return float(spearmanr(left, right)[0])


def _train() -> ModuleType:
    path = ROOT / "models" / "boilerplate-reference" / "train.py"
    spec = importlib.util.spec_from_file_location("boilerplate_reference_train", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
