"""Two reports side by side: which sentences of one stand in the other, and what agrees in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analyzer.corpus import names
from analyzer.corpus.alignment import index, wording
from analyzer.corpus.issuers import comparable_issuer
from analyzer.corpus.masking import MaskedReport, Unit, mask
from analyzer.corpus.meaning import Encode, same_meaning
from analyzer.corpus.passages import align_texts
from analyzer.corpus.refinement import refine
from analyzer.structure.report import PREAMBLE, Report, Sentence
from analyzer.text.span import Span

_GRAM: Final = 5
_LEAST_MEANING: Final = 8  # characters of own wording
_TRIED: Final = 5  # sentences aligned per sentence asked about

Blocks = tuple[tuple[Span, Span], ...]
Shared = Mapping[int, list[Span]]  # per sentence, what of it stands on the other side too


@dataclass(frozen=True, slots=True)
class Match:
    """A unit of the left report aligned with one of the right. Spans are of the cleaned texts."""

    left: int  # index into the units of either side
    right: int
    blocks: Blocks
    wording: int  # characters of own wording that agree
    identical: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence shown: its place, and what of it stands on the other side too."""

    sentence: int  # index into Report.sentences
    span: Span
    shared: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that stand beside each other; `moved` is the section key of a match elsewhere."""

    left: Side | None
    right: Side | None
    moved: str | None = None
    reworded: float | None = None  # nearness of meaning, where that is all they share


@dataclass(frozen=True, slots=True)
class Pair:
    """A section of the two reports; `wording` and `shared` count own wording per side."""

    key: str
    left_heading: str | None
    right_heading: str | None
    rows: tuple[Row, ...]
    wording: tuple[int, int]
    shared: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything two reports share."""

    left: Report
    right: Report
    relation: str  # "own_last_year", "own", "peer"
    sections: tuple[Pair, ...]

    @property
    def wording(self) -> tuple[int, int]:
        """Return own wording per side."""
        return _total(p.wording for p in self.sections)

    @property
    def shared(self) -> tuple[int, int]:
        """Return own wording that agrees, per side."""
        return _total(p.shared for p in self.sections)


def compare(left: Report, right: Report, *, encode: Encode | None = None) -> Comparison:
    """Compare two parsed reports, whoever wrote them and whatever year they are about.

    With `encode`, sentences that share no wording but say the same stand beside each other too;
    they count for nothing.
    """
    masked = (mask(left), mask(right))
    matches = list(_matches(*masked, left, right))
    reports = (left, right)
    partner, sides = _partners(masked, matches)
    _add_alike(partner, reports)
    reworded = _add_reworded(partner, reports, masked, encode) if encode else {}
    beside = _Beside(partner, sides, reworded)
    pairs = tuple(_pair(key, reports, masked, matches, beside) for key in _keys(left, right))
    return Comparison(left, right, _relation(left, right), pairs)


def _matches(
    left: MaskedReport, right: MaskedReport, here: Report, there: Report
) -> Iterator[Match]:
    """Yield for each unit of the left report the unit of the right that shares most."""
    texts = [right.text(unit) for unit in right.units]
    grams: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for gram in _grams(text):
            grams.setdefault(gram, []).append(number)
    same = {text: number for number, text in reversed(list(enumerate(texts)))}
    for number, unit in enumerate(left.units):
        text = left.text(unit)
        votes = Counter(n for gram in _grams(text) for n in grams.get(gram, ()))
        tried = [n for n, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:_TRIED]]
        if text in same and same[text] not in tried:
            tried.append(same[text])
        given = index(text)
        found = [(align_texts(given, texts[n]), n) for n in tried]
        best = max(found, key=lambda f: (f[0][1], -f[1]), default=None)
        if best is not None and best[0][1]:
            other = best[1]
            commons = refine(text, texts[other], best[0][0])
            shared = sum(map(given.wording, commons))
            blocks: list[tuple[Span, Span]] = []
            for c in commons:
                at, by = unit.first + c.left, right.units[other].first + c.right
                blocks.extend(_apart_at_figures(left, right, here, there, (at, by, c.length)))
            yield Match(number, other, tuple(blocks), shared, text == texts[other])


def _apart_at_figures(
    left: MaskedReport,
    right: MaskedReport,
    here: Report,
    there: Report,
    block: tuple[int, int, int],
) -> Iterator[tuple[Span, Span]]:
    """Yield the pieces of a block between figures that differ: those are no shared text."""
    at, by, length = block
    begin = 0
    for offset, character in enumerate((*left.text_between(at, length), None)):
        if character is not None:
            if character != names.NUMBER:
                continue
            mine = left.span(at + offset, at + offset + 1)
            other = right.span(by + offset, by + offset + 1)
            if here.slice(mine) == there.slice(other):
                continue
        if offset > begin:
            yield left.span(at + begin, at + offset), right.span(by + begin, by + offset)
        begin = offset + 1


def _grams(text: str) -> set[str]:
    return {text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)}


def _keys(left: Report, right: Report) -> list[str]:
    """Return section keys in order of the left report, those only on the right after them."""
    keys = [PREAMBLE, *(s.key for s in left.sections), *(s.key for s in right.sections)]
    return list(dict.fromkeys(keys))


def _pair(
    key: str,
    reports: tuple[Report, Report],
    masked: tuple[MaskedReport, MaskedReport],
    matches: Sequence[Match],
    beside: _Beside,
) -> Pair:
    mine = [m for m in matches if masked[0].units[m.left].section == key]
    theirs = [m for m in matches if masked[1].units[m.right].section == key]
    own = tuple(_wording(side, key) for side in masked)
    held = {m.right: m.wording for m in sorted(theirs, key=lambda m: m.wording)}
    return Pair(
        key=key,
        left_heading=_heading(reports[0], key),
        right_heading=_heading(reports[1], key),
        rows=tuple(_rows(key, reports, beside)),
        wording=(own[0], own[1]),
        shared=(sum(m.wording for m in mine), sum(held.values())),
    )


def _wording(masked: MaskedReport, key: str) -> int:
    return sum(wording(masked.text(u)) for u in masked.units if u.section == key)


def _heading(report: Report, key: str) -> str | None:
    for section in report.sections:
        if section.key == key:
            return report.slice(section.heading.span) if section.heading else ""
    return None


@dataclass(frozen=True, slots=True)
class _Beside:
    """Which right sentence stands beside a left one, and what of each is shared."""

    partner: dict[int, int]
    sides: tuple[Shared, Shared]
    reworded: dict[int, float]  # left sentence → nearness


def _rows(key: str, reports: tuple[Report, Report], beside: _Beside) -> Iterator[Row]:
    """Yield the sentences of a section in the left report's order, the right's beside them."""
    partner, sides = beside.partner, beside.sides
    left, right = (
        [i for i, s in enumerate(r.sentences) if r.section_key(s.section) == key] for r in reports
    )
    taken: set[int] = set()
    at = 0
    for sentence in left:
        other = partner.get(sentence)
        if other is None or other not in right or other in taken:
            moved = _section(reports[1], other) if other is not None else None
            yield Row(_side(reports[0], sentence, sides[0]), None, moved)
            continue
        # What stands before the partner and has none of its own comes first.
        while at < len(right) and right[at] < other:
            if right[at] not in taken and right[at] not in partner.values():
                taken.add(right[at])
                yield Row(None, _side(reports[1], right[at], sides[1]))
            at += 1
        taken.add(other)
        yield Row(
            _side(reports[0], sentence, sides[0]),
            _side(reports[1], other, sides[1]),
            reworded=beside.reworded.get(sentence),
        )
    back = {other: sentence for sentence, other in partner.items()}
    for other in right:
        if other not in taken:
            moved = _section(reports[0], back[other]) if other in back else None
            yield Row(None, _side(reports[1], other, sides[1]), moved)


def _section(report: Report, sentence: int) -> str:
    return report.section_key(report.sentences[sentence].section)


def _partners(
    masked: tuple[MaskedReport, MaskedReport], matches: Sequence[Match]
) -> tuple[dict[int, int], tuple[Shared, Shared]]:
    """Return per left sentence the right one that shares most, and what is shared per sentence."""
    votes: dict[int, Counter[int]] = {}
    left: dict[int, list[Span]] = {}
    right: dict[int, list[Span]] = {}
    for match in matches:
        here, there = _of(masked[0], match.left), _of(masked[1], match.right)
        if here.sentence < 0 or there.sentence < 0:
            continue  # headings are shown by themselves
        votes.setdefault(here.sentence, Counter())[there.sentence] += match.wording
        left.setdefault(here.sentence, []).extend(a for a, _ in match.blocks)
        right.setdefault(there.sentence, []).extend(b for _, b in match.blocks)
    partner = {s: max(c, key=lambda o: (c[o], -o)) for s, c in votes.items()}
    return partner, (left, right)


def _add_alike(partner: dict[int, int], reports: tuple[Report, Report]) -> None:
    """Put sentences of fixed wording beside each other, though nothing of them is compared.

    Sentences of one section go together when half of their pairs of characters are the same.
    """
    taken = set(partner.values())
    free: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for number, sentence in enumerate(reports[1].sentences):
        if number not in taken:
            key = reports[1].section_key(sentence.section)
            free.setdefault(key, []).append((number, _pairs(reports[1], sentence)))
    for number, sentence in enumerate(reports[0].sentences):
        others = free.get(reports[0].section_key(sentence.section), [])
        if number in partner or not others:
            continue
        own = _pairs(reports[0], sentence)
        best = max(others, key=lambda o: (len(own & o[1]) / max(1, len(own | o[1])), -o[0]))
        if 2 * len(own & best[1]) >= len(own | best[1]) > 0:
            partner[number] = best[0]
            others.remove(best)


def _add_reworded(
    partner: dict[int, int],
    reports: tuple[Report, Report],
    masked: tuple[MaskedReport, MaskedReport],
    encode: Encode,
) -> dict[int, float]:
    """Put sentences of one section beside each other that say the same, the nearest first."""
    taken = set(partner.values())
    free = [
        [s for s in _worded(masked[0]) if s not in partner],
        [s for s in _worded(masked[1]) if s not in taken],
    ]
    tried = [
        (a, b)
        for a in free[0]
        for b in free[1]
        if _section(reports[0], a) == _section(reports[1], b)
    ]
    texts = [
        {s: report.slice(report.sentences[s].span) for s in sentences}
        for report, sentences in zip(reports, free, strict=True)
    ]
    near = same_meaning([(texts[0][a], texts[1][b]) for a, b in tried], encode)
    found: dict[int, float] = {}
    for value, (a, b) in sorted(zip(near, tried, strict=True), key=lambda f: (-f[0], f[1])):
        if value and a not in partner and b not in taken:
            partner[a], found[a] = b, value
            taken.add(b)
    return found


def _worded(masked: MaskedReport) -> list[int]:
    """Return the sentences with own wording enough to mean something."""
    counts: Counter[int] = Counter()
    for unit in masked.units:
        counts[unit.sentence] += wording(masked.text(unit))
    return sorted(s for s, n in counts.items() if s >= 0 and n >= _LEAST_MEANING)


def _pairs(report: Report, sentence: Sentence) -> frozenset[str]:
    text = report.slice(sentence.span)
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _of(masked: MaskedReport, unit: int) -> Unit:
    return masked.units[unit]


def _side(report: Report, sentence: int, shared: Shared) -> Side:
    return Side(sentence, report.sentences[sentence].span, _joined(shared.get(sentence, [])))


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _relation(left: Report, right: Report) -> str:
    own, other = (comparable_issuer(r.identity.issuer) for r in (left, right))
    if own is None or own != other:
        return "peer"
    years = (left.identity.year, right.identity.year)
    if None not in years and abs((years[0] or 0) - (years[1] or 0)) == 1:
        return "own_last_year"
    return "own"


def _total(pairs: Iterator[tuple[int, int]]) -> tuple[int, int]:
    left, right = 0, 0
    for a, b in pairs:
        left, right = left + a, right + b
    return left, right
