"""The block score: monotone, indifferent to repetition, lowered by padding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.language.annotation import annotate
from analyzer.settings import default_settings
from analyzer.signals.rule import Context, Measurement, Subject
from analyzer.signals.specificity.signal import FAMILY
from analyzer.structure.parse import parse_report
from analyzer.text.source import SourceDocument

SENTENCES = (
    "切实加强组织领导，不断提升公开工作水平。",
    "坚持以公开为常态，努力提高公开质量。",
    "安排专人浏览网站栏目，发现错链及时修改。",
    "严格执行信息发布三审三校制度，逐级审核把关。",
    "全年主动公开政府信息87条。",
    "收到政府信息公开申请6件，予以公开4件。",
    "全年办理服务事项5632件。",
    "在“柏塘发布”微信公众号推送信息33条。",
    "对新上岗人员开展跟班培训。",
)
FACTS = (
    "全年举办政务公开培训班3期。",
    "发布政策解读稿件19篇。",
    "3月印发《柏塘镇信息发布审核办法》。",
    "本年度未收到行政复议申请。",
    "检查栏目41个，整改错链12处。",
)


def measured(sentences: list[str]) -> Measurement:
    text = "柏塘镇2023年政府信息公开工作年度报告\n一、总体情况\n" + "".join(sentences) + "\n"
    source = SourceDocument(name="t.txt", format="text", text=text, sha256="")
    report = parse_report(source)
    subject = Subject(report=report, doc=annotate(report.text.text))
    context = Context(settings=default_settings())
    evidence = FAMILY.prepare(subject, context)
    return FAMILY.measure(subject, context, evidence, ())


def score(sentences: list[str]) -> float:
    found = measured(sentences).score
    assert found is not None and found.value is not None
    return found.value


_BODY = st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=9, unique=True)


@settings(max_examples=60, deadline=None)
@given(_BODY, st.sampled_from(FACTS), st.data())
def test_new_relevant_fact_never_lowers_the_score(body: list[str], fact: str, data) -> None:
    at = data.draw(st.integers(0, len(body)))
    assert score([*body[:at], fact, *body[at:]]) >= score(body)


@settings(max_examples=40, deadline=None)
@given(_BODY, st.sampled_from(FACTS))
def test_repeated_fact_adds_nothing(body: list[str], fact: str) -> None:
    assert score([*body, fact, fact]) == pytest.approx(score([*body, fact]))


@settings(max_examples=40, deadline=None)
@given(_BODY)
def test_padding_lowers_the_score(body: list[str]) -> None:
    padded = [*body, "进一步提高思想认识，切实加强领导，确保各项工作落到实处。"]
    assert score(padded) < score(body) or score(body) == 0


def test_business_statistics_are_worth_less_than_disclosure_numbers() -> None:
    body = list(SENTENCES[:4])
    assert score([*body, SENTENCES[6]]) < score([*body, SENTENCES[4]])


def test_two_facts_in_a_sentence_are_worth_more_than_one() -> None:
    body = list(SENTENCES[:4])
    assert score([*body, "收到申请6件，予以公开4件。"]) > score([*body, "收到申请6件。"])


def test_naming_topics_alone_stays_in_the_lowest_quarter() -> None:
    topics = [SENTENCES[2], SENTENCES[3], SENTENCES[8]]
    assert 0 < score(topics) < 25


def test_parts_sum_to_the_score() -> None:
    found = measured(list(SENTENCES)).score
    assert found is not None
    assert sum(found.parts.values()) == pytest.approx(found.value)


def test_too_short_a_report_is_not_judged() -> None:
    found = measured(["全年主动公开政府信息87条。"]).score
    assert found is not None
    assert found.value is None
    assert found.reason == "可评句子不足3句"


def test_metrics_are_those_announced_and_marks_lie_in_order() -> None:
    result = measured(list(SENTENCES))
    assert [m.id for m in result.metrics] and {m.id for m in result.metrics} == {
        spec.id for spec in FAMILY.metrics
    }
    facts = [m.place for m in result.marks if m.kind == "fact"]
    assert facts == sorted(facts, key=lambda p: p.start)
    values = {m.id: m.value for m in result.metrics}
    assert values["specificity.requests_told_grade_0_4"] == 3
    assert 0 < values["specificity.share_of_clauses_without_fact"] < 1
    assert values["specificity.share_of_facts_about_other_business"] == pytest.approx(1 / 6)
