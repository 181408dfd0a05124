"""A run's ranking with everything that is shown of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analyzer.profile.peers import Grouping, Peers, among_peers
from analyzer.profile.ranking import Ranked, Summary, rank, summarise
from analyzer.profile.reasons import Reasons, reasons
from analyzer.profile.record import BLOCKS, ReportRecord
from analyzer.profile.stability import Interval, Stable, intervals
from analyzer.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What the ranking keeps of a profile: small, so that a long run can keep it."""

    summary: Summary
    stable: Stable
    reasons: Reasons | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A report's place and what explains it. Unscored reports have neither interval nor peers."""

    ranked: Ranked
    interval: Interval | None
    peers: Peers | None
    reasons: Reasons | None


def candidate(record: ReportRecord, *, index: int, settings: Settings, by: str) -> Candidate:
    """Take from a profile what the ranking needs."""
    advice = record.get("advice")
    return Candidate(
        summary=summarise(record, index=index),
        stable=Stable(
            blocks={name: record["scores"][name]["value"] for name in BLOCKS},
            without_rule=record.get("without_rule", {}),
        ),
        reasons=reasons(advice, weights=settings.weights, by=by) if advice else None,
    )


def standings(
    candidates: Iterable[Candidate], *, settings: Settings, group_of: Grouping, by: str
) -> list[Standing]:
    """Return the ranking, best first; the unscored last, in input order."""
    given = list(candidates)
    limits = settings.thresholds
    ranked = rank((c.summary for c in given), tie_points=limits["tie_points"], by=by)
    by_index = {c.summary.index: c for c in given}
    placed = [by_index[r.summary.index] for r in ranked if r.rank is not None]
    firm = dict(
        zip(
            (c.summary.index for c in placed),
            intervals([c.stable for c in placed], settings=settings, by=by),
            strict=True,
        )
    )
    peers = among_peers(
        [c.summary for c in given], group_of, by=by, least=int(limits["peers_least"])
    )
    return [
        Standing(
            ranked=r,
            interval=firm.get(r.summary.index),
            peers=peers.get(r.summary.index),
            reasons=by_index[r.summary.index].reasons,
        )
        for r in ranked
    ]
