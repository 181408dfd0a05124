"""Problems and measures are told apart, cut and kept together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.signals.problems.items import Measure, Problem, find_items
from analyzer.text.span import Span


def items_of(text: str) -> tuple[list[str], list[str]]:
    problems, measures = found(text)
    return [p.text for p in problems], [m.text for m in measures]


def found(text: str) -> tuple[tuple[Problem, ...], tuple[Measure, ...]]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return find_items(text, within=spans)


def test_running_text_gives_clause_level_problems() -> None:
    problems, measures = items_of(
        "但仍存在一些不足：公开内容不够全面，更新不够及时等。下一步，我局将指定专人每周更新栏目。"
    )
    assert problems == ["公开内容不够全面", "更新不够及时"]
    assert measures == ["指定专人每周更新栏目"]


def test_list_of_predicates_with_subjects_is_cut() -> None:
    problems, _ = items_of("存在公开内容不全面、栏目更新不及时等问题。")
    assert problems == ["公开内容不全面", "栏目更新不及时等问题"]


def test_elaboration_stays_with_its_problem() -> None:
    problems, _ = items_of("存在问题：一是解读质量不高，个别科室解读内容照抄原文、形式单一。")
    assert len(problems) == 1


def test_cause_and_effect_are_one_problem() -> None:
    problems, _ = items_of("存在问题：由于经办人员更换频繁，导致栏目更新不及时。")
    assert len(problems) == 1


def test_purpose_clause_is_part_of_the_measure() -> None:
    _, measures = items_of("改进措施：一是每月核对栏目，确保信息准确，提高公开质量。")
    assert measures == ["每月核对栏目，确保信息准确，提高公开质量"]


def test_second_action_is_a_second_measure() -> None:
    _, measures = items_of("改进措施：建立栏目更新台账，组织经办人员参加县里培训。")
    assert len(measures) == 2


def test_head_line_is_not_a_measure_of_its_own() -> None:
    _, measures = items_of("改进措施：一是加强业务培训。每季度组织一次答复文书讲评。")
    assert len(measures) == 1


def test_numbering_alone_separates_problems_from_measures() -> None:
    problems, measures = items_of(
        "1.栏目更新不及时；\n2.解读形式较单一。\n1.指定专人更新栏目。\n2.制作图解和短视频。"
    )
    assert (len(problems), len(measures)) == (2, 2)


def test_problem_inside_the_introduction_of_its_measures_is_found() -> None:
    problems, measures = items_of("针对上年栏目更新不及时的问题，我局已补发信息41条。")
    assert problems == ["栏目更新不及时"]
    assert measures[0].endswith("已补发信息41条")


def test_repeated_problem_is_not_counted_twice() -> None:
    problems, _ = items_of(
        "存在的主要问题：栏目更新不及时。针对栏目更新不及时的问题，下一步将指定专人更新。"
    )
    assert problems == ["栏目更新不及时"]


def test_achievement_before_the_problems_is_no_problem() -> None:
    problems, _ = items_of("全年公开工作取得明显成效，栏目建设稳步推进。存在问题：答复不够规范。")
    assert problems == ["答复不够规范"]


def test_measure_carried_out_is_told_from_a_promise() -> None:
    _, measures = found("针对上述问题，我局已补发信息41条。下一步，将每月核对栏目。")
    assert [m.state for m in measures] == ["done", "planned"]


def test_settled_problem_makes_the_measures_before_it_done() -> None:
    _, measures = found("针对这个问题，一是补发信息；二是调整栏目。目前问题已基本解决。")
    assert [m.state for m in measures] == ["done", "done"]


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="一二是、，。；：\n1.（）公开不够存在问题下一步将加强针对的由于已", max_size=120
    )
)
def test_spans_lie_in_the_text_and_never_overlap_within_a_kind(text: str) -> None:
    for items in found(text):
        ends = 0
        for item in sorted(items, key=lambda i: i.span):
            assert item.span.start >= ends
            assert text[item.span.start : item.span.end] == item.text
            ends = item.span.end


def test_place_in_a_numbered_list_makes_a_problem_of_unknown_wording() -> None:
    problems, _ = items_of("存在的问题：一是栏目更新滞后；二是两个平台各说各话。")
    assert problems == ["栏目更新滞后", "两个平台各说各话"]


def test_year_alone_after_problems_begins_the_measures() -> None:
    problems, measures = items_of(
        "主要不足：政策解读偏少。\n2023年，一是围绕租房补贴制作“一图读懂”。二是重新梳理菜单。"
    )
    assert problems == ["政策解读偏少"]
    assert len(measures) == 2


def test_what_follows_settled_problems_tells_how_they_were_settled() -> None:
    problems, measures = found(
        "上一年度存在的答复不规范的问题，已得到明显改善：集中评查答复书120份。"
    )
    assert len(problems) == 1
    assert [(m.text, m.state) for m in measures] == [("集中评查答复书120份", "done")]


def test_every_lack_named_in_an_introduction_of_measures_counts() -> None:
    problems, _ = items_of(
        "针对2022年度存在的业务培训力度不足、公众号更新不及时等问题，我局已举办培训班2期。"
    )
    assert problems == ["业务培训力度不足", "公众号更新不及时"]


def test_introduction_before_its_list_is_no_problem() -> None:
    problems, _ = items_of("还存在公开不够全面等问题，主要表现在：解读偏少，答复不够规范。")
    assert problems == ["解读偏少", "答复不够规范"]


def test_zero_problems_found_is_no_problem() -> None:
    assert items_of("本年度工作中未发现突出问题。") == ([], [])


def test_count_of_what_was_done_stays_with_its_action() -> None:
    _, measures = items_of("改进情况：一是开展宣传月活动，发放宣传手册3000余份。")
    assert measures == ["开展宣传月活动，发放宣传手册3000余份"]


def test_how_a_scheme_works_stays_with_the_scheme() -> None:
    _, measures = items_of("改进措施：实行导师制，由业务骨干结对带教新人。")
    assert measures == ["实行导师制，由业务骨干结对带教新人"]


def test_semicolon_divides_problems_even_where_the_second_is_short() -> None:
    problems, _ = items_of("存在的主要问题：公开内容不够全面；解读材料多为原文摘录，质量不高。")
    assert problems == ["公开内容不够全面", "解读材料多为原文摘录，质量不高"]
