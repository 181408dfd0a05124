"""What the makers of hints read: one report, what the families found, and what is taken already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from analyzer.language.contacts import find_contacts
from analyzer.language.lexicon import read_rows
from analyzer.profile.advice.bench import Bench, Hits, Part
from analyzer.signals.consistency.statutory_tables import Figures, read_figures
from analyzer.structure.report import Report
from analyzer.text.span import Span

if TYPE_CHECKING:
    from analyzer.signals.boilerplate.evidence import Evidence as Boilerplate
    from analyzer.signals.completeness.evidence import CompletenessEvidence
    from analyzer.signals.problems.evidence import ProblemEvidence
    from analyzer.signals.specificity.evidence import Evidence as Specificity


@dataclass(frozen=True)
class Scene:
    """A report on the bench, with the evidence of each family by name (None where it failed)."""

    bench: Bench

    @property
    def report(self) -> Report:
        """Return the parsed report."""
        return self.bench.subject.report

    @property
    def specificity(self) -> Specificity | None:
        """Return graded sentences and facts."""
        found: Specificity | None = self._evidence("specificity")
        return found

    @property
    def boilerplate(self) -> Boilerplate | None:
        """Return what is stock or shared."""
        found: Boilerplate | None = self._evidence("boilerplate")
        return found

    @property
    def problems(self) -> ProblemEvidence | None:
        """Return problems and measures."""
        found: ProblemEvidence | None = self._evidence("problems")
        return found

    @property
    def completeness(self) -> CompletenessEvidence | None:
        """Return parts, aspects and matters."""
        found: CompletenessEvidence | None = self._evidence("completeness")
        return found

    @cached_property
    def is_office(self) -> bool:
        """Tell whether the issuer has no villages or communities of its own, as far as is told."""
        issuer = self.report.identity.issuer
        if issuer is None:
            return bool(_CALLS_ITSELF.search(self.report.text.text))
        return not _HAS_VILLAGES.search(issuer)

    @cached_property
    def figures(self) -> Figures:
        """Return the figures of the statutory tables."""
        return read_figures(self.report)

    def hits(self, family: str, *rules: str) -> Hits:
        """Return a family's counted findings, of some rules or all."""
        part = self.bench.state.get(family)
        return tuple(h for h in part.hits if not rules or h[0] in rules) if part else ()

    def text(self, span: Span) -> str:
        """Return the cleaned text of a place."""
        return self.report.slice(span)

    def is_creed(self, span: Span) -> bool:
        """Tell whether a place holds a political formulation: it is left to its author."""
        text = self.text(span)
        return any(row[0] in text for row in read_rows("formulations.tsv"))

    def is_private(self, span: Span) -> bool:
        """Tell whether a place names a person or a telephone, mailbox or address."""
        if any(True for _ in find_contacts(self.text(span))):
            return True
        people = self.bench.subject.doc.spans.get("person", ())
        return any(p.start_char < span.end and span.start < p.end_char for p in people)

    def _evidence(self, family: str) -> Any:
        part: Part | None = self.bench.state.get(family)
        return part.evidence if part else None


_CALLS_ITSELF = re.compile(r"[我本](?:局|委|厅|院|中心)")
_HAS_VILLAGES = re.compile(
    r"(?:[镇乡]|街道|人民政府|管委会|管理委员会)(?:人民政府|办事处|办公室)?$"
)


def overlaps_any(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a place overlaps one of several."""
    return any(span.overlaps(other) for other in others)
