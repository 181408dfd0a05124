"""Notes, formulas, symbols, and tracked changes of whole cells and paragraphs."""

import pytest

from tests.builders import word
from tests.builders.word import docx, p, tbl, tc, tr


@pytest.fixture
def lines(read_bytes):
    """Return the lines of a Word body."""

    def read_lines(body: str, **parts) -> list[str]:
        return read_bytes(docx(body, **parts)).text.split("\n")[:-1]

    return read_lines


def test_notes_follow_the_paragraph_that_refers_to_them(lines):
    body = p(
        "公开信息326条", word.refer("footnote", 2), "，办结17件", word.refer("endnote", 5), "。"
    )
    footnotes = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>' + word.note(
        "footnote", 2, "含补贴名单48条。"
    )
    endnotes = word.note("endnote", 5, "上年结转1件。") + word.note("endnote", 6, "无人提及。")
    assert lines(body + p("下一段。"), footnotes=footnotes, endnotes=endnotes) == [
        "公开信息326条，办结17件。",
        "含补贴名单48条。",
        "上年结转1件。",
        "下一段。",
    ]


def test_note_has_no_place_in_the_document_part(read_bytes):
    document = read_bytes(
        word.docx(
            p("公开", word.refer("footnote", 2)), footnotes=word.note("footnote", 2, "含名单。")
        )
    )
    assert document.place(document.text.index("含名单")).paragraph is None
    assert document.paragraphs[1].style == "footnote text"


def test_note_of_a_deleted_run_is_left_out(lines):
    gone = f'<w:del w:id="2" w:author="a">{word.refer("footnote", 2)}</w:del>'
    assert lines(p("公开", gone), footnotes=word.note("footnote", 2, "含名单。")) == ["公开"]


def test_moved_paragraph_counts_no_number_at_its_old_place(lines):
    mark = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:moveFrom w:id="3" w:author="a"/></w:rPr>'
    old = p(
        '<w:moveFrom w:id="4" w:author="a"><w:r><w:t>甲项</w:t></w:r></w:moveFrom>', properties=mark
    )
    numbering = word.abstract_list(0, word.level(0, "decimal", "%1.")) + word.num(1, 0)
    body = old + word.numbered("乙项", num=1) + word.numbered("甲项", num=1)
    assert lines(body, numbering=numbering) == ["1.乙项", "2.甲项"]


def test_formulas_and_circled_numbers_of_symbol_fonts_are_read(lines):
    math = (
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:r><m:t>17÷17=100%</m:t></m:r></m:oMath>"
    )
    circled = '<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>'
    bullet = '<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>'
    assert lines(p("办结率", math) + p(circled, bullet, "公开")) == ["办结率17÷17=100%", "①公开"]


def test_deleted_cell_is_left_out(read_bytes):
    gone = tc("旧", properties='<w:cellDel w:id="1" w:author="a"/>')
    document = read_bytes(docx(tbl(tr("项", gone, "值"), tr("规章", "2", "3"))))
    assert "旧" not in document.text
