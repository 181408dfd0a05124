"""Load the model folder. Large arrays are memory-mapped: processes share one copy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from analyzer.assets import asset
from analyzer.errors import AssetError
from analyzer.language.spelling.company import Company
from analyzer.language.spelling.confusables import FIRST, Confusables
from analyzer.language.spelling.features import NAMES, Sources, WordCounts
from analyzer.language.spelling.forest import Forest
from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.retrieval import StaticMap
from analyzer.language.spelling.statistics import Statistics
from analyzer.language.spelling.suspects import Seeker
from analyzer.language.spelling.symbols import Alphabet

NAME = "spelling-zh"


@dataclass(frozen=True, slots=True)
class Material:
    """What was counted and tabulated: everything but the ranker."""

    alphabet: Alphabet
    seeker: Seeker
    sources: Sources


@dataclass(frozen=True, slots=True)
class Model:
    """Material and ranker."""

    material: Material
    ranker: Forest


@cache
def shipped_model() -> Model:
    """Return the model that travels with the package, loaded once per process."""
    return load_model(asset("models", NAME))


def load_model(folder: Path) -> Model:
    """Load material and ranker from a folder."""
    with np.load(folder / "ranker.npz") as z:
        if tuple(z["names"].tolist()) != NAMES:
            raise AssetError(f"{folder.name}/ranker.npz：模型与程序版本不符；请重新安装 wenzhi")
        ranker = Forest(
            z["feature"], z["threshold"], z["left"], z["right"], z["value"],
            int(z["depth"]), float(z["base"]),
        )  # fmt: skip
    return Model(load_material(folder), ranker)


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
    return Material(alphabet, seeker, Sources(statistics, words, company, lexicon, alphabet))


def _static_map(folder: Path, name: str, layout: dict[str, int]) -> StaticMap:
    cells = np.load(folder / f"{name}.npy", mmap_mode="r")
    return StaticMap(cells, layout["seed"], layout["segment"], layout["segments"])
