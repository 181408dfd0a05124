"""Two years side by side: problems answered, problems and figures taken over."""

from __future__ import annotations

from pathlib import Path

from analyzer.corpus.run_reference import reference_of
from analyzer.language.annotation import annotate
from analyzer.settings import default_settings
from analyzer.signals import catalog
from analyzer.signals.rule import Context, Hit, Measurement, Subject
from analyzer.structure.report import Report
from tests.unit.corpus.invented import report

_LATE = "低保名单更新滞后，三个村逾期一个月。"
_DRY = "解读材料形式单一，全年只有文字稿。"


def examine(own: Report, before: Report | None) -> tuple[list[tuple[str, Hit]], Measurement]:
    family = catalog.family("continuity")
    subject = Subject(report=own, doc=annotate(own.text.text), last_year=before)
    context = Context(settings=default_settings())
    evidence = family.prepare(subject, context)
    hits = [
        (rule.id, hit)
        for rule in catalog.rules_of("continuity")
        for hit in rule.check(subject, context, evidence)
    ]
    return hits, family.measure(subject, context, evidence, hits)


def years(
    now: tuple[str, ...], then: tuple[str, ...], *, problems: tuple[str, str]
) -> tuple[list[tuple[str, Hit]], Measurement]:
    own = report("云岭县民政局", *now, problems=problems[0], year=2023)
    return examine(own, report("云岭县民政局", *then, problems=problems[1], year=2022))


def rules(hits: list[tuple[str, Hit]]) -> list[str]:
    return [rule for rule, _ in hits]


def test_without_last_year_nothing_is_judged() -> None:
    hits, measured = examine(report("云岭县民政局", "全年公开信息212条"), None)
    assert hits == []
    assert measured.score is not None and measured.score.value is None
    assert {m.value for m in measured.metrics} == {None}
    assert {m.reason for m in measured.metrics} == {"未见上年报告"}


def test_problem_answered_by_something_done_is_answered() -> None:
    hits, measured = years(
        ("建立了低保名单更新台账，逾期的村已补发名单",), ("公开信息180条",), problems=(_DRY, _LATE)
    )
    assert "YOY01" not in rules(hits)
    assert measured.metrics[0].value == 1.0


def test_plan_is_no_answer() -> None:
    hits, _ = years(("下一步将建立低保名单更新台账",), ("公开信息180条",), problems=(_DRY, _LATE))
    assert "YOY01" in rules(hits)


def test_sentence_that_stood_there_last_year_is_no_answer() -> None:
    told = "建立了低保名单更新台账，由网格员每月上传"
    hits, _ = years((told,), (told,), problems=(_DRY, _LATE))
    assert "YOY01" in rules(hits)


def test_problem_in_the_same_words_is_recycled() -> None:
    hits, measured = years(("公开信息212条",), ("公开信息180条",), problems=(_LATE, _LATE))
    assert "YOY02" in rules(hits)
    assert measured.metrics[1].value == 1.0


def test_two_equal_figures_are_chance_and_three_are_not() -> None:
    form = "公开低保名单{}份，制作解读材料{}篇，举办业务培训{}场，发放便民手册{}册"
    two, _ = years(
        (form.format(48, 13, 6, 9),), (form.format(48, 13, 5, 8),), problems=(_DRY, _LATE)
    )
    assert "YOY03" not in rules(two)
    three, _ = years(
        (form.format(48, 13, 6, 9),), (form.format(48, 13, 6, 8),), problems=(_DRY, _LATE)
    )
    assert rules(three).count("YOY03") == 3


def test_score_falls_with_what_is_taken_over() -> None:
    fresh, taken = (
        years(
            ("建立了低保名单更新台账，逾期的村已补发名单",),
            ("公开信息180条",),
            problems=(now, _LATE),
        )
        for now in (_DRY, _LATE)
    )
    assert fresh[1].score is not None and taken[1].score is not None
    assert fresh[1].score.value > taken[1].score.value  # type: ignore[operator]


def _followed_back(tmp_path: Path, *problems: str) -> list[Hit]:
    """Examine the newest of several years, given the problems from the newest back."""
    reports = [
        report("云岭县民政局", f"公开信息{180 + n}条", problems=text, year=2023 - n)
        for n, text in enumerate(problems)
    ]
    reference = reference_of(reports, tmp_path)
    own = reports[0]
    subject = Subject(report=own, doc=annotate(own.text.text), last_year=reference.last_year(own))
    context = Context(settings=default_settings(), reference=reference)
    evidence = catalog.family("continuity").prepare(subject, context)
    return list(catalog.rule("YOY02").check(subject, context, evidence))


def test_problem_told_three_years_running_is_graver_and_names_the_years(tmp_path: Path) -> None:
    (hit,) = _followed_back(tmp_path, _LATE, _LATE, _LATE)
    assert hit.message == "该问题已连续3年（2021—2023年）以几乎相同的表述出现，请核对"
    assert hit.severity == "error"
    assert hit.evidence["years_running"] == 3
    (earlier,) = hit.evidence["earlier"]  # type: ignore[misc]
    assert (earlier["year"], earlier["text"]) == (2021, _LATE)  # type: ignore[index,call-overload]


def test_problem_told_two_years_running_stays_a_doubt(tmp_path: Path) -> None:
    (hit,) = _followed_back(tmp_path, _LATE, _LATE, _DRY)
    assert hit.severity is None
    assert hit.message == "该问题与上年报告的表述重合，请核对"


def test_year_without_the_problem_ends_the_count(tmp_path: Path) -> None:
    (hit,) = _followed_back(tmp_path, _LATE, _LATE, _DRY, _LATE)
    assert hit.evidence["years_running"] == 2
