"""What the boilerplate and continuity families may ask about the other reports of a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from analyzer.structure.report import Report
    from analyzer.text.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a report that also stands in another one."""

    span: Span  # in the report asked about (cleaned text)
    other_source: str  # name of the other file
    other_issuer: str | None
    other_year: int | None
    other_section: str  # section key
    other_text: str  # the aligned stretch as it stands there
    other_start: int  # source offsets there
    other_end: int
    own_last_year: bool  # the other report is the same issuer's, one year earlier
    similarity: float  # 0–1 over the aligned, masked stretch
    reports_sharing: int  # how many other reports hold it


class Reference(Protocol):
    """The other reports. Implementations may live in memory or on disk."""

    @property
    def reports(self) -> int:
        """Number of reports in the reference."""
        ...

    def passages(self, report: Report) -> tuple[Passage, ...]:
        """Return what `report` shares with others (itself excluded), in order of place."""
        ...

    def last_year(self, report: Report) -> Report | None:
        """Return the same issuer's report of the year before, if it is there."""
        ...
