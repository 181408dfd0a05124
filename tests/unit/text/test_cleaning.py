import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.text.cleaning import clean_paragraph, find_debris


def clean(*lines: str) -> str:
    source = "\n".join(lines)
    pieces, at = [], 0
    for line in lines:
        pieces.append((at, at + len(line)))
        at += len(line) + 1
    return clean_paragraph(source, pieces).text


def test_wrapped_lines_are_joined_without_a_blank():
    assert clean("　　全年主动公开各", "类信息326条。") == "全年主动公开各类信息326条。"


def test_blanks_beside_chinese_carry_layout_and_are_dropped():
    assert clean(" 2024 年 1 月 收到 17 件 ， 办结 ") == "2024年1月收到17件，办结"


def test_blanks_between_latin_words_are_kept():
    assert clean("可在 App  Store 下载") == "可在App Store下载"


def test_latin_words_do_not_run_together_at_a_line_end():
    assert clean("下载 open", "data 平台") == "下载open data平台"


def test_a_figure_wrapped_at_a_line_end_is_put_together():
    assert clean("给1", "2个部门配发") == "给12个部门配发"


@pytest.mark.parametrize(
    "debris", ["[bookmark: _GoBack]", "&nbsp;", "&#12288;", "<br/>", "</p>", "\u200b", "\ufeff"]
)
def test_conversion_debris_is_dropped(debris):
    assert clean(f"{debris}全年公开{debris}12条") == "全年公开12条"


@pytest.mark.parametrize("mark", ["## ", "- ", "> ", "● ", "### "])
def test_layout_marks_at_the_beginning_are_dropped(mark):
    assert clean(f"{mark}一、总体情况") == "一、总体情况"


def test_layout_marks_are_not_reported_as_debris():
    assert find_debris("## 一、**总体**情况") == []
    assert find_debris("全年&nbsp;公开") == [(2, 8)]


def test_brackets_and_signs_of_the_author_stay():
    text = "（长政〔2021〕1号）[附件略]《条例》<办法>12%＋5"
    assert clean(text) == text


@given(st.text(alphabet="公开 \t\u3000\n12ab[]&nbsp;<br>*#-，。\u200b", max_size=60))
def test_cleaned_characters_are_a_subsequence_of_the_source(text):
    mapped = clean_paragraph(text, [(0, len(text))])
    assert list(mapped.origins) == sorted(set(mapped.origins))
    for origin, character in zip(mapped.origins, mapped.text, strict=True):
        assert text[origin] == character or (character == " " and text[origin].isspace())


@given(st.text(alphabet="公开 \t\u3000\n12ab，。\u200b", max_size=60))
def test_cleaning_twice_changes_nothing(text):
    once = clean_paragraph(text, [(0, len(text))]).text
    assert clean_paragraph(once, [(0, len(once))]).text == once
