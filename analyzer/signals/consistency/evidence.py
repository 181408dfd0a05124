"""What the consistency rules read, prepared once per report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.language.entities import Percent, Quantity, entities
from analyzer.signals.consistency.home import Home, read_home
from analyzer.signals.consistency.statutory_tables import Figures, read_figures

if TYPE_CHECKING:
    from analyzer.signals.rule import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsistencyEvidence:
    """Numbers of the prose, figures of the tables, and who speaks."""

    text: str
    year: int | None
    quantities: tuple[Quantity, ...]
    percents: tuple[Percent, ...]
    home: Home
    figures: Figures


def read_evidence(subject: Subject) -> ConsistencyEvidence:
    """Prepare the evidence of one report."""
    report = subject.report
    counted = (q for q in entities(subject.doc, Quantity) if not q.ordinal and not q.indefinite)
    return ConsistencyEvidence(
        text=report.text.text,
        year=report.identity.year,
        quantities=tuple(counted),
        percents=entities(subject.doc, Percent),
        home=read_home(report),
        figures=read_figures(report),
    )
