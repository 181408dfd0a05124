"""Grades count what is stated; links follow themes and wording."""

from __future__ import annotations

import pytest

from tests.unit.signals.problems.test_find_items import found


def problem_grade(text: str) -> int:
    problems, _ = found(f"存在的主要问题：{text}。")
    assert len(problems) == 1
    return problems[0].grade


def measure_grade(text: str) -> int:
    _, measures = found(f"改进措施：{text}。")
    assert len(measures) == 1
    return measures[0].grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("公开内容不够全面", 0),
        ("部分科室公开意识有待加强", 0),
        ("依申请公开答复不够规范", 1),
        ("由于经办人员更换，栏目更新不及时", 2),
        ("有3个村的低保名单晚于规定时间公开", 2),
        ("机构职能信息更新不及时", 1),
        ("政策解读形式单一，以文字解读为主", 2),
    ],
)
def test_problem_is_graded_by_place_degree_and_cause(text: str, grade: int) -> None:
    assert problem_grade(text) == grade


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("不断丰富公开内容", 0),
        ("建立栏目更新台账", 1),
        ("每季度通报栏目更新情况", 2),
        ("由办公室每季度通报栏目更新情况", 3),
        ("每月至少更新栏目2次", 2),
        ("举办业务培训班3期", 2),
        ("推进26个领域目录的修订", 1),
        ("推行先审后发", 1),
    ],
)
def test_measure_is_graded_by_action_unit_deadline_and_target(text: str, grade: int) -> None:
    assert measure_grade(text) == grade


def test_points_name_what_is_stated() -> None:
    _, measures = found("改进措施：由办公室每季度通报栏目更新情况。")
    assert dict(measures[0].points) == {
        "action": True,
        "unit": True,
        "deadline": True,
        "target": False,
    }


def test_measure_answers_the_problem_of_its_theme() -> None:
    problems, measures = found(
        "存在的主要问题：一是栏目更新不及时；二是解读形式单一；三是业务能力不足。"
        "改进措施：采用图解、短视频解读政策。"
    )
    assert [p.id for p in problems] == ["P1", "P2", "P3"]
    assert measures[0].links == ("P2",)


def test_measure_on_another_matter_is_an_orphan() -> None:
    _, measures = found("存在的主要问题：解读形式单一。改进措施：加强保密审查。")
    assert measures[0].links == ()


def test_disclosure_work_as_object_is_a_tautology() -> None:
    _, measures = found("存在的主要问题：解读形式单一。改进措施：进一步做好政府信息公开各项工作。")
    assert measures[0].tautology
    assert measures[0].links == ()


def test_order_of_lists_links_a_concrete_measure_that_shares_no_word() -> None:
    problems, measures = found(
        "存在的主要问题：一是栏目更新不及时；二是镇村办公条件有限；三是解读形式单一。"
        "改进措施：一是每月检查栏目更新情况；二是采购高速扫描仪；三是制作图解解读政策。"
    )
    assert len(problems) == len(measures) == 3
    assert measures[1].links == ("P2",)


def test_order_of_lists_links_no_vague_measure() -> None:
    _, measures = found(
        "存在的主要问题：一是栏目更新不及时；二是公开形式需进一步改进；三是解读形式单一。"
        "改进措施：一是每月检查栏目更新情况；二是强化管理；三是制作图解解读政策。"
    )
    assert [m.links for m in measures if m.text == "强化管理"] in ([], [()])
