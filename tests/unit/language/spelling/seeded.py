"""A network with drawn weights: small, untrained, the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from analyzer.language.spelling.usual import FEATURES
from analyzer.language.spelling.weights import packed

WIDTH, HIDDEN, DILATIONS, LOOKS, HEADS = 16, 24, (1, 2), (1,), 2


def write_network(path: Path, *, alphabet: int, syllables: int, seed: int = 5) -> None:
    """Write drawn weights for `alphabet` numbers and `syllables` sounds."""
    rng = np.random.default_rng(seed)

    def draw(*shape: int) -> np.ndarray:
        return rng.normal(0, 0.3, shape).astype(np.float32)

    w = {
        "dilations": np.array(DILATIONS), "attention": np.array(LOOKS), "heads": np.array(HEADS),
        "characters.weight": draw(alphabet + 1, WIDTH), "first.weight": draw(syllables + 1, WIDTH),
        "second.weight": draw(syllables + 1, WIDTH), "scale": draw(WIDTH), "norm": draw(WIDTH),
        "usual.weight": draw(WIDTH, FEATURES), "usual.bias": draw(WIDTH),
        "meant.weight": draw(WIDTH, WIDTH), "meant.bias": draw(WIDTH), "bias": draw(alphabet),
        "lost.weight": draw(WIDTH, WIDTH), "lost.bias": draw(WIDTH), "lost_bias": draw(alphabet),
        "tags.weight": draw(5, WIDTH), "tags.bias": draw(5), "keep": np.array(2.0, np.float32),
    }  # fmt: skip
    for k in range(len(DILATIONS)):
        name = f"blocks.{k}"
        w |= {
            f"{name}.norm": draw(WIDTH), f"{name}.wide.weight": draw(HIDDEN, 3 * WIDTH),
            f"{name}.wide.bias": draw(HIDDEN), f"{name}.mix.weight": draw(WIDTH, HIDDEN),
            f"{name}.mix.bias": draw(WIDTH),
        }  # fmt: skip
    for k in LOOKS:
        name = f"looks.{k}"
        w |= {
            f"{name}.norm": draw(WIDTH), f"{name}.enter.weight": draw(3 * WIDTH, WIDTH),
            f"{name}.enter.bias": draw(3 * WIDTH), f"{name}.leave.weight": draw(WIDTH, WIDTH),
            f"{name}.leave.bias": draw(WIDTH),
        }  # fmt: skip
    np.savez_compressed(path, **packed(w))  # type: ignore[arg-type]
