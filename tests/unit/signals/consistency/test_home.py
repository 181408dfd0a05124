"""Who speaks: the issuer's kind, level and province."""

from __future__ import annotations

import pytest

from analyzer.signals.consistency.home import read_home
from tests.builders.reports import report_of


def home_of(unit: str, opening: str = ""):
    return read_home(
        report_of(f"{unit}2023年政府信息公开工作年度报告\n{opening}一、总体情况\n公开60条。\n")
    )


@pytest.mark.parametrize(
    ("unit", "kind", "word", "divisions"),
    [
        ("临澜县人民政府", "government", "", ("县",)),
        ("天津市东丽区科学技术局", "department", "局", ("市", "区")),
        ("临澜县柳桥镇", "government", "", ("县", "镇")),
        ("青禾市卫生健康委员会", "department", "委", ("市",)),
    ],
)
def test_kind_and_divisions(unit: str, kind: str, word: str, divisions: tuple[str, ...]) -> None:
    home = home_of(unit)
    assert (home.kind, home.office_word, home.divisions) == (kind, word, divisions)


@pytest.mark.parametrize(
    ("unit", "province"), [("天津市东丽区科学技术局", "12"), ("临澜县水务局", "")]
)
def test_province_only_when_the_name_tells(unit: str, province: str) -> None:
    assert home_of(unit).province == province


def test_resources_in_the_name_of_an_office_are_no_county() -> None:
    assert home_of("临澜县人力资源和社会保障局").province == ""


def test_report_without_an_issuer_has_no_home() -> None:
    assert read_home(report_of("一、总体情况\n公开60条。\n")).issuer == ""
