"""The block score 原创性: what each character of own wording costs, by the findings that hold it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import numpy as np
import numpy.typing as npt

from analyzer.settings import Settings
from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.boilerplate.labels import Flags
from analyzer.signals.rule import Hit, Score
from analyzer.text.span import Span

FULL: Final = 100.0
ALONE: Final = "只有一份报告，未与其他报告比对，按随产品提供的参照语料评分"
NO_LAST_YEAR: Final = "未见上年报告"
TOO_SHORT: Final = "自有文字过少，无法判断"

# rule → part of the score and setting of its cost; the heaviest that applies counts, and of
# equally heavy ones the first.
_PARTS: Final = (
    ("BOI05", "空泛分句", "boilerplate_cost_stock"),
    ("BOI02", "多家通用表述", "boilerplate_cost_stock"),
    ("BOI03", "与上年重合", "boilerplate_cost_copied"),
    ("BOI01", "与其他单位重合", "boilerplate_cost_copied"),
    ("BOI04", "文内重复", "boilerplate_cost_within"),
)
_ANYONES: Final = "没有本单位事实的句子"


def originality(
    evidence: Evidence, hits: Sequence[tuple[str, Hit]], *, settings: Settings
) -> Score:
    """Score freedom from boilerplate 0–100 over the wording that no one else fixed.

    100 points less the mean cost of a character, bent to the scale of the judges by one exponent
    (`originality_scale_exponent`), which keeps every order. Shared and stock wording costs something
    only where a counted finding holds it, so that a rule switched off or a finding accepted by the
    office moves the score as it should. A sentence that tells no fact of this unit costs something
    besides: nobody may have written it yet, but anybody could.
    """
    wording = int(evidence.own.sum())
    if wording < settings.thresholds["boilerplate_least_wording"]:
        return Score(value=None, reason=TOO_SHORT)
    costs, owners = _costs(evidence, hits, settings)
    names = (*(name for _, name, _ in _PARTS), _ANYONES)
    lost = {
        name: float(costs[evidence.own & (owners == number)].sum()) / wording
        for number, name in enumerate(names)
    }
    share = sum(lost.values())
    value = FULL * max(0.0, 1.0 - share) ** settings.thresholds["originality_scale_exponent"]
    # What the exponent takes is shared out over the parts as they cost.
    parts = {name: -(FULL - value) * part / share for name, part in lost.items() if part}
    least = settings.thresholds["boilerplate_fewest_issuers"]
    return Score(value=value, reason=_reason(evidence, least), parts={"满分": FULL, **parts})


def _costs(
    evidence: Evidence, hits: Sequence[tuple[str, Hit]], settings: Settings
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Return per character what it costs and which part of the score it counts to."""
    size = len(evidence.own)
    coverage = evidence.coverage
    layers = {
        "BOI05": evidence.in_stock_clauses,
        "BOI02": coverage.stock,
        "BOI03": coverage.own_last_year.whole if coverage.own_last_year else None,
        "BOI01": coverage.peers.whole if coverage.peers else None,
        "BOI04": coverage.within[1],
    }
    costs = np.zeros(size)
    owners = np.full(size, -1, dtype=np.int64)
    for number, (rule, _, setting) in enumerate(_PARTS):
        layer = layers[rule]
        if layer is None:
            continue
        found = np.zeros(size, dtype=bool)
        for rule_id, hit in hits:
            if rule_id == rule and isinstance(hit.place, Span):
                found[hit.place.start : hit.place.end] = True
        heavier = found & layer & (costs < settings.thresholds[setting])
        costs[heavier] = settings.thresholds[setting]
        owners[heavier] = number
    least = settings.thresholds["boilerplate_cost_without_fact"]
    lighter = without_fact(evidence) & (costs < least)
    costs[lighter] = least
    owners[lighter] = len(_PARTS)
    return costs, owners


def without_fact(evidence: Evidence) -> Flags:
    """Return which characters stand in clauses of sentences that tell no fact of this unit."""
    flags = np.zeros(len(evidence.own), dtype=bool)
    for _, group in groupby(evidence.clauses, key=lambda clause: clause.sentence):
        clauses = list(group)
        if not any(clause.anchored for clause in clauses):
            for clause in clauses:
                flags[clause.span.start : clause.span.end] = True
    return flags


def _reason(evidence: Evidence, least_issuers: float) -> str | None:
    """Say what a small reference means for the score; None where it is large enough."""
    if not evidence.peers:
        return ALONE
    others = max(0, evidence.stock.issuers_of_year - 1)
    if others < least_issuers:
        return f"本批同年的其他单位只有{others}家，通用表述按随产品提供的参照语料判断"
    return None
