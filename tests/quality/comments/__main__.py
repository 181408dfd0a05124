"""Print the measurement as JSON: python -m tests.quality.comments."""

from __future__ import annotations

import json

from tests.quality.comments.measure import (
    fingerprint,
    measure_comments,
    measure_second_look,
    texts,
)

material = list(texts())
result = {
    "texts": fingerprint(material),
    "comments": measure_comments(material),
    "second_look": measure_second_look(material),
}
print(json.dumps(result, ensure_ascii=False, indent=1))
