"""Everything leads back to the exact place in the source."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.structure.report import Report
from tests.unit.structure.invented import ALL
from tests.unit.structure.printer import TABLES, Style, print_report
from tests.unit.structure.reading import parse

STYLES = st.builds(
    Style,
    width=st.sampled_from([0, 48, 64]),
    indent=st.sampled_from(["　　", "  ", "\t", ""]),
    marker=st.sampled_from(["{n}、", "{n} 、", "{a}."]),
    run_in=st.sampled_from([None, "", "："]),
    table=st.sampled_from(sorted(TABLES)),
    page_lines=st.sampled_from([0, 20]),
    form_feed=st.booleans(),
    blank_lines=st.booleans(),
    split_title=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
LINES = st.lists(
    st.sampled_from(
        [
            "一、总体情况", "二、主动公开政府信息情况", "（一）主动公开", "1.网站", "4、", "一是", "六、",
            "全年公开326条。", "“先审查，后公开。”", "（未闭合", "存在的主要问题：1、慢；2、少。",
            "\t0", "\t规章", "\t", "", "   ", "规章 0 0 0", "| 规章 | 0 |", "|---|---|", "-1-", "\f3",
            "第二十条第（一）项", "申请人情况", "行政复议", "行政诉讼", "0  0  0", "统计指标 单位 统计数",
            "[bookmark: _GoBack]", "&nbsp;一、概述", "2021年1月5日", "某县某局", "附件：统计表",
            "2020年政府信息公开工作年度报告", "目录", "一、总体情况……1", "# 题", "\u2028", "\x00", "🌊", "abc def",
        ]
    ),
    max_size=40,
)  # fmt: skip


def check(report: Report) -> None:
    source, text = report.source.text, report.text.text
    origins = list(report.text.origins)
    assert origins == sorted(origins)
    for at, (origin, character) in enumerate(zip(origins, text, strict=True)):
        separator = character == "\n" and at and origin == origins[at - 1]
        blank = character == " " and source[origin].isspace()
        assert separator or blank or source[origin] == character
    kept = [o for o, c in zip(origins, text, strict=True) if c != "\n"]
    assert len(kept) == len(set(kept))
    check_paragraphs(report)
    check_parts(report)
    check_tables(report, set(kept))


def check_paragraphs(report: Report) -> None:
    text = report.text.text
    spans = [p.span for p in report.paragraphs]
    assert "\n".join(span.of(text) for span in spans) == text
    for sentence in report.sentences:
        paragraph = report.paragraphs[sentence.paragraph]
        assert paragraph.span.contains(sentence.span)
        assert paragraph.section == sentence.section
        assert sentence.span.of(text).strip() == sentence.span.of(text) != ""
        place = report.text.source_span(sentence.span)
        assert place.of(report.source.text)[0] == text[sentence.span.start]
        assert place.of(report.source.text)[-1] == text[sentence.span.end - 1]
    for before, after in zip(report.sentences, report.sentences[1:], strict=False):
        assert before.span.end <= after.span.start


def check_parts(report: Report) -> None:
    text = report.text.text
    for heading in report.headings:
        assert heading.text in heading.span.of(text)
        place = report.text.source_span(heading.span)
        if heading.marker and heading.marker.strip():
            assert report.source.text[place.start :].startswith(heading.marker)
    for item in report.items:
        assert item.span.contains(item.body)
        assert item.span.of(text).startswith(item.marker)
        assert report.paragraphs[item.paragraph].span.contains(item.span)
    for before, after in zip(report.sections, report.sections[1:], strict=False):
        assert before.span.end <= after.span.start
        assert before.source.end == after.source.start
    for section in report.sections:
        assert section.heading is None or section.span.contains(section.heading.span)


def check_tables(report: Report, prose: set[int]) -> None:
    source = report.source.text
    for table in report.tables:
        assert not prose & set(range(table.source.start, table.source.end))
        for cell in table.cells:
            assert cell.span.of(source) == cell.text
            assert 0 <= cell.row < len(table.rows)
            assert 0 <= cell.column < len(table.rows[cell.row])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(report=st.sampled_from(ALL), style=STYLES)
def test_printed_reports_lead_back_to_their_source(report, style):
    text, _ = print_report(report, style)
    check(parse(text))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(lines=LINES, end=st.sampled_from(["\n", "\r\n", ""]))
def test_any_heap_of_lines_gives_a_report_that_leads_back(lines, end):
    check(parse(end.join(lines)))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(text=st.text(max_size=200))
def test_any_text_at_all_gives_a_report_that_leads_back(text):
    check(parse(text))
