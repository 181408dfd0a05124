"""Two reports side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analyzer.corpus.comparison import compare
from tests.unit.corpus.invented import COPIED, OWN, report


def test_copied_sentence_stands_beside_its_source() -> None:
    left = report("云岭县林业局", OWN["林业局"], COPIED)
    right = report("望江县民政局", COPIED, OWN["民政局"])
    comparison = compare(left, right)
    (pair,) = [p for p in comparison.sections if p.key == "overview"]
    both = [row for row in pair.rows if row.left and row.right]
    (row,) = both
    assert row.left is not None
    assert row.right is not None
    assert [left.slice(s) for s in row.left.shared] == [COPIED]
    assert [right.slice(s) for s in row.right.shared] == [COPIED]
    assert comparison.relation == "peer"
    assert comparison.shared[0] == comparison.shared[1] > 30


def test_every_sentence_is_shown_once_on_its_side() -> None:
    left = report("云岭县林业局", COPIED, OWN["林业局"], OWN["水利局"], problems=f"{COPIED}。")
    right = report("云岭县林业局", OWN["水利局"], OWN["粮食局"], COPIED, OWN["林业局"], year=2022)
    comparison = compare(left, right)
    rows = [row for pair in comparison.sections for row in pair.rows]
    shown = [row.left.sentence for row in rows if row.left]
    assert sorted(shown) == list(range(len(left.sentences)))
    shown = [row.right.sentence for row in rows if row.right]
    assert sorted(shown) == list(range(len(right.sentences)))
    assert comparison.relation == "own_last_year"


def test_figure_that_differs_is_not_marked() -> None:
    sentence = "网格员逐户核对补贴名册并把{n}户漏登的补录到村口的公示栏里去"
    left = report("云岭县林业局", sentence.format(n=48))
    right = report("云岭县林业局", sentence.format(n=105), year=2022)
    rows = [row for pair in compare(left, right).sections for row in pair.rows]
    (side,) = [row.left for row in rows if row.left and row.left.shared]
    assert [left.slice(s) for s in side.shared] == [
        "网格员逐户核对补贴名册并把",
        "户漏登的补录到村口的公示栏里去",
    ]


def test_sentence_found_in_another_section_says_where() -> None:
    left = report("云岭县林业局", COPIED)
    right = report("望江县民政局", OWN["民政局"], problems=f"{COPIED}。")
    rows = {p.key: p.rows for p in compare(left, right).sections}
    assert [row.moved for row in rows["overview"] if row.left] == ["problems"]
    assert "overview" in {row.moved for row in rows["problems"]}


def test_unrelated_reports_share_nothing() -> None:
    left = report("云岭县林业局", OWN["林业局"])
    comparison = compare(left, report("望江县民政局", OWN["民政局"]))
    assert comparison.shared == (0, 0)


def test_empty_report_can_be_compared() -> None:
    assert compare(report("云岭县林业局"), report("望江县民政局", COPIED)).shared == (0, 0)


def test_statutory_sentences_stand_beside_each_other_unmarked() -> None:
    period = "本报告所列数据的统计期限自{y}年1月1日起至{y}年12月31日止"
    left = report("云岭县林业局", period.format(y=2023), OWN["林业局"])
    right = report("云岭县林业局", OWN["粮食局"], period.format(y=2022), year=2022)
    rows = [row for pair in compare(left, right).sections for row in pair.rows if row.left]
    (row,) = [r for r in rows if r.left and "统计期限" in left.slice(r.left.span)]
    assert row.right is not None
    assert "统计期限" in right.slice(row.right.span)
    assert row.left is not None
    assert row.left.shared == ()


def test_reworded_sentence_stands_beside_its_like_but_shares_nothing() -> None:
    def encode(texts: Sequence[str]) -> np.ndarray:
        """Know one thing: whether a sentence is about people and their training."""
        about = [any(word in text for word in ("培训", "学习")) for text in texts]
        return np.array([[float(a), float(not a) * 0.1] for a in about], dtype=np.float32)

    left = report("云岭县林业局", "请护林员轮流讲课的培训办在库房二楼", OWN["林业局"])
    right = report("望江县民政局", OWN["民政局"], "经办同志夜里到村小跟班学习登记手续")
    rows = [r for p in compare(left, right, encode=encode).sections for r in p.rows]
    (row,) = [r for r in rows if r.reworded]
    assert row.left is not None
    assert row.right is not None
    assert "培训" in left.slice(row.left.span)
    assert "学习" in right.slice(row.right.span)
    assert compare(left, right, encode=encode).shared == (0, 0)
