import pytest

from analyzer.structure.identity import read_level, read_year
from tests.unit.structure.reading import parse

BODY = "一、总体情况\n全年公开学校招生计划12份，由招生办负责发布，家长可以在网上查到。\n"


@pytest.mark.parametrize(
    ("title", "issuer", "year"),
    [
        ("黄礁县教育局2022年政府信息公开工作年度报告", "黄礁县教育局", 2022),
        ("黄礁县教育局2022年度政府信息公开年度报告", "黄礁县教育局", 2022),
        ("2022年黄礁县教育局政府信息公开工作年度报告", "黄礁县教育局", 2022),
        ("黄礁县教育局关于2022年度政府信息公开工作的年度报告", "黄礁县教育局", 2022),
        ("关于2022年黄礁县教育局政府信息公开工作情况的报告", "黄礁县教育局", 2022),
        ("黄礁县教育局政府信息公开工作年度报告（2022年度）", "黄礁县教育局", 2022),
        ("黄礁县教育局2022年政务公开工作年度报告", "黄礁县教育局", 2022),
        ("黄礁县教育局二〇二二年政府信息公开工作年度报告", "黄礁县教育局", 2022),
        ("黄礁县教育局\n2022年政府信息公开工作年度报告", "黄礁县教育局", 2022),
        ("黄礁县教育局2022年政府\n信息公开工作年度报告", "黄礁县教育局", 2022),
        ("黄礁县教育局\n政府信息公开工作年度报告\n（2022年）", "黄礁县教育局", 2022),
        ("    黄礁县教育局\n       2022 年政府信息公开工作年度报告", "黄礁县教育局", 2022),
        ("石砚镇2022年政府信息公开工作年度报告", "石砚镇", 2022),
        ("青岚海洋经济开发区2022年信息公开年度报告", "青岚海洋经济开发区", 2022),
    ],
)
def test_the_title_names_issuer_and_year(title, issuer, year):
    identity = parse(f"{title}\n\n{BODY}").identity
    assert identity.title == title.replace("\n", "").replace(" ", "")
    assert (identity.issuer, identity.year) == (issuer, year)


def test_a_title_glued_to_the_first_sentence_is_cut_off():
    report = parse(f"黄礁县教育局2022年政府信息公开工作年度报告本报告由办公室编写。\n{BODY}")
    assert report.identity.title == "黄礁县教育局2022年政府信息公开工作年度报告"
    assert report.slice(report.paragraphs[1].span) == "本报告由办公室编写。"


def test_without_a_title_the_signature_names_the_issuer():
    identity = parse(f"{BODY}黄礁县教育局\n2023年1月9日\n").identity
    assert identity.title is None
    assert identity.issuer == "黄礁县教育局"


def test_what_the_report_does_not_tell_is_none():
    identity = parse("一、总体情况\n全年公开招生计划12份。\n").identity
    assert (identity.title, identity.issuer, identity.year, identity.level, identity.era) == (
        None,
    ) * 5


def test_the_declared_title_of_a_page_stands_in_for_a_missing_one():
    identity = parse(BODY, title="黄礁县教育局2022年政府信息公开工作年度报告").identity
    assert identity.issuer == "黄礁县教育局"
    assert identity.title_span is None


def test_a_bare_region_is_completed_from_the_text():
    text = f"黄礁县2022年政府信息公开工作年度报告\n{BODY}由黄礁县人民政府办公室编写。\n"
    assert parse(text).identity.issuer == "黄礁县人民政府"


@pytest.mark.parametrize(
    ("title", "text", "year"),
    [
        ("某局2021年政府信息公开工作年度报告", "2022年1月1日至2022年12月31日", 2021),
        (None, "统计期限自2021年1月1日起至2021年12月31日止。2022年将。2022年", 2021),
        (None, "公布2021年度报告。2022年1月印发，2022年起执行，2022年完成。", 2021),
        (None, "2021年公开。2021年答复。2022年将改进。", 2021),
        (None, "全年公开。", None),
    ],
)
def test_the_year_is_told_by_title_then_period_then_majority(title, text, year):
    assert read_year(title, text) == year


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("福建省人民政府办公厅", "省级"),
        ("福建省水利厅", "省级部门"),
        ("重庆市教育委员会", "省级部门"),
        ("天津市东丽区科学技术局", "县级部门"),
        ("青岚市人民政府", "市级"),
        ("青岚市水产局", "市级部门"),
        ("青岚市江汀区人民政府", "县级"),
        ("江汀区城市管理局", "县级部门"),
        ("临澜县人民政府", "县级"),
        ("临澜县水利局", "县级部门"),
        ("同江市科学技术局", "县级部门"),
        ("石砚街道办事处", "乡镇街道"),
        ("临澜县柳桥镇", "乡镇街道"),
        ("青岚综合实验区管委会", "市级"),
        ("外澳港务管理中心", None),
        (None, None),
    ],
)
def test_the_name_tells_the_kind_of_unit(issuer, level):
    assert read_level(issuer) == level
