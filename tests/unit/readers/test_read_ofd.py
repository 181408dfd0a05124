import pytest

from analyzer.errors import UnreadableReport
from analyzer.structure.parse import parse_report
from tests.builders import ofd, printed, samples, statutory, zips
from tests.builders.ofd import line, package, rule
from tests.builders.statutory import Cell

LONG = "全年公开信息326条，其中补贴名单48期、招标结果9条，每月10日由包村干部张贴并拍照上传，镇纪委每季度抽查。"


def lines(document) -> list[str]:
    return document.text.replace("\f", "").rstrip("\n").split("\n")


def test_lines_keep_their_indent(read_bytes):
    document = read_bytes(ofd.ofd([LONG]))
    assert lines(document)[:2] == ["    " + LONG[:29], LONG[29:]]
    assert document.format == "ofd"
    assert [one.style for one in document.paragraphs][:2] == ["indent", ""]


def test_pages_are_divided_and_numbered(read_bytes):
    document = read_bytes(ofd.ofd([LONG] * 30))
    assert len(document.page_starts) == document.text.count("\f") + 1 > 1
    assert document.place(document.page_starts[1]).page == 2


def test_template_is_printed_on_every_page(read_bytes):
    document = read_bytes(ofd.ofd([LONG] * 30, head="柳桥镇年度报告"))
    assert document.text.count("柳桥镇年度报告") == len(document.page_starts)
    assert "柳桥镇年度报告" not in parse_report(document).text.text


def test_official_tables_are_found_with_merged_cells(read_bytes):
    parts = list(samples.blocks((samples.TEXTS / "yunling-2023.txt").read_text("utf-8")))
    document = read_bytes(ofd.ofd([block.rows or block.text for block in parts]))
    wanted = [statutory.rectangle(list(block.rows)) for block in parts if block.rows]
    assert [[list(row) for row in t.rows] for t in document.tables] == wanted


def test_pages_say_the_same_as_those_of_a_pdf(read_bytes):
    parts = list(samples.blocks((samples.TEXTS / "qingxi-2021.txt").read_text("utf-8")))
    content = [block.rows or block.text for block in parts]
    ours, theirs = (
        parse_report(read_bytes(data)).text.text
        for data in (ofd.ofd(content), printed.pdf(content))
    )
    assert ours == theirs


def test_table_is_divided_by_lines_of_any_kind(read_bytes):
    """A path of four sides, thin fills and strokes are ruling lines alike."""
    box = (
        '<ofd:PathObject ID="9" Boundary="20 40 60 20" LineWidth="0.2">'
        "<ofd:AbbreviatedData>M 0 0 L 60 0 L 60 20 L 0 20 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    thin = (
        '<ofd:PathObject ID="9" Boundary="20 50 60 0.3" Stroke="false" Fill="true">'
        "<ofd:AbbreviatedData>M 0 0 L 60 0 L 60 0.3 L 0 0.3 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    texts = (
        line(22, 46, "规章", 4)
        + line(52, 46, "1", 4)
        + line(22, 56, "文件", 4)
        + line(52, 56, "2", 4)
    )
    document = read_bytes(
        package([box + thin + rule(50, 40, 50, 60) + texts + line(20, 90, "公开。", 5)])
    )
    assert document.tables[0].rows == (("规章", "1"), ("文件", "2"))


def test_hidden_slanted_and_white_things_are_left_out(read_bytes):
    turned = "0.7 0.7 -0.7 0.7 0 0"
    page = (
        line(20, 40, "公开信息326条。", 5)
        + line(20, 60, "看不见的字", 5, attributes='Visible="false" ')
        + line(20, 80, "内部资料", 20, attributes=f'CTM="{turned}" ')
    )
    assert lines(read_bytes(package([page]))) == ["公开信息326条。"]


def test_matrix_and_single_steps_place_characters(read_bytes):
    page = (
        '<ofd:TextObject ID="2" Boundary="20 30 100 10" CTM="2 0 0 2 0 0" Font="3" Size="3">'
        '<ofd:TextCode X="0" Y="3" DeltaX="3 3 g 2 3">公开信息</ofd:TextCode></ofd:TextObject>'
        '<ofd:TextObject ID="2" Boundary="70 30 100 10" Font="3" Size="6">'
        '<ofd:TextCode X="0" Y="6">326条</ofd:TextCode></ofd:TextObject>'
    )
    (text,) = lines(read_bytes(package([page])))
    assert "".join(text.split()) == "公开信息326条"


def test_graphics_used_as_one_object_are_opened(read_bytes):
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="200" Height="100">'
        f"<ofd:Content>{line(0, 10, '公开信息326条。', 5)}</ofd:Content>"
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    page = '<ofd:CompositeObject ID="51" Boundary="20 30 100 50" ResourceID="50"/>'
    assert lines(read_bytes(package([page], resources=unit))) == ["公开信息326条。"]


def test_graphic_that_contains_itself_ends(read_bytes):
    inner = '<ofd:CompositeObject ID="51" Boundary="0 0 9 9" ResourceID="50"/>' * 30
    unit = (
        '<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50">'
        f"<ofd:Content>{inner}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    )
    page = line(20, 40, "公开。", 5) + inner
    assert lines(read_bytes(package([page], resources=unit)))[0] == "公开。"


@pytest.mark.parametrize("step", ["g 999999999 1", "g 5", "1e400 -", "abc", "g -3 4", ""])
def test_odd_steps_are_survived(read_bytes, step):
    page = (
        '<ofd:TextObject ID="2" Boundary="20 30 100 10" Font="3" Size="5">'
        f'<ofd:TextCode X="0" Y="5" DeltaX="{step}">公开信息326条。</ofd:TextCode></ofd:TextObject>'
    )
    assert sorted("".join(read_bytes(package([page])).text.split())) == sorted("公开信息326条。")


def test_page_of_one_picture_is_a_scan(read_bytes):
    picture = (
        '<ofd:ImageObject ID="7" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="8"/>'
    )
    with pytest.raises(UnreadableReport) as caught:
        read_bytes(package([picture, picture]))
    assert caught.value.code == "scanned"
    assert "第 1–2 页" in caught.value.cause


def test_characters_without_meaning_are_garbled(read_bytes):
    page = line(20, 40, "¤" * 30 + "\ue5e5" * 30, 5)
    with pytest.raises(UnreadableReport) as caught:
        read_bytes(package([page]))
    assert caught.value.code == "garbled-fonts"


def test_locked_file_is_named(read_bytes):
    with pytest.raises(UnreadableReport) as caught:
        read_bytes(package([line(20, 40, "公开", 5)], members={"Encryptions.xml": b"<x/>"}))
    assert caught.value.code == "encrypted"


def test_too_many_pages_are_refused(read_bytes):
    with pytest.raises(UnreadableReport) as caught:
        read_bytes(ofd.ofd([LONG] * 60), pdf_pages=2)
    assert caught.value.code == "too-many-pages"
    assert "OFD" in caught.value.cause


def test_paths_that_climb_lead_nowhere(read_bytes):
    document = (
        '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages>'
        '<ofd:Page ID="1" BaseLoc="../../../../etc/passwd"/></ofd:Pages></ofd:Document>'
    )
    root = (
        '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody>'
        "<ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    data = zips.archive({"OFD.xml": root.encode(), "Doc_0/Document.xml": document.encode()})
    with pytest.raises(UnreadableReport) as caught:
        read_bytes(data)
    assert caught.value.code == "damaged"


def test_row_alone_at_the_foot_of_a_page_belongs_to_its_table(read_bytes):
    rows = [(Cell("项目", columns=2),), *[(Cell(f"项{n}"), Cell(str(n))) for n in range(6)]]
    for before in range(16, 26):
        document = read_bytes(ofd.ofd(["前文。"] * before + [rows, "后文。"]))
        (table,) = document.tables
        assert table.rows[0] == ("项目", "")
        assert len(table.rows) == 7
