"""Measure specificity on the open gold: sentences and the ranking of reports, by issuer."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from scipy.stats import spearmanr

from analyzer.language.annotation import annotate
from analyzer.settings import default_settings
from analyzer.signals.rule import Context, Subject
from analyzer.signals.specificity import grades, wording
from analyzer.signals.specificity.evidence import prepare
from analyzer.signals.specificity.scoring import specificity_score
from analyzer.signals.specificity.wording import wording_table
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
    sys.modules[spec.name] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


@cache
def material() -> tuple[Any, Any]:
    """Return the gold sentences and our own, with features."""
    train = trainer()
    gold = train.read_gold(SHARED / "gold/specificity.tsv")
    return gold, train.read_own(ROOT / "data/gold/specificity")


def sentences_by_issuer() -> dict[str, float]:
    """Return accuracy, quadratic kappa and F1 with each issuer family left out of training."""
    gold, own = material()
    agreed = gold.ya == gold.yb
    got = trainer().cross_validate(gold, own)
    found: dict[str, float] = trainer().score(gold.ya[agreed], got[agreed])
    return found


@cache
def learnt_without(family: str) -> Any:
    """Return what is learnt without one issuer family ("" for none left out)."""
    gold, own = material()
    return trainer().learn(gold.where(gold.groups != family), own)


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
    scores = {}
    for name, subject in _subjects().items():
        learnt = learnt_without(trainer().family(name) if leave_issuer_out else "")
        arrays = grades.arrays_of(learnt.model)
        table = wording_table(learnt.wording)
        with (
            mock.patch.object(grades, "shipped_arrays", lambda arrays=arrays: arrays),
            mock.patch.object(wording, "shipped_table", lambda table=table: table),
        ):
            evidence = prepare(subject, context)
        scores[name] = specificity_score(evidence, thresholds=context.settings.thresholds).value
    names = sorted(judges)
    rho = spearmanr([judges[n] for n in names], [scores[n] for n in names])[0]
    return {
        "spearman": round(float(rho), 3),
        "scores": {n: (judges[n], round(scores[n] or 0, 1)) for n in names},
    }
