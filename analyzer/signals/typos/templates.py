"""Rules as data: context templates of `data/lexicons/writing_templates.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from analyzer.language.lexicon import read_rows
from analyzer.signals.rule import Hit, Severity
from analyzer.signals.typos.prose import Prose
from analyzer.text.span import Span

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
    bad: str  # example with ⟦ ⟧ around the place
    good: str

    def hits(self, prose: Prose) -> Iterator[Hit]:
        """Yield what the template finds outside protected places."""
        if not any(trigger in prose.text for trigger in self.triggers):
            return
        for match in self.pattern.finditer(prose.text):
            place = self._place(match)
            # A title mark is the author's even where the title inside it is not.
            marked = prose.text[place.start : place.end] in _TITLE_MARKS
            if marked or not prose.shields(place.start, place.end):
                yield self._hit(place, place.of(prose.text))
                if self.once:
                    return

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


def template_hits(rule: str, prose: Prose) -> Iterator[Hit]:
    """Yield the hits of all templates of a rule."""
    for template in templates(rule):
        yield from template.hits(prose)


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
        bad=bad,
        good=good,
    )


def _rewrite(part: str) -> tuple[str, str]:
    written, arrow, correct = part.partition("→")
    return (written, correct) if arrow else ("", written)
