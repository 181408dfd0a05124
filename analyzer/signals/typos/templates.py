"""Rules as data: context templates of `data/lexicons/writing_templates.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias, cast

from analyzer.language.lexicon import read_rows
from analyzer.signals.rule import Hit, Severity
from analyzer.signals.typos.prose import Prose
from analyzer.text.span import Span

if TYPE_CHECKING:
    import ahocorasick

TriggerIndex: TypeAlias = Mapping[str, Sequence[int]]
_COMMON = 250  # triggers nearer to each other than this: the whole text is searched at once
_BEHIND = 12  # characters behind a sentence that a pattern may look at

LEXICON = "writing_templates.tsv"
# Abbreviations that keep the patterns of the lexicon readable.
_CLASSES = {
    "<h>": "\u4e00-\u9fff",  # the same inside a character class
    "<H>": "[\u4e00-\u9fff]",  # one Chinese character
    "<C>": "[^，。；：！？、\\n]",  # one character of a clause
    "<S>": "[^。；！？\\n]",  # one character of a sentence
    "<D>": "(?:20|19)?\\d{1,4}[年月日.]",  # beginning of a date
}
_TASTE_BELOW = 0.56  # templates with a lower prior name a preference rather than an error
_TITLE_MARKS = frozenset("《<＜")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One context template. `pattern` marks the place with the groups w, w2 …, else its whole."""

    id: str
    rule: str
    triggers: tuple[str, ...]  # one of them must occur before the pattern is tried
    pattern: re.Pattern[str]
    rewrites: tuple[tuple[str, str], ...]  # (as written, correct); ("", x): the same for all
    confidence: float
    once: bool  # a matter of taste is pointed out once in a report, not at every place
    severity: Severity
    message: str
    wide: bool  # looks beyond the sentence
    bad: str  # example with ⟦ ⟧ around the place
    good: str

    def hits(self, prose: Prose, index: TriggerIndex | None = None) -> Iterator[Hit]:
        """Yield what the template finds outside protected places."""
        index = index or trigger_index(prose.text)
        for match in self._matches(prose.text, index):
            place = self._place(match)
            # A title mark is the author's even where the title inside it is not, and so is the
            # short name of a statute.
            marked = self.rule == "LAN08" or prose.text[place.start : place.end] in _TITLE_MARKS
            if marked or not prose.shields(place.start, place.end):
                yield self._hit(place, place.of(prose.text))
                if self.once:
                    return

    def _matches(self, text: str, index: TriggerIndex) -> Iterator[re.Match[str]]:
        """Yield the matches that begin in a sentence (or paragraph) with a trigger."""
        places = sorted(at for trigger in self.triggers for at in index.get(trigger, ()))
        if len(places) * _COMMON > len(text):
            yield from self.pattern.finditer(text)
            return
        mark, done = ("\n" if self.wide else "。"), 0
        for at in places:
            if at < done:
                continue
            start = max(text.rfind("\n", 0, at), text.rfind(mark, 0, at), done - 1) + 1
            ends = [e for e in (text.find("\n", at), text.find(mark, at)) if e >= 0]
            done = min(ends) + 1 if ends else len(text)
            for match in self.pattern.finditer(text, start, min(done + _BEHIND, len(text))):
                if match.start() < done:
                    yield match

    def _place(self, match: re.Match[str]) -> Span:
        for name in ("w", "w2"):
            if match.groupdict().get(name):
                return Span(*match.span(name))
        return Span(*match.span())

    def _hit(self, place: Span, quote: str) -> Hit:
        suggestion = dict(self.rewrites).get(quote)
        if suggestion is None and self.rewrites and not self.rewrites[0][0]:
            suggestion = self.rewrites[0][1].replace("*", quote)
        hint = f"可写作“{suggestion}”" if suggestion else ""
        return Hit(
            place=place,
            message=f"“{quote}”：{self.message}",
            hint=hint,
            suggestion=suggestion,
            confidence=self.confidence,
            evidence={"template": self.id},
            severity=self.severity,
        )


@cache
def templates(rule: str) -> tuple[Template, ...]:
    """Return the templates of a rule, in the lexicon's order."""
    return tuple(t for t in all_templates() if t.rule == rule)


@cache
def all_templates() -> tuple[Template, ...]:
    """Return all templates, compiled once per process."""
    return tuple(_read(row) for row in read_rows(LEXICON))


def template_hits(rule: str, prose: Prose, index: TriggerIndex) -> Iterator[Hit]:
    """Yield the hits of all templates of a rule."""
    for template in templates(rule):
        yield from template.hits(prose, index)


def trigger_index(text: str) -> TriggerIndex:
    """Return where every trigger of the templates stands in `text`, found in one pass."""
    found: dict[str, list[int]] = {}
    for end, trigger in _automaton().iter(text):
        found.setdefault(trigger, []).append(end + 1 - len(trigger))
    return found


@cache
def _automaton() -> ahocorasick.Automaton:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for template in all_templates():
        for trigger in template.triggers:
            automaton.add_word(trigger, trigger)
    automaton.make_automaton()
    return automaton


def _read(row: tuple[str, ...]) -> Template:
    name, rule, triggers, pattern, rewrite, prior, confidence, severity, message, bad, good = row
    for short, long in _CLASSES.items():
        pattern = pattern.replace(short, long)
    return Template(
        id=name,
        rule=rule,
        triggers=tuple(triggers.split("|")),
        pattern=re.compile(pattern),
        rewrites=tuple(_rewrite(part) for part in rewrite.split("|") if part),
        confidence=float(confidence),
        once=float(prior) < _TASTE_BELOW,
        severity=cast(Severity, severity),
        message=message,
        wide="[^\\n]" in pattern,
        bad=bad,
        good=good,
    )


def _rewrite(part: str) -> tuple[str, str]:
    written, arrow, correct = part.partition("→")
    return (written, correct) if arrow else ("", written)
