"""Print the measurement as JSON: python -m tests.quality.structure [--files]."""

from __future__ import annotations

import json
import sys

from tests.quality.structure.labels import fingerprint
from tests.quality.structure.measure import measure_files, measure_texts

result = {"labels": fingerprint(), "texts": measure_texts()}
if "--files" in sys.argv:
    result["files"] = measure_files()
print(json.dumps(result, ensure_ascii=False, indent=1))
