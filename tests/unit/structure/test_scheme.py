import re
import tomllib

import pytest

from analyzer.assets import asset
from analyzer.structure.parse import parse_report
from analyzer.structure.scheme import choose_scheme, load_schemes, shipped_schemes
from analyzer.text.source import SourceDocument

SCHEMES = shipped_schemes()


def test_every_year_since_2008_has_one_scheme():
    for year in range(2008, 2031):
        assert sum(s.years[0] <= year <= s.years[1] for s in SCHEMES) == 1


@pytest.mark.parametrize(
    ("year", "era"),
    [(2005, "2008-2018"), (2018, "2008-2018"), (2020, "2019-2020"), (2025, "2021-")],
)
def test_the_year_chooses_the_scheme(year, era):
    assert choose_scheme(SCHEMES, year=year).era == era


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.name)
def test_statutory_titles_have_their_own_keys(scheme):
    for section in scheme.sections:
        if section.title:
            assert scheme.key_of(section.title) == section.key
            assert scheme.phrase_at(section.title, 0) == (section.key, len(section.title))


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("因政府信息公开工作被申请行政复议、提起行政诉讼情况", "litigation"),
        ("政府信息公开工作存在的主要问题及改进情况", "problems"),
        ("存在的不足和下一步工作打算", "problems"),
        ("下一步工作工作措施", "next_steps"),
        ("依申请公开、不予公开及咨询政府信息情况", "requests"),
        ("重点领域政府信息公开情况", "key_areas"),
        ("政府信息公开的收费及减免情况", "fees"),
        ("工作人员及信息公开事务支出情况", "staff"),
        ("审批事项及处理情况", "approvals"),
        ("某某县政府信息公开情况统计表", "statistics"),
        ("需要说明的其他事项", "other"),
        ("海岛旅游概览", "unknown"),
    ],
)
def test_irregular_headings_find_their_key(heading, key):
    assert choose_scheme(SCHEMES, year=2016).key_of(heading) == key


def test_scheme_files_name_their_source():
    for path in asset("data", "schemes").glob("*.toml"):
        head = path.read_text(encoding="utf8").split("\n\n")[0]
        assert "Source:" in head
        assert re.search(r"Written 20\d\d", head)


def test_patterns_do_not_allow_runaway_backtracking():
    for path in asset("data", "schemes").glob("*.toml"):
        raw = tomllib.loads(path.read_text(encoding="utf8"))
        for section in raw["section"]:
            for pattern in section["phrases"] + section["words"]:
                assert not re.search(r"[+*]\)[+*]", pattern)


OTHER_KIND = """
name = "rule-of-law-2021"
kind = "法治政府建设年度报告"
era = "2021-"
years = [2021, 9999]
titles = ['法治政府建设(?:工作)?(?:情况)?(?:年度)?报告']
[[section]]
key = "measures"
title = "主要举措和成效"
ordinal = 1
phrases = ['主要举措和成效']
words = ['举措', '成效']
[[section]]
key = "problems"
title = "存在的不足和原因"
ordinal = 2
phrases = ['存在的不足和原因']
words = ['不足']
"""


def test_another_kind_of_yearly_report_is_a_file_and_not_a_fork(tmp_path):
    (tmp_path / "rule-of-law.toml").write_text(OTHER_KIND, encoding="utf8")
    text = (
        "青岚市2023年法治政府建设年度报告\n一、主要举措和成效\n修订行政规范性文件4件。\n"
        "二、存在的不足和原因\n执法文书说理不够。\n"
    )
    source = SourceDocument(name="t", format="text", text=text, sha256="")
    report = parse_report(source, schemes=(*SCHEMES, *load_schemes(tmp_path)))
    assert report.identity.scheme == "rule-of-law-2021"
    assert report.identity.issuer == "青岚市"
    assert [section.key for section in report.sections] == ["measures", "problems"]
