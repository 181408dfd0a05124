import pytest

from analyzer.text.characters import count_chinese, display_width, is_chinese


@pytest.mark.parametrize("character", ["公", "〇", "○", "㐀"])
def test_chinese_characters_are_known(character):
    assert is_chinese(character)


@pytest.mark.parametrize("character", ["，", "A", "1", "１", "①", " "])
def test_punctuation_letters_and_figures_are_not_chinese_characters(character):
    assert not is_chinese(character)


def test_punctuation_is_not_counted():
    assert count_chinese("全年公开326条，其中48期。") == 8


def test_chinese_takes_two_columns_and_latin_one():
    assert display_width("公开 12 条") == 10
    assert display_width("（一）") == 6
