from __future__ import annotations

import re

from markupsafe import Markup

from analyzer.outputs.html.prose import Inlay, blocks
from tests.builders.reports import record_of


def record(text: str, *gaps: tuple[int, int]):
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(text)]
    prose = [{"start": a, "end": b} for a, b in zip(starts, ends, strict=True)]
    paragraph = {"kind": "text", "start": 0, "end": len(text)}
    return record_of(text=text, prose=prose, paragraphs=[paragraph])


def html(text: str, *inlays: Inlay, gaps=()) -> str:
    [block] = blocks(record(text, *gaps), inlays)
    return str(block.html)


def plain(markup: str) -> str:
    return re.sub(r"<[^>]+>", "", markup)


def test_hostile_text_is_shown_and_not_run():
    shown = html("<script>alert(1)</script>&amp;", Inlay(start=0, end=8, classes="fact"))
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "&amp;amp;" in shown


def test_hostile_title_cannot_leave_its_attribute():
    shown = html("甲乙", Inlay(start=0, end=1, classes="fact", title='" onclick="x'))
    assert 'onclick="' not in shown


def test_marks_may_overlap_in_any_way():
    shown = html(
        "甲乙丙丁",
        Inlay(start=0, end=3, classes="fact"),
        Inlay(start=1, end=4, classes="shared"),
    )
    assert shown == (
        '<span class="fact">甲</span><span class="fact shared">乙丙</span>'
        '<span class="shared">丁</span>'
    )


def test_number_of_a_finding_stands_behind_it():
    shown = html("甲乙丙", Inlay(start=0, end=2, classes="hit", after=Markup("<sup>1</sup>")))
    assert shown == '<span class="hit">甲乙</span><sup>1</sup>丙'


def test_empty_place_still_shows_its_number():
    for at in (0, 1, 2):
        shown = html("甲乙", Inlay(start=at, end=at, classes="hit", after=Markup("<sup>1</sup>")))
        assert shown.count("<sup>1</sup>") == 1
        assert plain(shown).replace("1", "") == "甲乙"


def test_line_breaks_inside_a_paragraph_are_undone():
    assert html("公开\n  信息 326\n条") == "公开信息 326条"
    assert html("by the\nway") == "by the way"


def test_page_number_amid_a_paragraph_is_left_out():
    assert html("公开\n— 3 —\n信息", gaps=[(2, 9)]) == "公开信息"


def test_mark_over_a_left_out_page_number_marks_both_sides():
    shown = html("公开\n3\n信息", Inlay(start=0, end=7, classes="fact"), gaps=[(2, 5)])
    assert plain(shown) == "公开信息"
    assert "fact" in shown
