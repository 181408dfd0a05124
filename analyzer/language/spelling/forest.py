"""Gradient-boosted decision trees in plain arrays: trained with scikit-learn, run with numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees side by side: arrays of shape [trees, nodes]; a leaf leads to itself."""

    feature: NDArray[np.int16]
    threshold: Scores
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: Scores
    depth: int
    base: float

    @classmethod
    def of(cls, model: Any) -> Forest:
        """Copy a fitted binary HistGradientBoostingClassifier without categorical features."""
        nodes = [stage[0].nodes for stage in model._predictors]
        width = max(map(len, nodes))
        shape = (len(nodes), width)
        feature, threshold = np.zeros(shape, np.int16), np.zeros(shape, np.float32)
        left = np.tile(np.arange(width, dtype=np.int16), (len(nodes), 1))
        right, value = left.copy(), np.zeros(shape, np.float32)
        depth = 0
        for i, tree in enumerate(nodes):
            inner = np.flatnonzero(tree["is_leaf"] == 0)
            value[i, : len(tree)] = tree["value"]
            feature[i, inner] = tree["feature_idx"][inner]
            threshold[i, inner] = tree["num_threshold"][inner]
            left[i, inner], right[i, inner] = tree["left"][inner], tree["right"][inner]
            depth = max(depth, int(tree["depth"].max()))
        base = float(np.ravel(model._baseline_prediction)[0])
        return cls(feature, threshold, left, right, value, depth, base)

    def margins(self, table: Scores, *, first: int, last: int) -> Scores:
        """Return the sum of the trees `first` to `last` for each row of features."""
        some = slice(first, last)
        feature, threshold = self.feature[some].ravel(), self.threshold[some].ravel()
        left, right = self.left[some].ravel(), self.right[some].ravel()
        width = self.feature.shape[1]
        trees = len(self.feature[some])
        offset = np.arange(trees, dtype=np.int32) * width
        rows = np.arange(len(table))[:, None]
        node = np.zeros((len(table), trees), np.int32)
        for _ in range(self.depth):
            at = node + offset
            goes_left = table[rows, feature[at]] <= threshold[at]
            node = np.where(goes_left, left[at], right[at]).astype(np.int32)
        total: Scores = self.value[some].ravel()[node + offset].sum(1, dtype=np.float32)
        return total

    def probabilities(self, table: Scores, *, screen: int, hopeless: float) -> Scores:
        """Return the probability of each row.

        Rows whose margin after `screen` trees is below `hopeless` are not followed further: most
        hypotheses are plainly wrong, and a few trees show it.
        """
        margin = self.base + self.margins(table, first=0, last=screen)
        alive = np.flatnonzero(margin > hopeless)
        if len(alive):
            margin[alive] += self.margins(table[alive], first=screen, last=len(self.feature))
        chance: Scores = (1 / (1 + np.exp(-margin))).astype(np.float32)
        return chance
