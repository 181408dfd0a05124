import pytest

from analyzer.structure.markers import ordinal_of, read_bare_marker, read_marker


@pytest.mark.parametrize(
    ("text", "level", "ordinal"),
    [
        ("一、总体情况", 1, 1),
        ("一 、总体情况", 1, 1),
        ("十二．附表", 1, 12),
        ("第三部分 申请", 1, 3),
        ("（二）依申请公开", 2, 2),
        ("(二）依申请公开", 2, 2),
        ("3.平台", 3, 3),
        ("4、 行政复议", 3, 4),
        ("５．问题", 3, 5),
        ("（6）其他", 4, 6),
        ("⑦其他", 4, 7),
    ],
)
def test_a_number_in_front_tells_its_level(text, level, ordinal):
    marker = read_marker(text)
    assert (marker.level, marker.ordinal) == (level, ordinal)


@pytest.mark.parametrize(
    "text", ["2020年，全局", "3.5天内", "一是加强", "公开（一）", "12.8%的申请", "二十条规定"]
)
def test_figures_and_words_are_no_markers(text):
    assert read_marker(text) is None


def test_a_numeral_that_lost_its_stop_is_read_apart():
    assert read_marker("一总体情况") is None
    assert read_bare_marker("一总体情况").ordinal == 1


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十", 10), ("十一", 11), ("二十", 20), ("二十三", 23), ("０７", 7), ("③", 3)],
)
def test_numerals_have_their_value(numeral, value):
    assert ordinal_of(numeral) == value
