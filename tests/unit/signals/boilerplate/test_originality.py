"""The originality score follows what is found, can be taken apart, and never guesses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analyzer.settings import default_settings
from analyzer.signals import catalog
from analyzer.signals.boilerplate.scoring import originality
from tests.unit.corpus.invented import COPIED, OWN, report
from tests.unit.signals.boilerplate.examined import examine

_EMPTY = "进一步加强组织领导，完善工作机制，提高工作水平，确保工作落到实处"
_FACTS = tuple(OWN.values())


def score(*sentences: str) -> float:
    found = examine(report("云岭县教育局", *sentences)).score
    assert found is not None
    return found


def test_stock_clauses_lower_the_score() -> None:
    assert score(*_FACTS) > score(*_FACTS, _EMPTY) > score(*_FACTS[:2], _EMPTY, _EMPTY)


def test_a_sentence_of_facts_never_lowers_the_score() -> None:
    before = score(*_FACTS[:3], _EMPTY)
    assert score(*_FACTS[:3], _EMPTY, _FACTS[3]) >= before


def test_copied_passage_lowers_the_score_less_than_an_empty_one(tmp_path: Path) -> None:
    own = report("云岭县教育局", *_FACTS, COPIED)
    alone = examine(own).score
    beside = examine(own, [report("望江县民政局", COPIED)], tmp_path).score
    emptied = score(*_FACTS, "进一步加强组织领导，完善工作机制" + "，提高工作水平" * 4)
    assert alone is not None and beside is not None
    assert alone > beside > emptied


def test_parts_sum_to_the_score(tmp_path: Path) -> None:
    own = report("云岭县教育局", *_FACTS, COPIED, _EMPTY, _FACTS[0])
    found = examine(own, [report("望江县民政局", COPIED)], tmp_path).measurement.score
    assert found is not None
    assert sum(found.parts.values()) == pytest.approx(found.value)
    assert {"满分", "空泛分句", "与其他单位重合", "文内重复"} <= set(found.parts)


def test_finding_that_does_not_count_costs_nothing() -> None:
    own = report("云岭县教育局", *_FACTS, _EMPTY)
    found = examine(own)
    accepted = [(rule, hit) for rule, hit in found.hits if rule != "BOI05"]
    left = originality(found.evidence, accepted, settings=default_settings())
    assert found.score is not None and left.value is not None
    assert left.value > found.score


def test_sentence_without_a_fact_costs_something_even_in_words_of_ones_own() -> None:
    plain = "档案柜旁边的墙角终年堆着谁也说不清来历的旧纸箱。"
    own = report("云岭县教育局", *_FACTS)
    longer = examine(report("云岭县教育局", *_FACTS, plain)).measurement.score
    assert longer is not None and longer.value is not None
    assert longer.parts["没有本单位事实的句子"] < examine(own).measurement.score.parts.get(  # type: ignore[union-attr]
        "没有本单位事实的句子", 0.0
    )


def test_too_little_wording_is_not_judged() -> None:
    found = examine(report("云岭县教育局", "苗圃账目上墙")).measurement.score
    assert found is not None
    assert found.value is None
    assert found.reason


def test_alone_nothing_is_said_about_peers_and_last_year() -> None:
    found = examine(report("云岭县教育局", *_FACTS))
    for name in ("share_of_prose_peers", "share_of_prose_own_last_year"):
        assert found.metrics[name] is None
    assert found.metrics["share_of_prose_shared_with_own_last_year"] is None
    reasons = {m.id: m.reason for m in found.measurement.metrics if m.value is None}
    assert all(reasons.values())
    assert found.measurement.score is not None and found.measurement.score.reason


def test_size_of_the_reference_is_told(tmp_path: Path) -> None:
    own = report("云岭县教育局", *_FACTS)
    others = [report("望江县民政局", COPIED), report("望江县水利局", COPIED)]
    found = examine(own, others, tmp_path)
    assert found.metrics["reports_compared"] == 2
    assert found.metrics["issuers_of_year"] == 2
    assert found.metrics["builtin_reports"]
    assert found.metrics["builtin_documents"]


def test_whole_copy_of_last_year_closes_the_gate(tmp_path: Path) -> None:
    own = report("云岭县教育局", *_FACTS, COPIED, year=2023)
    before = report("云岭县教育局", *_FACTS, COPIED, year=2022)
    share = examine(own, [before], tmp_path).metrics["share_of_prose_shared_with_own_last_year"]
    assert share is not None
    assert share >= default_settings().thresholds["gate_own_last_year"]


def test_new_figures_are_not_copied(tmp_path: Path) -> None:
    sentence = "护林员巡山{n}次，补种苗木{m}株，收缴野火器具{k}件，均贴在村口"
    own = report("云岭县教育局", sentence.format(n=48, m=3100, k=17), year=2023)
    before = report("云岭县教育局", sentence.format(n=51, m=2900, k=22), year=2022)
    found = examine(own, [before], tmp_path)
    at = own.text.text.index("3100")
    assert not found.evidence.coverage.own_last_year.whole[at : at + 4].any()  # type: ignore[union-attr]


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_wording_of_many_issuers_of_the_year_is_stock(tmp_path: Path, share: float) -> None:
    limits = {
        **default_settings().thresholds,
        "boilerplate_stock_share": share,
        "boilerplate_fewest_issuers": 10,
    }
    settings = replace(default_settings(), thresholds=limits)
    own = report("云岭县教育局", *_FACTS, COPIED)
    towns = [f"望江县{name}镇人民政府" for name in ("柳桥", "青溪", "石滩", "白坪")]
    users = [report(town, COPIED) for town in towns]
    others = [report(f"平川市{n}中心", OWN["粮食局"][:-n] + "照旧") for n in range(1, 9)]
    found = examine(own, [*users, *others], tmp_path, settings=settings)
    at = own.text.text.index(COPIED)
    assert found.evidence.coverage.stock[at + 2 : at + 20].all() == (share < 0.3)


def test_every_rule_of_the_family_is_neutral_in_wording(tmp_path: Path) -> None:
    own = report("云岭县教育局", *_FACTS, COPIED, _EMPTY, _FACTS[0])
    for rule, hit in examine(own, [report("望江县民政局", COPIED)], tmp_path).hits:
        assert "抄袭" not in hit.message + hit.hint, rule
        assert not any(c.isdigit() for c in hit.hint), rule
    assert all("抄袭" not in rule.page for rule in catalog.rules_of("boilerplate"))
