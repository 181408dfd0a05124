"""A copy of a Word document with findings as comments; its text and formatting stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.outputs.word import wording
from analyzer.outputs.word.comments_part import Author, CommentsPart, reference_style
from analyzer.outputs.word.marks import Comment, set_marks
from analyzer.outputs.word.package import EditablePackage
from analyzer.outputs.word.pages import page_of, page_starts
from analyzer.outputs.word.places import Anchor, WordPlaces
from analyzer.outputs.word.selection import gravest_per_page
from analyzer.profile.record import FindingRecord, ReportRecord
from analyzer.readers.input_file import Limits
from analyzer.readers.word_styles import namespace
from analyzer.text.source import SourceDocument
from analyzer.text.span import SourceSpan

if TYPE_CHECKING:
    from lxml.etree import _Element

_SUFFIXES = {"macroEnabled.main+xml": ".docm", "macroEnabledTemplate.main+xml": ".dotm"}
_TEMPLATE = "template.main+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How comments are written."""

    author: Author
    per_page: int
    characters_per_page: int
    made: str  # the line that says what the result was made with


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """An annotated file and what became of the findings."""

    data: bytes
    suffix: str  # of the file: macros and templates keep theirs, or Word would not open them
    shown: tuple[FindingRecord, ...]
    listed: tuple[FindingRecord, ...]  # beyond the number a page may hold, or not in the body
    notices: tuple[str, ...] = ()


def annotate(
    data: bytes,
    source: SourceDocument,
    record: ReportRecord,
    findings: Sequence[FindingRecord],
    *,
    manner: Manner,
    limits: Limits,
) -> Annotated:
    """Comment on `findings` in the Word file `data`, which was read as `source`.

    The gravest of each page stand at their characters, the rest in a list at the end of the body;
    a summary stands at the title. Raises UnreadableReport and DamagedArchive.
    """
    package = EditablePackage(data, name=source.name, limits=limits)
    root = package.xml(package.main)
    w = namespace(root)
    places = WordPlaces(root, source)
    anchors = {f["id"]: places.anchor(SourceSpan(f["start"], f["end"])) for f in findings}
    elsewhere = [finding for finding in findings if anchors[finding["id"]] is None]
    shown, left = gravest_per_page(
        [finding for finding in findings if anchors[finding["id"]] is not None],
        most=manner.per_page,
        page=_pages(places, source, manner),
    )
    listed = [*left, *elsewhere]
    first = wording.summary(
        record, findings, listed=len(listed), most=manner.per_page, made=manner.made
    )
    texts: list[tuple[list[str], Anchor | None]] = [(first, _title(places, record, source))]
    for finding in shown:
        anchor = anchors[finding["id"]]
        inside = anchor.inside if anchor is not None else ""
        texts.append((wording.of_finding(finding, inside=inside), anchor))
    if listed:
        texts.append((wording.rest(left, elsewhere, most=manner.per_page), _end(places, source)))
    _write(package, root, w, texts, manner.author)
    return Annotated(
        data=package.to_bytes(),
        suffix=_suffix(package),
        shown=tuple(shown),
        listed=tuple(listed),
        notices=_notices(package),
    )


def _write(
    package: EditablePackage,
    root: _Element,
    w: str,
    texts: Sequence[tuple[list[str], Anchor | None]],
    author: Author,
) -> None:
    """Set the comments into the document and write the parts that change."""
    part = CommentsPart(package, root, w=w)
    comments = [
        Comment(part.add(paragraphs, author), anchor)
        for paragraphs, anchor in texts
        if anchor is not None
    ]
    set_marks(comments, w=w, style=reference_style(package, w))
    package.put(package.main, root)
    part.finish(author)


def _pages(
    places: WordPlaces, source: SourceDocument, manner: Manner
) -> Callable[[FindingRecord], int]:
    rendered, forced = places.page_breaks()
    starts = page_starts(
        source.text, rendered=rendered, forced=forced, characters=manner.characters_per_page
    )
    return lambda finding: page_of(starts, finding["start"])


def _title(places: WordPlaces, record: ReportRecord, source: SourceDocument) -> Anchor | None:
    """Return the title, or the first paragraph that says something."""
    titles = [p for p in record["paragraphs"] if p["kind"] == "title"]
    if titles:
        found = places.anchor(SourceSpan(titles[0]["start"], titles[0]["end"]))
        if found is not None:
            return found
    return _first(places, source, range(len(source.paragraphs)))


def _end(places: WordPlaces, source: SourceDocument) -> Anchor | None:
    """Return the last paragraph that says something."""
    return _first(places, source, reversed(range(len(source.paragraphs))))


def _first(places: WordPlaces, source: SourceDocument, numbers: Iterable[int]) -> Anchor | None:
    for number in numbers:
        if source.paragraphs[number].span.of(source.text).strip():
            found = places.anchor(places.whole(number))
            if found is not None and not found.inside:
                return found
    return None


def _suffix(package: EditablePackage) -> str:
    declared = package.content_type(package.main)
    for ending, suffix in _SUFFIXES.items():
        if declared.endswith(ending):
            return suffix
    return ".dotx" if declared.endswith(_TEMPLATE) else ".docx"


def _notices(package: EditablePackage) -> tuple[str, ...]:
    if any(name.startswith("_xmlsignatures/") for name in package.names()):
        return ("原文件带数字签名，批注副本中签名失效，原文件不变",)
    return ()
