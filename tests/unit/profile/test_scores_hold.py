"""Scores answer to what a report says: monotone in facts, indifferent to repetition, decomposable."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.language.annotation import annotate
from analyzer.pipeline.run import profiles
from analyzer.profile.record import SCORES
from analyzer.settings import default_settings
from analyzer.signals.rule import Context, Measurement, Subject
from analyzer.signals.specificity.signal import FAMILY
from tests.builders.reports import report_of

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
HEAD = "临澜县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
TAIL = (
    "\n二、主动公开政府信息情况\n按要求主动公开。\n三、收到和处理政府信息公开申请情况\n未收到申请。\n"
    "五、存在的主要问题及改进情况\n解读材料形式单一。下一步由办公室每月制作图解2期。\n"
    "六、其他需要报告的事项\n未收取信息处理费。\n"
)
# What a report may say besides: empty, topical, specific, rich, about other business.
BODY = (
    "全局高度重视，进一步加强组织领导，完善工作机制，狠抓责任落实。",
    "严格执行信息发布三审三校制度，逐级审核把关。",
    "安排专人浏览网站栏目，发现错链及时修改。",
    "全年主动公开政府信息87条。",
    "在“临澜水务”公众号推送停水公告33条，阅读4.1万人次。",
    "收到群众来信26件，办结25件，平均4个工作日答复。",
    "全年办理服务事项5632件，群众满意率98%。",
    "对新上岗人员开展跟班培训。",
    "3月印发《临澜县水务局信息发布审核办法》。",
)
# Facts about disclosure as a sentence of its own, and as one more clause of a sentence.
FACTS = (
    "全年举办政务公开培训班3期、参加64人次。",
    "发布政策解读稿件19篇。",
    "每季度抽查栏目，全年发现错链12处，年底前全部改正。",
    "4月公布《农村供水管护办法》征求意见稿，收到意见41条，采纳16条。",
)
CLAUSES = ("，全年共更新52次", "，涉及信息214条", "，较上年增加17件", "，11月底前公开到位31处")


@cache
def measured(sentences: tuple[str, ...]) -> Measurement:
    report = report_of(HEAD + "".join(sentences) + TAIL)
    subject = Subject(report=report, doc=annotate(report.text.text))
    context = Context(settings=default_settings())
    return FAMILY.measure(subject, context, FAMILY.prepare(subject, context), ())


def specificity(sentences: tuple[str, ...]) -> float:
    score = measured(sentences).score
    assert score is not None and score.value is not None
    return float(score.value)


def density(sentences: tuple[str, ...]) -> float:
    name = "specificity.relevant_facts_per_1000_chars"
    values = {metric.id: metric.value for metric in measured(sentences).metrics}
    assert values[name] is not None
    return values[name]


_BODIES = st.lists(st.sampled_from(BODY), min_size=3, max_size=7, unique=True).map(tuple)


@settings(max_examples=60, deadline=None)
@given(_BODIES, st.sampled_from(FACTS), st.data())
def test_new_checkable_fact_never_lowers_specificity(body, fact, data):
    at = data.draw(st.integers(0, len(body)))
    told = (*body[:at], fact, *body[at:])
    assert specificity(told) >= specificity(body) - 1e-9


@settings(max_examples=60, deadline=None)
@given(_BODIES, st.sampled_from(CLAUSES), st.data())
def test_fact_told_in_one_more_clause_never_lowers_specificity(body, clause, data):
    at = data.draw(st.integers(0, len(body) - 1))
    longer = body[at].removesuffix("。") + clause + "。"
    told = (*body[:at], longer, *body[at + 1 :])
    assert specificity(told) >= specificity(body) - 1e-9


@settings(max_examples=60, deadline=None)
@given(_BODIES, st.lists(st.sampled_from(FACTS), min_size=1, max_size=4, unique=True), st.data())
def test_deleting_a_checkable_fact_never_raises_specificity(body, facts, data):
    told = (*body, *facts)
    left = data.draw(st.integers(len(body), len(told) - 1))
    assert specificity((*told[:left], *told[left + 1 :])) <= specificity(told) + 1e-9


@settings(max_examples=30, deadline=None)
@given(_BODIES, st.sampled_from(FACTS), st.integers(1, 3))
def test_repeating_a_fact_adds_nothing(body, fact, times):
    assert specificity((*body, fact, *[fact] * times)) <= specificity((*body, fact)) + 1e-9


@settings(max_examples=30, deadline=None)
@given(_BODIES, st.sampled_from(BODY[:1]), st.integers(1, 3))
def test_padding_lowers_the_density_of_facts_and_never_raises_a_score(body, padding, times):
    told = (*(s for s in body if s != padding), FACTS[0])
    padded = (*told, *[padding] * times)
    assert density(padded) < density(told)
    assert specificity(padded) <= specificity(told) + 1e-9


@settings(max_examples=15, deadline=None)
@given(_BODIES)
def test_business_figures_never_win_what_disclosure_figures_win(body):
    others = tuple(s for s in body if s not in (BODY[3], BODY[6]))
    assert specificity((*others, BODY[6])) <= specificity((*others, BODY[3]))


@pytest.mark.parametrize(
    "name", ["yunling-2023.docx", "wangjiang-2023.docx", "qingxi-2020.gb18030.txt"]
)
def test_parts_of_every_score_of_a_profile_add_up_to_it(name):
    [found] = profiles([str(SAMPLES / name)], settings=default_settings())
    for score in SCORES:
        told = found["scores"][score]
        if told["value"] is not None:
            assert sum(told["parts"].values()) == pytest.approx(told["value"], abs=0.15), score
