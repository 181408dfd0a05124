"""How far the forms of one report agree in prose, tables, sections and findings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from analyzer.pipeline.single import profile_report
from analyzer.settings import default_settings
from analyzer.structure.parse import parse_report
from analyzer.structure.report import Report
from analyzer.text.source import SourceDocument

BASE = "docx"
_PAGE_NUMBER = re.compile(r"—\d+—")  # a quote that runs over a page break shows it


@dataclass(frozen=True, slots=True)
class Agreement:
    """One form of one report against its Word form. `prose`: share of characters that agree."""

    name: str
    form: str
    prose: float
    paragraphs: bool
    tables: bool
    sections: bool
    identity: bool
    findings_lost: tuple[str, ...]
    findings_more: tuple[str, ...]

    @property
    def unequal(self) -> str:
        """Name what is not the same, "" where all is; paragraphs are not asked for."""
        parts = ("tables", "sections", "identity", "findings")
        return ", ".join(part for part in parts if not getattr(self, part))

    @property
    def findings(self) -> bool:
        """Tell whether the findings are the same."""
        return not self.findings_lost and not self.findings_more


def compare(
    documents: Mapping[str, Mapping[str, SourceDocument]], *, base: str = BASE
) -> list[Agreement]:
    """Compare every form of every report with its base form."""
    found = []
    for name, forms in documents.items():
        known = parse_report(forms[base])
        wanted = _findings(known)
        for form, document in forms.items():
            if form != base:
                found.append(_agreement(name, form, known, wanted, parse_report(document)))
    return found


def _agreement(
    name: str, form: str, known: Report, wanted: Sequence[str], other: Report
) -> Agreement:
    given = _findings(other)
    return Agreement(
        name=name,
        form=form,
        prose=Indel.normalized_similarity(_bare(known.text.text), _bare(other.text.text)),
        paragraphs=known.text.text == other.text.text,
        tables=_tables(known) == _tables(other),
        sections=[s.key for s in known.sections] == [s.key for s in other.sections],
        identity=(known.identity.issuer, known.identity.year, known.identity.level)
        == (other.identity.issuer, other.identity.year, other.identity.level),
        findings_lost=tuple(sorted(_without(wanted, given))),
        findings_more=tuple(sorted(_without(given, wanted))),
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _tables(report: Report) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    return [
        (table.kind, tuple(tuple(_bare(cell) for cell in row) for row in table.rows))
        for table in report.tables
    ]


def _findings(report: Report) -> list[str]:
    record = profile_report(report, default_settings())
    # A finding about blanks alone is not compared: pages show gaps, not the blanks typed there.
    return [
        f"{one['rule']} {_PAGE_NUMBER.sub('', _bare(one['quote']))}"
        for one in record["findings"]
        if one["quote"].strip()
    ]


def _without(these: Sequence[str], those: Sequence[str]) -> list[str]:
    """Return what of `these` has no counterpart; a page break may cut a quotation short."""
    left = list(those)
    missing = []
    for one in these:
        found = next((other for other in left if _same(one, other)), None)
        if found is None:
            missing.append(one)
        else:
            left.remove(found)
    return missing


def _same(one: str, other: str) -> bool:
    (rule, _, quote), (other_rule, _, other_quote) = one.partition(" "), other.partition(" ")
    return rule == other_rule and (quote in other_quote or other_quote in quote)
