"""From printed lines to the cleaned text: what each of its paragraphs is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.structure.blocks import Block
from analyzer.structure.outline import Reading, make_heading, read_paragraphs
from analyzer.structure.report import Heading
from analyzer.structure.scheme import Scheme
from analyzer.structure.sections import Start
from analyzer.structure.titles import find_title
from analyzer.text.cleaning import clean_paragraph
from analyzer.text.mapped import MappedText
from analyzer.text.span import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """The cleaned text with what each paragraph is. All tuples run over the paragraphs."""

    text: MappedText
    spans: tuple[Span, ...]
    readings: tuple[Reading, ...]
    keys: tuple[str | None, ...]  # of the paragraphs that open a section
    followed: tuple[bool, ...]  # text stands behind the paragraph on the same printed line

    @property
    def title(self) -> Span | None:
        """Return the place of the title."""
        kinds = (reading.kind for reading in self.readings)
        return next((s for s, k in zip(self.spans, kinds, strict=True) if k == "title"), None)

    def texts(self) -> list[str]:
        """Return the paragraphs' texts."""
        return [span.of(self.text.text) for span in self.spans]


def make_draft(
    source: str, blocks: Sequence[Block], keys: Mapping[int, str], scheme: Scheme
) -> Draft:
    """Clean the blocks and read them. `keys`: section key by the offset where its heading starts."""
    blocks, title = _title_as_one(blocks, scheme)
    kept = [(b, t) for b in blocks if (t := clean_paragraph(source, b.pieces)).text]
    spans = []
    at = 0
    for _, text in kept:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 1
    opens = [keys.get(block.lines[0].start) if block.heading else None for block, _ in kept]
    readings = read_paragraphs(
        [text.text for _, text in kept],
        sections=[key is not None for key in opens],
        titles=[title is not None and block.compact == title.compact for block, _ in kept],
    )
    return Draft(
        text=MappedText.join((text for _, text in kept), separator="\n"),
        spans=tuple(spans),
        readings=tuple(readings),
        keys=tuple(opens),
        followed=tuple([block.lines[0].cut for block, _ in kept[1:]] + [False]),
    )


def _title_as_one(blocks: Sequence[Block], scheme: Scheme) -> tuple[list[Block], Block | None]:
    """Join the blocks of a title split over lines; return it also by itself."""
    found = find_title(blocks, scheme)
    if found is None:
        return list(blocks), None
    lines = tuple(line for b in blocks[found.first : found.last + 1] for line in b.lines)
    title = Block(lines)
    return [*blocks[: found.first], title, *blocks[found.last + 1 :]], title


def find_headings(source: str, draft: Draft) -> tuple[list[Heading], list[Start]]:
    """Return the headings of every level, and where sections start."""
    headings: list[Heading] = []
    starts: list[Start] = []
    for i, (span, reading) in enumerate(zip(draft.spans, draft.readings, strict=True)):
        if not reading.heading_end:
            continue
        key = draft.keys[i]
        level = 1 if key else reading.marker.level if reading.marker else 2
        run_in = reading.heading_end < len(span) or (key is not None and draft.followed[i])
        heading = make_heading(source, draft.text, span.start, reading, level=level, run_in=run_in)
        headings.append(heading)
        if key:
            starts.append(Start(key, i, heading))
    return headings, starts
