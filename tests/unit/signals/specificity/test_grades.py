"""Grades: order, probabilities, and what is missing."""

from __future__ import annotations

import json

import numpy as np
import pytest

from analyzer import grade_specificity
from analyzer.assets import asset
from analyzer.signals.specificity import grades
from analyzer.signals.specificity.features import NAMES
from analyzer.signals.specificity.reading import read_raw
from analyzer.signals.specificity.wording import WORDING_NAMES


@pytest.mark.parametrize(
    ("sentence", "grade"),
    [
        ("一、总体情况", "F"),
        ("本报告数据统计期限自2021年1月1日起至2021年12月31日止。", "F"),
        ("无其他需要报告的事项。", "F"),
        ("联系地址：望川县滨河路9号，电话：0999-6600999。", "F"),
        ("切实加强组织领导，不断提升公开工作水平。", "0"),
        ("公开意识有待提高，工作力度还不够。", "0"),
        ("安排专人每天浏览网站栏目，发现错链及时修改。", "1"),
        ("在便民服务中心设置查阅点，配备触摸屏和打印机。", "1"),
        ("全年主动公开政府信息87条。", "2"),
        ("本年度未收到政府信息公开申请。", "2"),
        ("公开信息912条，其中财政类45条、民生类310条，比上年增加60条。", "3"),
        ("收到申请6件，予以公开4件，不予公开2件。", "3"),
    ],
)
def test_clear_sentence_gets_its_grade(sentence: str, grade: str) -> None:
    assert grade_specificity([sentence])[0].grade == grade


def test_grades_come_in_order_and_sum_to_one() -> None:
    sentences = ["加强领导。", "公开信息86条。", "", "一、概述"]
    found = grade_specificity(sentences)
    assert len(found) == 4
    assert [g.grade for g in found] == [grade_specificity([s])[0].grade for s in sentences]
    for grade in found:
        assert list(grade.probabilities) == ["F", "0", "1", "2", "3"]
        assert sum(grade.probabilities.values()) == pytest.approx(1, abs=1e-3)
        assert max(grade.probabilities, key=grade.probabilities.__getitem__) == grade.grade


def test_no_sentences_no_grades() -> None:
    assert grade_specificity([]) == []


def test_empty_sentence_says_what_is_missing_and_a_specific_one_does_not() -> None:
    empty, specific = grade_specificity(["切实加强业务培训，提高工作水平。", "举办培训班2期。"])
    assert "人数" in empty.missing
    assert specific.missing == ()


def test_numbers_of_table_residue_do_not_count() -> None:
    text = "信息内容 本年制发件数 本年废止件数 规章 3 0 8 行政规范性文件 12 1 30"
    assert grade_specificity([text])[0].grade == "F"


def test_title_of_a_statute_adds_nothing() -> None:
    with_title = read_raw(
        "贯彻落实《国务院办公厅关于做好政府网站栏目目录检查培训工作的通知》精神。"
    )
    assert with_title.features[NAMES.index("word_object")] == 0


def test_model_is_plain_numbers_that_fit_the_features() -> None:
    stored = json.loads(asset("models", "specificity-grade", "model.json").read_text("utf-8"))
    assert stored["features"] == [*NAMES, *WORDING_NAMES]
    assert np.array(stored["weights"]).shape == (4, len(NAMES) + 4)
    assert len(read_raw("公开信息86条。").features) == len(NAMES)


def test_grade_of_a_more_specific_sentence_is_at_least_as_high() -> None:
    ladder = [
        "做好政府信息公开申请答复工作。",
        "全年收到政府信息公开申请7件。",
        "全年收到政府信息公开申请7件，比上年增加2件，予以公开5件，信息不存在2件。",
    ]
    order = [grades.GRADES.index(g.grade) for g in grade_specificity(ladder)]
    assert order == sorted(order)
    assert order[-1] == 4


def test_odd_input_is_graded_in_order() -> None:
    assert grade_specificity([]) == []
    odd = ["", " \n", "The quick brown fox.", "🙂", "全年公开信息86条，比上年增加12条。"]
    found = grade_specificity(odd)
    assert [g.grade for g in found] == ["F", "F", "F", "F", "3"]
    assert all(abs(sum(g.probabilities.values()) - 1) < 0.001 for g in found)


def test_a_sentence_of_many_thousand_facts_takes_no_more_than_its_length() -> None:
    import time

    start = time.process_time()
    (grade,) = grade_specificity(["公开信息86条。" * 5000])
    assert grade.grade == "3"
    assert time.process_time() - start < 10
