import pytest

from analyzer.errors import UnreadableReport
from tests.builders import odt
from tests.builders.odt import cell, heading, item, listing, p, row, span, table

NUMBERS = odt.list_style(
    "L1", ("一, 二, 三, ...", "", "、"), ("一, 二, 三, ...", "（", "）"), ("1", "", ".")
)


@pytest.fixture
def lines(read_bytes):
    """Return the lines of an OpenDocument body."""

    def read_lines(body: str, **parts) -> list[str]:
        return read_bytes(odt.odt(body, **parts)).text.split("\n")[:-1]

    return read_lines


def test_body_is_read_in_order(lines):
    body = heading("一、总体情况") + p("全年公开信息326条。") + table(row("规章", "1")) + p("完。")
    assert lines(body) == ["一、总体情况", "全年公开信息326条。", "规章\t1", "完。"]


def test_format_is_told_by_content(read_bytes):
    document = read_bytes(odt.odt(p("公开信息326条。")), name="a.doc")
    assert document.format == "odt"
    assert document.paragraphs[0].index == 0


def test_headings_have_their_level_as_style(read_bytes):
    document = read_bytes(odt.odt(heading("一、总体情况") + heading("（一）公开", level=2)))
    assert [one.style for one in document.paragraphs] == ["heading 1", "heading 2"]


def test_white_space_is_collapsed_and_what_is_written_stays(lines):
    body = p(
        "公开\n   信息", "<text:s text:c='2'/>", "326<text:tab/>条", "<text:line-break/>", "次行 "
    )
    assert lines(body) == ["公开 信息  326\t条", "次行"]


def test_deletions_comments_and_hidden_text_are_left_out(lines):
    changes = (
        "<text:tracked-changes><text:changed-region text:id='c1'><text:deletion>"
        f"{p('旧文字')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    hidden = (
        "<style:style style:name='T9' style:family='text'>"
        "<style:text-properties text:display='none'/></style:style>"
    )
    comment = f"<office:annotation>{p('批注')}</office:annotation>"
    body = changes + p("公开<text:change text:change-id='c1'/>", comment, span("暗", "T9"), "信息")
    assert lines(body, styles=hidden) == ["公开信息"]


def test_insertions_stay(lines):
    body = p(
        "公开<text:change-start text:change-id='c2'/>326条<text:change-end text:change-id='c2'/>。"
    )
    assert lines(body) == ["公开326条。"]


def test_notes_follow_their_paragraph(read_bytes):
    note = (
        "<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{p('含补贴名单48条。')}</text:note-body></text:note>"
    )
    document = read_bytes(odt.odt(p("公开326条", note, "，办结17件。") + p("下一段。")))
    assert document.text == "公开326条，办结17件。\n含补贴名单48条。\n下一段。\n"
    assert document.paragraphs[1].style == "footnote text"


def test_text_boxes_and_sections_are_opened(lines):
    frame = f"<draw:frame><draw:text-box>{p('框内文字。')}</draw:text-box></draw:frame>"
    body = p("段落", frame) + f"<text:section>{p('节内文字。')}</text:section>"
    assert lines(body) == ["段落", "框内文字。", "节内文字。"]


def test_table_of_contents_is_left_out(lines):
    contents = f"<text:table-of-content><text:index-body>{p('一、总体情况 1')}</text:index-body></text:table-of-content>"
    assert lines(contents + p("一、总体情况")) == ["一、总体情况"]


def test_automatic_numbers_are_written_as_printed(lines):
    inner = listing(item(p("主动公开")), item(p("依申请公开"), listing(item(p("受理")))))
    body = listing(item(p("总体情况"), inner), item(p("问题")), style="L1")
    assert lines(body, styles=NUMBERS) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "1.受理",
        "二、问题",
    ]


def test_lists_go_on_or_begin_anew_as_told(lines):
    first = listing(item(p("甲")), style="L1", key="a")
    other = listing(item(p("乙")), style="L1")
    going_on = listing(item(p("丙")), style="L1", continues="a")
    started = listing(item(p("丁"), start=7), style="L1")
    assert lines(first + other + going_on + started, styles=NUMBERS) == [
        "一、甲",
        "一、乙",
        "二、丙",
        "七、丁",
    ]


def test_bullets_and_second_paragraphs_have_no_number(lines):
    bullets = odt.list_style("B", ("", "•", ""))
    body = listing(item(p("甲"), p("甲续")), style="L1") + listing(item(p("乙")), style="B")
    assert lines(body, styles=NUMBERS + bullets) == ["一、甲", "甲续", "乙"]


def test_merged_and_repeated_cells_keep_their_place(read_bytes):
    head = row(cell("项目", columns=2), "<table:covered-table-cell/>", "数")
    body = table(head, row("甲", cell("0", repeated=2)), row("乙", "1", "2"))
    document = read_bytes(odt.odt(body))
    assert document.tables[0].rows == (("项目", "", "数"), ("甲", "0", "0"), ("乙", "1", "2"))


def test_encrypted_document_is_refused(read_bytes):
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    data = odt.odt(p("公开"), members={"META-INF/manifest.xml": manifest.encode()})
    with pytest.raises(UnreadableReport) as caught:
        read_bytes(data)
    assert caught.value.code == "encrypted"


def test_pictures_alone_are_a_scan(read_bytes):
    with pytest.raises(UnreadableReport) as caught:
        read_bytes(odt.odt(p(""), members={"Pictures/1.png": b"\x89PNG"}))
    assert caught.value.code == "scanned"


def test_spreadsheet_of_the_same_family_is_named(read_bytes):
    sheet = odt.odt("", kind="spreadsheet")
    with pytest.raises(UnreadableReport) as caught:
        read_bytes(sheet)
    assert caught.value.code == "unsupported-ods"
