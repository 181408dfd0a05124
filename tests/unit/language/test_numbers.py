"""Numbers as reports write them."""

from __future__ import annotations

import pytest

from analyzer.language.numbers import halfwidth, parse_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5500", 5500), ("1,136", 1136), ("12 345", 12345), ("１２３", 123), ("3.5", 3.5), ("12万", 120_000),
        ("1.2亿", 120_000_000), ("23.6万", 236_000), ("5500余", 5500), ("十", 10), ("十二", 12), ("三十二", 32),
        ("一百零五", 105), ("两", 2), ("二〇二三", 2023), ("半", 0.5), ("万", 10_000), ("三千五百", 3500), ("一万零五", 10_005), ("两亿三千万", 230_000_000), ("一百二十万", 1_200_000),
    ],
)  # fmt: skip
def test_number_is_parsed(written: str, value: float) -> None:
    assert parse_number(written) == value


@pytest.mark.parametrize("written", ["", "条", "年月", "三三十二", "十百"])
def test_word_is_no_number(written: str) -> None:
    assert parse_number(written) is None


def test_halfwidth_keeps_the_length() -> None:
    text = "共１２３条，９９％（Ａ）"
    assert len(halfwidth(text)) == len(text)
    assert halfwidth(text) == "共123条，99%（A）"
