"""What is found in sentences, with value, unit and object."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.language.annotation import find_entities
from analyzer.language.entities import (
    Contact,
    Date,
    Document,
    Money,
    Organisation,
    Percent,
    Person,
    Place,
    Platform,
    Quantity,
    Quotation,
    Year,
)


def only(text: str, of: type[Any]) -> list[Any]:
    return [e for e in find_entities(text) if isinstance(e, of)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "thing"),
    [
        ("全年主动公开政府信息1136条。", 1136, "条", "政府信息"),
        ("发布信息5500余条。", 5500, "条", "信息"),
        ("收到依申请公开0件。", 0, "件", "依申请"),
        ("编发《望川公报》共６期", 6, "期", ""),
        ("专栏访问量23.6万人次", 236_000, "人次", "专栏访问量"),
        ("组织4次栏目检查", 4, "次", "栏目"),
        ("培训信息员1 024人次", 1024, "人次", "信息员"),
        ("公开三十二份文件", 32, "份", "文件"),
        ("刊登1,136篇", 1136, "篇", ""),
    ],
)
def test_quantity_has_value_unit_and_object(text: str, value: float, unit: str, thing: str) -> None:
    found = only(text, Quantity)
    assert [(q.value, q.unit) for q in found] == [(value, unit)]
    assert thing in found[0].object


def test_range_keeps_both_ends() -> None:
    (quantity,) = only("每期刊登10—15条信息。", Quantity)
    assert (quantity.value, quantity.high) == (10, 15)


def test_count_without_unit_is_found_behind_a_word_that_says_so() -> None:
    (quantity,) = only("不予公开信息数1402。", Quantity)
    assert (quantity.value, quantity.unit) == (1402, "")
    assert only("编号为1402。", Quantity) == []


def test_approximate_number_is_marked() -> None:
    assert only("近300条", Quantity)[0].approximate
    assert only("300余条", Quantity)[0].approximate
    assert not only("300条", Quantity)[0].approximate


@pytest.mark.parametrize(
    "text",
    ["2023年", "0本年", "第二十条例", "一是加强领导", "30通过", "三通报", "电话0999-6600123"],
)
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    assert [q for q in only(text, Quantity) if not q.ordinal] == []


def test_ordinal_is_marked() -> None:
    assert only("召开第三次会议", Quantity)[0].ordinal


def test_article_is_marked_as_indefinite() -> None:
    assert only("这是一项重要工作", Quantity)[0].indefinite
    assert not only("公布三项制度", Quantity)[0].indefinite


@pytest.mark.parametrize(
    ("text", "value"),
    [("收取3940元", 3940), ("经费12万元", 120_000), ("到位资金2.3亿元", 230_000_000)],
)
def test_money_is_in_yuan(text: str, value: float) -> None:
    assert [m.value for m in only(text, Money)] == [value]
    assert only(text, Quantity) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("占36.5%", 36.5), ("达９８％", 98), ("百分之九十五", 95), ("百分之三点五", 3.5), ("2‰", 0.2)],
)
def test_percent_has_a_value(text: str, value: float) -> None:
    (percent,) = only(text, Percent)
    assert percent.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年6月14日", ("day", 2023, 6, 14)),
        ("6月底前完成", ("month", None, 6, None)),
        ("二〇二一年三月五日", ("day", 2021, 3, 5)),
        ("2022-05-06", ("day", 2022, 5, 6)),
        ("2023年一季度", ("quarter", 2023, None, None)),
        ("下半年", ("half", None, None, None)),
    ],
)
def test_date_has_its_parts(text: str, expected: tuple[object, ...]) -> None:
    (date,) = only(text, Date)
    assert (date.kind, date.year, date.month, date.day) == expected


def test_reporting_period_is_a_whole_year() -> None:
    (period,) = only("自2023年1月1日起至2023年12月31日止", Date)
    assert period.kind == "range"
    assert period.whole_year
    assert not only("6月1日至12月31日", Date)[0].whole_year


def test_year_alone_is_a_year_and_no_date() -> None:
    assert [y.value for y in only("2023年，我局", Year)] == [2023]
    assert only("2023年，我局", Date) == []
    assert only("2023年6月", Year) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("《中华人民共和国政府信息公开条例》", "statute"),
        ("《条例》", "statute"),
        ("《保密法》", "statute"),
        ("《国务院办公厅关于做好政务公开工作的通知》", "superior"),
        ("《望川县信息发布审核办法》", "document"),
    ],
)
def test_title_is_classed(text: str, kind: str) -> None:
    assert [d.kind for d in only(text, Document)] == [kind]


def test_document_number_tells_wrong_brackets() -> None:
    right, wrong = only("望政办〔2021〕30号", Document), only("望政办[2021]1号", Document)
    assert (right[0].kind, right[0].brackets_wrong) == ("number", False)
    assert (wrong[0].kind, wrong[0].brackets_wrong) == ("number", True)


def test_quotation_covers_its_marks() -> None:
    text = "落实“三审三校”制度"
    (quotation,) = only(text, Quotation)
    assert quotation.span.of(text) == "“三审三校”"
    assert quotation.text == "三审三校"


def test_township_of_the_gazetteer_is_a_place() -> None:
    (place,) = [p for p in only("在通州区开展检查", Place) if p.level == 3]
    assert place.name == "通州区"
    assert "110112" in place.codes


def test_department_takes_place_or_level_word() -> None:
    names = [o.name for o in only("由县档案馆和福建省教育厅负责，区政府牵头", Organisation)]
    assert names == ["县档案馆", "福建省教育厅", "区政府"]
    kinds = [o.kind for o in only("由县档案馆负责，区政府牵头", Organisation)]
    assert kinds == ["body", "generic"]


def test_person_needs_a_title_or_a_post() -> None:
    assert [p.name for p in only("成立以局长周明远同志为组长的小组", Person)] == ["周明远"]
    assert [p.name for p in only("由镇长孙志刚任组长", Person)] == ["孙志刚"]
    assert only("高度重视信息公开工作", Person) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("在“望川发布”微信公众号发布", True),
        ("通过微信公众号“望川发布”推送", True),
        ("通过望川电视台播出", True),
        ("开设“乡村振兴”专栏", True),
        ("通过微信公众号发布", False),
        ("设置“政府信息公开”专栏", False),
        ("在政府网站公布", False),
    ],
)
def test_platform_with_a_proper_name_is_named(text: str, named: bool) -> None:
    assert any(p.named for p in only(text, Platform)) is named


def test_contacts_are_found_and_are_no_quantities() -> None:
    text = "电话：0999-6600123，邮箱：a.b@wangchuan.example.cn，网址www.wangchuan.gov.cn"
    assert sorted(c.kind for c in only(text, Contact)) == ["email", "phone", "url"]
    assert only(text, Quantity) == []


def test_digits_in_a_title_are_no_quantity() -> None:
    assert only("印发《三年行动计划20条》", Quantity) == []
