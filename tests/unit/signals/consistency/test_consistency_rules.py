"""Years, periods, issuers, sums, changes and residue, each with the smallest example."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.signals.consistency import (
    change_and_count,
    issuer_mismatch,
    parts_and_total,
    reporting_period,
    template_residue,
    year_out_of_date,
)
from analyzer.signals.rule import Rule
from tests.rules.found import found_alone

TITLE = "临澜县水务局2023年政府信息公开工作年度报告\n"
HEAD = TITLE + "一、总体情况\n"


def quotes(rule: Rule[Any], prose: str, *, head: str = HEAD) -> list[str]:
    text = head + prose + "\n"
    return [text[start:end] for start, end in found_alone(rule, text)]


# years


def test_last_years_statement_is_reported() -> None:
    assert quotes(year_out_of_date.RULE, "2022年，我局主动公开信息60条。") == ["2022年"]


@pytest.mark.parametrize(
    "prose",
    [
        "2023年，我局主动公开信息60条，2022年我局公开55条。",
        "2022年我局结转的2件申请已经答复。",
        "2022年印发的办法继续执行。",
        "自2022年以来，我局坚持每月检查。",
    ],
)
def test_years_that_compare_or_name_are_left_alone(prose: str) -> None:
    assert quotes(year_out_of_date.RULE, prose) == []


def test_plan_for_a_past_year_is_reported() -> None:
    prose = "存在更新不及时的问题。2022年，我局将加强检查。"
    head = TITLE + "五、存在的主要问题及改进情况\n"
    assert quotes(year_out_of_date.RULE, prose, head=head) == ["2022年"]


def test_plan_for_next_year_is_right() -> None:
    prose = "存在更新不及时的问题。2024年，我局将加强检查。"
    head = TITLE + "五、存在的主要问题及改进情况\n"
    assert quotes(year_out_of_date.RULE, prose, head=head) == []


# period


@pytest.mark.parametrize(
    "period",
    [
        "2023年1月1日至2023年12月30日",
        "2023年12月31日至2023年1月1日",
        "2023年1月1日至2023年2月30日",
        "2022年1月1日至2022年12月31日",
    ],
)
def test_wrong_period_is_reported(period: str) -> None:
    assert quotes(reporting_period.RULE, f"统计期限为{period}。") == [period]


def test_period_without_year_at_its_end_is_right() -> None:
    assert quotes(reporting_period.RULE, "数据的统计期限自2023年1月1日起至12月31日止。") == []


def test_inverted_period_closes_the_gate() -> None:
    from analyzer.profile.gates import gates

    gate = next(g for g in gates() if g.id == "inverted-period")
    assert gate.rules == ("CON02",)


# issuer


@pytest.mark.parametrize(
    ("unit", "prose", "quote"),
    [
        ("临澜县水务局", "我委公开信息60条。", "我委"),
        ("青禾市澄江区人民政府", "我县公开信息60条。", "我县"),
        ("临澜县柳桥镇人民政府", "我局公开信息60条。", "我局"),
        ("临澜县柳桥镇人民政府", "我街道公开信息60条。", "我街道"),
        ("临澜县人民政府", "设立专栏，全区部门集中公开。", "全区"),
        ("临澜县人民政府", "查阅相关市属单位公开的信息。", "相关市属"),
    ],
)
def test_foreign_self_reference_is_reported(unit: str, prose: str, quote: str) -> None:
    head = f"{unit}2023年政府信息公开工作年度报告\n一、总体情况\n"
    assert quotes(issuer_mismatch.RULE, prose, head=head) == [quote]


@pytest.mark.parametrize(
    ("unit", "prose"),
    [
        ("临澜县水务局", "我局、我县按照市政府要求公开信息。"),
        ("青禾市澄江区人民政府", "全市考核中我区位居前列。"),
        ("临澜县柳桥镇人民政府", "我镇在全县、全市率先公开。"),
        ("青禾市卫生健康委员会", "我委、我市公开信息60条。"),
    ],
)
def test_own_and_higher_names_are_left_alone(unit: str, prose: str) -> None:
    head = f"{unit}2023年政府信息公开工作年度报告\n一、总体情况\n"
    assert quotes(issuer_mismatch.RULE, prose, head=head) == []


def test_newspaper_of_another_province_is_reported_as_an_error() -> None:
    head = "天津市东丽区水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
    assert quotes(issuer_mismatch.RULE, "并在《今日定安》设立专栏。", head=head) == ["《今日定安》"]


def test_places_visited_for_study_are_left_alone() -> None:
    head = "天津市东丽区水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
    assert quotes(issuer_mismatch.RULE, "赴浙江省宁波市学习2次。", head=head) == []


# sums and shares


@pytest.mark.parametrize(
    "prose",
    [
        "全年公开信息⟦100条，其中动态40条，公告58条⟧。",
        "全年公开信息⟦100条。其中：动态60条、公告45条⟧。",
        "各类信息有：动态40条，公告30条，预决算20条，其他信息15条。",
    ],
)
def test_sum_that_misses_its_total(prose: str) -> None:
    plain = prose.replace("⟦", "").replace("⟧", "")
    wanted = [prose[prose.index("⟦") + 1 : prose.index("⟧")]] if "⟦" in prose else []
    assert quotes(parts_and_total.RULE, plain) == wanted


@pytest.mark.parametrize(
    "prose",
    [
        "全年公开信息100条，其中动态42条，公告58条。",
        "全年公开信息206条，其中机构7条，应急31条等各类信息。",
        "全年公开信息1000条，其中动态40条，公告58条。",
        "全年公开信息100条，其中网站公开90条，微信公众号公开60条。",
        "收到申请21条，其中当面18条，邮件3条；答复总数21条，其中同意17条，其他4条。",
    ],
)
def test_sums_that_agree_or_need_not(prose: str) -> None:
    assert quotes(parts_and_total.RULE, prose) == []


def test_share_that_does_not_fit_its_fellows() -> None:
    prose = "全年公开200条，其中甲类100条，占50%；乙类60条，占30%；丙类40条，占25%。"
    assert quotes(parts_and_total.RULE, prose) == ["40条，占25%"]


def test_shares_rounded_down_are_questioned_only() -> None:
    prose = "全年公开300条，其中甲类100条，占33.3%；乙类200条，占66.6%。"
    assert quotes(parts_and_total.RULE, prose) == ["200条，占66.6%"]


# changes and counts


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("受理事项117件，办结171件，办结率100%。", "117件，办结171件"),
        ("公开量由200条增加到300条，增长30%。", "由200条增加到300条，增长30%"),
        ("从以下三个方面改进：一是学习；二是检查。", "三个方面"),
    ],
)
def test_contradicting_numbers_are_reported(prose: str, quote: str) -> None:
    assert quotes(change_and_count.RULE, prose) == [quote]


@pytest.mark.parametrize(
    "prose",
    [
        "受理事项117件，办结117件，办结率100%。",
        "受理申请17件，办结19件（含上年结转2件）。",
        "公开量由200条增加到300条，增长50%。",
        "从以下三个方面改进：一是学习；二是检查；三是通报。",
    ],
)
def test_agreeing_numbers_are_left_alone(prose: str) -> None:
    assert quotes(change_and_count.RULE, prose) == []


def test_announced_parts_are_counted() -> None:
    head = (
        TITLE
        + "本报告由总体情况、主动公开情况、依申请公开情况、存在问题共五个部分组成。\n一、总体情况\n"
    )
    assert quotes(change_and_count.RULE, "公开60条。", head=head) == ["五个部分"]


# residue


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("全年公开信息XX条。", "XX条"),
        ("全年公开信息____条。", "____"),
        ("全年公开信息***条。", "***"),
        ("某某局公开信息20条。", "某某局"),
        ("收到申请0件（此处填写办理情况）。", "此处填写办理情况"),
    ],
)
def test_residue_in_prose_is_reported(prose: str, quote: str) -> None:
    assert quotes(template_residue.RULE, prose) == [quote]


@pytest.mark.parametrize("prose", ["统一社会信用代码91XX0001X。", "不便公开的姓名以某某代替。"])
def test_ordinary_writing_is_no_residue(prose: str) -> None:
    assert quotes(template_residue.RULE, prose) == []


def test_names_that_hold_a_conjunction_are_not_miscounted() -> None:
    head = TITLE + (
        "本报告由总体情况、主动公开政府信息情况、行政复议和行政诉讼情况、存在的主要问题及改进情况"
        "和其他需要报告的事项共五个部分组成。\n一、总体情况\n"
    )
    assert quotes(change_and_count.RULE, "公开60条。", head=head) == []


def test_part_of_a_part_is_not_added() -> None:
    prose = "收到申请27件，其中网上18件，含2件补正；当面9件，含1件补正。"
    assert quotes(parts_and_total.RULE, prose) == []


def test_yearly_average_is_another_formula() -> None:
    assert quotes(change_and_count.RULE, "公开量从54条增加到82条，年均增长7.1%。") == []


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("定期对柳桥镇各站所进行检查。", ["柳桥镇"]),
        ("为全镇公开工作服务。", ["全镇"]),
        ("确保街道政府信息公开及时，提升街道政务公开水平。", []),
    ],
)
def test_names_of_another_township(prose: str, quote: list[str]) -> None:
    head = "临澜县望江街道办事处2023年政府信息公开工作年度报告\n一、总体情况\n"
    assert quotes(issuer_mismatch.RULE, prose, head=head) == quote


def test_report_that_names_another_year_of_itself() -> None:
    prose = "根据要求，现将水务局2022年政府信息公开工作情况报告如下。"
    assert quotes(year_out_of_date.RULE, prose) == ["2022年"]


@pytest.mark.parametrize(
    "prose",
    [
        "全年公开信息100条，其中文件5件、解读3篇、动态92条。",
        "被申请行政复议3件，其中维持2件、纠正1件；被提起行政诉讼1件。",
    ],
)
def test_pieces_count_alike_and_a_full_list_may_go_on(prose: str) -> None:
    assert quotes(parts_and_total.RULE, prose) == []
