"""Which findings become comments: those asked for, the gravest of each page."""

from __future__ import annotations

from analyzer.outputs.word.comments_part import Author
from analyzer.outputs.word.pages import page_of, page_starts
from analyzer.outputs.word.selection import Wanted, gravest_per_page
from tests.builders.reports import finding
from tests.builders.word import docx, p, r
from tests.builders.word_comments import comments, words
from tests.unit.outputs.word.conftest import annotated, source_of


def found(*given: tuple[int, str, float]) -> list:
    return [
        finding(start, "x", id=f"f{n}", severity=severity, confidence=confidence)
        for n, (start, severity, confidence) in enumerate(given)
    ]


def test_graver_then_surer_findings_stay_and_order_is_that_of_the_text():
    findings = found((1, "info", 1.0), (2, "error", 0.5), (3, "warning", 0.7), (4, "warning", 0.9))
    shown, rest = gravest_per_page(findings, most=2, page=lambda _: 1)
    assert [f["start"] for f in shown] == [2, 4]
    assert [f["start"] for f in rest] == [1, 3]


def test_every_page_has_room_of_its_own():
    findings = found(*((at, "info", 0.9) for at in range(6)))
    shown, rest = gravest_per_page(findings, most=2, page=lambda f: f["start"] // 3)
    assert [f["start"] for f in shown] == [0, 1, 3, 4]
    assert len(rest) == 2


def test_severity_tier_and_rule_choose():
    low, high = found((1, "info", 0.6), (2, "error", 0.95))
    assert [f["start"] for f in (low, high) if Wanted(severity="warning").takes(f)] == [2]
    assert [f["start"] for f in (low, high) if Wanted(tier="中").takes(f)] == [2]
    assert not Wanted(rules={"LAN01"}).takes(high)
    assert Wanted(rules={"LAN05"}).takes(low)


def test_pages_are_those_the_last_program_noted():
    assert page_starts("字" * 5000, rendered=[700, 1500], forced=[90], characters=600) == [
        0,
        700,
        1500,
    ]


def test_without_notes_a_page_is_so_many_characters_or_ends_where_the_author_says():
    starts = page_starts("字" * 1000 + "\n" * 50, rendered=[], forced=[100], characters=600)
    assert starts == [0, 100, 700]
    assert [page_of(starts, at) for at in (0, 99, 100, 699, 1040)] == [1, 1, 2, 2, 3]


def test_pages_of_a_document_are_found_in_its_runs():
    body = p("甲" * 5) + p("乙", r("丙"), "<w:r><w:lastRenderedPageBreak/><w:t>丁戊</w:t></w:r>")
    data = docx(body)
    text = source_of(data).text
    places = [(text.index(one), text.index(one) + 1) for one in "乙丙丁戊"]
    made, _ = annotated(data, *places, per_page=1)
    assert [f["quote"] for f in made.shown] == ["乙", "丁"]
    assert [f["quote"] for f in made.listed] == ["丙", "戊"]


def test_rest_is_listed_in_a_last_comment():
    data = docx(p("题目") + p("甲乙丙") + p("末段"))
    made, _ = annotated(data, (3, 4), (4, 5), (5, 6), per_page=1)
    last = list(comments(made.data).values())[-1]
    assert words(last)[0] == "【其余意见】"
    assert [line[0] for line in words(last)[2:]] == ["1", "2"]
    assert "“乙”" in words(last)[2]


def test_comments_carry_author_initials_and_the_date_that_is_set():
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    author = Author(name="县政务公开办", initials="公", date="2026-01-31T09:00:00Z")
    made, _ = annotated(docx(p("题目") + p("全年公开")), (3, 5), author=author)
    for comment in comments(made.data).values():
        assert comment.get(f"{w}author") == "县政务公开办"
        assert comment.get(f"{w}initials") == "公"
        assert comment.get(f"{w}date") == "2026-01-31T09:00:00Z"
    undated, _ = annotated(docx(p("题目") + p("全年公开")), (3, 5))
    assert not any(c.get(f"{w}date") for c in comments(undated.data).values())
