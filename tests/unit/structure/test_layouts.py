"""Invented reports in many layouts: nothing lost, nothing foreign, the same sections."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.structure.invented import ALL
from tests.unit.structure.printer import TABLES, Style, print_report
from tests.unit.structure.reading import keys, parse, prose

OPTIONS = {
    "width": [0, 44, 56, 70, 92],
    "indent": ["　　", "    ", "\t", ""],
    "marker": ["{n}、", "{n} 、", "{n}.", "第{n}部分 ", "{a}、", "{n}，"],
    "run_in": [None, "", " ", "：", "。"],
    "table": sorted(TABLES),
    "blank_lines": [False, True],
    "split_title": [False, True],
    "line_end": ["\n", "\r\n"],
}
PAGED = {
    "page_lines": [24, 33],
    "page_number": [
        "- {p} -",
        "-{p}-",
        "第 {p} 页",
        "— {p} —",
        "第{p}页 共9页",
        "{p} / 9",
        "·{p}·",
    ],
    "form_feed": [True, False],
    "head": ["", "临澜县政府信息公开年报"],
}
SINGLE = [{name: value} for name, values in OPTIONS.items() for value in values]
PAGES = [
    {"width": 60, "page_lines": 24, "table": "aligned", "page_number": number, "form_feed": feed,
     "head": head}
    for number in [*PAGED["page_number"], "{p}"]
    for feed in PAGED["form_feed"]
    for head in PAGED["head"]
]  # fmt: skip


def check(report, style: Style, *, foreign: float = 0.0) -> None:
    text, wanted = print_report(report, style)
    parsed = parse(text)
    found = prose(parsed)
    assert not wanted - found, text[min(wanted - found) :][:60]
    assert len(found - wanted) <= foreign * len(found)
    assert keys(parsed) == [part.key for part in report.parts]
    assert parsed.identity.title == report.title
    assert parsed.identity.year == report.year


@pytest.mark.parametrize("change", SINGLE, ids=str)
@pytest.mark.parametrize("report", ALL, ids=lambda r: str(r.year))
def test_one_change_of_layout_changes_nothing(report, change):
    check(report, Style(**change))


@pytest.mark.parametrize("change", PAGES, ids=str)
@pytest.mark.parametrize("report", ALL, ids=lambda r: str(r.year))
def test_pages_leave_no_trace(report, change):
    check(report, Style(**change))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    report=st.sampled_from(ALL),
    choice=st.fixed_dictionaries({name: st.sampled_from(v) for name, v in OPTIONS.items()}),
)
def test_layouts_may_be_combined(report, choice):
    check(report, Style(**choice))


@pytest.mark.parametrize("width", [44, 60, 92])
@pytest.mark.parametrize("report", ALL, ids=lambda r: str(r.year))
def test_wrapped_paragraphs_are_whole_again(report, width):
    text, _ = print_report(report, Style(width=width, page_lines=30, table="aligned"))
    parsed = parse(text)
    found = {parsed.slice(p.span) for p in parsed.paragraphs}
    assert {p for part in report.parts for p in part.paragraphs} <= found
