"""An issuer's name tells its places, its superior and one comparable form."""

from __future__ import annotations

import pytest

from analyzer.corpus.issuers import comparable_issuer, parse_issuer, place_forms, superior_of


@pytest.mark.parametrize(
    ("issuer", "places", "unit", "superior"),
    [
        (
            "望江省平川市云岭县林业局",
            ("望江省", "平川市", "云岭县"),
            "林业局",
            "望江省平川市云岭县",
        ),
        ("平川市云岭县人民政府", ("平川市", "云岭县"), "", "平川市"),
        ("云岭县柳桥镇人民政府", ("云岭县", "柳桥镇"), "", "云岭县"),
        ("平川市市场监督管理局", ("平川市",), "市场监督管理局", "平川市"),
        ("望江综合实验区管委会", ("望江综合实验区",), "", None),
        ("林业局", (), "林业局", None),
    ],
)
def test_name_is_taken_apart(
    issuer: str, places: tuple[str, ...], unit: str, superior: str | None
) -> None:
    name = parse_issuer(issuer)
    assert (name.places, name.unit) == (places, unit)
    assert superior_of(issuer) == superior


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("云岭县人民政府", "云岭县人民政府办公室"),
        ("云岭县科学技术局", "云岭县科技局"),
        ("望江综合实验区管委会", "望江综合实验区管理委员会办公室"),
        ("平川市市场监督管理局", "平川市市场监管局"),
    ],
)
def test_spellings_of_one_issuer_compare_equal(left: str, right: str) -> None:
    assert comparable_issuer(left) == comparable_issuer(right)


def test_different_offices_of_one_place_compare_different() -> None:
    assert comparable_issuer("云岭县林业局") != comparable_issuer("云岭县水利局")


def test_shorter_forms_keep_one_place() -> None:
    assert place_forms("望江省平川市云岭县林业局") == ("平川市云岭县林业局", "云岭县林业局")
    assert place_forms(None) == ()
