"""Figures are read from the statutory tables in both layouts, and the tables must balance."""

from __future__ import annotations

from analyzer.signals.consistency import parts_and_total, prose_against_table
from analyzer.signals.consistency.statutory_tables import read_figures
from tests.builders.reports import report_of
from tests.rules.found import found_alone

HEAD = "临澜县水务局2023年政府信息公开工作年度报告\n一、总体情况\n公开信息60条。\n"
ROWS = {
    "new": "一、本年新收政府信息公开申请数量",
    "carried_in": "二、上年结转政府信息公开申请数量",
    "open": "（一）予以公开",
    "result_total": "（七）总计",
    "carried_out": "四、结转下年度继续办理",
}


def requests_table(*, separator: str = "\n", **totals: int) -> str:
    lines = [
        "三、收到和处理政府信息公开申请情况",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "申请人情况",
        "自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计",
    ]
    for name, label in ROWS.items():
        number = str(totals.get(name, 0))
        lines.append(separator.join([label, number, "0", "0", "0", "0", "0", number]))
    return "\n".join(lines) + "\n"


def table_quotes(text: str) -> list[str]:
    return [text[start:end] for start, end in found_alone(parts_and_total.RULE, text)]


def test_totals_are_read_from_aligned_text() -> None:
    text = HEAD + requests_table(separator="   ", new=5, open=4, result_total=4, carried_out=1)
    figures = read_figures(report_of(text))
    assert {name: cells[-1].value for name, cells in figures.requests.items()} == {
        "new": 5,
        "carried_in": 0,
        "result_total": 4,
        "carried_out": 1,
    }


def test_totals_are_read_from_one_cell_a_line() -> None:
    text = HEAD + requests_table(separator="\n\t", new=5, result_total=5)
    total = read_figures(report_of(text)).total("new")
    assert total is not None
    assert total.value == 5


def test_balanced_table_is_left_alone() -> None:
    text = HEAD + requests_table(separator="  ", new=5, open=4, result_total=4, carried_out=1)
    assert table_quotes(text) == []


def test_unbalanced_table_points_at_the_cell_in_the_source() -> None:
    text = HEAD + requests_table(separator="  ", new=5, open=4, result_total=4, carried_out=2)
    assert table_quotes(text) == ["4"]


def test_row_that_does_not_add_up_is_reported() -> None:
    text = HEAD + requests_table(separator="  ", new=5, result_total=5).replace(
        ROWS["new"] + "  5  0  0  0  0  0  5", ROWS["new"] + "  5  1  0  0  0  0  5"
    )
    quotes = table_quotes(text)
    assert "5" in quotes


def test_statement_that_agrees_once_is_left_alone() -> None:
    text = HEAD.replace("公开信息60条", "收到政府信息公开申请5件，其中网上收到公开申请3件")
    text += requests_table(separator="  ", new=5, open=5, result_total=5)
    assert found_alone(prose_against_table.RULE, text) == []


def test_denied_requests_that_the_table_counts_are_reported() -> None:
    text = HEAD.replace("公开信息60条", "全年未收到政府信息公开申请")
    text += requests_table(separator="  ", new=5, open=5, result_total=5)
    (place,) = found_alone(prose_against_table.RULE, text)
    assert text[slice(*place)] == "未收到政府信息公开申请"


def test_blank_cells_do_not_hide_a_total() -> None:
    table = requests_table(separator="  ", new=1, open=1, result_total=1)
    table = table.replace(ROWS["new"] + "  1  0  0  0  0  0  1", ROWS["new"] + "  1            1")
    total = read_figures(report_of(HEAD + table)).total("new")
    assert total is not None
    assert total.value == 1


def test_requests_that_only_the_table_mentions_are_asked_about() -> None:
    text = HEAD + requests_table(separator="  ", new=3, open=3, result_total=3)
    (place,) = found_alone(prose_against_table.RULE, text)
    assert text[slice(*place)] == "3"
