"""A clause is stock when it announces and names nothing; a fact anywhere in it takes that away."""

from __future__ import annotations

import pytest

from analyzer.signals.boilerplate.clauses import is_stock
from tests.unit.corpus.invented import report
from tests.unit.signals.boilerplate.examined import examine


def stock_of(sentence: str) -> list[bool]:
    own = report("云岭县林业局", sentence)
    clauses = examine(own).evidence.clauses
    at = own.text.text.index(sentence)
    return [is_stock(c, 3) for c in clauses if c.span.start >= at][: sentence.count("，") + 1]


@pytest.mark.parametrize(
    "clause",
    [
        "进一步加强组织领导",
        "确保公开工作落到实处",
        "信息公开的时效性有待提高",
        "不断完善政务公开工作机制",
    ],
)
def test_announcement_without_anything_named_is_stock(clause: str) -> None:
    assert stock_of(clause) == [True]


@pytest.mark.parametrize(
    "clause",
    [
        "加强苗圃账目公开12期",
        "按照《苗圃看护公约》完善登记",
        "提高采伐许可的树种登记速度",
        "护林员交换巡山路线",
        "本年度未收到政府信息公开申请",
    ],
)
def test_fact_or_matter_of_its_own_is_not_stock(clause: str) -> None:
    assert stock_of(clause) == [False]


def test_own_name_is_no_fact() -> None:
    assert stock_of("云岭县林业局进一步加强组织领导") == [True]


def test_declared_zero_is_an_anchor_and_not_replaceable() -> None:
    found = examine(report("云岭县林业局", "我局认真落实要求，全年收到公开申请0件"))
    assert found.evidence.replaceable == ()
