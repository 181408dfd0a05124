import pytest

from analyzer.text.span import SourceSpan, Span


@pytest.mark.parametrize("kind", [Span, SourceSpan])
def test_a_span_cuts_its_text_half_open(kind):
    assert kind(1, 3).of("主动公开") == "动公"
    assert len(kind(1, 3)) == 2


@pytest.mark.parametrize("kind", [Span, SourceSpan])
@pytest.mark.parametrize(("start", "end"), [(3, 1), (-1, 2)])
def test_a_span_that_runs_backwards_is_refused(kind, start, end):
    with pytest.raises(ValueError, match="not a"):
        kind(start, end)


def test_touching_spans_do_not_overlap():
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))


def test_a_span_contains_itself_and_its_parts_only():
    assert Span(1, 5).contains(Span(1, 5))
    assert Span(1, 5).contains(Span(2, 3))
    assert not Span(1, 5).contains(Span(4, 6))


def test_a_shifted_span_keeps_its_length():
    assert Span(1, 4).shifted(10) == Span(11, 14)
