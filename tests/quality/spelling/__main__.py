"""Print the table of reports/quality/spelling.md: python -m tests.quality.spelling ../shared."""

from __future__ import annotations

import sys
import time
import zlib
from pathlib import Path

from analyzer.language.spelling.symbols import fold
from tests.quality.spelling.measure import pairs_of, scores
from tests.quality.spelling.slips import clean_sentences, held_out_sentences, with_slips

SETS = ("official_document_train", "law_train", "clean_news", "hard_homophones_news")


def half_of(meant: str) -> int:
    """Return which half a sentence belongs to: the ranker saw half 0 of clean_news."""
    return zlib.crc32(fold(meant)[0].encode()) % 2


def main(shared: Path) -> None:
    """Measure every open set."""
    sets = {name: pairs_of(shared, name) for name in SETS}
    sets["clean_news_unseen_half"] = [t for t in sets["clean_news"] if half_of(t[1]) == 1]
    sets["report_slips"] = with_slips(clean_sentences(shared))
    held_out = held_out_sentences(shared)
    sets["held_out_slips"] = with_slips(held_out, scale=1.5, clean=464)
    sets["held_out_clean"] = [(s, s, "clean") for s in held_out]
    for name, triples in sets.items():
        begin = time.process_time()
        found = scores(triples)
        speed = len(triples) / (time.process_time() - begin)
        print(name, len(triples), found, f"{speed:.0f} sentences/s", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
