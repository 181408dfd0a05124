"""The order of a run by substance; differences below `tie_points` are a tie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.profile.record import SCORES, SEVERITIES, ReportRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What ranking and overview need of a profile; small, so that a long run can keep it."""

    index: int  # place in the input
    source: str
    status: str
    reason: str | None
    title: str | None
    issuer: str | None
    year: int | None
    level: str | None
    scores: dict[str, float | None]
    gates: tuple[str, ...]  # messages
    findings: dict[str, int]  # by severity

    @property
    def name(self) -> str:
        """Return the shortest thing a reader knows the report by."""
        return self.issuer or self.title or self.source.replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def partial(self) -> bool:
        """Tell whether something failed and the rest was scored all the same."""
        return self.status == "unjudged" and self.scores["substance"] is not None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A report's place. Reports of a tie share their rank; `rank` is None for the unscored."""

    rank: int | None
    tied: bool
    summary: Summary


def summarise(record: ReportRecord, *, index: int) -> Summary:
    """Take from a profile what ranking needs."""
    severities = [finding["severity"] for finding in record["findings"]]
    identity = record["identity"]
    return Summary(
        index=index,
        source=record["source"],
        status=record["status"],
        reason=record["reason"] or record["scores"]["substance"]["reason"],
        title=identity["title"],
        issuer=identity["issuer"],
        year=identity["year"],
        level=identity["level"],
        scores={name: record["scores"][name]["value"] for name in SCORES},
        gates=tuple(gate["message"] for gate in record["gates"]),
        findings={name: severities.count(name) for name in SEVERITIES},
    )


def rank(
    summaries: Iterable[Summary], *, tie_points: float, by: str = "substance"
) -> tuple[Ranked, ...]:
    """Order by substance (or another score), best first; then total, then input order.

    Unscored ones come last.
    """
    everyone = list(summaries)
    scored = [s for s in everyone if s.scores[by] is not None]
    scored.sort(key=lambda s: (-_points(s, by), -_points(s, "total"), s.index))
    ranks = places([_points(s, by) for s in scored], tie_points=tie_points)
    ranked = [
        Ranked(rank, ranks.count(rank) > 1, summary)
        for rank, summary in zip(ranks, scored, strict=True)
    ]
    placed = {s.index for s in scored}
    rest = [Ranked(None, False, s) for s in everyone if s.index not in placed]
    return (*ranked, *rest)


def places(points: Sequence[float], *, tie_points: float) -> list[int]:
    """Return the ranks of points given best first.

    A report ties with the one above it while it stays less than `tie_points` below the first of
    the tie, so that a chain of small steps does not tie the best with the worst.
    """
    ranks: list[int] = []
    for position, own in enumerate(points):
        tied = bool(ranks) and points[ranks[-1] - 1] - own < tie_points
        ranks.append(ranks[-1] if tied else position + 1)
    return ranks


def _points(summary: Summary, name: str) -> float:
    value = summary.scores[name]
    return -1.0 if value is None else value
