"""Print the agreement on problems and measures as Markdown tables.

    python -m tests.quality.problems

Means over groups (issuers; the copies of one section are one group) with 95 % intervals from
resampling groups.
"""

from __future__ import annotations

import random

from tests.quality.problems.agreement import Counts, compare, figures
from tests.quality.problems.labels import BATCHES, SHARED, Labelled, annotated, invented

NAMES = ("problem_f1", "problem_exact", "measure_f1", "measure_exact", "links_f1", "state")
_RESAMPLES = 2000


def main() -> None:
    """Print one table per set of labels."""
    _print("Our first invented sections", invented(), by_group=False)
    for batch in BATCHES:
        _print(f"Batch {batch}", invented(batch), by_group=False)
    if SHARED.is_dir():
        _print("Open reports, both annotators", annotated(), by_group=True)


def _print(title: str, labelled: list[Labelled], *, by_group: bool) -> None:
    groups = compare(labelled)
    print(f"\n## {title} ({len(labelled)} texts, {len(groups)} groups)\n")
    print("| | " + " | ".join(NAMES) + " |")
    print("|---" * (len(NAMES) + 1) + "|")
    _row("all items", figures(groups.values()))
    means = {name: [figures([c]).get(name, 1.0) for c in groups.values()] for name in NAMES}
    _row("mean over groups", {n: sum(v) / len(v) for n, v in means.items()})
    low, high = _interval(list(groups.values()))
    _row("95 % low", low)
    _row("95 % high", high)
    if by_group:
        for name, counts in groups.items():
            _row(name, figures([counts]))


def _interval(groups: list[Counts]) -> tuple[dict[str, float], dict[str, float]]:
    chance = random.Random(0)
    drawn = [figures(chance.choices(groups, k=len(groups))) for _ in range(_RESAMPLES)]
    edges = []
    for share in (0.025, 0.975):
        at = int(share * (_RESAMPLES - 1))
        edges.append({n: sorted(d.get(n, 1.0) for d in drawn)[at] for n in NAMES})
    return edges[0], edges[1]


def _row(name: str, values: dict[str, float]) -> None:
    print(f"| {name} | " + " | ".join(f"{values.get(n, 1.0):.3f}" for n in NAMES) + " |")


if __name__ == "__main__":
    main()
