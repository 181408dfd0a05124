"""Parts are looked for by the scheme of the year; extraction is not the author's fault."""

from __future__ import annotations

from analyzer.settings import default_settings
from analyzer.signals import catalog
from analyzer.signals.completeness.evidence import read_evidence
from analyzer.signals.completeness.numbering import chinese
from analyzer.signals.completeness.scoring import structure_score
from analyzer.signals.rule import Context, Hit, Subject
from analyzer.structure.report import Report
from tests.builders.reports import PLAIN, report_of

OLD = """青禾县水务局2014年政府信息公开工作年度报告
一、概述
全年公开信息326条。
二、主动公开政府信息情况
全年主动公开信息326条。
三、依申请公开政府信息情况
收到申请1件，未收取费用。
四、存在的主要问题及改进情况
栏目更新不及时，已指定专人维护。
"""


def hits_of(report: Report) -> list[tuple[str, Hit]]:
    # no rule on completeness reads the annotation
    subject = Subject(report=report, doc=None)  # type: ignore[arg-type]
    context = Context(settings=default_settings())
    evidence = read_evidence(report)
    return [
        (rule.id, hit)
        for rule in catalog.rules_of("completeness")
        for hit in rule.check(subject, context, evidence)
    ]


def missing(text: str) -> list[str]:
    return [part.key for part in read_evidence(report_of(text)).missing]


def test_complete_report_misses_nothing() -> None:
    assert missing(PLAIN) == []


def test_section_left_out_is_missing() -> None:
    text = PLAIN.replace("六、其他需要报告的事项\n没有其他需要报告的事项。\n", "")
    assert missing(text) == ["other"]


def test_old_format_may_tell_of_fees_without_a_section() -> None:
    assert missing(OLD) == ["litigation"]
    assert missing(OLD.replace("未收取费用", "没有复议和诉讼，未收取费用")) == []


def test_new_year_asks_for_what_the_old_did_not() -> None:
    assert [m.name for m in read_evidence(report_of(OLD)).untold] == []
    assert [m.name for m in read_evidence(report_of()).untold] == ["信息处理费收取情况"]


def test_lone_paragraph_is_not_a_report_without_sections() -> None:
    evidence = read_evidence(report_of("全年公开信息326条。"))
    assert not evidence.whole
    assert evidence.missing == ()
    assert structure_score(evidence, []).value is None


def test_empty_table_section_is_not_blamed_when_all_tables_are_lost() -> None:
    text = PLAIN.replace("按要求主动公开。\n", "")
    assert "STR05" not in [rule_id for rule_id, _ in hits_of(report_of(text))]


def test_score_is_what_the_findings_deduct() -> None:
    report = report_of()
    score = structure_score(read_evidence(report), hits_of(report))
    assert score.value is not None
    assert abs(score.value - (100 + sum(score.parts.values()))) < 1e-9


def test_missing_section_costs_more_than_any_wording() -> None:
    whole = report_of()
    lacking = report_of(PLAIN.replace("六、其他需要报告的事项\n没有其他需要报告的事项。\n", ""))
    before = structure_score(read_evidence(whole), hits_of(whole)).value
    after = structure_score(read_evidence(lacking), hits_of(lacking)).value
    assert before is not None
    assert after is not None
    assert after < before - 20


def test_ordinals_are_written_in_chinese() -> None:
    assert [chinese(n) for n in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]
