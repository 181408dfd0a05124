"""How much of planted copies is found, and how far what is said of them is from what was planted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.benchmarks.corpus_sentences import Planted


@dataclass(frozen=True)
class Answer:
    """What was said about one sentence: whether its source was named, and what is shared."""

    alarms: int
    right: bool
    shared: frozenset[int]  # places of the sentence inside aligned blocks
    stretch: frozenset[int]  # … from the first to the last shared character of each passage


def recall(copies: list[Planted], answers: list[Answer]) -> dict[str, float]:
    """Return per kind the share of copies whose source is named."""
    return {
        kind: float(np.mean([answer.right for _, answer in pairs]))
        for kind, pairs in _by_kind(copies, answers).items()
    }


def coverage(copies: list[Planted], answers: list[Answer]) -> dict[str, dict[str, float]]:
    """Return per kind how far what is said to be shared is from what was copied.

    Characters are those of the copy but punctuation; *copied* are those left as they were. Per copy:

    - `share`: | share said to be shared - share copied |
    - `characters`: characters said to be shared and not copied, or the other way round, of all
    - `stretch`: the same for everything from the first to the last character copied

    Means over the copies whose source is named (what is not found is told by recall; at 60 %
    recall no error over all copies could be small), and of `share` over all copies (`share_all`).
    `sum` is | mean share said - mean share copied | over the copies named: what stays in the
    figure of a corpus, where errors of both signs even out.
    """
    told = {}
    for kind, pairs in _by_kind(copies, answers).items():
        rows = np.array([_errors(copy, answer) for copy, answer in pairs])
        named = rows[[answer.right for _, answer in pairs]]
        told[kind] = {
            "copied": float(rows[:, 3].mean()),
            "share": float(np.abs(named[:, 0]).mean()),
            "sum": float(abs(named[:, 0].mean())),
            "characters": float(named[:, 1].mean()),
            "stretch": float(named[:, 2].mean()),
            "share_all": float(np.abs(rows[:, 0]).mean()),
        }
    return told


def _errors(copy: Planted, answer: Answer) -> tuple[float, float, float, float]:
    words = {at for at, c in enumerate(copy.text) if c.isalnum()}
    kept = {at for at in words if copy.kept[at]}
    within = {at for at in words if min(kept) <= at <= max(kept)} if kept else set()
    size = len(words)
    return (
        (len(words & answer.shared) - len(kept)) / size,
        len((words & answer.shared) ^ kept) / size,
        len((words & answer.stretch) ^ within) / size,
        len(kept) / size,
    )


def _by_kind(
    copies: list[Planted], answers: list[Answer]
) -> dict[str, list[tuple[Planted, Answer]]]:
    kinds: dict[str, list[tuple[Planted, Answer]]] = {}
    for copy, answer in zip(copies, answers, strict=True):
        kinds.setdefault(copy.kind, []).append((copy, answer))
    return kinds
