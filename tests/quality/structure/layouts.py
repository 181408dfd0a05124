"""Print invented reports in random layouts and count how many come out sound."""

from __future__ import annotations

import random
from typing import Any

from tests.quality.structure.measure import parse_text, prose_places, share
from tests.unit.structure.invented import ALL, Invented
from tests.unit.structure.printer import TABLES, Style, print_report

OPTIONS: dict[str, list[Any]] = {
    "width": [0, 44, 56, 70, 92],
    "indent": ["　　", "    ", "\t", "", "  "],
    "marker": ["{n}、", "{n} 、", "{n}.", "第{n}部分 ", "{a}、", "{n}，"],
    "run_in": [None, "", " ", "：", "。"],
    "table": sorted(TABLES),
    "page_lines": [0, 18, 33],
    "page_number": ["- {p} -", "-{p}-", "{p}", "第 {p} 页", "— {p} —", "第{p}页 共9页", "{p} / 9"],
    "form_feed": [True, False],
    "head": ["", "临澜县政府信息公开年报"],
    "blank_lines": [False, True],
    "split_title": [False, True],
    "line_end": ["\n", "\r\n"],
}


def measure_layouts(*, count: int = 600, seed: int = 7) -> dict[str, Any]:
    """Return the share of sound prints and the counts of what went wrong in the others."""
    draw = random.Random(seed)
    wrong: dict[str, int] = {}
    sound = total = 0
    for _ in range(count):
        choice = {name: draw.choice(values) for name, values in OPTIONS.items()}
        report = draw.choice(ALL)
        if not _fair(report, choice):
            continue
        total += 1
        faults = _faults(report, Style(**choice))
        sound += not faults
        for fault in faults:
            wrong[fault] = wrong.get(fault, 0) + 1
    return {"sound": share(sound, total), "prints": total, "wrong": dict(sorted(wrong.items()))}


def _fair(report: Invented, choice: dict[str, Any]) -> bool:
    """Leave out what no reader could tell: one head on one page, pages cutting tabbed rows."""
    if choice["table"] in ("tabbed", "listed") and choice["page_lines"]:
        return False
    text, _ = print_report(report, Style(**choice))
    return not (choice["head"] and choice["page_lines"]) or text.count(choice["head"]) > 1


def _faults(report: Invented, style: Style) -> list[str]:
    text, wanted = print_report(report, style)
    parsed = parse_text(text)
    found = prose_places(parsed)
    common = len(found & wanted)
    checks = {
        "prose lost": common >= 0.995 * len(wanted),
        "prose foreign": common >= 0.995 * len(found),
        "sections": [s.key for s in parsed.sections if not s.implied]
        == [part.key for part in report.parts],
        "tables": tuple(t.kind for t in parsed.tables) == report.kinds,
        "title": parsed.identity.title == report.title,
        "year": parsed.identity.year == report.year,
    }
    return [name for name, right in checks.items() if not right]
