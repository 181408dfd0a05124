from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.text.mapped import MappedText
from analyzer.text.span import SourceSpan, Span


def test_identity_maps_every_character_onto_itself():
    mapped = MappedText.identity("公开", start=7)
    assert list(mapped.origins) == [7, 8]


def test_a_text_needs_one_origin_for_each_character():
    with pytest.raises(ValueError, match="origins"):
        MappedText("公开", array("L", [1]))


def test_a_separator_carries_the_origin_of_what_stands_before_it():
    joined = MappedText.join(
        [MappedText.identity("上", start=0), MappedText.identity("下", start=9)], separator="\n"
    )
    assert joined.text == "上\n下"
    assert list(joined.origins) == [0, 0, 9]


def test_dropping_ranges_keeps_the_rest_in_place():
    mapped = MappedText.identity("全 年公 开").without([(1, 2), (4, 5)])
    assert mapped.text == "全年公开"
    assert list(mapped.origins) == [0, 2, 3, 5]


def test_a_span_over_a_gap_leads_to_the_whole_stretch_of_the_source():
    mapped = MappedText.identity("全 年公 开").without([(1, 2), (4, 5)])
    assert mapped.source_span(Span(0, 2)) == SourceSpan(0, 3)


def test_an_empty_span_leads_to_an_empty_place():
    mapped = MappedText.identity("公开", start=3)
    assert mapped.source_span(Span(1, 1)) == SourceSpan(4, 4)
    assert mapped.source_span(Span(2, 2)) == SourceSpan(5, 5)


def test_a_span_outside_the_text_is_refused():
    with pytest.raises(ValueError, match="outside"):
        MappedText.identity("公开").source_span(Span(1, 3))


def test_characters_are_replaced_one_for_one():
    assert MappedText.identity("a\tb").translated({9: " "}).text == "a b"


@given(st.text(max_size=40), st.data())
def test_what_is_left_after_dropping_is_a_subsequence_of_the_source(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    ranges = list(zip(cuts[::2], cuts[1::2], strict=False))
    mapped = MappedText.identity(text).without(ranges)
    assert all(text[o] == c for o, c in zip(mapped.origins, mapped.text, strict=True))
    assert list(mapped.origins) == sorted(set(mapped.origins))
