"""Read the corpora as folded sentences, each once, split by document into training and held out."""

from __future__ import annotations

import json
import lzma
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analyzer.language.spelling.symbols import BASE, Alphabet, fold

_SENTENCE = re.compile(r'[^。！？；\n]*[。！？；]["）]*|[^。！？；\n]+')
PARTS = 25  # documents fall into 25 parts by the checksum of their beginning
RANKER, DEVELOPMENT = 0, 1  # parts the counts never see


@dataclass(frozen=True, slots=True)
class Corpus:
    """Distinct sentences of a corpus with the part of the document each came from first."""

    name: str
    sentences: list[str]
    parts: np.ndarray

    def of_part(self, part: int) -> list[str]:
        """Return the sentences of one part."""
        return [self.sentences[i] for i in np.flatnonzero(self.parts == part).tolist()]

    def counted(self) -> list[str]:
        """Return the sentences that enter the statistics."""
        keep = np.flatnonzero((self.parts != RANKER) & (self.parts != DEVELOPMENT))
        return [self.sentences[i] for i in keep.tolist()]


def read_corpus(path: Path, *, most_documents: int | None = None) -> Corpus:
    """Read a `.jsonl.xz` file with the fields title and text."""
    sentences: list[str] = []
    parts: list[int] = []
    seen: set[str] = set()
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            if most_documents is not None and number >= most_documents:
                break
            document = json.loads(line)
            start = document.get("title", "") + document["text"][:200]
            part = zlib.crc32(start.encode()) % PARTS
            for sentence in split(document["text"]):
                if sentence not in seen:
                    seen.add(sentence)
                    sentences.append(sentence)
                    parts.append(part)
    return Corpus(path.name.split(".")[0], sentences, np.array(parts, np.uint8))


def split(text: str) -> Iterator[str]:
    """Yield the folded sentences of a text."""
    for line in text.split("\n"):
        for match in _SENTENCE.finditer(fold(line)[0]):
            if len(match.group()) >= 2:
                yield match.group()


def alphabet_of(corpora: list[Corpus], *, least: int = 3) -> Alphabet:
    """Return the characters seen at least `least` times, most frequent first."""
    counts: Counter[str] = Counter()
    for corpus in corpora:
        counts.update("".join(corpus.sentences))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return Alphabet.of("".join(c for c, n in ordered[: BASE - 2] if n >= least))
