"""Print the table of reports/quality/spelling.md: python -m tests.quality.spelling ../shared."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.quality.spelling.measure import pairs_of, scores
from tests.quality.spelling.slips import clean_sentences, with_slips

SETS = ("official_document_train", "law_train", "clean_news", "hard_homophones_news")


def main(shared: Path) -> None:
    """Measure every open set."""
    sets = {name: pairs_of(shared, name) for name in SETS}
    sets["report_slips"] = with_slips(clean_sentences(shared))
    for name, triples in sets.items():
        begin = time.process_time()
        found = scores(triples)
        speed = len(triples) / (time.process_time() - begin)
        print(name, len(triples), found, f"{speed:.0f} sentences/s", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))
