from __future__ import annotations

import pytest

from analyzer.language.lexicon import read_rows
from analyzer.profile.advice.lessons import lessons
from analyzer.signals.specificity.grades import grade_specificity

# 其他需要报告的事项 is rightly answered with a declaration that there was nothing.
_DECLARATION = "other"


def test_every_topic_of_missing_facts_has_an_example():
    assert {row[0] for row in read_rows("specificity_hints.tsv")} <= set(lessons())


def test_examples_have_no_blanks():
    assert not [
        kind for kind, one in lessons().items() if "〔〕" in one.example or "〔 〕" in one.example
    ]


@pytest.mark.parametrize("kind", [kind for kind in lessons() if kind != _DECLARATION])
def test_example_is_itself_graded_checkable(kind):
    [grade] = grade_specificity([lessons()[kind].example])
    assert grade.grade in ("2", "3")
