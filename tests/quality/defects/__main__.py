"""Print the measurement of the defect rules as Markdown: python -m tests.quality.defects ../shared."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.quality.defects.material import proofread
from tests.quality.defects.measure import (
    by_kind,
    calibration,
    on_edited,
    on_reports,
    precision_recall,
    without_own_group,
)


def main(shared: Path) -> None:
    """Print all tables."""
    reports, found = proofread(shared), on_reports(shared)
    print(
        "| scope | tier | findings | defects | precision | recall | F1 |\n|---|---|---|---|---|---|---|"
    )
    for scope, kept in (
        ("all reports", found),
        ("without the own group", without_own_group(found)),
    ):
        for high in (True, False):
            row = precision_recall(kept, reports, high=high)
            print(
                f"| {scope} | {'high' if high else 'all'} | "
                + " | ".join(map(str, row.values()))
                + " |"
            )
    for group in ("seeds", "huaian", "pingtan"):
        mine = [r for r in reports if r.group == group]
        row = precision_recall([f for f in found if f.report.group == group], mine, high=False)
        print(f"| {group} | all | " + " | ".join(map(str, row.values())) + " |")
    print("\n| kind | reached | defects |\n|---|---|---|")
    for kind, (reached, every) in by_kind(found, reports).items():
        print(f"| {kind} | {reached} | {every} |")
    print("\n| confidence | findings | mean | marked |\n|---|---|---|---|")
    for row in calibration(found):
        print("| " + " | ".join(map(str, row)) + " |")
    rates = on_edited(shared)
    print(
        "\n| rule | findings | marked | papers | statutes | newscasts | clean_news |\n|---|---|---|---|---|---|---|"
    )
    for rule in sorted({f.rule for f in found} | set(rates)):
        mine = [f for f in found if f.rule == rule]
        marked = sum(bool(f.touched) for f in mine)
        rate = rates.get(rule, {"papers": 0, "statutes": 0, "newscasts": 0, "clean_news": 0})
        print(
            f"| {rule} | {len(mine)} | {marked} | "
            + " | ".join(f"{v:g}" for v in rate.values())
            + " |"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
