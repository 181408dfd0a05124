"""The block score: how specific what a report says is, sentence by sentence.

score = 100 · (sum of levels / (sentences + 3) / 2) ^ 1.3, at most 100

The level of a sentence is 0 (any unit could print it) to 3 (rich). Sentences of fixed wording have
none. A sentence with a new relevant fact has level 2 at least; one that only repeats facts already
told is left out, so repeating adds nothing; one whose facts are all about other business has level
1 at most. A sentence of level 2 or more never lowers a mean of at most 2, at which the score is
full: so a new relevant fact never lowers the score, and padding lowers it. The three blank
sentences in the denominator keep very short reports from the top. The exponent bends the scale to
what three judges mean by it: a report that names many topics and no fact is worth little. It changes
no order, so all of the above stays true. Constants and their measurement
stand in data/presets/default.toml.
"""

from __future__ import annotations

from collections.abc import Mapping

from analyzer.signals.rule import Score
from analyzer.signals.specificity.evidence import Evidence, GradedSentence

# Names and comparisons alone say who, not what happened.
HALF = frozenset(("organisation", "person", "frequency", "comparison"))


def level_of(sentence: GradedSentence, new: frozenset[int]) -> int | None:
    """Return a sentence's level 0–3, or None when it only repeats; `new` are ids of new facts."""
    if sentence.grade.grade == "F":
        return None
    grade = int(sentence.grade.grade)
    relevant = [f for f in sentence.facts if f.relevant]
    fresh = [f for f in relevant if id(f) in new]
    if any(f.type not in HALF for f in fresh):
        return max(2, grade)
    if relevant and not fresh:
        return None
    if sentence.facts and not relevant:
        return min(1, grade)
    return min(2, grade)


def levels(evidence: Evidence) -> list[int]:
    """Return the levels of the sentences that have one, in order."""
    new = frozenset(id(f) for f in evidence.distinct)
    found = (level_of(s, new) for s in evidence.sentences)
    return [level for level in found if level is not None]


def specificity_score(evidence: Evidence, *, thresholds: Mapping[str, float]) -> Score:
    """Return the block score 0–100; its parts are the points of topical, specific, rich sentences."""
    found = levels(evidence)
    least = int(thresholds["specificity_least_sentences"])
    if len(found) < least:
        return Score(value=None, reason=f"可评句子不足{least}句")
    full = thresholds["specificity_full_level"] * (
        len(found) + thresholds["specificity_blank_sentences"]
    )
    whole = sum(found)
    value = 100.0 * min(1.0, whole / full) ** thresholds["specificity_scale_exponent"]
    parts = {
        name: value * level * found.count(level) / max(1, whole)
        for name, level in (("topical", 1), ("specific", 2), ("rich", 3))
    }
    return Score(value=value, parts=parts)
