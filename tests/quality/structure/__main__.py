"""Print the measurement as JSON: python -m tests.quality.structure [--ratchet]."""

from __future__ import annotations

import json
import sys

from tests.quality.structure.floors import (
    ratchet,
    reached_changes,
    reached_files,
    reached_texts,
)
from tests.quality.structure.labels import fingerprint
from tests.quality.structure.layouts import measure_layouts
from tests.quality.structure.measure import measure_files, measure_texts, measure_views
from tests.quality.structure.perturb import measure_changes

texts, views, files = measure_texts(), measure_views(), measure_files()
layouts = measure_layouts()
changes = measure_changes()
result = {
    "labels": fingerprint(),
    "texts": texts,
    "views": views,
    "files": files,
    "layouts": layouts,
    "changes": changes,
}
print(json.dumps(result, ensure_ascii=False, indent=1))
if "--ratchet" in sys.argv:
    reached = reached_texts(texts, views) | reached_files(files)
    reached |= {"layouts": {"sound": layouts["sound"]}, "changes": reached_changes(changes)}
    ratchet(reached, fingerprint())
