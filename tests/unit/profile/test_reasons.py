from __future__ import annotations

from analyzer.profile.reasons import NO_FACTS, NO_GAP, NO_HINT, reasons

WEIGHTS = {"specificity": 25, "problems": 20, "originality": 20}


def place(quote: str, *, private: bool = False, heading: bool = False):
    return {
        "start": 0,
        "end": len(quote),
        "quote": quote,
        "where": "一、总体情况，第1段",
        "note": "",
        "heading": heading,
        "private": private,
    }


def hint(title: str, *, effort: int = 3, places=(), **blocks: float):
    substance = sum(blocks.values()) / 3
    return {
        "title": title,
        "effort": effort,
        "places": list(places),
        "rules": [],
        "gain": {"total": substance, "substance": substance, "blocks": blocks},
    }


def told(*hints, strengths=(), **before):
    scores = {"specificity": 90.0, "problems": 90.0, "originality": 90.0, **before}
    advice = {"hints": list(hints), "before": scores, "after": scores, "strengths": list(strengths)}
    return reasons(advice, weights=WEIGHTS, by="substance")


def test_best_evidence_is_quoted_with_its_place_and_inner_marks():
    found = told(strengths=[place("1.在“惠农”栏公开名单48期。")])
    assert found.evidence == "最有说服力的是“在‘惠农’栏公开名单48期。”（一、总体情况，第1段）。"


def test_sentence_that_names_a_person_is_never_quoted():
    person = place("由张三负责，电话见附件。", private=True)
    found = told(hint("写明数量", places=[person], specificity=20), strengths=[person])
    assert found.evidence == NO_FACTS
    assert "张三" not in found.gap + found.improvement


def test_heading_is_no_quotation():
    found = told(
        hint("补上章节", places=[place("一、总体情况", heading=True)], problems=9), problems=0.0
    )
    assert found.gap == "差距最大的是问题与改进（0.0分）：补上章节。"


def test_gap_is_the_block_that_costs_most_by_weight():
    found = told(
        hint("写明问题", problems=30), hint("写明数量", specificity=30), specificity=20, problems=15
    )
    assert found.gap == "差距最大的是具体性（20.0分）：写明数量。"


def test_gap_is_told_by_a_hint_that_is_mainly_about_it():
    both = hint("补上措施", specificity=12, problems=40)
    own = hint("写明数量", specificity=10)
    assert told(both, own, specificity=10.0).gap.endswith("写明数量。")


def test_cheapest_improvement_is_the_easy_one():
    found = told(hint("写明数量", specificity=30), hint("删去空话3处", effort=0, originality=6))
    assert found.improvement.startswith("最省力的改进是删去空话3处，重算实质分+2.0")


def test_easy_change_that_wins_next_to_nothing_is_passed_over():
    found = told(
        hint("写明问题", problems=9),
        hint("写明数量", specificity=30),
        hint("删去", effort=0, originality=0.3),
    )
    assert "删去" not in found.improvement


def test_what_is_lacking_tells_more_of_a_gap_than_what_can_be_cut():
    found = told(
        hint("删去空话", effort=0, originality=30), hint("补数", originality=5), originality=1.0
    )
    assert "补数" in found.gap
    assert "删去空话" in found.improvement


def test_gap_and_improvement_do_not_say_the_same_where_there_are_two_hints():
    found = told(
        hint("删去空话", effort=0, originality=30), hint("补数", specificity=5), originality=1.0
    )
    assert "删去空话" in found.gap
    assert "补数" in found.improvement


def test_report_without_gap_or_hint_says_so():
    found = told(specificity=100.0, problems=100.0, originality=100.0)
    assert (found.gap, found.improvement) == (NO_GAP, NO_HINT)


def test_mere_comma_is_no_quotation():
    found = told(
        hint("订正标点1处", effort=1, places=[place("，")], specificity=9), specificity=50.0
    )
    assert "“" not in found.gap


def test_block_that_is_nearly_full_is_no_gap():
    found = told(
        hint("写明数量", specificity=3), specificity=91.0, problems=99.0, originality=100.0
    )
    assert found.gap == NO_GAP
    assert "写明数量" in found.improvement
