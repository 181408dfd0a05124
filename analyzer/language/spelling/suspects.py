"""From a page to the hypotheses worth ranking: suspicious places, what may have been meant."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling import hypotheses as slips
from analyzer.language.spelling.confusables import FIRST, LAST, Confusables
from analyzer.language.spelling.hypotheses import Hypotheses, Page
from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.statistics import ORDER, Statistics
from analyzer.language.spelling.symbols import BASE

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Screens:
    """Log probabilities (forwards + backwards) of a character below which a place is suspicious."""

    weak: float
    very_weak: float  # the rarer kinds of slip cost more and are sought at weaker places
    gap: float  # beside a missing character
    sentence: (
        float  # probability of a slip, by the small network, that makes a sentence worth reading
    )
    place: float  # … by the large one, that makes a place worth explaining
    piece: int  # characters read at once; longer sentences are cut


# Measured on the open official-document pairs: 99.4 % of wrong characters lie below WIDE.weak and
# 97.7 % below NARROW.weak; of right ones 67 % and 80 % lie above. NARROW takes two fifths off the cost of LAN01;
# it finds 10 of 100 simulated missing characters where WIDE finds 25, and other slips alike
# (report_slips of python -m tests.quality.spelling).
WIDE = Screens(weak=-9.5, very_weak=-13.0, gap=-11.0, sentence=0.02, place=0.001, piece=126)
NARROW = Screens(weak=-11.5, very_weak=-14.0, gap=-13.5, sentence=0.5, place=0.05, piece=64)
_QUICK_FLOOR, _FLOOR = 1.0, 2.0  # least gain in log probability, with three and five characters
_LEAST_MERIT = 0.0  # gain less the cost of the slip: 98.9 % of right substitutions, 58 % of wrong
_MOST, _MOST_AT_ONE_PLACE = 32, 5  # hypotheses ranked in one sentence


@dataclass(frozen=True, slots=True)
class Seeker:
    """Finds hypotheses for pages."""

    statistics: Statistics
    confusables: Confusables
    lexicon: Lexicon
    followers: NDArray[np.uint16]  # [alphabet, 40] usual next characters
    leaders: NDArray[np.uint16]  # [alphabet, 40] usual characters before

    def seek(
        self, page: Page, *, screens: Screens = WIDE, doubt: Scores | None = None
    ) -> tuple[Hypotheses, Scores, Scores]:
        """Return promising hypotheses with their gains forwards and backwards.

        `doubt` is the network's at each offset; where it has next to none nothing is sought.
        """
        kept: list[Hypotheses] = []
        forward: list[Scores] = []
        backward: list[Scores] = []
        for part in self._all(page, screens, doubt):
            some = part.take(slips.beside_known(page, part, self.statistics))
            for orders, floor in ((3, _QUICK_FLOOR), (ORDER, _FLOOR)):
                if not len(some):
                    break
                ahead, behind = slips.gains(page, some, self.statistics, orders=orders)
                good = ahead + behind > floor
                some = some.take(good)
            if len(some):
                kept.append(some)
                forward.append(ahead[good])
                backward.append(behind[good])
        if not kept:
            return slips.nothing(), np.zeros(0, np.float32), np.zeros(0, np.float32)
        return _best(page, Hypotheses.join(kept), np.concatenate(forward), np.concatenate(backward))

    def with_more(
        self, page: Page, found: tuple[Hypotheses, Scores, Scores], more: Hypotheses
    ) -> tuple[Hypotheses, Scores, Scores]:
        """Add hypotheses that are not among those found, with their gains."""
        old, ahead, behind = found
        _, first = np.unique(_identity(more), axis=0, return_index=True)
        more = more.take(np.sort(first))
        known = {row.tobytes() for row in _identity(old)}
        new = [row.tobytes() not in known for row in _identity(more)]
        more = more.take(np.array(new, bool))
        if not len(more):
            return found
        forward, backward = slips.gains(page, more, self.statistics, orders=ORDER)
        joined = Hypotheses.join([old, more])
        order = np.argsort(joined.start, kind="stable")
        return (
            joined.take(order),
            np.concatenate([ahead, forward])[order],
            np.concatenate([behind, backward])[order],
        )

    def _all(self, page: Page, screens: Screens, doubt: Scores | None) -> list[Hypotheses]:
        codes = np.frombuffer(page.text.encode("utf-32-le"), np.uint32)
        han = (codes >= FIRST) & (codes <= LAST)
        watched = np.ones(len(codes), bool)
        if doubt is not None:
            watched = doubt > screens.place
            watched[:-1] |= watched[1:]
            watched[1:] |= doubt[:-1] > screens.place
            han &= watched
        chance = page.forward + page.backward
        weak = np.flatnonzero((chance < screens.weak) & han)
        very_weak = np.flatnonzero((chance < screens.very_weak) & han)
        gaps = np.flatnonzero((chance < screens.gap) & watched)
        gaps = np.unique(np.concatenate([gaps, gaps + 1]))
        gaps = gaps[gaps < len(codes) - 1]
        gaps = gaps[(page.numbers[gaps] > 0) | (page.numbers[gaps - 1] > 0)]
        return [
            slips.substitutions(page, weak, self.confusables),
            slips.words(page, weak, self.confusables, self.lexicon),
            slips.removals(page, weak, watched),
            slips.swaps(page, weak),
            slips.expected(page, very_weak, self.followers, self.leaders),
            slips.insertions(page, gaps, self.followers, self.leaders),
        ]


def _identity(found: Hypotheses) -> NDArray[np.int64]:
    """Return one row for each hypothesis that is equal where the edit is."""
    columns = [found.start, found.end, found.size, *found.text.T.astype(np.int64)]
    return np.ascontiguousarray(np.stack(columns, axis=1))


def _best(
    page: Page, found: Hypotheses, forward: Scores, backward: Scores
) -> tuple[Hypotheses, Scores, Scores]:
    """Drop what says the same twice; keep the best of each sentence, in order of place."""
    text = found.text.astype(np.int64)
    code = ((text[:, 0] * BASE + text[:, 1]) * BASE + text[:, 2]) * BASE + text[:, 3]
    # Of the same edit found in two ways, keep the better explanation.
    order = np.lexsort(
        (-found.kind.astype(np.int8), found.sound, code, found.size, found.end, found.start)
    )
    same = np.stack([found.start, found.end, found.size, code], axis=1)[order]
    first = np.ones(len(order), bool)
    first[1:] = (same[1:] != same[:-1]).any(1)
    order = order[first]
    order = order[(forward + backward - slips.costs(found))[order] > _LEAST_MERIT]
    gain = (forward + backward - slips.costs(found))[order]
    order = order[_leading(found.start[order], gain, most=_MOST_AT_ONE_PLACE)]
    gain = (forward + backward - slips.costs(found))[order]
    sentence = np.searchsorted(page.begins, found.start[order], "right") - 1
    keep = order[_leading(sentence, gain, most=_MOST)]
    return found.take(keep), forward[keep], backward[keep]


def _leading(group: NDArray[np.int64], gain: Scores, *, most: int) -> NDArray[np.int64]:
    """Return the rows that are among the `most` best of their group, in order."""
    by_gain = np.lexsort((-gain, group))
    grouped = group[by_gain]
    first = np.searchsorted(grouped, grouped, "left")
    return np.sort(by_gain[np.arange(len(by_gain)) - first < most])
