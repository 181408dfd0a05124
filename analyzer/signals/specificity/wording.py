"""How much a sentence is worded like graded ones: a linear model over its pairs of characters.

It sees what no list foresees, such as a new way to tell a fact without a number. What it says is
four features among the others (see `reports/quality/specificity.md` for what it adds).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from analyzer.assets import asset

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDING_NAMES = ("wording_own", "wording_1", "wording_2", "wording_3")
_TABLE = ("models", "specificity-grade", "wording.json")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def plain(text: str) -> str:
    """Return a sentence without white space and with every number as 0."""
    return _NUMBER.sub("0", _SPACE.sub("", text.lower()))


def grams(text: str) -> list[str]:
    """Return the characters and pairs of characters of a sentence."""
    body = plain(text)
    return [*body, *map("".join, pairwise(body))]


@cache
def shipped_table() -> Mapping[str, Any]:
    """Return the table of the shipped model."""
    return wording_table(json.loads(asset(*_TABLE).read_text("utf-8")))


def wording_table(stored: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a stored table ready for use."""
    import numpy as np

    return {
        "index": {gram: i for i, gram in enumerate(stored["grams"])},
        "idf": np.array(stored["idf"]),
        "weights": np.array(stored["weights"]),
        "bias": np.array(stored["bias"]),
    }


def wording_scores(texts: Sequence[str], *, table: Mapping[str, Any] | None = None) -> NDArray[Any]:
    """Return sentences × columns of the table (log-odds: not fixed, at least 1, at least 2, 3)."""
    import numpy as np

    table = shipped_table() if table is None else table
    index, idf, weights = table["index"], table["idf"], table["weights"]
    rows = np.empty((len(texts), weights.shape[1]))
    for row, text in enumerate(texts):
        known = [
            (index[g], 1.0 + math.log(n)) for g, n in Counter(grams(text)).items() if g in index
        ]
        places = [i for i, _ in known]
        values = idf[places] * np.array([v for _, v in known])
        length = float(np.sqrt(values @ values)) or 1.0
        rows[row] = values @ weights[places] / length + table["bias"]
    return rows
