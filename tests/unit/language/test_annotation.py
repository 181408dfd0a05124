"""Annotation: words that cover the text, entities whose spans are exact."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.language.annotation import annotate, find_entities, pipeline
from analyzer.language.entities import KINDS, Place, Quantity, all_entities, entities
from analyzer.language.tokenizer import JiebaTokenizer, split_at

_PIECES = st.sampled_from(
    [
        "望川县", "公开", "信息", "１２３条", "5500余条", "《办法》", "“望川发布”", "微信公众号", "\n", "  ", "\u3000",
        "\t", "3月5日", "2023年", "一是", "，", "。", "𠮷", "😀", "a b", "0件", "35.2%", "〔2021〕30号", "\r\n", "é",
        "12 345", "北京市", "局长张三", "同志", "未收到申请", "三十二名",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join) | st.text(max_size=60))
def test_tokens_and_spans_cover_the_text_code_point_for_code_point(text: str) -> None:
    doc = annotate(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
    for kind in KINDS:
        for span in doc.spans[kind]:
            assert text[span.start_char : span.end_char] == span.text


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_entities_of_the_doc_are_those_found_in_the_text(text: str) -> None:
    assert list(all_entities(annotate(text))) == find_entities(text)


def test_tokens_never_straddle_the_edge_of_an_entity() -> None:
    text = "公开信息三百二十条"
    doc = annotate(text)
    (quantity,) = doc.spans["quantity"]
    assert quantity.text == "三百二十条"


def test_words_are_cut_at_edges_and_keep_their_tag() -> None:
    words, tags = split_at([("政府信息", "n"), ("公开", "v")], [2, 5])
    assert words == ["政府", "信息", "公", "开"]
    assert tags == ["n", "n", "v", "v"]


def test_tags_come_with_the_words() -> None:
    doc = annotate("公开信息。")
    assert all(token.tag_ for token in doc)


def test_doc_survives_the_round_trip_to_bytes() -> None:
    doc = annotate("望川县公开信息86条，收到北京市来信3件。")
    copy = spacy.tokens.Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert entities(copy, Quantity) == entities(doc, Quantity)
    assert entities(copy, Place) == entities(doc, Place)


def test_tokenizer_can_be_stored_and_loaded(tmp_path) -> None:
    tokenizer = JiebaTokenizer(pipeline().vocab)
    tokenizer.to_disk(tmp_path / "tokenizer")
    again = JiebaTokenizer(pipeline().vocab).from_disk(tmp_path / "tokenizer")
    again = again.from_bytes(tokenizer.to_bytes())
    assert [t.text for t in again("公开信息")] == [t.text for t in tokenizer("公开信息")]


def test_pipeline_is_built_once() -> None:
    assert pipeline() is pipeline()


@pytest.mark.parametrize("text", ["", "\n", "   ", "😀"])
def test_text_without_words_has_no_entities(text: str) -> None:
    assert all_entities(annotate(text)) == ()
