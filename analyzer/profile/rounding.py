"""The one place where published numbers are rounded."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from analyzer.signals.rule import Json

SCORE_DIGITS = 1
CONFIDENCE_DIGITS = 3
VALUE_DIGITS = 4


def score(value: float) -> float:
    """Round a score to one decimal, within 0-100."""
    return round(min(100.0, max(0.0, float(value))), SCORE_DIGITS)


def confidence(value: float) -> float:
    """Round a confidence to three decimals, within 0-1."""
    return round(min(1.0, max(0.0, float(value))), CONFIDENCE_DIGITS)


def value(given: float | None) -> float | None:
    """Round a metric; what is not a finite number becomes None."""
    if given is None or not math.isfinite(given):
        return None
    return round(float(given), VALUE_DIGITS)


def evidence(given: Json) -> Json:
    """Round every float inside a JSON value and turn mappings and sequences into plain ones.

    Numbers of other types (numpy scalars) become plain ones, so that any family's record can be
    written. Raises TypeError for what is no JSON value.
    """
    if given is None or isinstance(given, str | bool):
        return given
    if isinstance(given, int):
        return int(given)
    if isinstance(given, float):
        return value(given)
    if isinstance(given, Mapping):
        return {str(k): evidence(v) for k, v in given.items()}
    if isinstance(given, Sequence):
        return [evidence(v) for v in given]
    raise TypeError(f"not a JSON value: {type(given).__name__}")
