"""Phrases used again and again; quotations that end where words and clauses do."""

from __future__ import annotations

import pytest

from analyzer.language.annotation import annotate
from analyzer.signals.boilerplate.clauses import word_bounds
from analyzer.signals.boilerplate.word_edges import at_word_edges
from analyzer.text.span import Span
from tests.unit.corpus.invented import report
from tests.unit.signals.boilerplate.examined import examine

_MATTERS = ("鱼塘账目由会计在祠堂", "集市摊位由管理员在入口", "渡口票价由船工在码头")


def phrases_of(ending: str, *, times: int = 3) -> list[tuple[str, int]]:
    own = report("云岭县林业局", *(f"{matter}{ending}" for matter in _MATTERS[:times]))
    return [(p.text, len(p.places)) for p in examine(own).evidence.phrases]


def test_phrase_that_announces_and_stands_in_three_sentences_is_told_once() -> None:
    assert phrases_of("突出抓好张贴公示") == [("突出抓好张贴公示", 3)]


def test_phrase_in_two_sentences_is_not_told() -> None:
    assert phrases_of("突出抓好张贴公示", times=2) == []


def test_subject_named_three_times_is_no_phrase() -> None:
    assert phrases_of("旁边的便民服务中心") == []


def test_hit_stands_at_the_last_place_and_lists_all() -> None:
    own = report("云岭县林业局", *(f"{matter}突出抓好张贴公示" for matter in _MATTERS))
    (hit,) = [h for rule, h in examine(own).hits if rule == "BOI04"]
    text = own.source.text
    assert hit.message == "“突出抓好张贴公示”在本报告中出现3次，请核对"
    assert [text[a:b] for a, b in hit.evidence["places"]] == ["突出抓好张贴公示"] * 3  # type: ignore[misc,union-attr]
    assert isinstance(hit.place, Span)
    assert hit.place.start == own.text.text.rindex("突出抓好张贴公示")


@pytest.mark.parametrize(
    ("sentence", "cut", "whole"),
    [
        ("全年取得了一定成绩", "取得了一定成", "取得了一定成绩"),
        ("更新目录12条、鱼塘承包账目", "条、鱼塘承包账目", "鱼塘承包账目"),
        ("由会计加强组织领导，强化记账", "加强组织领导，强", "加强组织领导"),
        ("改进发布的便民服务指南", "的便民服务指南", "便民服务指南"),
    ],
)
def test_quotation_ends_where_words_and_clauses_do(sentence: str, cut: str, whole: str) -> None:
    at = sentence.index(cut)
    starts, ends = word_bounds(annotate(sentence))
    assert at_word_edges(sentence, Span(at, at + len(cut)), starts, ends).of(sentence) == whole
