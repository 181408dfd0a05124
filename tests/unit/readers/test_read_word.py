import io

import pytest

from tests.builders import samples, word
from tests.builders.word import (
    STRICT,
    abstract_list,
    deleted,
    docx,
    ins,
    level,
    num,
    numbered,
    p,
    r,
    sdt,
    styled,
    tbl,
    tc,
    text_box,
    tr,
)


@pytest.fixture
def lines(read_bytes):
    """Return the lines of a Word body."""

    def read_lines(body: str, **parts) -> list[str]:
        return read_bytes(docx(body, **parts)).text.split("\n")[:-1]

    return read_lines


def test_body_is_read_in_order(lines):
    body = p("一、总体情况") + tbl(tr("规章", "1")) + p("二、问题")
    assert lines(body) == ["一、总体情况", "规章\t1", "二、问题"]


def test_insertions_stay_and_deletions_go(lines):
    assert lines(p("收到", ins(r("申请")), deleted("来信"), "17件")) == ["收到申请17件"]


def test_moved_text_stands_once_at_its_new_place(lines):
    moved = (
        f'<w:moveFrom w:id="3">{r("旧处")}</w:moveFrom>',
        f'<w:moveTo w:id="4">{r("新处")}</w:moveTo>',
    )
    assert lines(p(moved[0], "中间", moved[1])) == ["中间新处"]


def test_paragraph_whose_mark_is_deleted_goes_on_in_the_next(lines):
    mark = '<w:rPr><w:del w:id="5" w:author="a"/></w:rPr>'
    assert lines(p("全年公开", properties=mark) + p("信息326条。") + p("二、问题")) == [
        "全年公开信息326条。",
        "二、问题",
    ]


def test_deleted_paragraph_leaves_no_line_and_counts_no_number(lines):
    mark = '<w:rPr><w:del w:id="5" w:author="a"/></w:rPr>'
    gone = p(deleted("删去"), properties=f'<w:numPr><w:numId w:val="1"/></w:numPr>{mark}')
    numbering = abstract_list(0, level(0, "decimal", "%1.")) + num(1, 0)
    body = numbered("甲", num=1) + gone + numbered("乙", num=1)
    assert lines(body, numbering=numbering) == ["1.甲", "2.乙"]


def test_content_controls_are_opened(lines):
    body = (
        sdt(p("控件里的段落"))
        + p("收到", sdt(r("17")), "件")
        + tbl(tr(sdt(tc("格"))), sdt(tr("行")))
    )
    assert lines(body) == ["控件里的段落", "收到17件", "格", "行"]


def test_text_boxes_follow_their_paragraph_and_stand_once(lines):
    assert lines(p("正文前", text_box(p("框内一") + p("框内二")), "后") + p("下一段")) == [
        "正文前后",
        "框内一",
        "框内二",
        "下一段",
    ]


def test_hyperlinks_smart_tags_and_fields_give_their_shown_text(lines):
    link = f'<w:hyperlink w:anchor="x">{r("政府网站")}</w:hyperlink>'
    tag = f'<w:smartTag w:element="date">{r("2023年")}</w:smartTag>'
    simple = f'<w:fldSimple w:instr="PAGE">{r("9")}</w:fldSimple>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>=SUM(A1)</w:instrText></w:r>'
        f'{r("不可见")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("326")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert lines(p(link, tag, simple, field, "条")) == ["政府网站2023年9326条"]


def test_hidden_text_is_left_out(lines):
    assert lines(
        p(r("公开", properties="<w:vanish/>"), r("信息", properties='<w:vanish w:val="0"/>'))
    ) == ["信息"]


def test_breaks_tabs_and_signs(lines):
    run = (
        '<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:br w:type="page"/>'
        '<w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="SimSun" w:char="25A1"/></w:r>'
    )
    assert lines(p(run)) == ["甲\t乙", "丙-□"]


def test_bookmarks_comments_and_footnotes_leave_no_trace(lines):
    noise = (
        '<w:bookmarkStart w:id="0" w:name="OLE_LINK1"/><w:bookmarkEnd w:id="0"/>'
        '<w:commentRangeStart w:id="1"/><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:proofErr w:type='spellStart'/><w:r><w:annotationRef/></w:r>"
    )
    assert lines(p("公开", noise, "信息")) == ["公开信息"]


def test_table_of_contents_is_left_out(lines):
    styles = '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    assert lines(styled("一、总体情况\t1", "10") + p("一、总体情况"), styles=styles) == [
        "一、总体情况"
    ]


def test_merged_cells_keep_their_place(read_bytes):
    body = tbl(
        tr(
            tc("项目", properties='<w:vMerge w:val="restart"/>'),
            tc("数量", properties='<w:gridSpan w:val="2"/>'),
        ),
        tr(tc("", properties="<w:vMerge/>"), "本年", "上年"),
        tr("规章", "1", "0"),
    )
    document = read_bytes(docx(body))
    (table,) = document.tables
    assert table.rows == (("项目", "数量", ""), ("", "本年", "上年"), ("规章", "1", "0"))
    assert [(c.row, c.column) for c in table.cells][:4] == [(0, 0), (0, 1), (1, 1), (1, 2)]
    assert all(c.span.of(document.text) == c.text for c in table.cells)


def test_cell_of_several_paragraphs_is_one_text(read_bytes):
    document = read_bytes(docx(p("表") + tbl(tr(tc("本年新", "制作数量"), tc("A", "B")))))
    assert document.tables[0].rows == (("本年新制作数量", "A B"),)
    assert document.tables[0].cells[0].span.of(document.text) == "本年新\n制作数量"


def test_table_in_a_cell_is_part_of_the_cell(read_bytes):
    document = read_bytes(
        docx(tbl(tr("项目", tc(p("外"), tbl(tr("内一", "内二")), p("")))) + p("完"))
    )
    assert document.tables[0].rows == (("项目", "外内一内二"),)


def test_frame_around_prose_is_no_table(read_bytes):
    prose = "本年共公开信息326条，办结申请17件。" * 20
    inner = tbl(tr("规章", "1"))
    document = read_bytes(docx(tbl(tr(tc(p("一、总体情况"), p(prose), inner, p("二、问题"))))))
    assert document.text.split("\n")[:2] == ["一、总体情况", prose]
    assert [table.rows for table in document.tables] == [(("规章", "1"),)]


def test_deleted_rows_are_left_out(read_bytes):
    body = tbl(tr("规章", "1"), tr("行政许可", "9", properties='<w:del w:id="1"/>'))
    assert read_bytes(docx(body)).tables[0].rows == (("规章", "1"),)


CHINESE = abstract_list(
    0,
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
) + num(1, 0)


def test_automatic_numbers_are_written_as_printed(lines):
    body = (
        numbered("总体情况", num=1)
        + numbered("主动公开", num=1, level=1)
        + numbered("依申请公开", num=1, level=1)
        + numbered("收件", num=1, level=2)
        + numbered("问题", num=1)
        + numbered("培训少", num=1, level=1)
    )
    assert lines(body, numbering=CHINESE) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "1.收件",
        "二、问题",
        "（一）培训少",
    ]


def test_numbers_come_from_styles_too(lines):
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = abstract_list(
        0,
        level(0, "japaneseCounting", "%1、", extra='<w:pStyle w:val="a"/>'),
        level(1, "chineseCountingThousand", "（%2）", extra='<w:pStyle w:val="b"/>'),
    ) + num(1, 0)
    body = styled("总体情况", "a") + styled("主动公开", "b") + styled("问题", "a")
    assert lines(body, numbering=numbering, styles=styles) == [
        "一、总体情况",
        "（一）主动公开",
        "二、问题",
    ]


def test_number_zero_switches_a_styles_number_off(lines):
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="x"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    off = p("不编号", properties='<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = styled("甲", "a") + off + styled("乙", "a")
    assert lines(body, numbering=CHINESE, styles=styles) == ["一、甲", "不编号", "二、乙"]


def test_lists_restart_where_told(lines):
    numbering = (
        abstract_list(0, level(0, "decimal", "%1."))
        + num(1, 0)
        + num(2, 0)
        + num(
            3, 0, overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        )
    )
    body = "".join(
        numbered(text, num=key) for text, key in [("甲", 1), ("乙", 2), ("丙", 3), ("丁", 3)]
    )
    assert lines(body, numbering=numbering) == ["1.甲", "2.乙", "1.丙", "2.丁"]


def test_levels_in_one_number(lines):
    numbering = abstract_list(
        0,
        level(0, "chineseCounting", "第%1章"),
        level(1, "decimal", "%1.%2", extra="<w:isLgl/>"),
    ) + num(1, 0)
    body = (
        numbered("总则", num=1) + numbered("Abc", num=1, level=1) + numbered("公开", num=1, level=1)
    )
    assert lines(body, numbering=numbering) == ["第一章总则", "1.1 Abc", "1.2公开"]


def test_bullets_and_empty_paragraphs_write_no_number(lines):
    numbering = abstract_list(0, level(0, "bullet", "\uf0b7"), level(1, "decimal", "%2)")) + num(
        1, 0
    )
    body = numbered("甲", num=1) + numbered("", num=1, level=1) + numbered("乙", num=1, level=1)
    assert lines(body, numbering=numbering) == ["甲", "", "2)乙"]


def test_styles_name_headings(read_bytes):
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="k"><w:name w:val="正文加粗"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    document = read_bytes(docx(styled("一", "1") + styled("二", "k") + p("三"), styles=styles))
    assert [one.style for one in document.paragraphs] == ["heading 1", "outline 2", "Normal"]


def test_strict_documents_are_read_alike(read_bytes):
    body = p("一、总体情况") + tbl(tr("规章", "1"))
    assert read_bytes(docx(body, namespace=STRICT)).text == read_bytes(docx(body)).text


def test_places_name_paragraph_and_run_of_the_document(read_bytes):
    body = (
        p("甲", text_box(p("框")), "乙")
        + tbl(tr(tc(p("格一"), p("格", r("二")))))
        + p(deleted("删"), ins(r("增")), f"<w:hyperlink>{r('链')}</w:hyperlink>")
    )
    document = read_bytes(docx(body))

    def place(text: str) -> tuple[int | None, int | None]:
        found = document.place(document.text.index(text))
        return found.paragraph, found.run

    # Paragraphs: 0 甲乙, 1 框 (drawing), 2 框 (VML, unused), 3 格一, 4 格二, 5 the last.
    assert place("甲") == (0, 0)
    assert place("乙") == (0, 2)  # run 1 holds the text box
    assert place("框") == (1, 0)
    assert place("格一") == (3, 0)
    assert place("二") == (4, 1)
    assert place("增") == (5, 1)  # run 0 is deleted
    assert place("链") == (5, 2)
    assert document.place(len(document.text) - 1).run is None  # the line end is in no run


def test_generated_numbers_belong_to_no_run(read_bytes):
    document = read_bytes(docx(p("前") + numbered("总体情况", num=1), numbering=CHINESE))
    start = document.text.index("一、")
    assert document.place(start).paragraph == 1
    assert document.place(start).run is None
    assert document.place(start + 2).run == 0


def test_places_agree_with_python_docx(read_bytes):
    """What we count is what others find: paragraph and run by document order."""
    import docx as python_docx
    from docx.oxml.ns import qn

    body = (
        p("甲", ins(r("乙")), "丙")
        + tbl(tr("丁", tc(p("戊", "己"))))
        + sdt(p("庚"))
        + p("辛", "壬")
    )
    data = docx(body)
    document = read_bytes(data)
    root = python_docx.Document(io.BytesIO(data)).element
    paragraphs = list(root.iter(qn("w:p")))
    for offset, char in enumerate(document.text):
        where = document.place(offset)
        if where.run is not None:
            runs = list(paragraphs[where.paragraph].iter(qn("w:r")))
            assert char in "".join(runs[where.run].itertext())
    assert [document.place(document.text.index(c)).run for c in "甲乙丙辛壬"] == [0, 1, 2, 0, 1]


def test_text_without_space_mark_is_trimmed_as_word_does(lines):
    run = "<w:r><w:t>\n  公开 </w:t></w:r>"
    assert lines(p(run, "信息")) == ["公开信息"]


def test_document_part_may_lie_anywhere(read_bytes):
    data = docx(p("公开信息326条"))
    import zipfile

    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(moved, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "_rels/.rels":
                content = content.replace(b"word/document.xml", b"/word/document7.xml")
            new.writestr(name.replace("word/document.xml", "word/document7.xml"), content)
    assert read_bytes(moved.getvalue()).text == "公开信息326条\n"


def test_sample_document_equals_its_source(read_bytes, tmp_path):
    from tests.builders import statutory

    source = (samples.TEXTS / "wangjiang-2023.txt").read_text("utf-8")
    parts = list(samples.blocks(source))
    samples.write_docx(parts, tmp_path / "a.docx")
    document = read_bytes((tmp_path / "a.docx").read_bytes())
    prose = [
        one.span.of(document.text) for one in document.paragraphs if not _in_table(document, one)
    ]
    assert prose == [block.text for block in parts if not block.rows]
    wanted = [statutory.rectangle(list(block.rows)) for block in parts if block.rows]
    assert [[list(row) for row in table.rows] for table in document.tables] == [
        [[cell.replace("\n", "") for cell in row] for row in rows] for rows in wanted
    ]


def _in_table(document, paragraph) -> bool:
    return any(table.span.contains(paragraph.span) for table in document.tables)


def test_builder_writes_files_others_can_open():
    import docx as python_docx

    document = python_docx.Document(io.BytesIO(word.docx(p("公开") + tbl(tr("1", "2")))))
    assert document.paragraphs[0].text == "公开"
    assert document.tables[0].cell(0, 1).text == "2"


def test_field_without_an_end_hides_no_later_text(lines):
    broken = p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>X</w:instrText></w:r>', "甲"
    )
    assert lines(broken + p("乙")) == ["", "乙"]


def test_table_of_one_column_is_no_table(read_bytes):
    document = read_bytes(docx(tbl(tr("一、总体情况"), tr("公开信息326条。"))))
    assert document.tables == ()
    assert document.text == "一、总体情况\n公开信息326条。\n"
