"""Parse a source document into a report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.structure.blocks import Block, join_lines
from analyzer.structure.chain import choose_openings
from analyzer.structure.forms import Forms, shipped_forms
from analyzer.structure.furniture import page_numbers, running_heads, web_frame
from analyzer.structure.glue import part_lines
from analyzer.structure.identity import read_issuer, read_level, read_year
from analyzer.structure.items import find_items
from analyzer.structure.lines import Line, split_lines
from analyzer.structure.openings import Opening, read_opening
from analyzer.structure.outline import Reading, make_heading, read_paragraphs
from analyzer.structure.report import Heading, Identity, Report, Section, Table
from analyzer.structure.scheme import Scheme, choose_scheme, shipped_schemes
from analyzer.structure.sections import (
    Start,
    build_sections,
    number_paragraphs,
    with_implied,
)
from analyzer.structure.sentences import find_sentences
from analyzer.structure.tables.evidence import Evidence, is_number, weigh
from analyzer.structure.tables.find import find_regions
from analyzer.structure.tables.read import native_table, read_tables
from analyzer.structure.titles import TitleLines, find_title
from analyzer.text.cleaning import clean_paragraph, find_debris
from analyzer.text.mapped import MappedText
from analyzer.text.source import SourceDocument
from analyzer.text.span import SourceSpan, Span

_HEAD_OF_TEXT = 1500  # characters in which a title is looked for
_BARE_FIGURES = re.compile(r"\d{1,4}")


def parse_report(
    source: SourceDocument,
    *,
    schemes: Sequence[Scheme] | None = None,
    forms: Forms | None = None,
) -> Report:
    """Parse a source document. A text without title or sections gives a report without them."""
    forms = forms or shipped_forms()
    scheme = _scheme_for(source.text, tuple(schemes or shipped_schemes()))
    lines = part_lines(source.text, _printed_lines(source, scheme, forms), scheme, forms)
    evidence = [weigh(line, forms) for line in lines]
    openings = _openings(lines, evidence, scheme, forms)
    regions = find_regions(lines, evidence, headings=set(openings))
    tables = [native_table(table, forms) for table in source.tables]
    inside: set[int] = set()
    for region in regions:
        members = range(region.first, region.last + 1)
        tables += read_tables(source.text, lines[region.first : region.last + 1], forms)
        inside.update(members)
    prose = [
        line
        for i, line in enumerate(lines)
        if i not in inside and not _BARE_FIGURES.fullmatch(line.compact)
    ]
    keys = {lines[i].start: opening.key for i, opening in openings.items()}
    blocks = join_lines(prose, headings=set(keys))
    draft = _draft(source, blocks, keys, scheme)
    return _finish(source, draft, scheme, sorted(tables, key=lambda t: t.source))


def _scheme_for(text: str, schemes: tuple[Scheme, ...]) -> Scheme:
    """Choose the kind of report by its title and the edition by its year."""
    head = text[:_HEAD_OF_TEXT]
    kinds = [s for s in schemes if s.titles.search(head)] or list(schemes)
    match = kinds[0].titles.search(head)
    title = head[max(0, match.start() - 40) : match.end()] if match else None
    same_kind = tuple(s for s in schemes if s.kind == kinds[0].kind)
    return choose_scheme(same_kind, year=read_year(title, text))


def _printed_lines(source: SourceDocument, scheme: Scheme, forms: Forms) -> list[Line]:
    """Return the lines outside native tables, without page furniture."""
    lines = split_lines(source.text)
    spans = [table.span for table in source.tables]
    if spans:
        lines = [line for line in lines if not any(_within(line, span) for span in spans)]
    numbers = page_numbers(
        lines, in_table=lambda compact: is_number(compact) or forms.is_fragment(compact)
    )
    heads = running_heads(
        lines,
        numbers,
        keep=forms.is_fragment,
        is_title=lambda compact: scheme.titles.search(compact) is not None,
    )
    dropped = numbers | heads | web_frame(lines)
    return _without(lines, dropped)


def _without(lines: Sequence[Line], dropped: set[int]) -> list[Line]:
    """Drop lines and the blank lines around them: these part pages, not paragraphs.

    Between the cells of a tabbed table one blank line stays, for there it ends a row.
    """
    kept: list[Line] = []
    blank: Line | None = None
    for i, line in enumerate(lines):
        if i in dropped:
            while kept and not kept[-1].raw.strip():
                blank = kept.pop()
        elif kept and i and not line.raw.strip() and not _was_kept(kept, lines, i):
            blank = line
        else:
            if (
                blank is not None
                and line.raw.startswith("\t")
                and kept
                and kept[-1].raw[:1] == "\t"
            ):
                kept.append(blank)
            blank = None
            kept.append(line)
    return kept


def _was_kept(kept: Sequence[Line], lines: Sequence[Line], i: int) -> bool:
    return kept[-1] is lines[i - 1]


def _within(line: Line, span: SourceSpan) -> bool:
    return span.start <= line.start < span.end and line.end <= span.end + 1


def _openings(
    lines: Sequence[Line], evidence: Sequence[Evidence], scheme: Scheme, forms: Forms
) -> dict[int, Opening]:
    """Return the lines that open sections, by index."""
    candidates: list[tuple[int, Opening]] = []
    above = Evidence.BLANK
    for i, line in enumerate(lines):
        opening = read_opening(line.compact, scheme, forms)
        if opening is not None and not _is_table_row(line, evidence[i], above, opening, forms):
            candidates.append((i, opening))
        if evidence[i] is not Evidence.BLANK:
            above = evidence[i]
    return {candidates[i][0]: candidates[i][1] for i in choose_openings(candidates, scheme)}


def _is_table_row(
    line: Line, evidence: Evidence, above: Evidence, opening: Opening, forms: Forms
) -> bool:
    """Tell whether a numbered line is a row of a table of figures, not a heading."""
    if evidence >= Evidence.ROW and not (opening.exact and forms.is_label(line.compact)):
        return True
    return forms.may_head_section(line.compact) and above >= Evidence.CELL


@dataclass(frozen=True, slots=True)
class _Draft:
    """The cleaned text with what each paragraph is."""

    text: MappedText
    spans: tuple[Span, ...]
    readings: tuple[Reading, ...]
    keys: tuple[str | None, ...]  # of the paragraphs that open a section
    run_in: tuple[bool, ...]  # text stands behind the paragraph on the same printed line
    title: Span | None


def _draft(
    source: SourceDocument, blocks: Sequence[Block], keys: dict[int, str], scheme: Scheme
) -> _Draft:
    title = find_title(blocks, scheme)
    blocks = _title_as_one(blocks, title)
    cleaned = [(block, clean_paragraph(source.text, block.pieces)) for block in blocks]
    kept = [(block, text) for block, text in cleaned if text.text]
    spans: list[Span] = []
    at = 0
    for _, text in kept:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 1
    opens = [keys.get(block.lines[0].start) if block.heading else None for block, _ in kept]
    titles = (
        [
            bool(title) and block.lines[0].start == blocks[title.first].lines[0].start
            for block, _ in kept
        ]
        if title
        else [False] * len(kept)
    )
    readings = read_paragraphs(
        [text.text for _, text in kept],
        sections=[key is not None for key in opens],
        titles=titles,
    )
    following = [block.lines[0].cut for block, _ in kept[1:]] + [False]
    return _Draft(
        text=MappedText.join((text for _, text in kept), separator="\n"),
        spans=tuple(spans),
        readings=tuple(readings),
        keys=tuple(opens),
        run_in=tuple(following),
        title=next((s for s, is_title in zip(spans, titles, strict=True) if is_title), None),
    )


def _title_as_one(blocks: Sequence[Block], title: TitleLines | None) -> list[Block]:
    if title is None:
        return list(blocks)
    lines = tuple(line for b in blocks[title.first : title.last + 1] for line in b.lines)
    return [*blocks[: title.first], Block(lines), *blocks[title.last + 1 :]]


def _finish(
    source: SourceDocument, draft: _Draft, scheme: Scheme, tables: Sequence[Table]
) -> Report:
    text = draft.text.text
    headings, starts = _headings(source, draft)
    texts = [span.of(text) for span in draft.spans]
    kinds = [reading.kind for reading in draft.readings]
    starts = with_implied(starts, texts, kinds)
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


def _headings(source: SourceDocument, draft: _Draft) -> tuple[list[Heading], list[Start]]:
    headings: list[Heading] = []
    starts: list[Start] = []
    for i, (span, reading) in enumerate(zip(draft.spans, draft.readings, strict=True)):
        if not reading.heading_end:
            continue
        key = draft.keys[i]
        level = 1 if key else reading.marker.level if reading.marker else 2
        run_in = reading.heading_end < len(span) or (key is not None and draft.run_in[i])
        heading = make_heading(
            source.text, draft.text, span.start, reading, level=level, run_in=run_in
        )
        headings.append(heading)
        if key:
            starts.append(Start(key, i, heading))
    return headings, starts


def _section_of(table: Table, sections: Sequence[Section]) -> int:
    for index, section in enumerate(sections):
        if section.source.start <= table.source.start < section.source.end:
            return index
    return -1


def _identity(source: SourceDocument, draft: _Draft, scheme: Scheme) -> Identity:
    text = draft.text.text
    title = draft.title.of(text) if draft.title else None
    if title is None and source.title and scheme.titles.search(source.title):
        title = source.title
    signatures = [
        span.of(text)
        for span, reading in zip(draft.spans, draft.readings, strict=True)
        if reading.kind == "signature"
    ]
    issuer = read_issuer(title, signatures, text, scheme)
    return Identity(
        title=title,
        title_span=draft.title,
        issuer=issuer,
        year=read_year(title, text),
        level=read_level(issuer),
        era=scheme.era,
        scheme=scheme.name,
    )
