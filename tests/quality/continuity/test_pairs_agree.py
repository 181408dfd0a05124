"""What two years of a unit show agrees with the labels; the floors only ever rise."""

from __future__ import annotations

from tests.quality.continuity.measure import count, figures
from tests.quality.continuity.pairs import BATCHES, pairs

FLOORS = {
    "problems_f1": 0.93,
    "measures_f1": 0.84,
    "recycled_f1": 0.98,
    "figures_f1": 0.98,
    "problems_judged": 0.86,
    "measures_judged": 0.86,
}


def test_labelled_pairs_are_read_as_labelled() -> None:
    measured = figures(count(pair for batch in BATCHES for pair in pairs(batch)))
    short = {n: (round(measured[n], 3), f) for n, f in FLOORS.items() if measured[n] < f}
    assert not short, f"measured below the floor: {short}"
