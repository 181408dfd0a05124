"""Store the network's weights in one byte each, and load them.

A matrix is kept as whole numbers from -127 to 127 with one scale a row; computing is in float32.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.confusables import Confusables
from analyzer.language.spelling.network import Attention, Block, Head, Network, Scores
from analyzer.language.spelling.statistics import Statistics

_LEVELS = 127
_SCALE = ".scale"  # suffix of a matrix's row scales


def packed(weights: Mapping[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
    """Return weights by name with every matrix in one byte a value."""
    out: dict[str, NDArray[np.generic]] = {}
    for name, value in weights.items():
        if value.ndim == 2:
            scale = np.maximum(np.abs(value).max(1, keepdims=True), 1e-8) / _LEVELS
            out[name] = np.rint(value / scale).astype(np.int8)
            out[name + _SCALE] = scale.astype(np.float32)
        else:
            out[name] = value
    return out


def load_network(
    path: Path, characters: str, confusables: Confusables, statistics: Statistics
) -> Network:
    """Load what `models/spelling-zh/network.py` wrote."""
    with np.load(path) as z:
        stored = {name: z[name] for name in z.files}
    weights: dict[str, Scores] = {}
    for name, value in stored.items():
        scale = stored.get(name + _SCALE)
        if scale is not None:
            weights[name] = value.astype(np.float32) * scale
        elif not name.endswith(_SCALE):
            weights[name] = value
    return _network(weights, characters, confusables, statistics)


def _network(
    w: dict[str, Scores], characters: str, confusables: Confusables, statistics: Statistics
) -> Network:
    sounds = sounds_of(characters, confusables)
    inputs = w["characters.weight"] + w["first.weight"][sounds[:, 0]]
    inputs += w["second.weight"][sounds[:, 1]]
    inputs *= w["scale"]
    looks = set(w["attention"].astype(int).tolist())
    blocks = tuple(
        _block(w, k, int(far), int(w["heads"]) if k in looks else 0)
        for k, far in enumerate(w["dilations"].tolist())
    )
    return Network(
        inputs, _right(w["usual.weight"]), w["usual.bias"], blocks, w["norm"],
        w["characters.weight"][:-1],
        Head(_right(w["meant.weight"]), w["meant.bias"], w["bias"]),
        Head(_right(w["lost.weight"]), w["lost.bias"], w["lost_bias"]),
        _right(w["tags.weight"]), w["tags.bias"], float(w["keep"]), statistics,
    )  # fmt: skip


def _right(matrix: Scores) -> Scores:
    """Turn a matrix that stands left of a column into one that stands right of a row."""
    return np.ascontiguousarray(matrix.T)


def _block(w: dict[str, Scores], number: int, dilation: int, heads: int) -> Block:
    name = f"blocks.{number}"
    norm = w[f"{name}.norm"][:, None]
    width = len(norm)
    wide = _right(w[f"{name}.wide.weight"])
    before, here, after = (wide[k * width : (k + 1) * width] * norm for k in range(3))
    look = None
    if heads:
        other = f"looks.{number}"
        look = Attention(
            _right(w[f"{other}.enter.weight"]) * w[f"{other}.norm"][:, None],
            w[f"{other}.enter.bias"], _right(w[f"{other}.leave.weight"]),
            w[f"{other}.leave.bias"], heads,
        )  # fmt: skip
    return Block(
        dilation, before, here, after, w[f"{name}.wide.bias"],
        _right(w[f"{name}.mix.weight"]), w[f"{name}.mix.bias"], look,
    )  # fmt: skip


def sounds_of(characters: str, confusables: Confusables) -> NDArray[np.int64]:
    """Return the first two readings of every number of the alphabet and of "hidden", the last."""
    none = len(confusables.distance) - 1
    out = np.full((len(characters) + 3, 2), none, np.int64)
    for number, character in enumerate(characters, start=2):
        found = confusables.syllables(character)[:2]
        out[number, : len(found)] = found
    return out
