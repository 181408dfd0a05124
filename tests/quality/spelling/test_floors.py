"""Floors on open material. The ranker has seen the pairs: these hold the product, not the recipe.

The recipe's own figures (cross-validated) stand in reports/quality/spelling.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.spelling.measure import pairs_of, scores
from tests.quality.spelling.slips import clean_sentences, with_slips

pytestmark = pytest.mark.shared


def test_official_documents(shared: Path) -> None:
    found = scores(pairs_of(shared, "official_document_train"))
    assert found["F1"] >= 83
    assert found["FPR"] <= 1.0


def test_law(shared: Path) -> None:
    found = scores(pairs_of(shared, "law_train"))
    assert found["F1"] >= 79
    assert found["FPR"] <= 1.5


def test_clean_news_is_left_alone(shared: Path) -> None:
    assert scores(pairs_of(shared, "clean_news"))["FPR"] <= 1.0


def test_slips_in_report_sentences(shared: Path) -> None:
    found = scores(with_slips(clean_sentences(shared)))
    assert found["F1"] >= 86
    assert found["FPR"] <= 1.5
