"""Shared runs are found wherever they stand, with exact places on both sides."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from analyzer.corpus.alignment import SHORTEST, Common, common_blocks, index, wording
from analyzer.corpus.passages import align_texts
from analyzer.corpus.refinement import refine

_TEXT = st.text(alphabet="护林员把树种株数写在黑板上", max_size=40)


@given(_TEXT, _TEXT)
def test_blocks_are_equal_on_both_sides_and_apart_on_the_left(left: str, right: str) -> None:
    blocks = common_blocks(index(left), right)
    for block in blocks:
        assert block.length >= SHORTEST - 1
        assert (
            left[block.left : block.left + block.length]
            == right[block.right : block.right + block.length]
        )
    assert all(a.left + a.length <= b.left for a, b in pairwise(blocks))


@given(_TEXT)
def test_a_text_agrees_with_itself_as_a_whole(text: str) -> None:
    blocks = common_blocks(index(text), text)
    assert sum(b.length for b in blocks) == (len(text) if len(text) >= SHORTEST else 0)


def test_clauses_in_another_order_are_both_found() -> None:
    left, right = "低保名单念给老人听听完按手印", "听完按手印低保名单念给老人听"
    assert sum(b.length for b in common_blocks(index(left), right)) == len(left)


def test_runs_of_three_characters_are_chance() -> None:
    assert common_blocks(index("护林员巡山"), "护林员值守") == ()


def test_placeholders_are_no_wording() -> None:
    assert wording("\ue000把\ue001册账目\ue004") == 4


def _edited(text: str, every: int, *, start: int = 1) -> str:
    return "".join("某" if i % every == start else c for i, c in enumerate(text))


def test_copy_with_every_seventh_character_changed_is_a_passage() -> None:
    text = "每季度由档案员从局务会纪要里随机抽取十份倒查是否漏登漏登的当天补录并在晨会上说明原因"
    blocks, shared = align_texts(index(_edited(text, 7)), text)
    assert shared >= 15
    assert all(b.left == b.right for b in blocks)


def test_sentences_of_the_same_terms_in_other_places_are_no_copy() -> None:
    left = "护林员巡山时发现突发公共卫生事件要先报值班室再找卫生院派人到场处置伤员并登记"
    right = "突发公共卫生事件的名册放在门厅由值班室每晚上锁交给下一班核对后再签上自己的名字"
    assert align_texts(index(left), right) == ((), 0)


def test_term_at_the_end_of_one_and_the_start_of_the_other_is_no_copy() -> None:
    left = "粮库把每仓的水分贴在门口供农户当场复测的是被征地农民社会保障办法"
    right = "被征地农民社会保障办法由镇里派两个人逐户念给不识字的老人听完按手印"
    assert align_texts(index(left), right) == ((), 0)


def _refined(left: str, right: str) -> tuple[Common, ...]:
    return refine(left, right, common_blocks(index(left), right))


@given(_TEXT, _TEXT)
def test_refined_blocks_hold_the_given_ones_and_agree_on_both_sides(left: str, right: str) -> None:
    blocks = common_blocks(index(left), right)
    if not blocks:
        return
    refined = refine(left, right, blocks)
    assert set(blocks) <= set(refined)
    assert all(left[b.left :][: b.length] == right[b.right :][: b.length] for b in refined)
    assert all(b.length for b in refined)
    assert all(a.left + a.length <= b.left for a, b in pairwise(refined))


def test_every_character_between_edits_is_aligned() -> None:
    text = "每季度由档案员从局务会纪要里随机抽取十份倒查是否漏登漏登的当天补录"
    for every in (3, 5, 6):
        copy = _edited(text, every) if every > 4 else text[:20] + _edited(text[20:], every)
        kept = {i for i, (a, b) in enumerate(zip(copy, text, strict=True)) if a == b}
        found = {i for b in _refined(copy, text) for i in range(b.left, b.left + b.length)}
        assert found == kept


def test_words_put_in_or_left_out_do_not_end_a_passage() -> None:
    left = "低保名单由网格员逐户念给老人听完按手印"
    right = "低保名单每月由网格员仔细逐户地念给老人们听完按手印"
    blocks = _refined(left, right)
    assert sum(b.length for b in blocks) >= len(left) - 1


def test_passage_ends_where_the_texts_part() -> None:
    left = "护林员每天巡山两趟记下风向水渠清淤"
    right = "护林员每天巡山两趟记下风向，粮库按批次检验水分"
    last = _refined(left, right)[-1]
    assert left[: last.left + last.length] == "护林员每天巡山两趟记下风向"


def test_text_before_a_clause_that_moved_is_not_aligned() -> None:
    left, right = "山里听完按手印低保名单念给老人听", "低保名单念给老人听水里听完按手印"
    assert {b.length for b in _refined(left, right)} == {6, 9}
