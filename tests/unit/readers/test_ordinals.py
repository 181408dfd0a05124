import pytest

from analyzer.readers.ordinals import chinese, ordinal


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"),
     (100, "一百"), (101, "一百零一"), (110, "一百一十"), (1005, "一千零五"), (2024, "二千零二十四")],
)  # fmt: skip
def test_counting_in_chinese(number, written):
    assert chinese(number) == written


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("chineseCounting", 12, "十二"),
        ("ideographDigital", 20, "二〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalFullWidth", 12, "１２"),
        ("none", 3, ""),
        ("custom", 3, "3"),
        ("chineseCounting", 0, "0"),
    ],
)
def test_number_formats_of_word(form, number, written):
    assert ordinal(number, form) == written
