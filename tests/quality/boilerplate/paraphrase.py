"""What meaning adds to characters: re-worded pairs found, hard negatives called the same.

    python -m tests.quality.boilerplate --paraphrase

`fitted`: the set the threshold was chosen on. `first half`, `second half`: of a set written before
anything was measured on it; rules were improved looking at the first half, the second is unseen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from analyzer.corpus.alignment import index
from analyzer.corpus.masking import mask_text
from analyzer.corpus.meaning import Encode, comparable, load_encoder
from analyzer.corpus.passages import align_texts

FOLDER = Path(__file__).parent
Pair = tuple[str, str]
NEGATIVES = ("number", "reversed", "fact", "other")


def pairs(name: str) -> dict[str, list[Pair]]:
    """Return the pairs of a file by kind."""
    found: dict[str, list[Pair]] = {}
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, left, right = line.split("\t")
            found.setdefault(kind, []).append((left, right))
    return found


def sets() -> dict[str, dict[str, list[Pair]]]:
    """Return the three sets."""
    unseen = pairs("paraphrases_unseen.tsv")
    return {
        "fitted": pairs("paraphrases.tsv"),
        "first half": {kind: rows[::2] for kind, rows in unseen.items()},
        "second half": {kind: rows[1::2] for kind, rows in unseen.items()},
    }


def measure(*, nearest: tuple[float, ...] = (0.40, 0.45, 0.50, 0.55, 0.60)) -> dict[str, Any]:
    """Return the figures of all sets."""
    encode = load_encoder()
    return {name: _measure(found, encode, nearest) for name, found in sets().items()}


def _measure(
    found: dict[str, list[Pair]], encode: Encode, nearest: tuple[float, ...]
) -> dict[str, Any]:
    told: dict[str, Any] = {"pairs": {kind: len(rows) for kind, rows in found.items()}}
    told["by characters"] = {k: _share(_by_characters(r)) for k, r in found.items()}
    cosines = {kind: _cosines(rows, encode) for kind, rows in found.items()}
    allowed = {kind: np.array([comparable(*p) for p in rows]) for kind, rows in found.items()}
    told["may be the same by rule"] = {kind: _share(flags) for kind, flags in allowed.items()}
    crossed = [(a, d) for a, _ in found["same"] for _, d in found["same"]]
    cross = _cosines(crossed, encode).reshape(len(found["same"]), -1)
    apart = ~np.eye(len(cross), dtype=bool)
    crossing = np.array([comparable(*p) for p in crossed]).reshape(cross.shape)
    for near in nearest:
        told[f"{near:.2f}"] = {
            **{f"{k}, vectors alone": _share(c >= near) for k, c in cosines.items()},
            **{k: _share((c >= near) & allowed[k]) for k, c in cosines.items()},
            "cross pairs": round(float(((cross >= near) & crossing)[apart].mean()), 4),
        }
    return told


def _by_characters(rows: list[Pair]) -> np.ndarray:
    found = []
    for left, right in rows:
        masked = [m.text_between(0, len(m.codes)) for m in (mask_text(left), mask_text(right))]
        found.append(bool(align_texts(index(masked[0]), masked[1])[0]))
    return np.array(found)


def _cosines(rows: list[Pair], encode: Encode) -> np.ndarray:
    texts = sorted({text for pair in rows for text in pair})
    vectors = dict(zip(texts, encode(texts), strict=True))
    return np.array([float(vectors[a] @ vectors[b]) for a, b in rows])


def _share(flags: np.ndarray) -> float:
    return round(float(np.mean(flags)), 3)
