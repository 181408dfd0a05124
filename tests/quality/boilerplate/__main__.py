"""Print the measurement as JSON: python -m tests.quality.boilerplate [--transfer] [--planted] [--paraphrase]."""

from __future__ import annotations

import json
import sys

from tests.quality.boilerplate import paraphrase, planted
from tests.quality.boilerplate.measure import (
    baselines,
    found_in_open_reports,
    ranking,
    seed_pairs,
    transfer,
)

found = found_in_open_reports()
result = {
    "ranking": ranking(),
    "baselines": baselines(),
    "seed_pairs": seed_pairs(),
    "last_years": found["last_years"],
    "own_last_year": found["own_last_year"],
    "peers_of_near_copies": found["peers_of_near_copies"],
}
if "--transfer" in sys.argv:
    result["transfer"] = transfer()
if "--paraphrase" in sys.argv:
    result["paraphrase"] = paraphrase.measure()
if "--planted" in sys.argv:
    result["planted"] = planted.measure()
print(json.dumps(result, ensure_ascii=False, indent=1))
