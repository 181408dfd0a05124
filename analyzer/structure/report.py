"""The parsed report: identity, headings, sections, paragraphs, items, sentences and tables.

Everything here is a value. All spans are `Span`s of `Report.text`, the cleaned prose; tables keep
`SourceSpan`s because their cells are not part of the prose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyzer.text.mapped import MappedText
from analyzer.text.source import SourceDocument
from analyzer.text.span import SourceSpan, Span

Era = Literal["2008-2018", "2019-2020", "2021-"]
ParagraphKind = Literal["title", "heading", "text", "note", "signature"]
TableKind = Literal["disclosure", "requests", "litigation", "statistics", "other"]

PREAMBLE = "preamble"  # section key of what stands before the first section


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports about what. None means that the report does not tell, never a guess."""

    title: str | None
    title_span: Span | None
    issuer: str | None
    year: int | None
    level: str | None  # 省级 市级 县级 乡镇街道 省级部门 市级部门 县级部门 …
    era: Era | None
    scheme: str | None  # name of the section scheme (data/schemes/<name>.toml)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of any level. `span` covers marker and text, not the line break."""

    span: Span
    level: int  # 1 for 一、  2 for （一）  3 for 1.  4 for （1）
    marker: str  # as written: "一 、", "(二）", "4、 "; "" where there is none
    ordinal: int | None
    text: str  # without marker and final punctuation
    run_in: bool  # heading and prose stand on one line


@dataclass(frozen=True, slots=True)
class Section:
    """A first-level part. `span` covers heading and prose; `source` also the tables inside."""

    key: str  # stable key of the scheme, or "unknown"
    heading: Heading | None
    span: Span
    source: SourceSpan
    implied: bool = False  # no heading of its own: found by wording inside a paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the prose, hard line breaks already joined."""

    span: Span
    kind: ParagraphKind
    section: int  # index into Report.sections, -1 before the first
    heading: int  # index of the heading it stands under, -1 for none


@dataclass(frozen=True, slots=True)
class Item:
    """One member of an enumeration: 一是…；二是…, 1、…2、… or （1）…, also inside one paragraph."""

    span: Span  # marker included
    body: Span  # without marker and final punctuation
    marker: str
    ordinal: int
    paragraph: int
    group: int  # members of one enumeration share the group number


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose; headings, titles and signatures are not sentences."""

    span: Span
    paragraph: int
    section: int
    item: int  # index into Report.items, -1 for none


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell; `span` leads to its characters in the source."""

    text: str
    row: int
    column: int
    span: SourceSpan


@dataclass(frozen=True, slots=True)
class Table:
    """A table set aside. `rows` is rectangular where the source allows it."""

    kind: TableKind
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[TableCell, ...]
    source: SourceSpan
    section: int  # index into Report.sections, -1 for none
    # Rows whose values could not be given their columns for certain (cells lost in conversion);
    # sums over them must not be held against the author.
    unsure: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The parsed document. `prose` are the source ranges whose characters are prose."""

    source: SourceDocument
    text: MappedText
    identity: Identity
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    items: tuple[Item, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    residue: tuple[SourceSpan, ...] = ()  # conversion debris removed from the prose ([bookmark: …])

    def slice(self, span: Span) -> str:
        """Return the cleaned text under a span."""
        return self.text.text[span.start : span.end]

    def section_key(self, index: int) -> str:
        """Return the stable key of a section index, "preamble" for -1."""
        return self.sections[index].key if index >= 0 else PREAMBLE

    def section_at(self, offset: int) -> int:
        """Return the index of the section that covers a cleaned offset, -1 before the first."""
        for index, section in enumerate(self.sections):
            if section.span.start <= offset < section.span.end:
                return index
        return -1

    def in_section(self, *keys: str) -> tuple[Sentence, ...]:
        """Return the sentences of the sections with these keys, in order."""
        wanted = {i for i, s in enumerate(self.sections) if s.key in keys}
        return tuple(s for s in self.sentences if s.section in wanted)
