"""The sentences that speak best for a report: most new checkable facts, in few words."""

from __future__ import annotations

from analyzer.profile.advice.scene import Scene
from analyzer.signals.specificity.evidence import GradedSentence
from analyzer.text.span import Span

MOST = 3
_AHEAD = frozenset(("problems", "next_steps"))
_LONG = 120  # characters: longer sentences are lists, hard to quote


def strengths(scene: Scene) -> tuple[Span, ...]:
    """Return up to three sentences with the most new relevant facts, best first."""
    evidence = scene.specificity
    if evidence is None:
        return ()
    new = frozenset(id(fact) for fact in evidence.distinct)

    def worth(sentence: GradedSentence) -> tuple[int, int, int]:
        facts = len({f.type for f in sentence.facts if id(f) in new})
        return (-min(facts, 4), len(sentence.span) > _LONG, sentence.span.start)

    told = [
        s
        for s in evidence.sentences
        if s.grade.grade in ("2", "3")
        and any(id(f) in new for f in s.facts)
        and not scene.is_private(s.span)
    ]
    # What was done speaks for a report before what is announced.
    told.sort(key=lambda s: (s.key in _AHEAD, s.grade.grade != "3", *worth(s)))
    return tuple(s.span for s in told[:MOST])
