"""The block score falls apart into parts and answers to what is stated."""

from __future__ import annotations

import pytest

from analyzer.settings import default_settings
from analyzer.signals.problems.evidence import read_problems
from analyzer.signals.problems.scoring import problem_score
from analyzer.signals.rule import Score
from tests.builders.reports import PLAIN, report_of

SECTION = "存在的主要问题：4个村的名单未隐去身份证号。改进措施：由镇财政所统一制作脱敏名单。"


def _score(text: str = PLAIN) -> Score:
    return problem_score(read_problems(report_of(text)), thresholds=default_settings().thresholds)


def score_of(section: str) -> float | None:
    return _score(PLAIN.replace(SECTION, section)).value


def test_parts_add_up_to_the_score() -> None:
    score = _score()
    assert score.value == pytest.approx(sum(score.parts.values()))


def test_stating_where_and_why_raises_the_score() -> None:
    vague = score_of("存在的主要问题：公开内容不够全面。改进措施：不断丰富公开内容。")
    stated = score_of(
        "存在的主要问题：有3个村的低保名单晚于规定时间公开。改进措施：由民政办每月10日前公开低保名单。"
    )
    assert vague is not None
    assert stated is not None
    assert stated > vague + 20


def test_whole_report_without_the_section_scores_nothing() -> None:
    text = PLAIN.replace(f"五、存在的主要问题及改进情况\n{SECTION}\n", "")
    score = _score(text)
    assert score.value == 0
    assert score.reason


def test_part_of_a_report_is_not_judged() -> None:
    score = _score("主动公开信息326条，更新栏目12个。")
    assert score.value is None
    assert score.reason


def test_problems_in_running_text_are_found_where_no_section_holds_them() -> None:
    text = PLAIN.replace(f"五、存在的主要问题及改进情况\n{SECTION}\n", "").replace(
        "没有其他需要报告的事项。",
        "公开工作稳步推进，但仍存在栏目更新不及时的问题。下一步，由办公室每月核对栏目。",
    )
    evidence = read_problems(report_of(text))
    assert len(evidence.problems) == 1
    assert len(evidence.measures) == 1


def test_a_cause_without_place_or_instance_counts_less_than_a_place() -> None:
    caused = score_of(
        "存在的主要问题：由于工作开展时间较短，业务不够熟练。改进措施：组织经办人员参加培训。"
    )
    placed = score_of(
        "存在的主要问题：依申请公开答复文书不够规范。改进措施：修订依申请公开答复书模板。"
    )
    assert caused is not None
    assert placed is not None
    assert caused < placed


def test_section_of_headings_alone_is_read_without_items() -> None:
    evidence = read_problems(report_of("五、存在的主要问题及改进情况\n"))
    assert evidence.problems == evidence.measures == ()
