"""The block score: how specific what a report says is, sentence by sentence.

score = (100 - matters) · (sum of levels / (sentences + 3) / 2) ^ 1.5 + matters · told / 8

The level of a sentence is 0 (any unit could print it) to 3 (rich). Sentences of fixed wording have
none. A sentence with a new relevant fact has level 2 at least; one that only repeats facts already
told is left out, so repeating adds nothing; one whose facts are all about other business has level
1 at most. `100条。其中甲类60条、乙类40条。` is one sentence however it is stopped. A sentence of
level 2 or more never lowers a mean of at most 2, at which the score is full: so a new relevant fact
never lowers the score, and padding lowers it. The three blank sentences in the denominator keep
very short reports from the top. The exponent bends the scale to what three judges mean by it: a
report that names many topics and no fact is worth little. It changes no order of sentences.

The two matters every report must tell - how much was published, how requests were handled (SPE02 and
SPE03, 0-4 each) - are worth a few points of their own: of two reports with as many facts the one that
answers these first questions is the more specific one. Constants and their measurement stand in
data/presets/default.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from analyzer.signals.rule import Score
from analyzer.signals.specificity import disclosure_volume_untold, request_handling_untold
from analyzer.signals.specificity.evidence import Evidence, GradedSentence

# Names and comparisons alone say who, not what happened.
HALF = frozenset(("organisation", "person", "frequency", "comparison"))
# The parts of a total that stand in a sentence of their own.
_CONTINUES = re.compile(r"(?:其中|分别[是为]|具体[是为])[：:，,]?(?!一是)")
_MATTERS = (("publication", disclosure_volume_untold), ("requests", request_handling_untold))
_FULLY_TOLD = 4


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
    """Return the levels of the sentences that have one, in order; a total and its parts are one."""
    new = frozenset(id(f) for f in evidence.distinct)
    found: list[int] = []
    before: GradedSentence | None = None
    for sentence in evidence.sentences:
        level = level_of(sentence, new)
        if level is not None and found and _continues(sentence, before):
            found[-1] = max(found[-1], level)
        elif level is not None:
            found.append(level)
        before = sentence if level else None
    return found


def _continues(sentence: GradedSentence, before: GradedSentence | None) -> bool:
    """Tell whether a sentence lists the parts of what the one before it counts."""
    return (
        before is not None
        and before.section == sentence.section
        and bool(before.facts)
        and bool(_CONTINUES.match(sentence.text))
    )


def specificity_score(evidence: Evidence, *, thresholds: Mapping[str, float]) -> Score:
    """Return the block score 0–100.

    Its parts are the points of topical, specific and rich sentences, and of the two matters told.
    """
    found = levels(evidence)
    least = int(thresholds["specificity_least_sentences"])
    if len(found) < least:
        return Score(value=None, reason=f"可评句子不足{least}句")
    full = thresholds["specificity_full_level"] * (
        len(found) + thresholds["specificity_blank_sentences"]
    )
    matters = thresholds["specificity_points_matters"]
    whole = sum(found)
    told = (100.0 - matters) * min(1.0, whole / full) ** thresholds["specificity_scale_exponent"]
    parts = {
        name: told * level * found.count(level) / max(1, whole)
        for name, level in (("topical", 1), ("specific", 2), ("rich", 3))
    }
    for name, matter in _MATTERS:
        grade = matter.coverage(evidence).grade
        parts[name] = matters / len(_MATTERS) * grade / _FULLY_TOLD
    return Score(value=sum(parts.values()), parts=parts)
