import pytest

from analyzer.structure.parse import parse_report
from tests.builders import printed, samples, statutory
from tests.builders.statutory import Cell

LONG = "全年公开信息326条，其中补贴名单48期、招标结果9条，每月10日由包村干部张贴并拍照上传，镇纪委每季度抽查。"


def lines(document) -> list[str]:
    return document.text.replace("\f", "").rstrip("\n").split("\n")


def test_printed_lines_are_kept_with_their_indent(read_bytes):
    document = read_bytes(printed.pdf([LONG], numbers=False))
    assert lines(document) == ["    " + LONG[:29], LONG[29:]]
    assert [one.style for one in document.paragraphs] == ["indent", ""]


def test_pages_are_divided_by_form_feeds(read_bytes):
    document = read_bytes(printed.pdf([LONG] * 30))
    assert len(document.page_starts) == document.text.count("\f") + 1 > 1
    for number, start in enumerate(document.page_starts[1:], 1):
        assert document.text[start - 1] == "\f"
        assert document.place(start).page == number + 1
        assert document.place(start - 2).page == number
    assert document.place(0).page == 1


def test_page_numbers_and_heads_stay_for_structure(read_bytes):
    document = read_bytes(printed.pdf([LONG] * 30, head="柳桥镇年度报告"))
    assert lines(document).count("柳桥镇年度报告") == len(document.page_starts)
    assert sum("—1—" in line.replace(" ", "") for line in lines(document)) == 1


def test_ruled_table_is_read_with_merged_cells(read_bytes):
    rows = [
        (Cell("项目", rows=2), Cell("数量", columns=2)),
        (Cell("本年"), Cell("上年")),
        (Cell("规章"), Cell("1"), Cell("0")),
    ]
    document = read_bytes(printed.pdf(["表一", rows, "表后"], numbers=False))
    (table,) = document.tables
    assert table.rows == (("项目", "数量", ""), ("", "本年", "上年"), ("规章", "1", "0"))
    assert all(cell.span.of(document.text) == cell.text for cell in table.cells)
    outside = document.text[: table.span.start] + document.text[table.span.end :]
    assert [line.strip() for line in outside.split("\n")[:-1]] == ["表一", "表后"]


@pytest.mark.parametrize("name", ["yunling-2022", "yunling-2024", "qingxi-2020", "wangjiang-2023"])
def test_statutory_tables_survive_page_breaks(read_bytes, name):
    parts = list(samples.blocks((samples.TEXTS / f"{name}.txt").read_text("utf-8")))
    content = [block.rows or block.text for block in parts]
    document = read_bytes(printed.pdf(content, head=parts[0].text))
    wanted = [statutory.rectangle(list(block.rows)) for block in parts if block.rows]
    assert len(document.page_starts) > 2
    assert [[list(row) for row in table.rows] for table in document.tables] == [
        [[cell.replace("\n", "") for cell in row] for row in rows] for rows in wanted
    ]


def test_table_of_every_length_survives_its_page_breaks(read_bytes):
    for before in range(0, 30, 3):
        rows = [(Cell("序号"), Cell("事项"), Cell("数量"))]
        rows += [
            (Cell(f"{n}"), Cell(f"第{n}类信息公开情况"), Cell(f"{n * 7}")) for n in range(1, 60)
        ]
        document = read_bytes(printed.pdf(["前文。"] * before + [rows, "后文。"]))
        (table,) = document.tables
        assert [list(row) for row in table.rows] == statutory.rectangle(rows)


def test_cell_cut_by_a_page_break_is_one_cell(read_bytes):
    rows = [(Cell("项目"), Cell("说明"), Cell("数量"))]
    rows.append((Cell("（三）不予公开的其他各种情形", rows=40), Cell("甲"), Cell("0")))
    rows += [(Cell("乙"), Cell("1")) for _ in range(39)]
    document = read_bytes(printed.pdf(["前文。"] * 3 + [rows]))
    (table,) = document.tables
    assert len(document.page_starts) == 2
    assert [row[0] for row in table.rows if row[0]] == ["项目", "（三）不予公开的其他各种情形"]
    assert len(table.rows) == 41


def test_two_tables_with_prose_between_stay_two(read_bytes):
    rows = [(Cell("规章"), Cell("本年"), Cell("1")), (Cell("许可"), Cell("本年"), Cell("2"))]
    document = read_bytes(printed.pdf([rows, "三、收到申请情况", rows]))
    assert [table.rows for table in document.tables] == [
        (("规章", "本年", "1"), ("许可", "本年", "2"))
    ] * 2


def test_lines_around_prose_make_no_table(read_bytes):
    document = read_bytes(printed.pdf([[(Cell(LONG * 2),)], "后文。"], numbers=False))
    assert document.tables == ()
    assert LONG[:20] in document.text.replace("\n", "")


def test_cells_lie_inside_their_table_and_text(read_bytes):
    parts = list(samples.blocks((samples.TEXTS / "yunling-2023.txt").read_text("utf-8")))
    document = read_bytes(printed.pdf([block.rows or block.text for block in parts]))
    for table in document.tables:
        for cell in table.cells:
            assert table.span.contains(cell.span)
            shown = cell.span.of(document.text).replace("\n", "")
            assert cell.text.startswith(shown)


def test_equal_input_gives_equal_documents(read_bytes):
    data = printed.pdf([LONG] * 10)
    assert read_bytes(data) == read_bytes(data)


def test_watermarks_across_the_page_are_left_out(read_bytes):
    assert lines(read_bytes(printed.pdf_with_watermark("公开信息326条。", "内部资料"))) == [
        "公开信息326条。"
    ]


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_pages_read_as_they_are_seen(read_bytes, rotation):
    document = read_bytes(printed.turned_pdf(["一、总体情况", "公开信息326条。"], rotation))
    assert [line.strip() for line in lines(document)] == ["一、总体情况", "公开信息326条。"]


def prose_of(name: str) -> list[str]:
    parts = samples.blocks((samples.TEXTS / f"{name}.txt").read_text("utf-8"))
    return [block.text for block in parts if not block.rows]


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("name", ["pingchuan-2018", "yunling-2022"])
def test_columns_are_read_one_after_the_other(read_bytes, name, columns):
    title, *paragraphs = prose_of(name)
    document = read_bytes(printed.pdf_in_columns(title, paragraphs, columns=columns))
    wanted = "\n".join([title, *paragraphs]) + "\n"
    parsed = parse_report(document)
    plain = parse_report(read_bytes(wanted.encode()))
    assert parsed.text.text == plain.text.text


def test_running_heads_and_page_numbers_of_columns_stay_out_of_the_prose(read_bytes):
    title, *paragraphs = prose_of("yunling-2022")
    data = printed.pdf_in_columns(title, [*paragraphs, *paragraphs], head="云陵市年报", columns=2)
    document = read_bytes(data)
    assert len(document.page_starts) > 1
    text = parse_report(document).text.text
    assert "云陵市年报" not in text
    assert "—" not in text


@pytest.mark.parametrize("rules", ["flat", "none"])
def test_statutory_tables_without_upright_lines_are_whole(read_bytes, rules):
    parts = list(samples.blocks((samples.TEXTS / "liuqiao-2023.txt").read_text("utf-8")))
    content = [block.rows or block.text for block in parts]
    ruled, bare = (
        parse_report(read_bytes(printed.pdf(content, rules=one))) for one in ("all", rules)
    )
    assert bare.text.text == ruled.text.text
    assert [(t.kind, t.rows) for t in bare.tables] == [(t.kind, t.rows) for t in ruled.tables]


@pytest.mark.parametrize("rules", ["flat", "none"])
def test_a_table_of_the_authors_own_without_lines_is_no_prose(read_bytes, rules):
    head = (Cell("乡镇"), Cell("公开条数"), Cell("申请件数"), Cell("办结率"))
    rows = [head] + [
        (Cell(f"{name}镇"), Cell(str(300 + n)), Cell(str(n)), Cell("100%"))
        for n, name in enumerate(["柳桥", "望江", "渡口", "青石", "白沙"])
    ]
    before, after = LONG * 3, "以上数据均已在县政府网站公开，并由县档案馆存档备查。" * 3
    report = parse_report(read_bytes(printed.pdf([before, rows, after], rules=rules)))
    assert "".join(report.text.text.split()) == before + after
    assert len(report.tables) == 1


def test_names_in_two_columns_are_no_columns_of_prose(read_bytes):
    """Short entries side by side (a list of phone numbers) are read row by row."""
    rows = [(Cell(f"第{n}科"), Cell(f"859-66{n:02}")) for n in range(10)]
    text = read_bytes(printed.pdf([LONG, rows, LONG], rules="none")).text
    assert text.index("第0科") < text.index("859-6600") < text.index("第1科")


def test_row_alone_at_the_foot_of_a_page_belongs_to_its_table(read_bytes):
    rows = [(Cell("项目", columns=2),), *[(Cell(f"项{n}"), Cell(str(n))) for n in range(6)]]
    for before in range(14, 26):
        (table,) = read_bytes(printed.pdf(["前文。"] * before + [rows, "后文。"])).tables
        assert table.rows[0] == ("项目", "")
        assert len(table.rows) == 7


def test_frame_around_a_page_is_no_table(read_bytes):
    data = printed.pdf([[(Cell("公开信息326条。"),)], LONG])
    document = read_bytes(data)
    assert not document.tables
    assert "公开信息326条。" in document.text


def test_wrapped_lines_of_a_cell_are_one_line(read_bytes):
    label = "2.其他法律行政法规禁止公开的政府信息由本机关说明理由"
    rows = [(Cell(label), Cell("1")), (Cell("3.其他"), Cell("0"))]
    (table,) = read_bytes(printed.pdf([rows, LONG])).tables
    assert table.rows[0][0] == label
    document = read_bytes(printed.pdf([rows, LONG]))
    assert label in document.text
