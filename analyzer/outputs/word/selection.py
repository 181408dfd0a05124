"""Which findings are shown: those asked for, and on each page no more than an author can take in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from analyzer.outputs.html.titles import confidence_title
from analyzer.profile.record import SEVERITIES, FindingRecord

TIERS = ("高", "中", "低")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The findings a user asks for."""

    severity: str = SEVERITIES[-1]  # and graver
    tier: str = TIERS[-1]  # and surer
    rules: Collection[str] = ()  # empty: all

    def takes(self, finding: FindingRecord) -> bool:
        """Tell whether a finding is asked for."""
        grave = SEVERITIES.index(finding["severity"]) <= SEVERITIES.index(self.severity)
        sure = TIERS.index(confidence_title(finding["confidence"])) <= TIERS.index(self.tier)
        return grave and sure and (not self.rules or finding["rule"] in self.rules)


def gravest_per_page(
    findings: Sequence[FindingRecord], *, most: int, page: Callable[[FindingRecord], int]
) -> tuple[list[FindingRecord], list[FindingRecord]]:
    """Part findings into at most `most` a page and the rest, both in order of the text.

    Graver ones stay, then surer ones, then earlier ones.
    """
    taken: Counter[int] = Counter()
    kept: set[str] = set()
    for finding in sorted(
        findings,
        key=lambda f: (SEVERITIES.index(f["severity"]), -f["confidence"], f["start"], f["id"]),
    ):
        at = page(finding)
        if taken[at] < most:
            taken[at] += 1
            kept.add(finding["id"])
    shown = [finding for finding in findings if finding["id"] in kept]
    return shown, [finding for finding in findings if finding["id"] not in kept]
