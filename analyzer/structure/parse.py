"""Parse a source document into a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analyzer.structure.blocks import join_lines
from analyzer.structure.chain import choose_openings, find_contents
from analyzer.structure.drafting import Draft, find_headings, make_draft
from analyzer.structure.forms import Forms, shipped_forms
from analyzer.structure.furniture import without_furniture
from analyzer.structure.glue import part_lines
from analyzer.structure.identity import read_issuer, read_level, read_year
from analyzer.structure.items import find_items
from analyzer.structure.lines import Line, split_lines
from analyzer.structure.openings import Opening, read_opening
from analyzer.structure.report import Identity, Report, Section, Table
from analyzer.structure.scheme import Scheme, choose_scheme, shipped_schemes
from analyzer.structure.sections import build_sections, number_paragraphs, with_implied
from analyzer.structure.sentences import find_sentences
from analyzer.structure.tables.evidence import Evidence, weigh
from analyzer.structure.tables.find import Region, find_regions
from analyzer.structure.tables.read import native_table, read_tables
from analyzer.structure.titles import ends_title
from analyzer.text.cleaning import find_debris
from analyzer.text.source import SourceDocument
from analyzer.text.span import SourceSpan

_HEAD_OF_TEXT = 1500  # characters in which a title is looked for
_TITLE_BEFORE = 40  # characters of a title before its fixed words
_BARE_FIGURES = re.compile(r"\d{1,4}")


def parse_report(
    source: SourceDocument,
    *,
    schemes: Sequence[Scheme] | None = None,
    forms: Forms | None = None,
) -> Report:
    """Parse a source document. A text without title or sections gives a report without them."""
    forms = forms or shipped_forms()
    scheme = _scheme_for(source.text, schemes or shipped_schemes())
    lines = part_lines(source.text, _printed_lines(source, scheme, forms), scheme, forms)
    evidence = [weigh(line, forms) for line in lines]
    openings, contents = _openings(lines, evidence, scheme, forms)
    regions = find_regions(lines, evidence, headings=set(openings), forms=forms)
    tables = [native_table(table, forms) for table in source.tables]
    for region in regions:
        tables += read_tables(source.text, lines[region.first : region.last + 1], forms)
    keys = {lines[i].start: opening.key for i, opening in openings.items()}
    blocks = join_lines(
        _outside(lines, regions, contents),
        headings=set(keys),
        ends_title=lambda compact: ends_title(compact, scheme),
    )
    draft = make_draft(source.text, blocks, keys, scheme)
    return _report(source, draft, scheme, sorted(tables, key=lambda table: table.source))


def _scheme_for(text: str, schemes: Sequence[Scheme]) -> Scheme:
    """Choose the kind of report by its title and the edition by its year."""
    head = text[:_HEAD_OF_TEXT]
    kinds = [s for s in schemes if s.titles.search(head)] or list(schemes)
    match = kinds[0].titles.search(head)
    title = head[max(0, match.start() - _TITLE_BEFORE) : match.end()] if match else None
    same_kind = [s for s in schemes if s.kind == kinds[0].kind]
    return choose_scheme(same_kind, year=read_year(title, text))


def _printed_lines(source: SourceDocument, scheme: Scheme, forms: Forms) -> list[Line]:
    """Return the lines outside native tables, without page furniture."""
    lines = split_lines(source.text)
    spans = [table.span for table in source.tables]
    if spans:
        lines = [line for line in lines if not any(_within(line, span) for span in spans)]
    return without_furniture(
        lines, forms, is_title=lambda compact: scheme.titles.search(compact) is not None
    )


def _within(line: Line, span: SourceSpan) -> bool:
    return span.start <= line.start < span.end and line.end <= span.end + 1


def _openings(
    lines: Sequence[Line], evidence: Sequence[Evidence], scheme: Scheme, forms: Forms
) -> tuple[dict[int, Opening], set[int]]:
    """Return the lines that open sections, by index, and the lines of a table of contents."""
    candidates: list[tuple[int, Opening]] = []
    above = Evidence.BLANK
    for i, line in enumerate(lines):
        opening = read_opening(line.compact, scheme, forms)
        if opening is not None and not _is_table_row(line, evidence[i], above, opening, forms):
            candidates.append((i, opening))
        if evidence[i] is not Evidence.BLANK:
            above = evidence[i]
    chosen = choose_openings(candidates, scheme)
    contents = find_contents(candidates, chosen, blank=lambda i: lines[i].blank)
    return {candidates[i][0]: candidates[i][1] for i in chosen}, contents


def _is_table_row(
    line: Line, evidence: Evidence, above: Evidence, opening: Opening, forms: Forms
) -> bool:
    """Tell whether a numbered line is a row of a table of figures, not a heading."""
    if evidence >= Evidence.ROW and not (opening.exact and forms.is_label(line.compact)):
        return True
    return forms.may_head_section(line.compact) and above >= Evidence.CELL


def _outside(lines: Sequence[Line], regions: Sequence[Region], contents: set[int]) -> list[Line]:
    """Return the lines of the prose; a bare figure left over is a page number."""
    inside = contents | {i for region in regions for i in range(region.first, region.last + 1)}
    return [
        line
        for i, line in enumerate(lines)
        if i not in inside and not _BARE_FIGURES.fullmatch(line.compact)
    ]


def _report(
    source: SourceDocument, draft: Draft, scheme: Scheme, tables: Sequence[Table]
) -> Report:
    text = draft.text.text
    headings, starts = find_headings(source.text, draft)
    kinds = [reading.kind for reading in draft.readings]
    starts = with_implied(starts, draft.texts(), kinds)
    sections = build_sections(starts, draft.spans, draft.text, len(source.text))
    paragraphs = number_paragraphs(draft.spans, kinds, starts, headings)
    items = find_items(text, paragraphs)
    return Report(
        source=source,
        text=draft.text,
        identity=_identity(source, draft, scheme),
        headings=tuple(headings),
        sections=sections,
        paragraphs=paragraphs,
        items=items,
        sentences=find_sentences(text, paragraphs, headings, items),
        tables=tuple(replace(table, section=_section_of(table, sections)) for table in tables),
        residue=tuple(SourceSpan(start, end) for start, end in find_debris(source.text)),
    )


def _section_of(table: Table, sections: Sequence[Section]) -> int:
    for index, section in enumerate(sections):
        if section.source.start <= table.source.start < section.source.end:
            return index
    return -1


def _identity(source: SourceDocument, draft: Draft, scheme: Scheme) -> Identity:
    text = draft.text.text
    span = draft.title
    title = span.of(text) if span else None
    if title is None and source.title and scheme.titles.search(source.title):
        title = source.title
    signatures = [
        paragraph
        for paragraph, reading in zip(draft.texts(), draft.readings, strict=True)
        if reading.kind == "signature"
    ]
    issuer = read_issuer(title, signatures, text, scheme)
    year = read_year(title, text)
    return Identity(
        title=title,
        title_span=span,
        issuer=issuer,
        year=year,
        level=read_level(issuer),
        era=scheme.era if year is not None else None,
        scheme=scheme.name,
    )
