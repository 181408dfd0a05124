"""How usual the runs of characters around each place are: what the network is told of the counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.statistics import ABSENT, Statistics

ORDERS = 4  # the longest runs looked at
FEATURES = ORDERS + 2
_LEAST = np.float32(-24)


def usualness(statistics: Statistics, counts: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Return the features of each character, [rows, columns, FEATURES].

    `counts` are the log counts of runs of one to ORDERS characters, [rows, columns - order + 1].
    """
    rows, columns = counts[0].shape
    forward, backward = statistics.surprise(counts[:ORDERS])
    out = np.zeros((rows, columns, FEATURES), np.float32)
    out[..., 0] = np.maximum(forward, _LEAST) / 8 + 1
    out[..., 1] = np.maximum(backward, _LEAST) / 8 + 1
    for order in range(2, ORDERS + 1):
        out[..., order] = ABSENT / 6
        out[:, : columns - order + 1, order] = counts[order - 1] / 6
    out[..., FEATURES - 1] = counts[0] / 12
    return out
