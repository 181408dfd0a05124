"""Strict sentence-level scores of the corrector, as ../shared/measure.py computes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from analyzer.language.spelling.corrector import Correction, correct

Triple = tuple[str, str, str]  # written, meant, kind
Corrector = Callable[[list[str]], list[Correction]]


def pairs_of(shared: Path, name: str) -> list[Triple]:
    """Return the open pairs of a set."""
    lines = (shared / "csc" / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return [(r[0], r[1], "clean" if r[0] == r[1] else "wrong") for r in rows if len(r) >= 2]


def scores(triples: list[Triple], *, corrector: Corrector = correct) -> dict[str, float]:
    """Return P, R, F1 and FPR in percent, and the share found of each kind."""
    given = [c.text for c in corrector([written for written, _, _ in triples])]
    kinds = Counter(kind for _, _, kind in triples)
    hit: Counter[str] = Counter()
    changed = 0
    for answer, (written, meant, kind) in zip(given, triples, strict=True):
        changed += answer != written
        if kind == "clean":
            hit[kind] += answer != written
        else:
            hit[kind] += answer == meant
    right = sum(n for kind, n in hit.items() if kind != "clean")
    wrong = sum(n for kind, n in kinds.items() if kind != "clean")
    precision, recall = right / max(1, changed), right / max(1, wrong)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    values = {"P": precision, "R": recall, "F1": f1, "FPR": hit["clean"] / max(1, kinds["clean"])}
    values |= {kind: hit[kind] / n for kind, n in kinds.items() if kind not in ("clean", "wrong")}
    return {name: round(100 * value, 1) for name, value in values.items()}
