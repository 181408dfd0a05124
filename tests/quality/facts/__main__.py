"""Print the measurements as JSON: python -m tests.quality.facts (grades, facts, relevance)."""

from __future__ import annotations

import json

from tests.quality.facts import grades, measure, relevance
from tests.quality.facts.marks import read_prose
from tests.quality.facts.open_reports import read_open
from tests.quality.specificity.measure import SHARED

own = [(s.report, s.text, measure.wanted_in(s)) for s in read_prose() if s.grade != "F"]
figures = relevance.judged()
result = {
    "grades": grades.measure(),
    "grades_later": grades.measure("unseen_grades.txt"),
    "facts_own": measure.measure(own),
    "facts_own_until_2020": measure.measure([r for r in own if r[0][:4] <= "2020"]),
    "facts_own_from_2021": measure.measure([r for r in own if r[0][:4] > "2020"]),
    "facts_open_reports": measure.measure(read_open()) if SHARED.exists() else None,
    "relevance": relevance.measure(figures),
    "relevance_never_looked_at": relevance.measure([f for f in figures if f.line % 2 == 0]),
}
print(json.dumps(result, ensure_ascii=False, indent=1))
