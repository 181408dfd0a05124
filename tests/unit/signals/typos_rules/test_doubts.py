"""What the sentence-reading network doubts becomes findings of LAN01 and LAN05."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from analyzer.language.annotation import annotate
from analyzer.language.spelling.reading import Reading
from analyzer.signals.rule import Subject
from analyzer.signals.typos import doubts
from analyzer.structure.parse import parse_report
from analyzer.text.source import SourceDocument

HEAD = "临澜县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"


def reading(sentence: str, *, extra: str = "", lost_before: str = "", mark: str = "，") -> Reading:
    """Return a reading that doubts nothing but one superfluous character or one gap."""
    n = len(sentence)
    none = np.zeros(n, np.float32)
    superfluous, missing = none.copy(), np.zeros(n + 1, np.float32)
    lost: list[tuple[tuple[str, float], ...]] = [()] * (n + 1)
    if extra:
        superfluous[sentence.index(extra) : sentence.index(extra) + len(extra)] = 0.9
    if lost_before:
        at = sentence.index(lost_before)
        missing[at], lost[at] = 0.3, ((mark, 0.95),)
    return Reading(1 - superfluous, none, superfluous, none, missing, tuple(lost))


def doubts_about(prose: str, monkeypatch: pytest.MonkeyPatch, **slip: str) -> list[doubts.Doubt]:
    text = HEAD + prose + "\n"

    def read(sentences: Sequence[str], *, least: float) -> list[Reading | None]:
        return [reading(s, **slip) if s in prose and "。" in s else None for s in sentences]

    monkeypatch.setattr(doubts, "read", read)
    report = parse_report(SourceDocument(name="t.txt", format="text", text=text, sha256="0" * 64))
    return list(doubts.doubts_of(Subject(report=report, doc=annotate(report.text.text))))


def test_superfluous_characters_side_by_side_are_one_doubt(monkeypatch) -> None:
    (doubt,) = doubts_about("全年收到以及有关申请三件。", monkeypatch, extra="以及")
    assert doubt.character == "以及"
    assert not doubt.is_mark


def test_mark_that_lacks_is_a_doubt_about_a_mark(monkeypatch) -> None:
    (doubt,) = doubts_about("公开形式单一有待丰富。", monkeypatch, lost_before="有待")
    assert (doubt.character, len(doubt.place)) == ("，", 0)
    assert doubt.is_mark


def test_character_that_lacks_is_left_to_the_ranker(monkeypatch) -> None:
    slip = {"lost_before": "有待", "mark": "的"}
    assert doubts_about("公开形式单一有待丰富。", monkeypatch, **slip) == []


def test_name_of_a_body_is_never_doubted(monkeypatch) -> None:
    assert doubts_about("有关材料报送临澜县水务局备案。", monkeypatch, extra="局") == []
