"""The language score: per 1,000 characters, capped, decomposable."""

from __future__ import annotations

import pytest

from analyzer.signals.rule import Hit, Severity
from analyzer.signals.typos.scoring import language_score
from analyzer.text.span import Span


def hits(
    count: int, *, confidence: float = 0.9, severity: Severity = "warning"
) -> list[tuple[str, Hit]]:
    hit = Hit(place=Span(0, 1), message="", confidence=confidence, severity=severity)
    return [("LAN05", hit)] * count


def value(count: int, *, characters: int = 2000, **options: object) -> float:
    score = language_score(hits(count, **options), characters=characters)  # type: ignore[arg-type]
    assert score.value is not None
    return score.value


def test_clean_text_scores_full() -> None:
    assert value(0) == 100


def test_more_defects_never_score_higher() -> None:
    values = [value(n) for n in range(12)]
    assert values == sorted(values, reverse=True)


def test_longer_text_with_equal_defects_scores_higher() -> None:
    assert value(3, characters=4000) > value(3, characters=1000)


def test_one_defect_never_decides_a_rank() -> None:
    assert value(1, characters=200) >= 90


def test_low_confidence_moves_nothing() -> None:
    assert value(5, confidence=0.4) == 100


def test_parts_add_up_to_the_value() -> None:
    pairs = [*hits(2), ("LAN02", hits(1)[0][1])]
    score = language_score(pairs, characters=1500)
    assert score.value == pytest.approx(100 + sum(score.parts.values()))
    assert set(score.parts) == {"LAN02", "LAN05"}


def test_empty_text_is_not_judged() -> None:
    score = language_score([], characters=0)
    assert score.value is None
    assert score.reason


def test_conversion_residue_is_nobodys_slip() -> None:
    hit = Hit(place=Span(0, 1), message="", confidence=0.9)
    assert language_score([("LAN00", hit)] * 5, characters=1000).value == 100
