"""Count collocations and contexts of 的 and 地 in edited text; rewrites two lexicons.

python -m tests.quality.defects.count_contexts ../shared
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from analyzer.assets import asset
from analyzer.language.lexicon import read_rows
from analyzer.signals.typos.grammar.collocation import LEXICON as COLLOCATIONS
from analyzer.signals.typos.grammar.collocation import counting_patterns
from analyzer.signals.typos.grammar.particles import LEXICON as PARTICLES
from analyzer.signals.typos.grammar.particles import word_class

# Characters read of each corpus: for collocations, for particles.
_READ = {"official": (10**9, 10**9), "newscast": (10**9, 10**9), "news": (25 * 10**6, 15 * 10**6)}
_HELD_OUT = 10  # every tenth text is kept from the particle counts
_LEAST = 200  # occurrences a class of second words needs


def texts(shared: Path, name: str, most: int) -> Iterator[str]:
    """Yield texts of a corpus until `most` characters were read."""
    read = 0
    with lzma.open(shared / "corpora" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            text = str(json.loads(line)["text"])
            read += len(text)
            yield text
            if read > most:
                return


def collocations(shared: Path) -> list[str]:
    """Return the rows of the collocation lexicon, its nouns and verbs kept."""
    known = [(row[0], row[1]) for row in read_rows(COLLOCATIONS)]
    governs, follows = counting_patterns()
    before: Counter[tuple[str, str]] = Counter()
    behind: Counter[tuple[str, str]] = Counter()
    for name, (most, _) in _READ.items():
        for text in texts(shared, name, most):
            before.update((m["noun"], m["verb"]) for m in governs.finditer(text))
            behind.update((m["noun"], m["verb"]) for m in follows.finditer(text))
    return [
        f"{nouns}\t{verb}\t{sum(before[n, verb] for n in nouns.split('|'))}"
        f"\t{sum(behind[n, verb] for n in nouns.split('|'))}"
        for nouns, verb in known
    ]


def particles(shared: Path) -> list[str]:
    """Return the rows of the particle lexicon."""
    import rjieba

    counts: dict[str, Counter[tuple[str, str]]] = {
        k: Counter() for k in ("before", "after", "second")
    }
    for name, (_, most) in _READ.items():
        for number, text in enumerate(texts(shared, name, most)):
            if number % _HELD_OUT == 0:
                continue
            words = rjieba.tag(text)
            for k in range(1, len(words) - 2):
                particle = words[k][0]
                if particle in ("的", "地") and "x" not in (words[k - 1][1], words[k + 1][1]):
                    counts["before"][words[k - 1][0], particle] += 1
                    counts["after"][words[k + 1][0], particle] += 1
                    counts["second"][word_class(*words[k + 2]), particle] += 1
    rows = []
    for place, count in counts.items():
        for word in sorted({word for word, _ in count}):
            de, di = count[word, "的"], count[word, "地"]
            chinese = bool(re.fullmatch(r"[\u4e00-\u9fff]+", word))
            if (di >= 2 and chinese) if place != "second" else de + di > _LEAST:
                rows.append(f"{place}\t{word}\t{de}\t{di}")
    total = [
        sum(n for (_, p), n in counts["before"].items() if p == particle) for particle in "的地"
    ]
    return [*rows, f"all\t\t{total[0]}\t{total[1]}"]


def main(shared: Path) -> None:
    """Rewrite both lexicons below their headers."""
    for name, rows in ((COLLOCATIONS, collocations(shared)), (PARTICLES, particles(shared))):
        path = asset("data", "lexicons", name)
        lines = path.read_text("utf-8").split("\n")
        header = [line for line in lines if line.startswith("#")]
        columns = lines[len(header)]
        path.write_text("\n".join([*header, columns, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
