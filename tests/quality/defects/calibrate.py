"""Set the confidence of every writing template from proofread reports and edited text.

    python -m tests.quality.defects.calibrate ../shared

confidence = (t + 2·p) / (n + 2), where n counts the distinct contexts the template points at in the
open reports and t those the proofreaders marked (copies of one sentence count once), and p is the
writer's prior, capped by how often the template fires in edited text, where it should not.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from analyzer.assets import asset
from analyzer.signals.typos.prose import Prose, protected_places
from analyzer.signals.typos.templates import LEXICON, Template, all_templates, trigger_index
from tests.quality.defects.material import edited, proofread

# Hits per million characters of edited text → the most the prior may be.
_CAPS = ((0.25, 0.97), (1.0, 0.93), (3.0, 0.85), (10.0, 0.7))
_LEAST = 0.5
_SILENT, _SURE, _UPPER = 1.0, 0.8, 0.9
# Older papers, or the titles and slogans of papers, write so; a report should not.
_HOUSE_STYLE = frozenset(
    {"suffix-pair", "wide-comma-in-number", "digit-in-chinese-year", "account-character", "do-to"}
    | {"about-odd", "about-around", "odd-around"}
)
_WEIGHT = {
    "papers": 1.0,
    "newscasts": 1.0,
    "clean_news": 1.0,
    "statutes": 0.2,
}  # statutes have a grammar of their own
_CONTEXT = 6  # characters on either side that make two hits the same sentence


def prose_of(text: str) -> Prose:
    """Return plain text as the templates read it."""
    places = protected_places(text)
    return Prose(text=text, protected=places, starts=tuple(p.start for p in places))


def seen_in_reports(shared: Path) -> dict[str, tuple[int, int]]:
    """Return template → (distinct contexts marked, distinct contexts)."""
    contexts: dict[str, dict[str, bool]] = {}
    for report in proofread(shared):
        prose = prose_of(report.prose)
        index = trigger_index(prose.text)
        for template in all_templates():
            for hit in template.hits(prose, index):
                start, end = hit.place.start, hit.place.end
                around = prose.text[max(0, start - _CONTEXT) : end + _CONTEXT]
                key = re.sub(r"\d", "0", around)
                marked = any(d.touches(start, end) for d in report.defects)
                known = contexts.setdefault(template.id, {})
                known[key] = known.get(key, False) or marked
    return {name: (sum(found.values()), len(found)) for name, found in contexts.items()}


def seen_in_edited(shared: Path) -> dict[str, float]:
    """Return template → weighted hits per million characters of edited text."""
    hits: Counter[str] = Counter()
    size = 0.0
    for kind, text in edited(shared):
        prose = prose_of(text)
        index = trigger_index(prose.text)
        size += _WEIGHT[kind] * len(text)
        for template in all_templates():
            hits[template.id] += _WEIGHT[kind] * sum(1 for _ in template.hits(prose, index))  # type: ignore[assignment]
    return {name: 1e6 * count / size for name, count in hits.items()}


def confidence(template: Template, prior: float, marked: int, seen: int, rate: float) -> float:
    """Return the calibrated confidence of a template."""
    cap = next((most for limit, most in _CAPS if rate <= limit), _LEAST)
    found = round((marked + 2 * min(prior, cap)) / (seen + 2), 2)
    # First runs on unseen batches a, b, c and f: 74 of 77 findings above 0.8 were right. What edited
    # text hardly contradicts therefore belongs to the upper tier.
    silent = rate <= _SILENT and marked == seen and prior >= _SURE
    return max(found, _UPPER) if silent else found


def main(shared: Path) -> None:
    """Rewrite the confidence column of the lexicon and print a table."""
    reports, false_alarms = seen_in_reports(shared), seen_in_edited(shared)
    path = asset("data", "lexicons", LEXICON)
    lines = path.read_text("utf-8").split("\n")
    by_id = {template.id: template for template in all_templates()}
    for number, line in enumerate(lines):
        cells = line.split("\t")
        template = by_id.get(cells[0])
        if template is None or line.startswith("#"):
            continue
        marked, seen = reports.get(template.id, (0, 0))
        rate = 0.0 if template.id in _HOUSE_STYLE else false_alarms.get(template.id, 0.0)
        cells[6] = f"{confidence(template, float(cells[5]), marked, seen, rate):g}"
        lines[number] = "\t".join(cells)
        print(
            f"{template.rule}\t{template.id}\t{marked}/{seen}\t{rate:.2f}\t{cells[5]}\t{cells[6]}"
        )
    path.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
