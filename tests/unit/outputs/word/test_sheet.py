"""The sheet of opinions: every finding with place, sentence and advice, in official layout."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from docx.shared import Mm, Pt

from analyzer.outputs.word.sheet import write_sheet
from tests.builders.profiles import TEXT, marked_record
from tests.builders.reports import finding
from tests.builders.word_comments import check_valid


def rows_of(data: bytes) -> list[list[str]]:
    (table,) = python_docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def sheet(record, **options) -> bytes:
    return write_sheet(record, record["findings"], made="文质", privacy={}, **options)


def test_every_finding_has_a_row_gravest_first():
    record = marked_record()
    rows = rows_of(sheet(record))
    assert rows[0] == ["序号", "位置", "原文", "意见与建议"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4"]
    assert [row[3][:4] for row in rows[1:]] == ["【错误】", "【错误】", "【疑点】", "【提示】"]
    assert "建议改为：“，”" in rows[3][3]
    assert "建议改为：删去" in rows[2][3]


@pytest.mark.parametrize(
    ("format", "extra", "wanted"),
    [("pdf", {"page": 3}, "第3页"), ("text", {}, "第2行"), ("html", {}, "一、总体情况")],
)
def test_place_is_told_as_the_format_knows_it(format, extra, wanted):
    record = marked_record()
    record["format"] = format
    record["sections"] = [
        {"key": "overview", "heading": "一、总体情况", "start": 0, "end": 60, "implied": False}
    ]
    record["findings"] = [finding(TEXT.index(","), ",", **extra)]
    place = rows_of(sheet(record))[1][1].split("\n")
    assert place[0] == wanted
    assert place[-1] == "一、总体情况"


def test_long_sentences_are_cut_around_what_is_meant():
    record = marked_record()
    text = "甲" * 300 + "有误" + "乙" * 300 + "。"
    record["text"] = text
    record["paragraphs"] = [{"kind": "text", "start": 0, "end": len(text)}]
    record["sentences"] = []
    record["findings"] = [finding(300, "有误")]
    quoted = rows_of(sheet(record))[1][2]
    assert "有误" in quoted
    assert quoted.startswith("…")
    assert quoted.endswith("…")
    assert len(quoted) < 180


def test_private_details_are_masked():
    record = marked_record()
    line = "请拨打咨询电话0555-8888123,联系办理。"
    record["text"] = line
    record["paragraphs"] = [{"kind": "text", "start": 0, "end": len(line)}]
    record["sentences"] = []
    record["facts"] = []
    record["findings"] = [finding(line.index(","), ",")]
    whole = str(rows_of(sheet(record)))
    assert "〔电话〕" in whole
    assert "8888123" not in whole


def test_layout_is_that_of_official_documents():
    opened = python_docx.Document(io.BytesIO(sheet(marked_record())))
    page = opened.sections[0]
    assert abs(page.page_width - Mm(210)) < Mm(0.2)
    assert abs(page.top_margin - Mm(37)) < Mm(0.2)
    assert abs(page.left_margin - Mm(28)) < Mm(0.2)
    title = opened.paragraphs[0]
    assert title.text == "审读意见单"
    assert title.style.font.size == Pt(22)
    assert opened.styles["Normal"].font.size == Pt(16)
    fonts = opened.styles["Normal"].element.rPr.rFonts
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
    assert fonts.get(name) == "仿宋_GB2312"


def test_report_without_findings_gets_a_sheet_that_says_so():
    record = marked_record()
    record["findings"] = []
    data = sheet(record)
    opened = python_docx.Document(io.BytesIO(data))
    assert not opened.tables
    assert any("本次没有意见" in p.text for p in opened.paragraphs)
    check_valid(data)


def test_control_characters_of_the_text_do_not_damage_the_file():
    record = marked_record()
    record["text"] = TEXT.replace("326", "3\x002\ud8006")
    record["findings"] = [finding(0, "一、\x0b总体", message="<w:p>&\x01")]
    assert "<w:p>&" in rows_of(sheet(record))[1][3]
