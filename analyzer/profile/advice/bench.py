"""Score a report again with something changed: the families' own formulas on changed evidence.

Nothing here knows a weight or a constant of a score. A change takes the state of all families
(evidence and counted findings) to another one; the families measure it as they measure a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from analyzer.profile.record import BLOCKS, SUBSTANCE_BLOCKS
from analyzer.signals.rule import Context, Family, Hit, Subject

Hits = tuple[tuple[str, Hit], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One family's evidence and the findings that count."""

    family: Family[Any]
    evidence: Any
    hits: Hits


State = Mapping[str, Part]  # family name → part; a family that failed is left out
Change = Callable[[State], State]


@dataclass(frozen=True, slots=True)
class Marks:
    """Unrounded scores: every block, substance and total. None where nothing was judged."""

    blocks: Mapping[str, float | None]
    substance: float | None
    total: float | None


@dataclass(frozen=True, slots=True)
class Gain:
    """Points won by a change; blocks that do not move are left out."""

    total: float
    substance: float
    blocks: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A report ready to be scored again."""

    subject: Subject
    context: Context
    state: State

    def marks(self, state: State | None = None) -> Marks:
        """Return the scores of a state (of the report as it is without one)."""
        blocks: dict[str, float | None] = dict.fromkeys(BLOCKS)
        for part in (self.state if state is None else state).values():
            score = part.family.measure(self.subject, self.context, part.evidence, part.hits).score
            if score is not None and score.value is not None:
                blocks[part.family.block] = min(100.0, max(0.0, float(score.value)))
        weights = self.context.settings.weights
        return Marks(
            blocks,
            weighted_mean(blocks, weights, SUBSTANCE_BLOCKS),
            weighted_mean(blocks, weights, BLOCKS),
        )

    def after(self, changes: Iterable[Change]) -> Marks:
        """Return the scores after several changes, made one after another."""
        return self.marks(reduce(lambda state, change: change(state), changes, self.state))

    def gain(self, change: Change, *, before: Marks) -> Gain:
        """Return what a change alone wins. A block that was not judged before wins nothing."""
        after = self.marks(change(self.state))
        blocks = {
            name: now - was
            for name, was in before.blocks.items()
            if was is not None and (now := after.blocks[name]) is not None and abs(now - was) > 1e-9
        }
        return Gain(
            _difference(before.total, after.total),
            _difference(before.substance, after.substance),
            blocks,
        )

    def without_rules(self) -> dict[str, dict[str, float | None]]:
        """Return, for every rule with a counted finding, the block scores without that rule.

        Only blocks that move are named. This is what leaving a rule out of the catalogue does.
        """
        found: dict[str, dict[str, float | None]] = {}
        for part in self.state.values():
            base = self._score(part)
            for rule in sorted({rule for rule, _ in part.hits}):
                left = replace(part, hits=tuple(h for h in part.hits if h[0] != rule))
                value = self._score(left)
                if value != base:
                    found[rule] = {part.family.block: value}
        return found

    def _score(self, part: Part) -> float | None:
        score = part.family.measure(self.subject, self.context, part.evidence, part.hits).score
        return score.value if score is not None else None


def weighted_mean(
    blocks: Mapping[str, float | None], weights: Mapping[str, float], names: Iterable[str]
) -> float | None:
    """Return the weighted mean of the judged blocks, None when none has weight."""
    judged = [(weights.get(n, 0.0), v) for n in names if (v := blocks.get(n)) is not None]
    whole = sum(weight for weight, _ in judged)
    return sum(weight * value for weight, value in judged) / whole if whole > 0 else None


def _difference(before: float | None, after: float | None) -> float:
    return 0.0 if before is None or after is None else after - before
