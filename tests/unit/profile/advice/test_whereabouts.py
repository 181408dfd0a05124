from __future__ import annotations

from analyzer.language.annotation import annotate
from analyzer.profile.advice.bench import Bench
from analyzer.profile.advice.scene import Scene
from analyzer.profile.advice.whereabouts import place_record
from analyzer.settings import default_settings
from analyzer.signals.rule import Context, Subject
from analyzer.text.span import SourceSpan, Span
from tests.builders.reports import PLAIN, report_of

PREAMBLE = "根据条例编制本报告，联系电话0791-88886666。\n"


def record_at(words: str, *, text: str = PLAIN, source: bool = False):
    report = report_of(text)
    subject = Subject(report=report, doc=annotate(report.text.text))
    bench = Bench(subject=subject, context=Context(settings=default_settings()), state={})
    whole = report.source.text if source else report.text.text
    start = whole.index(words)
    kind = SourceSpan if source else Span
    return place_record(Scene(bench), kind(start, start + len(words)))


def test_sentence_is_found_by_section_and_paragraph():
    assert record_at("全年公开信息326条")["where"] == "一、总体情况，第1段"


def test_title_is_called_the_title():
    assert record_at("2023年政府信息公开")["where"] == "题名"


def test_what_stands_before_the_first_section_is_called_the_beginning():
    text = PLAIN.replace("\n\n一、", f"\n{PREAMBLE}一、", 1)
    assert record_at("根据条例", text=text)["where"].startswith("开头")


def test_place_of_the_source_outside_tables_is_found_in_the_prose():
    assert record_at("每月10日", source=True)["where"] == "一、总体情况，第1段"


def test_heading_is_marked_as_one():
    assert record_at("一、总体情况")["heading"] is True
    assert record_at("全年公开信息326条")["heading"] is False


def test_telephone_makes_a_place_private():
    text = PLAIN.replace("\n\n一、", f"\n{PREAMBLE}一、", 1)
    assert record_at("联系电话0791-88886666", text=text)["private"] is True
    assert record_at("全年公开信息326条", text=text)["private"] is False
