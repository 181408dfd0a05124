"""What the boilerplate and continuity families may ask about the other reports.

Implementations: `RunReference` (the reports of one run, on disk), and whatever later keeps a
corpus. How the pipeline makes one is written in `analyzer.corpus.run_reference`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from analyzer.corpus.masking import MaskedReport
    from analyzer.structure.report import Report
    from analyzer.text.span import SourceSpan, Span

Relation = Literal["own_last_year", "peer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What is the same on both sides. Figures are part of it only where they are equal."""

    span: Span  # in the report asked about (cleaned text)
    other: SourceSpan  # in the other file
    run: int  # masked characters of the run it belongs to, figures included


@dataclass(frozen=True, slots=True)
class Holder:
    """Another report that holds a passage too."""

    source: str
    issuer: str | None
    year: int | None
    superior: str | None  # the issuer's superior as its name tells, None where it does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a report that also stands in another one. Lies inside one sentence."""

    span: Span  # in the report asked about (cleaned text)
    blocks: tuple[Block, ...]  # what is the same, in order; the first and last bound `span`
    other_source: str  # name of the other file
    other_issuer: str | None
    other_year: int | None
    other_section: str  # section key
    other_text: str  # the aligned stretch as it stands there
    other_start: int  # source offsets there
    other_end: int
    own_last_year: bool  # the other report is the same issuer's, one year earlier
    similarity: float  # 0-1 over the masked sentence or stretch, whichever is longer
    reports_sharing: int  # how many other reports hold it
    holders: tuple[Holder, ...] = ()  # the first few of them, the best one first
    one_superior: str | None = None  # all holders and the report have this superior: a template

    @property
    def relation(self) -> Relation:
        """Return whether this is the issuer's own last year or another issuer's text."""
        return "own_last_year" if self.own_last_year else "peer"


class Reference(Protocol):
    """The other reports. A report asked about never counts as its own company."""

    @property
    def reports(self) -> int:
        """Number of reports in the reference, copies of one file counted once."""
        ...

    def issuers(self, year: int | None) -> int:
        """Return how many different issuers reported about this year."""
        ...

    def passages(
        self, report: Report, *, masked: MaskedReport | None = None
    ) -> tuple[Passage, ...]:
        """Return what `report` shares with others (itself excluded), in order of place.

        `masked` saves masking once more when the caller has done it already.
        """
        ...

    def users_of_blocks(self, masked: MaskedReport, *, length: int) -> Sequence[int]:
        """Return per block of `length` masked characters how many other issuers use it that year.

        One number per start position in `masked.codes`; -1 where no block starts. Numbers below 3
        are given as 0.
        """
        ...

    def last_year(self, report: Report) -> Report | None:
        """Return the same issuer's report of the year before, if it is there."""
        ...
