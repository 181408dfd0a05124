"""Fixed wording is found as a whole and as what it is; wording of the author's own is not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from analyzer.corpus.fixed_phrases import fixed_spans


def kinds(text: str) -> list[tuple[str, str]]:
    return [(span.kind, text[span.start : span.end]) for span in fixed_spans(text)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("preamble", "本报告统计期限为2023年1月1日至2023年12月31日"),
        ("preamble", "现将2023年柳桥镇政府信息公开情况报告如下"),
        ("contact", "电话：0550-1234567"),
        ("zero", "本年度未收到政府信息公开申请"),
        ("zero", "没有其他需要报告的事项"),
        ("zero", "全年收取信息处理费0元"),
        ("statute", "《中华人民共和国政府信息公开条例》"),
        ("term", "公正、公平、合法、便民"),
        ("political", "坚持以习近平新时代中国特色社会主义思想为指导"),
    ],
)
def test_fixed_wording_is_covered_as_a_whole(kind: str, text: str) -> None:
    assert kinds(text) == [(kind, text)]


@pytest.mark.parametrize(
    "text",
    [
        "护林员把树种和株数写在村口小黑板上",
        "全年收取信息处理费3940元",
        "收到申请10件，其中书面申请7件",
        "编制苗木目录三册",
        "第二小组的电话打不通",
    ],
)
def test_wording_of_the_authors_own_is_left_alone(text: str) -> None:
    assert fixed_spans(text) == ()


def test_a_pattern_does_not_reach_beyond_its_sentence() -> None:
    text = "粮库贴出虫口密度。本报告统计期限为2023年1月1日至12月31日。农户可以复测。"
    assert kinds(text) == [("preamble", "本报告统计期限为2023年1月1日至12月31日")]


def test_spans_are_in_order_and_apart() -> None:
    spans = fixed_spans("依据《政府信息公开条例》主动公开规划，公正、公平、合法、便民。" * 3)
    assert all(a.end <= b.start for a, b in pairwise(spans))
