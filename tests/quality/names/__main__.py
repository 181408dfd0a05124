"""Print the measurement as JSON: python -m tests.quality.names."""

from __future__ import annotations

import json

from tests.quality.names.measure import measure, read_invented, read_reports

result = {"invented": measure(read_invented()), "reports": measure(read_reports())}
print(json.dumps(result, ensure_ascii=False, indent=1))
