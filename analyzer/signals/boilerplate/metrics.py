"""The quantities of the boilerplate family: labels that sum to one, and the raw, overlapping shares.

Sources: Lang & Stice-Lawrence 2015 (blocks used by many issuers), Dyer, Lang & Stice-Lawrence 2017
(stickiness, redundancy, boilerplate).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from analyzer.signals.boilerplate.evidence import Evidence
from analyzer.signals.boilerplate.labels import LABEL_TITLES, LABELS, Flags, shares
from analyzer.signals.boilerplate.scoring import NO_LAST_YEAR, TOO_SHORT
from analyzer.signals.rule import MetricSpec, MetricValue

NO_PEERS: Final = "没有其他报告可比"
_PROSE = "正文字数（不计空白）"
_OWN = "自有文字数（不计法定与固定用语）"
RAW_TITLES: Final = {
    "in_stock_blocks": "落在多家通用片段中",
    "shared_with_peers": "与其他单位报告重合",
    "shared_with_own_last_year": "与本单位上年报告重合",
    "repeated_within": "本报告内重复",
}
_LENGTHS: Final = (4, 8)

METRICS: Final = (
    *(
        MetricSpec(
            id=f"boilerplate.share_of_prose_{label}",
            title=f"正文构成：{LABEL_TITLES[label]}",
            unit="ratio",
            denominator=_PROSE,
        )
        for label in LABELS
    ),
    *(
        MetricSpec(
            id=f"boilerplate.share_of_own_wording_{name}_{length}",
            title=f"{title}的文字（片段不短于{length}字）",
            unit="ratio",
            denominator=_OWN,
        )
        for name, title in RAW_TITLES.items()
        for length in _LENGTHS
    ),
    MetricSpec(
        id="boilerplate.share_of_prose_shared_with_own_last_year",
        title="与本单位上年报告重合率",
        unit="ratio",
        denominator=_OWN,
    ),
    MetricSpec(
        id="boilerplate.share_of_own_wording_in_stock_clauses",
        title="空泛分句占比",
        unit="ratio",
        denominator=_OWN,
    ),
    MetricSpec(
        id="boilerplate.share_of_sentences_replaceable",
        title="可替换句率",
        unit="ratio",
        denominator="可判断的句数",
    ),
    MetricSpec(
        id="boilerplate.reports_compared", title="参与比对的其他报告", unit="count", denominator=""
    ),
    MetricSpec(
        id="boilerplate.issuers_of_year",
        title="本批中同年的其他单位",
        unit="count",
        denominator="",
    ),
    MetricSpec(
        id="boilerplate.builtin_reports",
        title="随产品提供的参照语料中的报告",
        unit="count",
        denominator="",
    ),
    MetricSpec(
        id="boilerplate.builtin_documents",
        title="随产品提供的参照语料中的公文",
        unit="count",
        denominator="",
    ),
)


def values(evidence: Evidence) -> Iterator[MetricValue]:
    """Yield every metric of METRICS."""
    yield from _label_shares(evidence)
    yield from _raw_shares(evidence)
    yield from _clause_shares(evidence)
    yield MetricValue(id="boilerplate.reports_compared", value=evidence.peers)
    others = max(0, evidence.stock.issuers_of_year - 1)
    yield MetricValue(id="boilerplate.issuers_of_year", value=others)
    yield MetricValue(id="boilerplate.builtin_reports", value=evidence.builtin.reports)
    yield MetricValue(id="boilerplate.builtin_documents", value=evidence.builtin.documents)


def unjudged(evidence: Evidence) -> dict[str, str]:
    """Return label → the Chinese reason why it cannot be judged here."""
    found = {}
    if evidence.coverage.peers is None:
        found["peers"] = NO_PEERS
    if evidence.coverage.own_last_year is None:
        found["own_last_year"] = NO_LAST_YEAR
    return found


def _label_shares(evidence: Evidence) -> Iterator[MetricValue]:
    found = shares(evidence.labels)
    reasons = unjudged(evidence)
    total = int(np.count_nonzero(evidence.labels < len(LABELS)))
    for label in LABELS:
        reason = reasons.get(label) if found else TOO_SHORT
        yield MetricValue(
            id=f"boilerplate.share_of_prose_{label}",
            value=None if reason else found[label],
            n=total,
            reason=reason,
        )


def raw_shares(evidence: Evidence, place: slice) -> dict[str, float | None]:
    """Return the overlapping shares of the own wording of a place, at both block lengths."""
    own = evidence.own[place]
    wording = int(own.sum())
    found: dict[str, float | None] = {}
    for name, pair in _layers(evidence).items():
        for number, length in enumerate(_LENGTHS):
            judged = pair is not None and wording > 0
            shared = int((pair[number][place] & own).sum()) if pair else 0
            found[f"{name}_{length}"] = shared / wording if judged else None
    return found


def _layers(evidence: Evidence) -> dict[str, tuple[Flags, Flags] | None]:
    coverage = evidence.coverage
    return {
        "in_stock_blocks": coverage.stock_blocks,
        "shared_with_peers": coverage.peers.runs if coverage.peers else None,
        "shared_with_own_last_year": (
            coverage.own_last_year.runs if coverage.own_last_year else None
        ),
        "repeated_within": coverage.within,
    }


def _raw_shares(evidence: Evidence) -> Iterator[MetricValue]:
    coverage, reasons = evidence.coverage, unjudged(evidence)
    named = {"shared_with_peers": "peers", "shared_with_own_last_year": "own_last_year"}
    for name, pair in _layers(evidence).items():
        reason = reasons.get(named.get(name, ""))
        for number, length in enumerate(_LENGTHS):
            metric = f"share_of_own_wording_{name}_{length}"
            yield _own_share(evidence, metric, pair[number] if pair else None, reason)
    last_year = coverage.own_last_year
    yield _own_share(
        evidence,
        "share_of_prose_shared_with_own_last_year",
        last_year.whole if last_year else None,
        reasons.get("own_last_year"),
    )


def _clause_shares(evidence: Evidence) -> Iterator[MetricValue]:
    yield _own_share(
        evidence, "share_of_own_wording_in_stock_clauses", evidence.in_stock_clauses, None
    )
    judged = evidence.sentences_judged
    yield MetricValue(
        id="boilerplate.share_of_sentences_replaceable",
        value=len(evidence.replaceable) / judged if judged else None,
        n=judged,
        reason=None if judged else TOO_SHORT,
    )


def _own_share(
    evidence: Evidence, name: str, flags: Flags | None, reason: str | None
) -> MetricValue:
    wording = int(evidence.own.sum())
    if flags is None or not wording:
        return MetricValue(
            id=f"boilerplate.{name}", value=None, n=wording, reason=reason or TOO_SHORT
        )
    value = int((flags & evidence.own).sum()) / wording
    return MetricValue(id=f"boilerplate.{name}", value=value, n=wording)
