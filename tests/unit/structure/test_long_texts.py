"""Time grows with the length of a text and not faster."""

import time

import pytest

from tests.unit.structure.invented import COUNTY_2023
from tests.unit.structure.printer import Style, print_report
from tests.unit.structure.reading import parse

_SECONDS = 8.0  # thirty times what the slowest of these takes; quadratic work would need minutes


@pytest.mark.parametrize(
    "text",
    [
        print_report(COUNTY_2023, Style(table="aligned", width=60))[0] * 40,
        print_report(COUNTY_2023, Style(table="tabbed"))[0] * 40,
        "一、总体情况\n" * 10_000,
        "规章 0 0 0\n" * 5_000,
        "一是公开。" * 40_000,
        "“公开。" * 40_000,
        "（" * 60_000,
        "公开" * 100_000,
    ],
    ids=["aligned", "tabbed", "headings", "rows", "items", "quotes", "brackets", "one line"],
)
def test_a_long_text_is_parsed_in_seconds(text):
    start = time.process_time()
    parse(text)
    assert time.process_time() - start < _SECONDS
