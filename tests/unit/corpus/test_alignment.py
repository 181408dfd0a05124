"""Shared runs are found wherever they stand, with exact places on both sides."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from analyzer.corpus.alignment import SHORTEST, common_blocks, wording

_TEXT = st.text(alphabet="护林员把树种株数写在黑板上", max_size=40)


@given(_TEXT, _TEXT)
def test_blocks_are_equal_on_both_sides_and_apart_on_the_left(left: str, right: str) -> None:
    blocks = common_blocks(left, right)
    for block in blocks:
        assert block.length >= SHORTEST - 1
        assert (
            left[block.left : block.left + block.length]
            == right[block.right : block.right + block.length]
        )
    assert all(a.left + a.length <= b.left for a, b in pairwise(blocks))


@given(_TEXT)
def test_a_text_agrees_with_itself_as_a_whole(text: str) -> None:
    blocks = common_blocks(text, text)
    assert sum(b.length for b in blocks) == (len(text) if len(text) >= SHORTEST else 0)


def test_clauses_in_another_order_are_both_found() -> None:
    left, right = "低保名单念给老人听听完按手印", "听完按手印低保名单念给老人听"
    assert sum(b.length for b in common_blocks(left, right)) == len(left)


def test_runs_of_three_characters_are_chance() -> None:
    assert common_blocks("护林员巡山", "护林员值守") == ()


def test_placeholders_are_no_wording() -> None:
    assert wording("\ue000把\ue001册账目\ue004") == 4
