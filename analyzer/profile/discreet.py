"""A profile without telephones, mailboxes and names, for what goes round in an office."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from analyzer.language.private import MASKS, PrivateKind, find_private, mask
from analyzer.profile.record import ReportRecord
from analyzer.text.span import Span

_SETTINGS: dict[str, PrivateKind] = {
    "show_phones": "phone",
    "show_mailboxes": "mailbox",
    "show_names": "name",
    "show_identities": "identity",
}
# What tables, workbooks and letters quote. Offsets are numbers and stay.
_QUOTED = ("reason", "identity", "gates", "findings", "problems", "measures", "passages", "advice")
_WORDS = ("quote", "text")  # of a place: what stands from `start` to `end`
_LEAST_NAME = 2  # characters


def shown_kinds(privacy: Mapping[str, bool]) -> frozenset[PrivateKind]:
    """Return what the settings allow to be shown."""
    return frozenset(kind for name, kind in _SETTINGS.items() if privacy.get(name, False))


def discreet(record: ReportRecord, *, privacy: Mapping[str, bool]) -> ReportRecord:
    """Return a copy whose quotations and messages hold nothing private; no text, no facts.

    Where the record carries its text, names found anywhere in it are masked wherever they stand,
    and a quotation of half a telephone number is masked too.
    """
    veil = veil_of(record, privacy=privacy)
    copy: dict[str, Any] = {k: v for k, v in record.items() if k not in {"text", "facts"}}
    for name in _QUOTED:
        if name in copy:
            copy[name] = _veiled(copy[name], veil)
    copy["facts"] = []
    return cast(ReportRecord, copy)


@dataclass(frozen=True, slots=True)
class Veil:
    """What is private in one report."""

    text: str
    names: frozenset[str]
    shown: frozenset[PrivateKind]
    places: tuple[tuple[Span, PrivateKind], ...]  # in the text, in order, without the shown ones

    def over(self, words: str) -> str:
        """Return words with what is private in them masked."""
        return mask(words, names=self.names, shown=self.shown)

    def slice(self, start: int, end: int) -> str:
        """Return a stretch of the text; what is private is masked whole, even if cut."""
        parts, at = [], start
        first = max(0, bisect_right(self.places, start, key=lambda p: p[0].start) - 1)
        for span, kind in self.places[first:]:
            if span.start >= end:
                break
            if span.end > at:
                parts += [self.text[at : max(at, span.start)], MASKS[kind]]
                at = span.end
        return "".join(parts) + self.text[at:end]

    def touches(self, start: int, end: int) -> bool:
        """Tell whether a stretch of the text holds, or is part of, something private."""
        return self.slice(start, end) != self.text[start:end]


def veil_of(record: ReportRecord, *, privacy: Mapping[str, bool]) -> Veil:
    """Return what is private in a report."""
    text, shown = record.get("text", ""), shown_kinds(privacy)
    facts = (fact for fact in record["facts"] if fact.get("type") == "person")
    told = {str(fact.get("text") or "") for fact in facts}
    told.update(span.of(text) for span, kind in find_private(text) if kind == "name")
    names = frozenset(name for name in told if len(name) >= _LEAST_NAME)
    places = (p for p in find_private(text, names=names) if p[1] not in shown)
    return Veil(text, names, shown, tuple(places))


def _veiled(value: Any, veil: Veil) -> Any:
    if isinstance(value, str):
        return veil.over(value)
    if isinstance(value, list | tuple):
        return [_veiled(part, veil) for part in value]
    if not isinstance(value, Mapping):
        return value
    start, end = value.get("start"), value.get("end")
    if isinstance(start, int) and isinstance(end, int) and veil.touches(start, end):
        return _veiled_place(value, veil, (start, end))
    return {key: _veiled(part, veil) for key, part in value.items()}


def _veiled_place(place: Mapping[str, Any], veil: Veil, at: tuple[int, int]) -> dict[str, Any]:
    """Return a place whose words are, or hold, something private, with all that repeats them."""
    masked = " ".join(veil.slice(*at).split())
    words = {str(place[name]) for name in _WORDS if isinstance(place.get(name), str)}
    told: dict[str, Any] = {}
    for key, part in place.items():
        if key in _WORDS and isinstance(part, str):
            told[key] = masked
        elif isinstance(part, str):
            for word in words:
                part = part.replace(word, masked) if word else part  # noqa: PLW2901
            told[key] = veil.over(part)
        else:
            told[key] = _veiled(part, veil)
    return told
