"""Print the measurement as JSON: python -m tests.quality.ranking."""

from __future__ import annotations

import json

from tests.quality.ranking.measure import measure_hints, measure_intervals, measure_presets
from tests.quality.ranking.open_reports import judged, open_reports

reports = open_reports()
result = {
    "reports": len(reports),
    "presets": measure_presets(reports, judged()),
    "intervals": measure_intervals(reports),
    "hints": measure_hints(reports),
}
print(json.dumps(result, ensure_ascii=False, indent=1))
