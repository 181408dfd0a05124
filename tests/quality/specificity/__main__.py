"""Print the measurement as JSON: python -m tests.quality.specificity."""

from __future__ import annotations

import json

from tests.quality.specificity.measure import ranking, sentences_by_issuer

result = {
    "sentences_by_issuer": sentences_by_issuer(),
    "ranking_leave_issuer_out": ranking(leave_issuer_out=True),
    "ranking_shipped": ranking(leave_issuer_out=False)["spearman"],
}
print(json.dumps(result, ensure_ascii=False, indent=1))
