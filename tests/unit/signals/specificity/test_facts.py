"""Facts: what can be checked, what it is about, whether it is about disclosure."""

from __future__ import annotations

import pytest

from analyzer.signals.specificity.fact import FRAMES, Fact
from analyzer.signals.specificity.reading import read_raw


def facts(text: str) -> tuple[Fact, ...]:
    return read_raw(text).facts


def types(text: str) -> list[str]:
    return [f.type for f in facts(text)]


def test_number_with_unit_is_a_fact_with_value_and_object() -> None:
    (fact,) = facts("全年主动公开政府信息86条。")
    assert (fact.type, fact.value, fact.unit, fact.about) == ("quantity", 86, "条", "政府信息")


def test_zero_counts() -> None:
    assert [f.value for f in facts("收到政府信息公开申请0件。")] == [0]


@pytest.mark.parametrize(
    "text",
    ["本年度未收到政府信息公开申请。", "没有发生行政复议和行政诉讼。", "未收取信息处理费。", "依申请提供政府信息暂不收费。"],
)  # fmt: skip
def test_declaration_of_nothing_is_a_fact(text: str) -> None:
    assert "zero" in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我局认真落实《条例》。",
        "按照区委、区政府部署，落实《中华人民共和国政府信息公开条例》。",
        "牢固树立“四个意识”，从三个方面推进公开。",
        "统计期限为2023年1月1日至12月31日。",
        "联系电话：0999-6600123。",
        "通过微信公众号和政府网站发布信息。",
        "在20个工作日内答复。",
        "未能及时更新信息。",
    ],
)
def test_what_any_report_says_is_no_fact(text: str) -> None:
    assert types(text) == []


def test_share_beside_its_count_is_only_a_part() -> None:
    count, share = facts("公开财政信息21条，占4.9%。")
    assert not count.part
    assert share.part
    assert not facts("公开率达到100%。")[0].part


def test_comparison_is_a_fact_beside_its_number() -> None:
    assert types("公开信息86条，比上年增加12条。") == ["quantity", "comparison", "quantity"]
    assert "comparison" in types("目录由24项调整为42项。")


def test_named_things_are_facts() -> None:
    assert types("印发《望川县信息发布办法》。") == ["document"]
    assert types("在“望川发布”公众号公布。") == ["platform"]
    assert types("开设“惠企政策”专栏。") == ["column"]
    assert types("3月组织学习。") == ["date"]


def test_service_statistics_are_not_relevant() -> None:
    found = facts("全年办理服务事项5632件，惠及市场主体4200户。")
    assert [f.relevant for f in found] == [False, False]


def test_disclosure_numbers_are_relevant() -> None:
    assert all(f.relevant for f in facts("主动公开信息312条，收到申请5件，答复5件。"))


def test_clause_decides_between_disclosure_and_service() -> None:
    found = facts("公开行政许可信息215条，全年办件量12680件。")
    assert [f.relevant for f in found] == [True, False]


def test_spans_count_the_sentence_without_loose_spaces() -> None:
    reading = read_raw("  全年公开信息 86 条。 ")
    (fact,) = reading.facts
    assert fact.span.of(reading.text) == "86条"


def test_rule_that_is_followed_is_no_fact_but_one_issued_is() -> None:
    assert types("坚决纠正违反《柏塘区信息公开实施细则》的行为。") == []
    assert types("印发《柏塘区信息公开实施细则》。") == ["document"]


def test_measured_duration_is_a_fact_and_a_legal_limit_is_none() -> None:
    assert [f.value for f in facts("平均答复时间为9.5个工作日。")] == [9.5]
    assert types("在20个工作日内予以答复。") == []


@pytest.mark.parametrize(
    "text",
    [
        "与2020年相比，申请数量增加了23件。",
        "申请数量较上年增加23件。",
        "平均用时由14天缩短至9天。",
        "解读稿件同比增加两成。",
    ],
)
def test_comparison_with_an_earlier_year_or_state_is_found(text: str) -> None:
    assert "comparison" in types(text)


def test_quoted_site_is_a_platform_by_name_and_a_national_hotline_is_none() -> None:
    assert "platform" in types("依托“南岑政务服务网”公示许可结果。")
    assert types("落实12345热线办理责任。") == []


def test_rank_is_a_fact_and_other_ordinals_are_none() -> None:
    assert [f.value for f in facts("政务公开考核中获全区第三名。")] == [3]
    assert types("委托第三方检测网站。") == []


def test_date_something_was_put_off_to_is_a_fact_and_the_date_of_counting_none() -> None:
    assert types("专区推迟至3月启用。") == ["date"]
    assert types("截至12月31日，公开信息12条。") == ["quantity"]


def test_own_paper_of_a_central_body_is_a_fact_and_a_superiors_is_none() -> None:
    assert types("发布了《国家岩盐勘查局公开指南（2012年版）》。") == ["document"]
    assert types("学习《国务院办公厅关于公开工作的通知》。") == []


def test_number_of_readers_without_a_unit_is_a_fact() -> None:
    assert [f.value for f in facts("账号粉丝总量超过210万。")] == [2_100_000]


def test_no_charges_at_all_is_a_declaration_of_nothing() -> None:
    assert "zero" in types("我局2022年没有收费和减免情况。")


@pytest.mark.parametrize(
    "text",
    [
        "全年修建乡村道路31公里，绿化荒山2300亩。",
        "完成规模以上工业增加值21亿元。",
        "发放养老补贴640万元，惠及老人5200名。",
    ],
)
def test_figures_of_other_business_in_no_list_are_not_relevant(text: str) -> None:
    assert not any(f.relevant for f in facts(text))


def test_thing_counted_decides_where_it_is_about_disclosure() -> None:
    (fact,) = (f for f in facts("围绕稳就业、保民生召开新闻发布会12场。") if f.type == "quantity")
    assert fact.relevant


def test_total_names_its_parts() -> None:
    found = [
        f for f in facts("公开信息86条，其中政策文件12条、工作动态74条。") if f.type == "total"
    ]
    assert [(f.value, f.unit, f.parts) for f in found] == [
        (86, "条", (("政策文件", 12.0), ("工作动态", 74.0)))
    ]


def test_parts_that_are_more_than_the_whole_make_no_total_of_it() -> None:
    assert "total" not in types("公开信息8条，其中政策文件12条。")


def test_meeting_that_took_place_is_an_event_with_its_times_and_a_plan_is_none() -> None:
    (event,) = (f for f in facts("举办政务公开业务培训班2期。") if f.type == "event")
    assert (event.about, event.value, event.unit) == ("政务公开业务培训班", 2, "次")
    assert "event" not in types("下一步将举办政务公开业务培训班。")
    assert "event" not in types("定期召开政务公开工作推进会。")


@pytest.mark.parametrize(
    ("text", "value", "unit", "about"),
    [
        ("公开信息86条，比上年减少12条。", -12, "条", "信息"),
        ("申请数量同比增长8.5%。", 8.5, "%", "申请"),
        ("公开信息86条，其中文件12条、动态74条，较上年增加9条。", 9, "条", "信息"),
        ("政府网站由52家整合为45家。", -7, "家", "政府网站"),
        ("平均办理时间由14天缩短至9天。", -5, "天", "平均办理时间"),
    ],
)
def test_comparison_has_the_signed_change(text: str, value: float, unit: str, about: str) -> None:
    (fact,) = (f for f in facts(text) if f.type == "comparison")
    assert (fact.value, fact.unit) == (value, unit)
    assert about in fact.about


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("2023年4月18日印发。", "2023-04-18"),
        ("4月18日印发文件。", "--04-18"),
        ("2026年上半年完成改版。", "2026-H1"),
        ("第三季度开展检查。", "--Q3"),
    ],
)
def test_date_is_written_as_iso(text: str, normal: str) -> None:
    assert [f.normal for f in facts(text) if f.type == "date"] == [normal]


def test_date_tells_what_happened() -> None:
    assert facts("4月18日召开推进会。")[0].about == "召开推进会"


def test_frames_count_for_nothing_twice() -> None:
    reading = read_raw("举办政务公开业务培训班2期，公开信息86条，其中文件12条、动态74条。")
    assert {f.type for f in reading.facts} >= {"event", "total"}
    counted = [f for f in reading.facts if f.type not in FRAMES]
    assert [f.value for f in counted] == [2, 86, 12, 74]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("制作政策解读21个。", "政策解读"),
        ("编印《望川公报》6期。", "望川公报"),
        ("结果维持7件。", "结果维持"),
        ("召开新闻发布会3场。", "新闻发布会"),
        ("在主动公开的86条政府信息中，文件占多数。", "政府信息"),
    ],
)
def test_what_is_counted_is_named(text: str, about: str) -> None:
    assert about in next(f.about for f in facts(text) if f.type == "quantity")
