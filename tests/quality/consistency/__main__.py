"""Print precision on reading and recall of what was planted: python -m tests.quality.consistency."""

from __future__ import annotations

from collections import Counter

from tests.conftest import SHARED
from tests.quality.consistency.changed import changed
from tests.quality.consistency.planted import planted
from tests.quality.consistency.reading import precision
from tests.quality.consistency.stress import stress


def main() -> None:
    """Print both tables."""
    if SHARED.is_dir():
        for samples in (False, True):
            print("samples" if samples else "open reports")
            for family, counter in precision(samples=samples).items():
                print(
                    f"| {family} | {counter['marked']} | {counter['read']} | {counter['errors']} |"
                )
        for kind, counter in changed().items():
            print(f"| {kind} | {counter['changed']} | {counter['found']} |")
    counts = stress(planted())
    total: Counter[str] = Counter()
    for kind, counter in counts.items():
        print(f"| {kind} | {counter['planted']} | {counter['found']} | {counter['alarms']} |")
        total += counter
    print(f"| all | {total['planted']} | {total['found']} | {total['alarms']} |")


if __name__ == "__main__":
    main()
