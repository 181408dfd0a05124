"""Names, formulations, titles and addresses: no language rule may suggest anything about them."""

from __future__ import annotations

from functools import cache

import pytest

from analyzer import correct
from analyzer.language.annotation import annotate
from analyzer.language.lexicon import read_rows
from analyzer.pipeline.places import to_source
from analyzer.settings import default_settings
from analyzer.signals import catalog
from analyzer.signals.rule import Context, Hit, Subject
from analyzer.structure.parse import parse_report
from analyzer.text.source import SourceDocument
from tests.unit.language.spelling.test_guard import TABLE, guarded_sentences

HEAD = "柳桥镇2023年政府信息公开工作年度报告\n一、总体情况\n"
A_PARAGRAPH = 12


def language_hits(text: str) -> list[tuple[str, Hit, str]]:
    document = SourceDocument(name="guard.txt", format="text", text=text, sha256="0" * 64)
    report = parse_report(document)
    subject = Subject(report=report, doc=annotate(report.text.text))
    context = Context(settings=default_settings())
    evidence = catalog.family("typos").prepare(subject, context)
    return [
        (rule.id, hit, to_source(report, hit.place).of(text))
        for rule in catalog.rules_of("typos")
        for hit in rule.check(subject, context, evidence)
    ]


@cache
def damaged() -> tuple[str, ...]:
    """Every known formulation with a character missing, unless that is another right form."""
    found = []
    for whole, allowed in read_rows("formulations.tsv"):
        middle = len(whole) // 2
        lost = whole[:middle] + whole[middle + 1 :]
        found += [] if lost in allowed.split("|") else [lost]
    return tuple(found)


def test_no_language_rule_says_anything_about_several_hundred_protected_strings():
    sentences = guarded_sentences()
    assert len(sentences) > 300
    found = []
    for at in range(0, len(sentences), A_PARAGRAPH):
        found += language_hits(HEAD + "".join(sentences[at : at + A_PARAGRAPH]) + "\n")
    assert [(rule, quote) for rule, _, quote in found] == []


@pytest.mark.parametrize("cells", TABLE)
def test_no_language_rule_says_anything_about_statutory_table_text(cells):
    assert [(r, q) for r, _, q in language_hits(f"{HEAD}全年公开信息12条。\n{cells}\n")] == []


@pytest.mark.parametrize("lost", damaged())
def test_damaged_formulation_is_reported_for_a_human_and_not_rewritten(lost):
    sentence = f"全镇干部认真学习{lost}，结合实际抓好落实。"
    hits = [hit for rule, hit, _ in language_hits(f"{HEAD}{sentence}\n") if rule == "LAN09"]
    assert [hit.suggestion for hit in hits] == [None]
    assert hits[0].confidence >= 0.9
    assert correct([sentence])[0].text == sentence
