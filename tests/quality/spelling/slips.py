"""Report sentences with one slip each, made as the sealed set was described: six kinds, and clean."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import rjieba

from analyzer.language.spelling.noise import Kind, Typist
from analyzer.language.spelling.store import shipped_model
from analyzer.language.spelling.symbols import fold

# kind as reported → shares of the noise generator, number of sentences
KINDS: dict[str, tuple[dict[Kind, float], int]] = {
    "word": ({"word": 1.0}, 80),
    "fuzzy": ({"word-fuzzy": 0.6, "character-fuzzy": 0.4}, 80),
    "char": ({"character": 1.0}, 80),
    "missing": ({"missing": 1.0}, 40),
    "doubled": ({"doubled": 0.6, "doubled-word": 0.4}, 40),
    "swapped": ({"swapped": 1.0}, 40),
}
_SEED = 2024


def clean_sentences(shared: Path, *, of: tuple[str, ...] = ()) -> list[str]:
    """Return sentences of the open reports (of the ids given) that no proofreader marked."""
    lines = (shared / "gold" / "language_defects.tsv").read_text("utf-8").splitlines()[1:]
    marked = [line.split("\t")[4] for line in lines]
    found: dict[str, None] = {}
    for line in (shared / "reports" / "prose.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if of and row["id"] not in of:
            continue
        for match in re.finditer(r"[^。！？\n]+[。！？]?", row["prose"]):
            sentence = match.group().strip()
            if _usable(sentence) and not any(m in sentence or sentence in m for m in marked):
                found[sentence] = None
    return list(found)


def held_out_sentences(shared: Path) -> list[str]:
    """Return sentences of official documents and newscasts that no part of the model has seen."""
    corpus = _training_module("corpus")
    rng = np.random.default_rng(_SEED)
    found: list[str] = []
    for name, count in (("official", 2500), ("newscast", 500)):
        read = corpus.read_corpus(shared / "corpora" / f"{name}.jsonl.xz")
        some = [s for s in read.of_part(corpus.DEVELOPMENT) if _usable(s)]
        found += [some[i] for i in rng.permutation(len(some))[:count].tolist()]
    return [found[i] for i in rng.permutation(len(found)).tolist()]


def _training_module(name: str) -> ModuleType:
    path = Path(__file__).parents[3] / "models" / "spelling-zh" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"spelling_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _usable(sentence: str) -> bool:
    han = sum("\u4e00" <= c <= "\u9fff" for c in sentence)
    return 10 <= len(sentence) <= 120 and han > 0.7 * len(sentence)


def with_slips(
    sentences: list[str], *, scale: float = 1.0, clean: int | None = None
) -> list[tuple[str, str, str]]:
    """Return (written, meant, kind) triples: slips of every kind, then (some of) the clean ones."""
    rng = np.random.default_rng(_SEED)
    material = shipped_model().material
    seeker = material.seeker
    rows: list[tuple[str, str, str]] = []
    for kind, (shares, count) in KINDS.items():
        typist = Typist(material.alphabet, seeker.confusables, seeker.lexicon, rng, shares)
        wanted = len(rows) + int(count * scale)
        while len(rows) < wanted:
            meant = sentences[int(rng.integers(len(sentences)))]
            folded, offsets = fold(meant)
            words, at = [], 0
            for word in rjieba.cut(folded, False):
                words.append((at, word))
                at += len(word)
            slip = typist.slip(folded, words)
            if slip is not None:
                start = offsets[slip.start]
                end = offsets[slip.start + len(slip.right) - 1] + 1
                rows.append((meant[:start] + slip.wrong + meant[end:], meant, kind))
    return rows + [(s, s, "clean") for s in sentences[:clean]]
