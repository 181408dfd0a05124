"""Lay out the sentences the network is trained on: numbers of characters, rows of words.

    python models/spelling-zh/stream.py --model models/spelling-zh --corpora ../shared/corpora --out STREAM.npz

Needs rjieba but not torch; `network.py` needs torch but not rjieba.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import rjieba
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

import corpus as corpora_reader

from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.store import load_material
from analyzer.language.spelling.symbols import BOUNDARY, Alphabet

NAMES = ("official", "newscast", "news")
LONGEST = 126  # characters; with a boundary on either side a row of 128
_HAN_SHARE = 0.55


def usable(sentence: str) -> bool:
    """Tell whether a sentence is prose of a length to learn from."""
    han = sum("\u4e00" <= c <= "\u9fa5" for c in sentence)
    return 5 <= len(sentence) <= LONGEST and han > _HAN_SHARE * len(sentence)


def encode(
    sentences: list[str], alphabet: Alphabet, lexicon: Lexicon
) -> tuple[NDArray[np.uint16], NDArray[np.int32], NDArray[np.int64]]:
    """Return numbers and word rows of all characters, and where each sentence begins.

    Each sentence is preceded by one boundary. The first character of a word has the word's row in
    the lexicon, every other one -1.
    """
    numbers: list[NDArray[np.uint16]] = []
    rows: list[int] = []
    cache: dict[str, list[int]] = {}
    begins = np.zeros(len(sentences) + 1, np.int64)
    for i, sentence in enumerate(sentences):
        numbers.append(alphabet.encode("\0" + sentence))
        rows.append(-1)
        for word in rjieba.cut(sentence, False):
            found = cache.get(word)
            if found is None:
                row = (
                    lexicon.index.get(alphabet.encode(word).tobytes(), -1) if len(word) > 1 else -1
                )
                found = cache[word] = [row] + [-1] * (len(word) - 1)
            rows.extend(found)
        begins[i + 1] = begins[i] + 1 + len(sentence)
    flat = np.concatenate(numbers)
    flat[begins[:-1]] = BOUNDARY
    return flat, np.array(rows, np.int32), begins


def main() -> None:
    """Encode all corpora."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--model", "--corpora", "--out"):
        parser.add_argument(name, required=True)
    args = parser.parse_args()
    material = load_material(Path(args.model))
    out: dict[str, NDArray[np.generic]] = {}
    for name in NAMES:
        corpus = corpora_reader.read_corpus(Path(args.corpora) / f"{name}.jsonl.xz")
        sentences = [s for s in corpus.counted() if usable(s)]
        encoded = encode(sentences, material.alphabet, material.seeker.lexicon)
        for part, value in zip(("numbers", "words", "begins"), encoded, strict=True):
            out[f"{name}_{part}"] = value
        print(name, len(sentences), len(encoded[0]), flush=True)
    np.savez(args.out, **out)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
