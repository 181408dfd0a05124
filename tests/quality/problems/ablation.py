"""Print the agreement with parts of the rules switched off, one row per part.

    python -m tests.quality.problems.ablation

All labels together: our batches are seen data here, so rows tell what a part does, not how good
it is on new reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from analyzer.signals.problems import grading, linking
from tests.quality.problems.agreement import compare, figures
from tests.quality.problems.labels import BATCHES, SHARED, annotated, invented

_NEVER = 10**6
_PARTS: dict[str, list[tuple[Any, str, Any]]] = {
    "full": [],
    "links without shared words": [(linking, "_WORDS_FOR_ONE", _NEVER)],
    "links without themes": [(linking._Scorer, "_share", lambda *_: 0.0)],
    "links without the order of lists": [(linking._Scorer, "_placed", lambda *_: 0.0)],
    "links: order never against": [(linking, "_OTHER_ORDINAL", 0.0)],
    "links without place discount": [(linking, "_ELSEWHERE", 1.0), (linking, "_NOWHERE", 1.0)],
    "links without head lines": [(linking, "_FROM_HEAD", 0.0)],
    "grades of measures: lexicon only": [(grading, "_CONCRETE_OBJECT", _NEVER)],
    "grades of problems: lexicon only": [(grading, "_CONCRETE_PLACE", _NEVER)],
}


def main() -> None:
    """Print one row per part, our sections and open reports side by side."""
    ours = invented() + [one for batch in BATCHES for one in invented(batch)]
    sets = [ours] + ([annotated()] if SHARED.is_dir() else [])
    print("| | problem exact | measure exact | links F1 |\n|---|---|---|---|")
    for name, changes in _PARTS.items():
        with _changed(changes):
            rows = [figures(compare(labelled).values()) for labelled in sets]
        cells = (" · ".join(f"{r[k]:.3f}" for r in rows) for k in _SHOWN)
        print(f"| {name} | " + " | ".join(cells) + " |")


_SHOWN = ("problem_exact", "measure_exact", "links_f1")


@contextmanager
def _changed(changes: list[tuple[Any, str, Any]]) -> Iterator[None]:
    patches = [patch.object(*change) for change in changes]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


if __name__ == "__main__":
    main()
