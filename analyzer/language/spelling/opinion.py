"""What the network holds of a page: hypotheses of its own, and what it thinks of all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling import hypotheses as slips
from analyzer.language.spelling.confusables import UNLIKE, Confusables
from analyzer.language.spelling.hypotheses import LONGEST, Hypotheses, Page
from analyzer.language.spelling.network import (
    EXTRA,
    MISSING,
    OK,
    SWAPPED,
    WRONG,
    Network,
    Outlook,
)

Scores = NDArray[np.float32]
Rows = NDArray[np.int64]
NAMES = (
    "net_gain", "net_worst", "net_chance", "net_behind", "net_doubt", "net_least_doubt",
    "net_left", "net_right", "net_gap", "net_elsewhere",
)  # fmt: skip
# Probability of a tag from which the network's own hypotheses are made. Low: the ranker judges.
_DOUBTED, _SURE = 0.03, 0.4
_CHOICES = 3  # characters offered at one place
_LEAST_CHOICE = -4.6  # log probability of an offered character
_LIKE_CHOICES, _LEAST_LIKE = 4, -9.0  # the same among characters of like sound or shape
_FLOOR = np.float32(-14.0)
_MARKS = "，；、："  # after which long sentences are cut
_AROUND = 10  # characters read beyond a cut


@dataclass(frozen=True, slots=True)
class Opinion:
    """The network's reading of a page, addressed by the page's offsets."""

    network: Network
    outlook: Outlook
    tags: Scores  # [page, 5] by offset; certain "ok" outside sentences
    row: Rows  # [page] row of the outlook, -1 outside what was read

    def doubt(self) -> Scores:
        """Return at each offset the probability that something is wrong or missing there."""
        found: Scores = np.maximum(1 - self.tags[:, OK], self.tags[:, MISSING])
        return found

    def choices(self, places: Rows, *, lost: bool) -> Scores:
        """Return how well every character fits as meant at, or lost before, places."""
        head = self.network.lost if lost else self.network.meant
        row = self.row[places]
        logits = self.network.logits(self.outlook.states[row], head)
        logits[row < 0] = 0  # beside what was read
        return logits


def _log_share(logits: Scores) -> Scores:
    top = logits.max(1, keepdims=True)
    total = np.log(np.exp(logits - top).sum(1, keepdims=True)) + top
    found: Scores = logits - total
    return found


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or a part of a long one, with what is read around it."""

    begin: int
    end: int
    first: int  # of the window read, not past the sentence
    last: int


def pieces(page: Page, longest: int) -> list[Piece]:
    """Return the sentences of a page, those too long cut, after a mark where one is."""
    found: list[Piece] = []
    for first in page.begins.tolist():
        begin, last = first, page.text.index("\0", first)
        while last - begin > longest:
            half = begin + longest // 2
            cut = max(page.text.rfind(mark, half, begin + longest) for mark in _MARKS)
            end = cut + 1 if cut > 0 else begin + longest
            found.append(Piece(begin, end, max(first, begin - _AROUND), min(last, end + _AROUND)))
            begin = end
        found.append(Piece(begin, last, max(first, begin - _AROUND), last))
    return found


def doubtful(page: Page, scout: Network, some: list[Piece], least: float) -> list[Piece]:
    """Return the pieces of a page that a small network, reading whole sentences, doubts."""
    doubt = opinion_of(page, scout, pieces(page, len(page.text))).doubt()
    return [p for p in some if doubt[p.begin : p.end + (p.end == p.last)].max(initial=0) > least]


def opinion_of(page: Page, network: Network, some: list[Piece]) -> Opinion:
    """Let a network read pieces of a page."""
    size = len(page.numbers)
    outlook = network.read([page.numbers[p.first : p.last] for p in some])
    tags = np.zeros((size, MISSING + 1), np.float32)
    tags[:, OK] = 1
    row = np.full(size, -1, np.int64)
    for piece, first in zip(some, outlook.begins.tolist(), strict=True):
        ends = piece.end == piece.last
        at = np.arange(piece.begin, piece.end + ends)
        row[at] = first + at - piece.first
        tags[at] = outlook.tags[row[at]]
        if ends:  # after the last character only something may be missing
            tags[piece.end, :MISSING] = (1, 0, 0, 0)
    return Opinion(network, outlook, tags, row)


def _meant(opinion: Opinion, page: Page, places: Rows) -> Scores:
    """Return log probabilities of what is meant at places, [n, alphabet]."""
    logits = opinion.choices(places, lost=False)
    logits[np.arange(len(places)), page.numbers[places]] += opinion.network.keep
    return _log_share(logits)


def proposals(page: Page, opinion: Opinion, confusables: Confusables) -> Hypotheses:
    """Return what the network itself suspects."""
    tags = opinion.tags
    codes = np.frombuffer(page.text.encode("utf-32-le"), np.uint32)
    known = (opinion.row >= 0) & (codes != 0)
    wrong = tags[:, WRONG] + tags[:, SWAPPED]
    places = np.flatnonzero(known & (wrong > _DOUBTED))
    parts = [slips.nothing()]
    if len(places):
        shares = _meant(opinion, page, places)
        shares[np.arange(len(places)), page.numbers[places]] = -99
        shares[:, :2] = -99
        parts.append(_characters(page, places, shares, confusables))
        parts.append(_runs(page, places, shares.argmax(1), wrong[places], confusables))
    gaps = np.flatnonzero((opinion.row >= 0) & (tags[:, MISSING] > _DOUBTED))
    if len(gaps):
        shares = _log_share(opinion.choices(gaps, lost=True))
        shares[:, :2] = -99
        at, number = _leading(shares)
        rows = slips.rows_at(gaps[at], gaps[at], slips.INSERT)
        rows.text[:, 0], rows.size[:] = number, 1
        parts.append(rows)
    extra = np.flatnonzero(known & (tags[:, EXTRA] > _DOUBTED))
    parts.append(slips.rows_at(extra, extra + 1, slips.DELETE))
    swap = np.flatnonzero(known[:-1] & known[1:] & (tags[:-1, SWAPPED] > _DOUBTED))
    swapped = slips.rows_at(swap, swap + 2, slips.SWAP)
    swapped.text[:, 0], swapped.text[:, 1] = page.numbers[swap + 1], page.numbers[swap]
    swapped.size[:] = 2
    parts.append(swapped)
    return Hypotheses.join(parts)


def _leading(shares: Scores) -> tuple[Rows, Rows]:
    """Return rows and numbers of the likeliest characters."""
    best = np.argpartition(-shares, _CHOICES, axis=1)[:, :_CHOICES]
    best.sort(axis=1)
    at = np.repeat(np.arange(len(shares)), _CHOICES)
    number = best.ravel()
    keep = shares[at, number] > _LEAST_CHOICE
    return at[keep], number[keep]


def _characters(page: Page, places: Rows, shares: Scores, confusables: Confusables) -> Hypotheses:
    """Return the likeliest characters at places, of all and of those like the one written."""
    at, number = _leading(shares)
    starts, numbers = [places[at]], [number]
    for place, share in zip(places.tolist(), shares, strict=True):
        like = confusables.of(page.text[place]).characters
        chance = share[like]
        best = np.argsort(-chance, kind="stable")[:_LIKE_CHOICES]
        best = best[chance[best] > _LEAST_LIKE]
        starts.append(np.full(len(best), place, np.int64))
        numbers.append(like[best].astype(np.int64))
    start, number = np.concatenate(starts), np.concatenate(numbers)
    rows = slips.rows_at(start, start + 1, slips.SUBSTITUTE)
    rows.text[:, 0], rows.size[:] = number, 1
    for k, (place, other) in enumerate(zip(start.tolist(), number.tolist(), strict=True)):
        rows.sound[k], rows.shape[k] = _likeness(page.text[place], other, confusables)
    return rows


def _likeness(written: str, number: int, confusables: Confusables) -> tuple[int, int]:
    found = confusables.of(written)
    hit = np.flatnonzero(found.characters == number)
    if not len(hit):
        return UNLIKE, 0
    return int(found.sound[hit[0]]), int(found.shape[hit[0]])


def _runs(
    page: Page, places: Rows, best: Rows, wrong: Scores, confusables: Confusables
) -> Hypotheses:
    """Return replacements of two to four neighbouring characters that are all wrong."""
    found: list[tuple[int, list[int]]] = []
    sure = wrong > _SURE
    for first in range(len(places)):
        for size in range(2, LONGEST + 1):
            last = first + size
            if last > len(places) or places[last - 1] - places[first] != size - 1:
                break
            if not sure[first:last].any() or wrong[first:last].min() < 4 * _DOUBTED:
                continue
            found.append((int(places[first]), best[first:last].tolist()))
    start = np.array([s for s, _ in found], np.int64)
    sizes = np.array([len(t) for _, t in found], np.int64)
    rows = slips.rows_at(start, start + sizes, slips.WORD)
    rows.size[:] = sizes
    for k, (begin, text) in enumerate(found):
        rows.text[k, : len(text)] = text
        sounds = [
            _likeness(page.text[begin + j], number, confusables)[0] for j, number in enumerate(text)
        ]
        rows.sound[k] = max(sounds)
    return rows


def opinions(page: Page, found: Hypotheses, opinion: Opinion) -> Scores:
    """Return what the network holds of hypotheses, [n, len(NAMES)]."""
    out = np.zeros((len(found), len(NAMES)), np.float32)
    if not len(found):
        return out
    tags = opinion.tags
    logs = np.log(np.maximum(tags, np.exp(_FLOOR)))
    replace = (found.size > 0) & (found.end - found.start == found.size)
    _replacing(out, page, found, np.flatnonzero(replace), opinion)
    _removing(out, found, np.flatnonzero(found.size == 0), logs)
    _inserting(out, found, np.flatnonzero(found.end == found.start), opinion, logs)
    doubt = 1 - tags[:, OK]
    most = np.zeros(len(found), np.float32)
    least = np.ones(len(found), np.float32)
    for k in range(LONGEST):
        inside = found.start + k < found.end
        value = doubt[np.minimum(found.start + k, len(doubt) - 1)]
        most = np.where(inside, np.maximum(most, value), most)
        least = np.where(inside, np.minimum(least, value), least)
    none = found.end == found.start
    gap = tags[found.start, MISSING]
    out[:, 4], out[:, 5] = np.where(none, gap, most), np.where(none, gap, least)
    out[:, 6], out[:, 7] = doubt[found.start - 1], doubt[found.end]
    out[:, 8] = np.maximum(gap, tags[found.end, MISSING])
    sentence = np.searchsorted(page.begins, found.start, "right") - 1
    total = np.add.reduceat(doubt, page.begins)[sentence]
    running = np.concatenate([[0], np.cumsum(doubt, dtype=np.float64)])
    out[:, 9] = total - (running[found.end] - running[found.start])
    return out


def _replacing(out: Scores, page: Page, found: Hypotheses, rows: Rows, opinion: Opinion) -> None:
    if not len(rows):
        return
    size = found.size[rows]
    owner = np.repeat(np.arange(len(rows)), size)
    first = np.concatenate([[0], np.cumsum(size)[:-1]])
    column = np.arange(int(size.sum())) - first[owner]
    place = found.start[rows][owner] + column
    new = found.text[rows[owner], column]
    changed = new != page.numbers[place]
    owner, place, new = owner[changed], place[changed], new[changed]
    where, at = np.unique(place, return_inverse=True)
    shares = np.maximum(_meant(opinion, page, where), _FLOOR)
    chance = shares[at, new]
    gain = chance - shares[at, page.numbers[place]]
    behind = chance - shares.max(1)[at]
    n = len(rows)
    out[rows, 0] = np.bincount(owner, gain, n)
    worst, least, chances = (np.full(n, 99, np.float32) for _ in range(3))
    for target, value in ((worst, gain), (least, behind), (chances, chance)):
        np.minimum.at(target, owner, value.astype(np.float32))
    out[rows, 1], out[rows, 2], out[rows, 3] = worst, chances, least


def _removing(out: Scores, found: Hypotheses, rows: Rows, logs: Scores) -> None:
    gain = logs[:, EXTRA] - logs[:, OK]
    total = np.zeros(len(rows), np.float32)
    worst, chance = np.full(len(rows), 99, np.float32), np.zeros(len(rows), np.float32)
    start, end = found.start[rows], found.end[rows]
    for k in range(LONGEST):
        inside = start + k < end
        at = np.minimum(start + k, len(logs) - 1)
        total += np.where(inside, gain[at], 0)
        worst = np.where(inside, np.minimum(worst, gain[at]), worst)
        chance = np.where(inside, np.minimum(chance, logs[at, EXTRA]), chance)
    out[rows, 0], out[rows, 1], out[rows, 2] = total, worst, chance


def _inserting(out: Scores, found: Hypotheses, rows: Rows, opinion: Opinion, logs: Scores) -> None:
    if not len(rows):
        return
    where, at = np.unique(found.start[rows], return_inverse=True)
    shares = np.maximum(_log_share(opinion.choices(where, lost=True)), _FLOOR)
    chance = shares[at, found.text[rows, 0]]
    gap = logs[found.start[rows], MISSING]
    odds = gap - np.log(np.maximum(1 - np.exp(gap), 1e-6))
    out[rows, 0] = odds + chance
    out[rows, 1] = odds
    out[rows, 2] = gap + chance
    out[rows, 3] = chance - shares.max(1)[at]
