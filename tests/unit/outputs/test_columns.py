from __future__ import annotations

from analyzer.outputs.columns import columns, fit, pad, width


def test_chinese_character_takes_two_cells():
    assert width("公开a") == 5


def test_combining_marks_and_control_characters_take_none():
    assert width("e\u0301\u200b") == 1


def test_cut_text_fits_and_shows_that_something_is_missing():
    assert fit("主动公开情况", 7) == "主动公…"
    assert width(fit("主动公开情况", 6)) <= 6
    assert fit("公开", 4) == "公开"


def test_numbers_line_up_on_the_right():
    assert pad("7.5", 5, right=True) == "  7.5"


def test_columns_line_up_whatever_the_script():
    lines = columns([("名次", "分"), ("1", "80"), ("柳桥镇", "7")]).splitlines()
    assert [width(line.rstrip()[: line.rstrip().rfind(" ")]) for line in lines] == [7, 7, 7]
