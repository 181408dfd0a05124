"""Measure specificity on the open gold: sentences and the ranking of reports, by issuer."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from scipy.stats import spearmanr

from analyzer.language.annotation import annotate
from analyzer.settings import default_settings
from analyzer.signals.rule import Context, Subject
from analyzer.signals.specificity import grades
from analyzer.signals.specificity.evidence import prepare
from analyzer.signals.specificity.features import NAMES
from analyzer.signals.specificity.scoring import specificity_score
from analyzer.structure.parse import parse_report
from analyzer.text.source import SourceDocument

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"


@cache
def trainer() -> Any:
    """Return the training script as a module."""
    path = ROOT / "models/specificity-grade/train.py"
    spec = importlib.util.spec_from_file_location("specificity_train", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def material() -> tuple[Any, ...]:
    """Return ids, features, both annotators' grades, groups, and our own sentences' data."""
    train = trainer()
    lines = (SHARED / "gold/specificity.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    own = train.read_own(ROOT / "data/gold/specificity")
    return (
        [r[0] for r in rows],
        train.matrix([r[3] for r in rows]),
        np.array([train.GRADES.index(r[1]) for r in rows]),
        np.array([train.GRADES.index(r[2]) for r in rows]),
        np.array([train.family(r[0]) for r in rows]),
        (train.matrix([s for _, s in own]), np.array([train.GRADES.index(g) for g, _ in own])),
    )


def sentences_by_issuer() -> dict[str, float]:
    """Return accuracy, quadratic kappa and F1 with each issuer family left out of training."""
    _, x, ya, yb, groups, own = material()
    agreed = ya == yb
    got = trainer().cross_validate(x, ya, yb, groups, own)
    found: dict[str, float] = trainer().score(ya[agreed], got[agreed])
    return found


def model_without(family: str) -> dict[str, Any]:
    """Return the model trained without one issuer family ("" for none left out)."""
    _, x, ya, yb, groups, own = material()
    inside = groups != family
    blocks = [(x[inside], ya[inside], 0.5), (x[inside], yb[inside], 0.5), (*own, 1.0)]
    found: dict[str, Any] = trainer().fit(
        np.vstack([b[0] for b in blocks]),
        np.concatenate([b[1] for b in blocks]),
        np.concatenate([np.full(len(b[1]), b[2]) for b in blocks]),
    )
    return found


@cache
def _subjects() -> dict[str, Subject]:
    found = {}
    for line in (SHARED / "reports/reports.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        source = SourceDocument(
            name=record["id"], format="text", text=record["text"],
            sha256=hashlib.sha256(record["text"].encode()).hexdigest(),
        )  # fmt: skip
        report = parse_report(source)
        found[record["id"]] = Subject(report=report, doc=annotate(report.text.text))
    return found


def ranking(*, leave_issuer_out: bool) -> dict[str, Any]:
    """Return Spearman of the block score with the judges, and the scores."""
    judges = {}
    for line in (SHARED / "gold/substance.tsv").read_text("utf-8").splitlines()[1:]:
        cells = line.split("\t")
        judges[cells[0]] = float(cells[1])
    context = Context(settings=default_settings())
    models = {
        family: model_without(family if leave_issuer_out else "")
        for family in sorted({trainer().family(i) for i in judges})
    }
    scores = {}
    for name, subject in _subjects().items():
        model = models[trainer().family(name)]
        arrays = tuple(np.array(model[k], float) for k in ("mean", "scale", "weights", "bias"))
        assert model["features"] == list(NAMES)
        with mock.patch.object(grades, "_model", lambda arrays=arrays: arrays):
            evidence = prepare(subject, context)
        scores[name] = specificity_score(evidence, thresholds=context.settings.thresholds).value
    names = sorted(judges)
    rho = spearmanr([judges[n] for n in names], [scores[n] for n in names])[0]
    return {
        "spearman": round(float(rho), 3),
        "scores": {n: (judges[n], round(scores[n] or 0, 1)) for n in names},
    }
