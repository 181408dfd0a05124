"""Print what is found in the labelled pairs: python -m tests.quality.continuity."""

from __future__ import annotations

from tests.quality.continuity.measure import count, figures
from tests.quality.continuity.pairs import BATCHES, pairs

for batch in BATCHES:
    print(batch, {name: round(value, 3) for name, value in figures(count(pairs(batch))).items()})
