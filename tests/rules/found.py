"""What a rule finds in a text: directly, or through a run where other reports are needed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analyzer.pipeline.places import to_source
from analyzer.settings import default_settings
from analyzer.signals import catalog
from analyzer.signals.rule import Context, Rule, Subject
from tests.builders.reports import report_of


def found_alone(rule: Rule[Any], text: str) -> list[tuple[int, int]]:
    """Run one rule on one report, as the pipeline does, and return the places it points at."""
    from analyzer.language.annotation import annotate

    report = report_of(text)
    subject = Subject(report=report, doc=annotate(report.text.text))
    context = Context(settings=default_settings())
    evidence = catalog.family(family_of(rule)).prepare(subject, context)
    places = (to_source(report, hit.place) for hit in rule.check(subject, context, evidence))
    return sorted({(place.start, place.end) for place in places})


def found_in_run(
    rule: Rule[Any], text: str, others: dict[str, str], folder: Path
) -> list[tuple[int, int]]:
    """Analyze the report together with others (file name to text) and return the rule's places."""
    from analyzer.pipeline.run import profiles

    for name, content in {"report.txt": text, **others}.items():
        (folder / name).write_text(content, encoding="utf-8")
    records = {Path(r["source"]).name: r for r in profiles([folder], settings=default_settings())}
    findings = records["report.txt"]["findings"]
    return sorted({(f["start"], f["end"]) for f in findings if f["rule"] == rule.id})


def family_of(rule: Rule[Any]) -> str:
    """Return the name of the family whose table holds the rule."""
    return next(name for name, modules in catalog.TABLE.items() if rule.id in modules)
