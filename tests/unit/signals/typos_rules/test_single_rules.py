"""LAN03, LAN06 to LAN09 beyond the examples in their files."""

from __future__ import annotations

from typing import Any

import pytest

from analyzer.signals.rule import Rule
from analyzer.signals.typos import (
    damaged_formulation,
    document_number_form,
    doubled_word,
    nonstandard_numeral,
    statute_reference,
)
from analyzer.text.span import Span
from tests.rules.found import found_alone

HEAD = "临澜县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"


def quotes(rule: Rule[Any], prose: str) -> list[str]:
    text = HEAD + prose + "\n"
    return [text[start:end] for start, end in found_alone(rule, text)]


def test_doubled_word_is_found() -> None:
    assert quotes(doubled_word.RULE, "二、做好政府政府信息公开。") == ["政府政府"]


@pytest.mark.parametrize(
    "prose",
    [
        "各镇街街道同步更新。",
        "一步一步推进，一件一件落实。",
        "健康产业产业链较长。",
        "为了了解群众需求，开展走访。",
    ],
)
def test_coincidence_of_words_is_no_doubling(prose: str) -> None:
    assert quotes(doubled_word.RULE, prose) == []


def test_doubled_function_word_is_found() -> None:
    assert quotes(doubled_word.RULE, "完善了公开的的制度。") == ["的的"]


@pytest.mark.parametrize(
    "number", ["临办发[2023]5号", "临办发(2023)5号", "临办发【2023】5号", "临办发〔2023]5号"]
)
def test_wrong_brackets_of_a_document_number(number: str) -> None:
    (quote,) = quotes(document_number_form.RULE, f"按照《通知》（{number}）要求办理。")
    assert quote == number[3:]


def test_padded_serial_is_found() -> None:
    assert quotes(document_number_form.RULE, "按照临办发〔2023〕05号要求办理。") == ["〔2023〕05号"]


@pytest.mark.parametrize(
    "prose", ["按照临办发〔2023〕5号办理。", "案号（2023）临01行初5号。", "公告第5号。"]
)
def test_right_numbers_are_left_alone(prose: str) -> None:
    assert quotes(document_number_form.RULE, prose) == []


def test_statute_with_an_extra_word_is_found() -> None:
    prose = "贯彻《中华人民共和国政府信息公开工作条例》的规定。"
    assert quotes(statute_reference.RULE, prose) == ["中华人民共和国政府信息公开工作条例"]


@pytest.mark.parametrize(
    "prose",
    [
        "贯彻《政府信息公开条例》的规定。",
        "贯彻《中华人民共和国行政许可法》《中华人民共和国行政处罚法》。",
        "贯彻《临澜省政府信息公开办法》的规定。",
    ],
)
def test_other_names_are_no_near_misses(prose: str) -> None:
    assert quotes(statute_reference.RULE, prose) == []


def test_damaged_formulation_has_no_rewrite() -> None:
    from analyzer.language.annotation import annotate
    from analyzer.settings import default_settings
    from analyzer.signals import catalog
    from analyzer.signals.rule import Context, Subject
    from tests.builders.reports import report_of

    report = report_of(HEAD + "以习近平新时代中国特色社会注义思想为指导。\n")
    subject = Subject(report=report, doc=annotate(report.text.text))
    context = Context(settings=default_settings())
    evidence = catalog.family("typos").prepare(subject, context)
    hits = list(damaged_formulation.RULE.check(subject, context, evidence))
    assert hits
    assert all(hit.suggestion is None and hit.severity == "error" for hit in hits)


@pytest.mark.parametrize(
    "prose",
    [
        "以习近平新时代中国特色社会主义思想为指导，贯彻党的二十大精神。",
        "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
        "为全面建设小康社会服务，建设中国特色社会主义法治体系。",
    ],
)
def test_right_formulations_are_left_alone(prose: str) -> None:
    assert quotes(damaged_formulation.RULE, prose) == []


def test_count_without_classifier_is_found_beside_siblings() -> None:
    prose = "依申请公开信息46条，不予公开信息1402。主动公开信息425条。"
    assert quotes(nonstandard_numeral.RULE, prose) == ["1402"]


@pytest.mark.parametrize(
    "prose",
    ["邮编：223100，收到申请12件。", "公开信息425条，较2022。", "约3000人次，接待群众20余人。"],
)
def test_other_bare_numbers_are_left_alone(prose: str) -> None:
    assert quotes(nonstandard_numeral.RULE, prose) == []


def test_accepted_vocabulary_silences_a_finding() -> None:
    from dataclasses import replace

    from analyzer.settings import default_settings
    from analyzer.signals.typos.prose import read_prose
    from analyzer.signals.typos.templates import template_hits, trigger_index
    from tests.builders.reports import report_of

    report = report_of(HEAD + "严守生态底限。\n")
    settings = replace(default_settings(), vocabulary=frozenset({"生态底限"}))
    index = trigger_index(report.text.text)
    assert list(template_hits("LAN02", read_prose(report), index))
    accepted = read_prose(report, vocabulary=settings.vocabulary)
    assert not list(template_hits("LAN02", accepted, index))


def test_place_of_a_hit_counts_the_cleaned_text() -> None:
    from analyzer.signals.typos.prose import Prose
    from analyzer.signals.typos.templates import template_hits, trigger_index

    prose = Prose(text="严守底限。", protected=(Span(0, 1),), starts=(0,))
    (hit,) = template_hits("LAN02", prose, trigger_index(prose.text))
    assert hit.place == Span(2, 4)
