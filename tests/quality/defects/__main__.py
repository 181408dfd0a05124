"""Print the measurement of the defect rules as Markdown: python -m tests.quality.defects ../shared."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.quality.defects.blind import HIGH, Pointed, interval, labelled, pointed
from tests.quality.defects.material import Proofread, proofread
from tests.quality.defects.measure import on_edited

GOLD = Path(__file__).parents[3] / "data" / "gold" / "defects"
_BANDS = ((0.0, 0.35), (0.35, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.94), (0.94, 1.01))


def proofs(found: Sequence[Pointed], *, group: bool) -> dict[str, set[str]]:
    """Return check → groups (or proses) in which it was right."""
    places: dict[str, set[str]] = {}
    for f in found:
        if f.touched:
            places.setdefault(f"{f.rule} {f.check}", set()).add(
                f.report.group if group else f.report.id
            )
    return places


def scores(found: Sequence[Pointed], reports: Sequence[Proofread], *, high: bool) -> str:
    """Return the cells precision, recall, F1: all marks, or the tier against sure double marks."""
    kept = [f for f in found if not high or f.confidence >= HIGH]
    reached = {(f.report.id, k) for f in kept for k in f.touched}
    wanted = [
        (r.id, k)
        for r in reports
        for k, d in enumerate(r.defects)
        if not high or (d.both and d.sure)
    ]
    right, got = sum(bool(f.touched) for f in kept), sum(w in reached for w in wanted)
    p, r = right / max(1, len(kept)), got / max(1, len(wanted))
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return f"{interval(right, len(kept))} | {interval(got, len(wanted))} | {f1:.2f}"


def scopes(
    found: list[Pointed], invented: list[Pointed], reports: Sequence[Proofread]
) -> Iterator[str]:
    """Yield the rows of the table of scopes."""
    groups, proses = proofs(found, group=True), proofs(invented, group=False)

    def elsewhere(f: Pointed, *, also_invented: bool) -> bool:
        check = f"{f.rule} {f.check}"
        others = groups.get(check, set()) - {f.report.group}
        return bool(others or check not in groups or (also_invented and proses.get(check, set())))

    for name, kept in (
        ("all", found),
        ("proof in another group", [f for f in found if elsewhere(f, also_invented=False)]),
        ("… or in invented text", [f for f in found if elsewhere(f, also_invented=True)]),
    ):
        for high in (True, False):
            yield f"| {name} | {'high' if high else 'all'} | {scores(kept, reports, high=high)} |"
    for group in sorted({r.group for r in reports}):
        mine = [r for r in reports if r.group == group]
        theirs = [f for f in found if f.report.group == group]
        for high in (True, False):
            tier = "high" if high else "all"
            yield f"| {group} | {tier} | {scores(theirs, mine, high=high)} |"


def kinds(found: Sequence[Pointed], reports: Sequence[Proofread]) -> Iterator[str]:
    """Yield recall by kind: sure double marks by the high tier, all marks by all tiers."""
    high = {(f.report.id, k) for f in found if f.confidence >= HIGH for k in f.touched}
    every = {(f.report.id, k) for f in found for k in f.touched}
    marks = [(r.id, k, d) for r in reports for k, d in enumerate(r.defects)]
    for kind, _ in Counter(d.kind for _, _, d in marks).most_common():
        sure = [(i, k) in high for i, k, d in marks if d.kind == kind and d.both and d.sure]
        all_ = [(i, k) in every for i, k, d in marks if d.kind == kind]
        yield f"| {kind} | {interval(sum(sure), len(sure))} | {interval(sum(all_), len(all_))} |"


def calibration(found: Sequence[Pointed]) -> Iterator[str]:
    """Yield bands of confidence with the share that was right, and the expected error."""
    error = 0.0
    for low, high in _BANDS:
        inside = [f for f in found if low <= f.confidence < high]
        if inside:
            mean = sum(f.confidence for f in inside) / len(inside)
            right = sum(bool(f.touched) for f in inside)
            error += abs(mean - right / len(inside)) * len(inside) / len(found)
            band = f"{low:g}–{min(high, 1):g}"
            yield f"| {band} | {len(inside)} | {mean:.2f} | {interval(right, len(inside))} |"
    yield f"\nExpected calibration error {error:.3f}."


def main(shared: Path) -> None:
    """Print all tables."""
    reports = proofread(shared)
    found = [f for r in reports for f in pointed(r)]
    proses = [r for path in sorted(GOLD.glob("batch_*.txt")) for r in labelled(path)]
    invented = [f for r in proses for f in pointed(r)]
    print("| scope | tier | precision | recall | F1 |\n|---|---|---|---|---|")
    print("\n".join(scopes(found, invented, reports)))
    print("\n| kind | high tier, sure double marks | all tiers, all marks |\n|---|---|---|")
    print("\n".join(kinds(found, reports)))
    print("\n| confidence | findings | mean | marked |\n|---|---|---|---|")
    print("\n".join(calibration(found)))
    rates = on_edited(shared)
    print(
        "\n| rule | findings | marked | papers | statutes | newscasts | clean_news |\n"
        "|---|---|---|---|---|---|---|"
    )
    none = {"papers": 0.0, "statutes": 0.0, "newscasts": 0.0, "clean_news": 0.0}
    for rule in sorted({f.rule for f in found} | set(rates)):
        mine = [f for f in found if f.rule == rule]
        marked = sum(bool(f.touched) for f in mine)
        cells = " | ".join(f"{v:g}" for v in rates.get(rule, none).values())
        print(f"| {rule} | {len(mine)} | {marked} | {cells} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
