"""A unit's one-character name for itself was once taken for an extra character (厅机关, 厅属)."""

from __future__ import annotations

from typing import Any

from analyzer.language.annotation import annotate
from analyzer.language.spelling.corrector import Edit
from analyzer.settings import default_settings
from analyzer.signals.rule import Context, Subject
from analyzer.signals.typos import misspelling
from analyzer.signals.typos.signal import FAMILY
from tests.builders.reports import report_of

_TEXT = (
    "平川省教育厅2016年政府信息公开工作年度报告\n一、总体情况\n厅机关设专职人员2名，厅网设栏目。\n"
)


def _hits(monkeypatch: Any, wrong: str) -> list[Any]:
    """Return what LAN01 says when the corrector calls `wrong` an extra character."""

    class Found:
        def __init__(self, sentence: str) -> None:
            at = sentence.find(wrong)
            edit = Edit(start=at, end=at + 1, wrong=wrong, right="", confidence=0.9, kind="extra")
            self.edits = (edit,) if at >= 0 else ()

    monkeypatch.setattr(misspelling, "correct", lambda given, **_: [Found(s) for s in given])
    report = report_of(_TEXT)
    subject = Subject(report=report, doc=annotate(report.text.text))
    context = Context(settings=default_settings())
    return list(misspelling.check(subject, context, FAMILY.prepare(subject, context)))


def test_short_name_of_the_unit_is_no_extra_character(monkeypatch: Any) -> None:
    assert not _hits(monkeypatch, "厅")


def test_another_extra_character_is_still_reported(monkeypatch: Any) -> None:
    assert _hits(monkeypatch, "职")
