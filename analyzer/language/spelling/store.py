"""Load the model folder. Large arrays are memory-mapped: processes share one copy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analyzer.assets import asset
from analyzer.errors import AssetError
from analyzer.language.spelling.company import Company
from analyzer.language.spelling.confusables import FIRST, Confusables
from analyzer.language.spelling.features import NAMES, Sources, WordCounts
from analyzer.language.spelling.forest import Forest
from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.network import Network
from analyzer.language.spelling.retrieval import StaticMap
from analyzer.language.spelling.statistics import Statistics
from analyzer.language.spelling.suspects import Seeker
from analyzer.language.spelling.symbols import Alphabet
from analyzer.language.spelling.weights import load_network

NAME = "spelling-zh"


@dataclass(frozen=True, slots=True)
class Material:
    """What was counted and tabulated: everything but the ranker."""

    alphabet: Alphabet
    seeker: Seeker
    sources: Sources
    network: Network | None = None  # reads whole sentences
    scout: Network | None = None  # tells which are worth reading


@dataclass(frozen=True, slots=True)
class Model:
    """Material, ranker, and how its probabilities become confidences."""

    material: Material
    ranker: Forest
    slope: float = 1.0  # of the confidence's log odds over the ranker's …
    offset: float = 0.0  # … fitted on edits of sentences the ranker had not seen

    def confidences(self, chances: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return calibrated confidences."""
        chances = np.clip(chances, 1e-5, 1 - 1e-5)
        odds = self.slope * np.log(chances / (1 - chances)) + self.offset
        calibrated: NDArray[np.float32] = (1 / (1 + np.exp(-odds))).astype(np.float32)
        return calibrated


@cache
def shipped_model() -> Model:
    """Return the model that travels with the package, loaded once per process."""
    return load_model(asset("models", NAME))


def load_model(folder: Path) -> Model:
    """Load material and ranker from a folder."""
    with np.load(folder / "ranker.npz") as z:
        names = tuple(z["names"].tolist())
        if names != NAMES[: len(names)]:  # further features may have come since
            raise AssetError(f"{folder.name}/ranker.npz：模型与程序版本不符；请重新安装 wenzhi")
        ranker = Forest(
            z["feature"], z["threshold"], z["left"], z["right"], z["value"],
            int(z["depth"]), float(z["base"]),
        )  # fmt: skip
    fitted = folder / "calibration.json"
    numbers = json.loads(fitted.read_text("utf-8")) if fitted.exists() else {}
    return Model(
        load_material(folder), ranker, numbers.get("slope", 1.0), numbers.get("offset", 0.0)
    )


def load_material(folder: Path) -> Material:
    """Load what does not depend on the ranker."""
    numbers = json.loads((folder / "statistics.json").read_text("utf-8"))
    alphabet = Alphabet.of((folder / "alphabet.txt").read_text("utf-8").replace("\n", ""))
    runs = _static_map(folder, "runs", numbers["runs"])
    with np.load(folder / "tables.npz") as z:
        single = z["single"]
        statistics = Statistics(single, runs, numbers["total"])
        candidates = z["candidates"]
        rows = np.array([ord(alphabet.characters[n - 2]) - FIRST for n in candidates.tolist()])
        confusables = Confusables(
            z["readings"], z["distance"], z["shape_start"], z["shape_to"], z["shape_likeness"],
            candidates, rows, single[candidates],
        )  # fmt: skip
        lexicon = Lexicon.of(
            z["words"], z["syllables"], z["word_log_counts"], z["classes"], z["distance"]
        )
        company = Company(_static_map(folder, "company", numbers["company"]), len(lexicon.words))
        seeker = Seeker(statistics, confusables, lexicon, z["followers"], z["leaders"])
        words = WordCounts.of(lexicon, z["word_single"])
    sources = Sources(statistics, words, company, lexicon, alphabet)
    networks = [
        load_network(path, alphabet.characters, confusables, statistics) if path.exists() else None
        for path in (folder / "network.npz", folder / "scout.npz")
    ]
    return Material(alphabet, seeker, sources, *networks)


def _static_map(folder: Path, name: str, layout: dict[str, int]) -> StaticMap:
    cells = np.load(folder / f"{name}.npy", mmap_mode="r").view(
        np.ndarray
    )  # a plain view: memmap slices are slow
    return StaticMap(cells, layout["seed"], layout["segment"], layout["segments"])
