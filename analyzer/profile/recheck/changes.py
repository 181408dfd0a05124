"""What became of each finding: resolved, still open, or new."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from analyzer.profile.recheck.alignment import Alignment, align
from analyzer.profile.recheck.units import Version
from analyzer.profile.record import SCORES, SEVERITIES, FindingRecord, ReportRecord

State = Literal["open", "new", "resolved"]
STATES: tuple[State, ...] = ("open", "new", "resolved")
STATE_TITLES: dict[State, str] = {"resolved": "已解决", "open": "仍存在", "new": "新出现"}
# Rules about the report as a whole or a part: they point at a heading or at the first sentence that
# offers itself, so what they say tells which finding it is, not where it stands.
_WHOLE: Final = ("STR", "SPE02", "SPE03", "SPE04", "SPE05", "PRM03", "PRM04")


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in one version: source offsets, and the words before, at and after it."""

    start: int
    end: int
    before: str
    quote: str
    after: str

    @property
    def text(self) -> str:
        """Return the whole sentence."""
        return self.before + self.quote + self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One finding of the old version, of the new one, or of both.

    `old` and `new` are where it stands; where it stands in one version only, the other passage is
    what stands there now (stood there before), None where nothing does.
    """

    state: State
    rule: str
    severity: str
    note: str  # Chinese: what was done to the text
    finding: FindingRecord  # of the new version, where it has it
    old: Passage | None
    new: Passage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recheck:
    """Two versions compared: changes in order of the text, scores before and after."""

    old: ReportRecord
    new: ReportRecord
    changes: tuple[Change, ...]

    def count(self, state: State) -> int:
        """Return how many findings are in a state."""
        return sum(change.state == state for change in self.changes)

    def peers(self) -> tuple[int, int]:
        """Return how many reports each version was compared with (itself among them)."""
        told = [side["provenance"].get("reference_reports") for side in (self.old, self.new)]
        old, new = (number if isinstance(number, int) else 0 for number in told)
        return old, new

    def scores(self) -> dict[str, tuple[float | None, float | None]]:
        """Return every score in the old and in the new version."""
        return {
            name: (self.old["scores"][name]["value"], self.new["scores"][name]["value"])
            for name in SCORES
        }


def recheck(old: ReportRecord, new: ReportRecord) -> Recheck:
    """Compare two profiles of one report. Both must carry their text."""
    matcher = _Matcher(Version(old), Version(new))
    pairs = matcher.pairs(old["findings"], new["findings"])
    changes: list[tuple[int, int, Change]] = []
    for number, finding in enumerate(old["findings"]):
        if number in pairs:
            change = matcher.kept(finding, new["findings"][pairs[number]])
        else:
            change = matcher.gone(finding)
        at = change.new.start if change.new else matcher.near(finding)
        changes.append((at, number, change))
    taken = set(pairs.values())
    for number, finding in enumerate(new["findings"]):
        if number not in taken:
            changes.append((finding["start"], number, matcher.fresh(finding)))
    ordered = sorted(changes, key=lambda c: (c[0], STATES.index(c[2].state), c[1]))
    return Recheck(old=old, new=new, changes=tuple(change for _, _, change in ordered))


@dataclass(frozen=True, slots=True)
class _Range:
    """A range of characters; `exact` unless it only tells between what it stands."""

    start: int
    end: int
    exact: bool


class _Matcher:
    def __init__(self, old: Version, new: Version) -> None:
        self._old = old
        self._new = new
        self._map: Alignment = align(old, new)

    def pairs(
        self, before: Sequence[FindingRecord], after: Sequence[FindingRecord]
    ) -> dict[int, int]:
        """Return the findings of the new version by those of the old that they continue."""
        candidates: dict[str, _Candidates] = {}
        for rule in {finding["rule"] for finding in before}:
            numbers = [n for n, finding in enumerate(after) if finding["rule"] == rule]
            candidates[rule] = _Candidates(numbers, after, self._new)
        offers: list[tuple[float, int, int]] = []
        for number, finding in enumerate(before):
            place = self._forth(finding["start"], finding["end"])
            near = candidates[finding["rule"]]
            whole = finding["rule"].startswith(_WHOLE)
            for other, there in near.all() if whole else near.around(place):
                likeness = _likeness(place, there, finding, after[other])
                if likeness:
                    offers.append((-likeness, number, other))
        found: dict[int, int] = {}
        taken: set[int] = set()
        for _, number, other in sorted(offers):
            if number not in found and other not in taken:
                found[number] = other
                taken.add(other)
        return found

    def kept(self, one: FindingRecord, other: FindingRecord) -> Change:
        """Return a finding that stands in both versions."""
        old = self._passage(self._old, one["start"], one["end"])
        new = self._passage(self._new, other["start"], other["end"])
        unit = self._old.unit_at(self._old.characters(one["start"], one["end"])[0])
        moved = "，位置已移动" if unit in self._map.moved else ""
        note = "文字未改" if _same(old.text, new.text) else "文字有改动，仍有同类意见"
        return _change("open", other, note + moved, old, new)

    def gone(self, finding: FindingRecord) -> Change:
        """Return a finding that stands in the old version only."""
        old = self._passage(self._old, finding["start"], finding["end"])
        place = self._forth(finding["start"], finding["end"], widely=True)
        new = self._there(self._new, place)
        if new is None or (not place.exact and not new.quote):
            note = "文字已删去"
        elif _same(old.text, new.text):
            note = "此处文字未改，因别处改动或比对范围不同而不再提示，请核对"
        else:
            note = "文字已改"
        return _change("resolved", finding, note, old, new)

    def fresh(self, finding: FindingRecord) -> Change:
        """Return a finding that stands in the new version only."""
        new = self._passage(self._new, finding["start"], finding["end"])
        place = self._back(finding["start"], finding["end"], widely=True)
        old = self._there(self._old, place)
        if old is None or (not place.exact and not old.quote):
            note = "新写的文字"
        elif _same(old.text, new.text):
            note = "此处文字未改，因别处改动或比对范围不同而新提示，请核对"
        else:
            note = "改动后出现"
        return _change("new", finding, note, old, new)

    def near(self, finding: FindingRecord) -> int:
        """Return about where an old finding would stand in the new source, for the order."""
        place = self._forth(finding["start"], finding["end"])
        offsets = self._new.offsets
        return offsets[min(place.start, len(offsets) - 1)] if offsets else 0

    def _forth(self, start: int, end: int, *, widely: bool = False) -> _Range:
        return _mapped(self._old.characters(start, end), self._map.to_new, self._new, widely=widely)

    def _back(self, start: int, end: int, *, widely: bool = False) -> _Range:
        return _mapped(self._new.characters(start, end), self._map.to_old, self._old, widely=widely)

    def _there(self, version: Version, place: _Range) -> Passage | None:
        """Return what stands at a place of the other version, None where nothing does."""
        if not version.offsets or (not place.exact and place.start == place.end):
            return None
        return self._passage(
            version, version.offsets[place.start], version.offsets[place.end - 1] + 1
        )

    def _passage(self, version: Version, start: int, end: int) -> Passage:
        """Return a place with the rest of its sentences."""
        source = version.source
        first, last = version.characters(start, end)
        if not version.units:
            return Passage(start, end, "", source[start:end], "")
        left = version.units[version.unit_at(first)]
        right = version.units[version.unit_at(max(first, last - 1))]
        begin, stop = min(left.start, start), max(right.end, end)
        return Passage(start, end, source[begin:start], source[start:end], source[end:stop])


class _Candidates:
    """The findings of one rule in the new version, by place."""

    def __init__(
        self, numbers: Sequence[int], findings: Sequence[FindingRecord], version: Version
    ) -> None:
        places = [
            (*version.characters(findings[n]["start"], findings[n]["end"]), n) for n in numbers
        ]
        self._places = sorted(places)
        self._longest = max((end - start for start, end, _ in places), default=0)

    def all(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield number and range of each."""
        for start, end, number in self._places:
            yield number, (start, end)

    def around(self, place: _Range) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield those that touch a range."""
        first = bisect_left(self._places, (place.start - self._longest, 0, 0))
        for start, end, number in islice(self._places, first, None):
            if start > place.end:
                return
            if end >= place.start:
                yield number, (start, end)


def _likeness(
    place: _Range, there: tuple[int, int], one: FindingRecord, other: FindingRecord
) -> float:
    """Return how surely two findings of a rule are one: 0 for not at all.

    `place` is where the old one leads to in the new version, `there` where the new one stands.
    Above 1: characters agree, by their share; below: one stands where the other stood.
    """
    said = one["message"] == other["message"]
    start, end = there
    shared = min(place.end, end) - max(place.start, start)
    if place.exact and shared > 0:
        union = max(place.end, end) - min(place.start, start)
        return 1 + shared / union + said
    if said and one["rule"].startswith(_WHOLE):
        return 1.0
    if not place.exact and (shared > 0 or (start == end and place.start <= start <= place.end)):
        return 0.5 + 0.25 * said
    return 0.0


def _mapped(place: tuple[int, int], table: list[int], other: Version, *, widely: bool) -> _Range:
    """Lead a range of characters to the other version.

    Where pieces of it stand in several sentences, the sentence with most of them counts. `widely`
    takes in what was written beside the characters that were kept.
    """
    start, end = place
    there = [table[at] for at in range(start, end) if table[at] >= 0]
    if there:
        if there == sorted(there) and there[-1] - there[0] <= 2 * (end - start):
            found = _Range(there[0], there[-1] + 1, exact=True)
        else:
            units: dict[int, list[int]] = {}
            for at in there:
                units.setdefault(other.unit_at(at), []).append(at)
            best = max(units.values(), key=lambda one: (len(one), -one[0]))
            found = _Range(min(best), max(best) + 1, exact=True)
        return _between_neighbours(found, place, table) if widely else found
    before = next((table[at] for at in range(start - 1, -1, -1) if table[at] >= 0), -1)
    after = next((t for t in table[end:] if t > before), len(other.offsets))
    unit = other.unit_at(before) if before >= 0 else 0
    if other.units and before >= 0:
        limit = other.units[min(unit + 1, len(other.units) - 1)]
        after = min(after, limit.first + len(limit.text))
    return _Range(before + 1, max(after, before + 1), exact=False)


def _between_neighbours(found: _Range, place: tuple[int, int], table: list[int]) -> _Range:
    start, end = place
    if start == 0 or end >= len(table):
        return found
    before, after = table[start - 1], table[end]
    if 0 <= before < found.start and found.end <= after:
        return _Range(before + 1, after, exact=True)
    return found


def _change(
    state: State, finding: FindingRecord, note: str, old: Passage | None, new: Passage | None
) -> Change:
    return Change(
        state=state,
        rule=finding["rule"],
        severity=finding["severity"],
        note=note,
        finding=finding,
        old=old,
        new=new,
    )


def _same(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def gravest_first(changes: Sequence[Change]) -> list[Change]:
    """Return changes by severity, within it in their order."""
    return sorted(changes, key=lambda change: SEVERITIES.index(change.severity))
