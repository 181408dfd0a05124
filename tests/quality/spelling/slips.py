"""Report sentences with one slip each, made as the sealed set was described: six kinds, and clean."""

from __future__ import annotations

import json
import re
from pathlib import Path

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
            han = sum("\u4e00" <= c <= "\u9fff" for c in sentence)
            usable = 10 <= len(sentence) <= 120 and han > 0.7 * len(sentence)
            if usable and not any(m in sentence or sentence in m for m in marked):
                found[sentence] = None
    return list(found)


def with_slips(sentences: list[str], *, scale: float = 1.0) -> list[tuple[str, str, str]]:
    """Return (written, meant, kind) triples: slips of every kind, then the clean sentences."""
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
    return rows + [(s, s, "clean") for s in sentences]
