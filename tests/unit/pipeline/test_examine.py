from __future__ import annotations

import dataclasses

import pytest

from analyzer.errors import AssetError
from analyzer.pipeline.build import build_record
from analyzer.pipeline.examine import examine
from analyzer.settings import Ignore, default_settings
from analyzer.signals.rule import (
    Context,
    Family,
    Hit,
    Mark,
    Measurement,
    MetricSpec,
    MetricValue,
    Rule,
    Score,
    Subject,
)
from analyzer.text.span import SourceSpan, Span
from tests.builders.reports import report_of

SPEC = MetricSpec(id="language.count_of_hits", title="命中数", unit="count", denominator="")


def rule(rule_id: str, *words: str, status="stable", fails=False) -> Rule:
    def check(subject, context, evidence):
        if fails:
            raise RuntimeError("broken rule")
        text = subject.report.text.text
        for word in words:
            start = text.find(word)
            if start >= 0:
                yield Hit(place=Span(start, start + len(word)), message=f"疑似{word}，请核对")

    return Rule(
        id=rule_id,
        name="word",
        title="词",
        severity="warning",
        page="说明",
        check=check,
        examples=(),
        status=status,
    )


def family(prepare=lambda s, c: None, measure=None) -> Family:
    def count(subject, context, evidence, hits):
        metrics = (MetricValue(id=SPEC.id, value=len(hits)),)
        return Measurement(metrics=metrics, score=Score(value=100 - len(hits)))

    return Family(
        name="words",
        title="词语",
        block="language",
        metrics=(SPEC,),
        prepare=prepare,
        measure=measure or count,
    )


def run(*rules: Rule, of: Family | None = None, **settings):
    chosen = dataclasses.replace(default_settings(), **settings)
    subject = Subject(report=report_of(), doc=None)
    examined = examine(subject, Context(settings=chosen), catalogue=[(of or family(), rules)])
    return build_record(subject.report, examined, settings=chosen, provenance={}, unjudged=None)


def test_finding_quotes_exactly_the_source():
    record = run(rule("LAN01", "公开信息326条"))
    [finding] = record["findings"]
    text = report_of().source.text
    assert text[finding["start"] : finding["end"]] == finding["quote"] == "公开信息326条"
    assert finding["section"] == "overview"
    assert finding["severity"] == "warning"


def test_findings_are_numbered_in_the_order_of_the_text():
    record = run(rule("LAN02", "脱敏名单", "全年公开"), rule("LAN01", "收到申请"))
    assert [f["quote"] for f in record["findings"]] == ["全年公开", "收到申请", "脱敏名单"]
    assert [f["id"] for f in record["findings"]] == ["f1", "f2", "f3"]


def test_rule_that_fails_leaves_the_others_and_makes_its_block_unjudged():
    record = run(rule("LAN01", fails=True), rule("LAN02", "收到申请"))
    assert [f["rule"] for f in record["findings"]] == ["LAN02"]
    assert record["scores"]["language"]["value"] is None
    assert "LAN01" in record["scores"]["language"]["reason"]
    assert record["status"] == "unjudged"
    assert "LAN01" in record["reason"]
    assert record["metrics"][SPEC.id]["value"] == 1


def test_damaged_installation_is_named_in_the_reason():
    def check(subject, context, evidence):
        raise AssetError("缺少 models/x；请重新安装 wenzhi")

    record = run(dataclasses.replace(rule("LAN01"), check=check))
    assert "请重新安装" in record["reason"]


def test_rule_that_points_outside_the_text_counts_as_failed():
    def check(subject, context, evidence):
        yield Hit(place=SourceSpan(0, 99_999), message="越界")

    record = run(dataclasses.replace(rule("LAN01"), check=check))
    assert record["findings"] == []
    assert "LAN01" in record["reason"]


@pytest.mark.parametrize("step", ["prepare", "measure"])
def test_family_that_fails_is_unjudged_with_a_reason(step):
    def broken(*_):
        raise RuntimeError("broken family")

    record = run(rule("LAN01", "收到申请"), of=family(**{step: broken}))
    assert record["scores"]["language"]["value"] is None
    assert "词语" in record["scores"]["language"]["reason"]
    assert record["status"] == "unjudged"
    assert len(record["findings"]) == (1 if step == "measure" else 0)


def test_switched_off_rule_is_not_run():
    record = run(rule("LAN01", fails=True), rules={"LAN01": False})
    assert record["status"] == "ok"


def test_retired_rule_is_not_run():
    assert run(rule("LAN01", "收到申请", status="retired"))["findings"] == []


def test_preview_rule_is_shown_but_moves_no_score():
    record = run(rule("LAN01", "收到申请", status="preview"))
    assert len(record["findings"]) == 1
    assert record["scores"]["language"]["value"] == 100
    assert record["metrics"][SPEC.id]["value"] == 0


def test_accepted_finding_is_listed_apart_with_its_reason_and_moves_no_score():
    ignores = (Ignore("LAN01", "本单位用语", text="申请"),)
    record = run(rule("LAN01", "收到申请", "全年公开"), ignores=ignores)
    assert [f["quote"] for f in record["findings"]] == ["全年公开"]
    assert [(i["quote"], i["reason"]) for i in record["ignored"]] == [("收到申请", "本单位用语")]
    assert record["scores"]["language"]["value"] == 99


def test_ignore_for_another_issuer_does_not_apply():
    ignores = (Ignore("LAN01", "别的单位", issuer="平川省教育厅"),)
    assert len(run(rule("LAN01", "收到申请"), ignores=ignores)["findings"]) == 1


def test_marks_become_records_with_text_and_place():
    start = report_of().text.text.index("326条")
    mark = Mark(
        kind="fact", place=Span(start, start + 4), data={"type": "quantity", "value": 326.0}
    )

    def measure(*_):
        return Measurement(marks=(mark,))

    [fact] = run(of=family(measure=measure))["facts"]
    assert fact["text"] == report_of().source.text[fact["start"] : fact["end"]] == "326条"
    assert fact["type"] == "quantity"


def test_unmeasured_metric_stands_with_a_reason():
    def measure(*_):
        return Measurement()

    metric = run(of=family(measure=measure))["metrics"][SPEC.id]
    assert metric["value"] is None
    assert metric["reason"]
