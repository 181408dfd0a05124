from __future__ import annotations

from array import array

import pytest

from analyzer.pipeline.places import layout, prose_ranges, section_at, to_source
from analyzer.structure.report import Identity, Report, Section
from analyzer.text.mapped import MappedText
from analyzer.text.source import SourceDocument, SourceParagraph
from analyzer.text.span import SourceSpan, Span
from tests.builders.reports import report_of, source_of

NOBODY = Identity(None, None, None, None, None, None, None)


def report_with(source: SourceDocument, kept: list[int], **parts) -> Report:
    text = MappedText("".join(source.text[i] for i in kept), array("L", kept))
    empty = dict.fromkeys(
        ("headings", "sections", "paragraphs", "items", "sentences", "tables"), ()
    )
    return Report(source=source, text=text, identity=NOBODY, **{**empty, **parts})


def test_span_across_a_joined_line_break_quotes_the_source_with_its_break():
    source = source_of("公开信\n息十条")
    report = report_with(source, [0, 1, 2, 4, 5, 6])
    place = to_source(report, Span(1, 5))
    assert place.of(source.text) == "开信\n息十"


def test_source_span_is_kept_as_it_is():
    report = report_of()
    assert to_source(report, SourceSpan(3, 5)) == SourceSpan(3, 5)


@pytest.mark.parametrize("place", [Span(0, 10_000), SourceSpan(0, 10_000)])
def test_place_outside_the_text_is_refused(place):
    with pytest.raises(ValueError, match="outside"):
        to_source(report_of(), place)


def test_prose_ranges_join_over_white_space_and_break_at_a_table():
    source = source_of("公开\n  信息表格单元结束")
    report = report_with(source, [0, 1, 5, 6, 11, 12])
    assert prose_ranges(report) == [{"start": 0, "end": 7}, {"start": 11, "end": 13}]


def test_characters_without_counterpart_add_no_range():
    source = source_of("甲。乙。")
    text = MappedText("甲。\n乙。", array("L", [0, 1, 1, 2, 3]))
    report = report_with(source, [0])
    report = Report(**{f: getattr(report, f) for f in report.__slots__} | {"text": text})
    assert prose_ranges(report) == [{"start": 0, "end": 4}]


def test_section_of_a_place_in_a_table_is_the_section_around_the_table():
    source = source_of("一、总体情况\n正文\n表格\n")
    section = Section("overview", None, Span(0, 2), SourceSpan(0, 13))
    report = report_with(source, [7, 8], sections=(section,))
    assert section_at(report, SourceSpan(10, 12)) == "overview"
    assert section_at(report, SourceSpan(13, 13)) == "preamble"


def test_layout_names_page_paragraph_and_run_only_where_the_format_has_them():
    runs = (SourceSpan(0, 2), SourceSpan(2, 4))
    paragraph = SourceParagraph(SourceSpan(0, 4), 7, runs=runs)
    word = SourceDocument("a.docx", "docx", "甲乙丙丁", "0", paragraphs=(paragraph,))
    pages = SourceDocument("a.pdf", "pdf", "甲\f乙", "0", page_starts=(0, 2))
    assert layout(report_with(word, [0]), SourceSpan(3, 4)) == {"paragraph": 7, "run": 1}
    assert layout(report_with(pages, [0]), SourceSpan(2, 3)) == {"page": 2}
