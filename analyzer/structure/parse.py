"""Parse a source document into a report."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from analyzer.structure.blocks import Block, join_lines
from analyzer.structure.forms import Forms, shipped_forms
from analyzer.structure.furniture import furniture_lines
from analyzer.structure.identity import guess_year, issuer_of, level_of
from analyzer.structure.items import find_items
from analyzer.structure.lines import Line, split_lines
from analyzer.structure.markers import read_marker
from analyzer.structure.report import (
    Heading,
    Identity,
    Paragraph,
    Report,
    Section,
    Sentence,
    Table,
    TableCell,
)
from analyzer.structure.scheme import UNKNOWN, Scheme, choose_scheme, shipped_schemes
from analyzer.structure.sentences import sentence_spans
from analyzer.structure.tables.find import Region, find_regions
from analyzer.text.cleaning import clean_paragraph, find_debris
from analyzer.text.mapped import MappedText
from analyzer.text.source import SourceDocument
from analyzer.text.span import SourceSpan, Span

_SIGN = re.compile(
    r"(?:[\u4e00-\u9fff]{2,30}(?:政府|局|办公室|委员会|管委会|街道|办事处|厅|中心)){0,1}"
    r"(?:(?:20\d\d|二[〇○零ＯO][一二三四五六七八九〇○零]{2})年.{1,4}月(?:.{1,4}日)?)?"
)
_NOTE = re.compile(r"[\[（(]?(?:附件|附表|附：|注：|备注|附)")


def parse_report(
    source: SourceDocument,
    *,
    schemes: Sequence[Scheme] | None = None,
    forms: Forms | None = None,
) -> Report:
    """Parse a source document. Never fails: a text without sections gives a report without."""
    schemes = tuple(schemes or shipped_schemes())
    forms = forms or shipped_forms()
    scheme = choose_scheme(schemes, year=guess_year(source.text, None))
    lines = split_lines(source.text)
    lines = _native_removed(lines, source)
    dropped = furniture_lines(lines)
    lines = [line for i, line in enumerate(lines) if i not in dropped]

    def heading_line(line: Line) -> bool:
        return section_heading(line.compact, scheme) is not None

    regions = find_regions(lines, forms=forms, is_heading=heading_line)
    inside = {i for r in regions for i in range(r.first, r.last + 1)}
    prose = [line for i, line in enumerate(lines) if i not in inside]
    blocks = join_lines(prose, stands_alone=heading_line)
    blocks = _title_joined(blocks, source.text, scheme)
    text, spans = _assemble(source.text, blocks)
    return _Builder(source, text, spans, scheme, lines, regions).build()


def section_heading(compact: str, scheme: Scheme) -> tuple[str, int] | None:
    """Return key and end of the heading phrase when a line opens a section."""
    marker = read_marker(compact)
    if marker is None:
        return None
    found = scheme.phrase_at(compact, marker.end)
    if found and (marker.level == 1 or (marker.level == 3 and found[1] >= marker.end + 8)):
        return found
    rest = compact[marker.end :]
    if marker.level == 1 and 2 <= len(rest) <= 40 and not re.search(r"[，。；：]", rest[:-1]):
        if re.match(r"本年(?:度)?(?:新收|办理)|上年结转|结转下年", rest):
            return None
        return scheme.key_of(rest), len(compact)
    return None


def _native_removed(lines: list[Line], source: SourceDocument) -> list[Line]:
    if not source.tables:
        return lines
    spans = [t.span for t in source.tables]
    return [
        line
        for line in lines
        if not any(s.start <= line.start and line.end <= s.end + 1 and line.start < s.end for s in spans)
    ]


def _title_joined(blocks: list[Block], text: str, scheme: Scheme) -> list[Block]:
    """Join the two or three short lines of a title that was split over lines."""
    for count in (1, 2, 3):
        head = blocks[:count]
        if len(head) < count:
            break
        pieces = tuple(p for b in head for p in b.pieces)
        joined = clean_paragraph(text, pieces).text
        if len(joined) <= 60 and "。" not in joined and scheme.titles.search(joined):
            return [Block(pieces), *blocks[count:]]
    return blocks


def _assemble(source: str, blocks: Sequence[Block]) -> tuple[MappedText, list[Span]]:
    parts: list[MappedText] = []
    spans: list[Span] = []
    at = 0
    for block in blocks:
        mapped = clean_paragraph(source, block.pieces)
        if not mapped.text:
            continue
        spans.append(Span(at, at + len(mapped)))
        at += len(mapped) + 1
        parts.append(mapped)
    return MappedText.join(parts, separator="\n"), spans


class _Builder:
    """Carry the pieces of one parse from the cleaned text to the report."""

    def __init__(
        self,
        source: SourceDocument,
        text: MappedText,
        spans: list[Span],
        scheme: Scheme,
        lines: Sequence[Line],
        regions: Sequence[Region],
    ) -> None:
        self.source = source
        self.text = text
        self.spans = spans
        self.scheme = scheme
        self.lines = lines
        self.regions = regions

    def build(self) -> Report:
        text = self.text.text
        headings: list[Heading] = []
        sections: list[tuple[str, Heading, int]] = []
        paragraphs: list[Paragraph] = []
        title: Span | None = None
        for number, span in enumerate(self.spans):
            body = span.of(text)
            found = section_heading(body, self.scheme)
            marker = read_marker(body)
            kind = "text"
            start = span.start
            if found and marker:
                end = span.start + found[1]
                heading = self._heading(Span(span.start, end), marker, 1, end < span.end)
                headings.append(heading)
                sections.append((found[0], heading, len(paragraphs)))
                paragraphs.append(Paragraph(heading.span, "heading", len(sections) - 1, len(headings) - 1))
                start = end
                while start < span.end and text[start] in "：:。 ":
                    start += 1
                if start >= span.end:
                    continue
            elif number <= 2 and not sections and len(body) <= 60 and self.scheme.titles.search(body) and "。" not in body:
                kind = "title"
                title = span
            elif marker and len(body) <= 40 and not re.search(r"[。；：，]", body[:-1]) and body[-1] not in "；;":
                headings.append(self._heading(span, marker, marker.level, False))
                kind = "heading"
            elif marker and marker.level in (2, 3) and (m := re.match(r"[^。；：]{2,30}?[。：]", body[marker.end :])) and len(body) > marker.end + m.end():
                headings.append(
                    self._heading(Span(span.start, span.start + marker.end + m.end()), marker, marker.level, True)
                )
            elif _NOTE.match(body) and len(body) < 60:
                kind = "note"
            elif len(body) <= 40 and _SIGN.fullmatch(body) and number > len(self.spans) // 2:
                kind = "signature"
            paragraphs.append(
                Paragraph(Span(start, span.end), kind, len(sections) - 1, len(headings) - 1)  # type: ignore[arg-type]
            )
        return self._finish(headings, sections, paragraphs, title)

    def _heading(self, span: Span, marker: object, level: int, run_in: bool) -> Heading:
        text = self.text.text
        end = getattr(marker, "end")
        src = self.text.source_span(Span(span.start, span.start + max(end, 1)))
        return Heading(
            span=span,
            level=level,
            marker=src.of(self.source.text),
            ordinal=getattr(marker, "ordinal"),
            text=text[span.start + end : span.end].rstrip("。：:；; "),
            run_in=run_in,
        )

    def _finish(self, headings, sections, paragraphs, title) -> Report:  # type: ignore[no-untyped-def]
        text = self.text.text
        full: list[Section] = []
        for i, (key, heading, _) in enumerate(sections):
            start = heading.span.start
            end = sections[i + 1][1].span.start if i + 1 < len(sections) else len(text)
            stop = end - 1 if end < len(text) else end
            source_end = (
                self.text.origins[end] if end < len(text) else len(self.source.text)
            )
            full.append(
                Section(key, heading, Span(start, max(start, stop)), SourceSpan(self.text.origins[start], source_end))
            )
        items = find_items(text, paragraphs)
        sentences = []
        for index, p in enumerate(paragraphs):
            if p.kind not in ("text",):
                continue
            for span in sentence_spans(text, p.span.start, p.span.end):
                item = next((k for k in range(len(items) - 1, -1, -1) if items[k].span.start <= span.start < items[k].span.end), -1)
                sentences.append(Sentence(span, index, p.section, item))
        title_text = title.of(text) if title else None
        year = guess_year(text, title_text)
        signature = next((p.span.of(text) for p in reversed(paragraphs) if p.kind == "signature" and "年" not in p.span.of(text)), None)
        issuer = issuer_of(title_text, signature, self.scheme)
        return Report(
            source=self.source,
            text=self.text,
            identity=Identity(title_text, title, issuer, year, level_of(issuer), self.scheme.era, self.scheme.name),
            headings=tuple(headings),
            sections=tuple(full),
            paragraphs=tuple(paragraphs),
            items=items,
            sentences=tuple(sentences),
            tables=tuple(self._tables(full)),
            residue=tuple(SourceSpan(a, b) for a, b in find_debris(self.source.text)),
        )

    def _tables(self, sections: list[Section]) -> list[Table]:
        tables = []
        for native in self.source.tables:
            tables.append(self._table(native.span, native.rows, tuple(TableCell(c.text, c.row, c.column, c.span) for c in native.cells), sections))
        for region in self.regions:
            lines = self.lines[region.first : region.last + 1]
            span = SourceSpan(lines[0].start, lines[-1].end)
            rows = tuple((line.raw.strip(),) for line in lines if not line.blank)
            tables.append(self._table(span, rows, (), sections))
        return tables

    def _table(self, span, rows, cells, sections) -> Table:  # type: ignore[no-untyped-def]
        flat = "".join("".join(r) for r in rows)
        kind = "disclosure" if "第二十条" in flat else "requests" if "勾稽" in flat or "申请人情况" in flat else "litigation" if "复议后起诉" in flat else "other"
        section = next((i for i, s in enumerate(sections) if s.source.start <= span.start < s.source.end), -1)
        return Table(kind, rows, cells, span, section)  # type: ignore[arg-type]


__all__ = ["parse_report", "UNKNOWN", "array"]
