import pytest

from analyzer.settings import default_settings
from analyzer.structure.judgeable import why_not_judgeable
from tests.unit.structure.invented import ALL
from tests.unit.structure.printer import Style, print_report
from tests.unit.structure.reading import parse


def why_not(text):
    return why_not_judgeable(parse(text), thresholds=default_settings().thresholds)


@pytest.mark.parametrize("report", ALL, ids=lambda r: str(r.year))
def test_reports_can_be_judged(report):
    assert why_not(print_report(report, Style())[0]) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "为空"),
        (" \n\t\n", "为空"),
        ("This yearly report has no Chinese text.\n" * 9, "中文"),
        ("临澜县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n无。\n", "没有可评的正文"),
        ("昨日，临澜县在柳桥镇举行春耕现场会，二百名农户到场观看新式插秧机作业。" * 3, "其他文件"),
    ],
)
def test_what_is_no_report_is_told_why(text, reason):
    assert reason in why_not(text)
