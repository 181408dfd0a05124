"""Proper names without a number: places, bodies and offices."""

from __future__ import annotations

import pytest

from analyzer.signals.specificity.named import (
    count_named_bodies,
    count_venues,
    office_tells_how_often,
)


@pytest.mark.parametrize("text", ["在大厅一楼设立专区。", "在县政府大院门口设公告栏。", "邀请代表走进南湖净水厂。"])  # fmt: skip
def test_place_one_could_go_to_is_found(text: str) -> None:
    assert count_venues(text) > 0


@pytest.mark.parametrize(
    "text",
    [
        "走进企业、社区宣讲。",
        "赴外地考察学习。",
        "在校门口公示收费。",
        "深入基层调研。",
        "走进食品企业了解情况。",
    ],
)
def test_generic_place_is_none(text: str) -> None:
    assert count_venues(text) == 0


@pytest.mark.parametrize("text", ["其中柏塘镇较多。", "在大河村、石桥村试点。", "与北辰律师事务所签订合同。", "依托省教育厅阳光高考信息平台公布。"])  # fmt: skip
def test_body_or_place_by_name_is_found(text: str) -> None:
    assert count_named_bodies(text) > 0


@pytest.mark.parametrize("text", ["由农业农村部门负责。", "在城镇和农村开展宣传。", "召开村民代表会。", "覆盖不到边远村组。", "和帮助社区整改。", "在各乡镇、村设公开栏。", "聘请律师事务所。", "依托市政府信息公开平台发布。"])  # fmt: skip
def test_common_words_are_no_names(text: str) -> None:
    assert count_named_bodies(text) == 0


def test_office_beside_a_frequency_or_a_fixed_day() -> None:
    assert office_tells_how_often("由局办公室每月检查一次栏目。")
    assert office_tells_how_often("每月8日为公开日。")
    assert not office_tells_how_often("我局每月检查一次栏目。")
