"""Numbers of the parts of a report."""

from __future__ import annotations

from analyzer.signals.completeness.broken_numbering import RULE
from tests.rules.found import found_alone


def test_bracketed_items_under_the_overview_are_not_counted_among_the_parts() -> None:
    text = (
        "青禾县水务局2022年政府信息公开工作年度报告\n一、总体情况\n全年平稳。\n"
        "（一）主动公开情况。全年公开信息20条。\n（二）依申请公开情况。全年收到申请2件。\n"
        "二、存在的主要问题及改进情况\n解读形式单一。\n三、其他需要报告的事项\n无。\n"
    )
    assert found_alone(RULE, text) == []
