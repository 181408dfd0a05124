from __future__ import annotations

import numpy as np
import pytest

from analyzer.profile import rounding


def test_evidence_rounds_floats_inside_lists_and_mappings():
    given = {"a": [0.123456, {"b": 1 / 3}], "n": 3, "t": "字", "x": None, "f": True}
    assert rounding.evidence(given) == {
        "a": [0.1235, {"b": 0.3333}],
        "n": 3,
        "t": "字",
        "x": None,
        "f": True,
    }


def test_numbers_of_numpy_become_plain_ones():
    assert type(rounding.evidence({"a": np.float64(0.5)})["a"]) is float


def test_what_is_no_number_is_published_as_null():
    assert rounding.value(float("nan")) is None
    assert rounding.value(float("inf")) is None


def test_what_is_no_json_is_refused():
    with pytest.raises(TypeError):
        rounding.evidence(object())  # type: ignore[arg-type]


def test_confidence_stays_between_zero_and_one():
    assert rounding.confidence(1.2) == 1
    assert rounding.confidence(-0.1) == 0
