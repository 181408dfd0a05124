"""Tables in every print, cell by cell."""

import pytest

from analyzer.structure.forms import normal, shipped_forms
from analyzer.structure.report import Table
from analyzer.structure.tables.evidence import is_number
from analyzer.text.source import SourceCell, SourceTable
from analyzer.text.span import SourceSpan
from tests.unit.structure.invented import BUREAU_2016, COUNTY_2023, TOWN_2019
from tests.unit.structure.printer import TABLES, Style, print_report
from tests.unit.structure.reading import outline, parse, prose

PRINTS = sorted(TABLES)
REPORTS = [COUNTY_2023, TOWN_2019]


def values(rows) -> list[tuple[str, list[str]]]:
    """Return, row by row, the last label and the values."""
    found = []
    for row in rows:
        labels = [cell for cell in row if cell and not is_number(cell)]
        numbers = [cell for cell in row if cell and is_number(cell)]
        if numbers:
            found.append((normal(labels[-1]) if labels else "", numbers))
    return found


def printed(report, table: str):
    text, _ = print_report(report, Style(table=table))
    return parse(text)


@pytest.mark.parametrize("table", PRINTS)
@pytest.mark.parametrize("report", REPORTS, ids=lambda r: str(r.year))
def test_the_three_forms_keep_every_value_in_its_row(report, table):
    tables = printed(report, table).tables
    assert [t.kind for t in tables] == ["disclosure", "requests", "litigation"]
    for part, found in zip([p for p in report.parts if p.table], tables, strict=True):
        assert values(found.rows) == values(part.table)


@pytest.mark.parametrize("table", PRINTS)
@pytest.mark.parametrize("report", REPORTS, ids=lambda r: str(r.year))
def test_the_three_forms_have_their_shape(report, table):
    shapes = [(len(t.rows), {len(row) for row in t.rows}) for t in printed(report, table).tables]
    disclosure = 14 if report is COUNTY_2023 else 18
    assert shapes == [(disclosure, {4}), (26, {10}), (4, {15})]


@pytest.mark.parametrize("table", PRINTS)
def test_values_stand_in_the_column_of_their_head(table):
    requests = printed(COUNTY_2023, table).tables[1]
    assert requests.rows[3][3:] == ("30", "4", "0", "1", "2", "0", "37")
    assert requests.rows[1][3] == "自然人"
    assert requests.rows[1][9] == "总计"
    assert requests.rows[2][4] == "商业企业"


@pytest.mark.parametrize("table", PRINTS)
def test_cells_lead_to_their_characters(table):
    report = printed(TOWN_2019, table)
    for found in report.tables:
        assert found.cells
        for cell in found.cells:
            assert "".join(cell.span.of(report.source.text).split()) == "".join(cell.text.split())
            assert found.source.contains(cell.span)


@pytest.mark.parametrize("table", ["tabbed", "barred", "spaced", "row_tabs"])
def test_statistics_of_the_old_years_keep_their_rows(table):
    found = printed(BUREAU_2016, table).tables
    assert [t.kind for t in found] == ["statistics"]
    assert [[c for c in row if c] for row in found[0].rows] == [
        list(row) for row in BUREAU_2016.appendix
    ]


@pytest.mark.parametrize("table", PRINTS)
def test_rows_numbered_like_headings_are_no_sections(table):
    report = printed(BUREAU_2016, table)
    assert len(report.sections) == len(BUREAU_2016.parts)


def test_tables_know_their_section():
    report = printed(COUNTY_2023, "aligned")
    assert [report.section_key(t.section) for t in report.tables] == [
        "proactive", "requests", "litigation",
    ]  # fmt: skip


GUIDED = """江汀区档案局2020年政府信息公开工作年度报告
二、主动公开政府信息情况
\t第二十条第（一）项

\t信息内容
\t本年新
制作数量
\t本年新
公开数量
\t对外公开总数量

\t规章：由市政府统一填写，本局不必填。这一栏留空即可。
\t 0
\t 0
\t此栏填历年合计，含网站、公报与电子屏发布的数量3

\t规范性文件
\t1
\t1
\t+（增加数）
-（减少数）

三、收到和处理政府信息公开申请情况
没有收到。
"""


def test_guidance_left_in_cells_stays_with_the_table():
    report = parse(GUIDED)
    (table,) = report.tables
    assert table.rows[1] == ("信息内容", "本年新\n制作数量", "本年新\n公开数量", "对外公开总数量")
    assert table.rows[2][0].startswith("规章：由市政府")
    assert table.rows[2][3].endswith("发布的数量3")
    assert table.rows[3][3] == "+（增加数）\n-（减少数）"
    assert not any("填" in text for _, text in outline(report))


def test_a_blank_line_inside_a_cell_does_not_break_the_row():
    row = "\t一、本年新收政府信息公开申请数量\n" + "\t7\n" + "\n\n" + "\t0\n" * 5 + "\t7\n"
    head = (
        "\t（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n\t申请人情况\n\n"
    )
    tail = "\n\t四、结转下年度继续办理\n" + "\t0\n" * 7
    (table,) = parse(head + row + tail).tables
    assert table.rows[1][3:] == ("7", "0", "0", "0", "0", "0", "7")
    assert len(table.rows) == 3


def test_a_missing_value_leaves_its_column_empty_where_columns_are_printed():
    text, _ = print_report(COUNTY_2023, Style(table="aligned"))
    label = "（七）总计"
    line = next(x for x in text.split("\n") if label in x)
    at = line.index("4", line.index(label))
    table = parse(text.replace(line, line[:at] + " " + line[at + 1 :])).tables[1]
    total = next(row for row in table.rows if label in row)
    assert total[3:] == ("30", "", "0", "1", "2", "0", "37")
    assert table.unsure == ()


def test_a_missing_value_makes_the_row_unsure_where_columns_are_lost():
    text, _ = print_report(COUNTY_2023, Style(table="squashed"))
    cut = text.replace("（七）总计    30    4    0", "（七）总计    30    4")
    table = parse(cut).tables[1]
    total = next(i for i, row in enumerate(table.rows) if "（七）总计" in row)
    assert table.unsure == (total,)


def test_a_sentence_that_quotes_the_table_is_prose():
    text = (
        "青岚市水产局2023年政府信息公开工作年度报告\n一、总体情况\n"
        "全年办理行政许可1865件、行政处罚312件、行政强制27件，行政事业性收费88.6万元。"
        "行政复议5件，其中结果维持2件，结果纠正1件，其他结果0件，尚未审结2件；行政诉讼1件。\n"
    )
    report = parse(text)
    assert report.tables == ()
    assert len(report.sentences) == 2


@pytest.mark.parametrize(
    "line",
    [
        "青岚市水产局          2023年1月9日",
        "联系人：林一舟    电话：0599-6610023",
        "规章    0",
    ],
)
def test_one_aligned_line_is_no_table(line):
    assert (
        parse(
            f"青岚市水产局2023年政府信息公开工作年度报告\n一、总体情况\n公开12条。\n{line}\n"
        ).tables
        == ()
    )


def test_a_small_table_of_our_own_making_is_set_aside_too():
    text = (
        "一、总体情况\n各渠道公开情况如下：\n渠道      数量    占比\n网站      212     66%\n"
        "电子屏    103     32%\n公报      6       2%\n电子屏更新最勤，每天两次。\n"
    )
    report = parse(text)
    (table,) = report.tables
    assert table.kind == "other"
    assert table.rows == (
        ("渠道", "数量", "占比"), ("网站", "212", "66%"), ("电子屏", "103", "32%"),
        ("公报", "6", "2%"),
    )  # fmt: skip
    assert [text for kind, text in outline(report) if kind == "text"] == [
        "各渠道公开情况如下：", "电子屏更新最勤，每天两次。",
    ]  # fmt: skip


def test_native_tables_are_used_as_they_are():
    text = "一、总体情况\n规章\t0\n全年公开12条。\n"
    span = SourceSpan(7, 12)
    cells = (SourceCell("规章", SourceSpan(7, 9), 0, 0), SourceCell("0", SourceSpan(10, 11), 0, 1))
    report = parse(text, tables=(SourceTable(span, (("规章", "0"),), cells),))
    assert report.tables == (Table("other", (("规章", "0"),), report.tables[0].cells, span, 0),)
    assert [c.text for c in report.tables[0].cells] == ["规章", "0"]
    assert not prose(report) & set(range(7, 12))


def test_every_label_of_a_form_is_known_by_its_print():
    forms = shipped_forms()
    assert forms.is_label("（ 一 ）予以公开")
    assert forms.is_label('3.危及"三安全一稳定"')
    assert forms.is_fragment("形，不计其他情形）")
    assert not forms.is_label("全年公开")


@pytest.mark.parametrize("text", ["0", "1865", "88.6", "+6", "-2", "61.2万元", "66%", "—", "/"])
def test_what_counts_as_a_value(text):
    assert is_number(text)


@pytest.mark.parametrize("text", ["同上", "第1项", "2020年", "12.", "条"])
def test_what_does_not_count_as_a_value(text):
    assert not is_number(text)
