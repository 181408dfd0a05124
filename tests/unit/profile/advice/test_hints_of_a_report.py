"""Hints on invented reports, through the real families."""

from __future__ import annotations

import re
from functools import cache

import pytest

from analyzer.pipeline.single import profile_report
from analyzer.settings import default_settings
from tests.builders.reports import PLAIN, report_of

TITLE = "青禾县柳桥镇人民政府2023年政府信息公开工作年度报告\n"
OVERVIEW = (
    "一、总体情况\n"
    "全年主动公开信息326条，其中补贴名单48期、招标结果9条。镇党政办对87件发文补标公开属性。"
    "由镇党政办每月抽查3个村的公示栏，全年发现过期未撤5处。\n"
    "严格按照规定办理依申请公开事项，切实保障申请人权益。\n"
)
REST = (
    "二、主动公开政府信息情况\n制发文件3份。\n"
    "三、收到和处理政府信息公开申请情况\n{table}\n"
    "四、政府信息公开行政复议、行政诉讼情况\n没有发生行政复议和行政诉讼。\n"
    "五、存在的主要问题及改进情况\n{problems}\n"
    "六、其他需要报告的事项\n未收取信息处理费，没有其他需要报告的事项。\n"
)
PROBLEMS = "主要问题：公开的内容有待进一步丰富。下一步，进一步提高思想认识，加强公开工作。"
TABLE = (
    "\t\n\t申请人情况\n\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
    "一、本年新收政府信息公开申请数量\t{n}\t0\t0\t0\t0\t0\t{n}\n"
    "二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n"
)


def text_of(*, overview: str = OVERVIEW, problems: str = PROBLEMS, requests: int = 7) -> str:
    return TITLE + overview + REST.format(table=TABLE.format(n=requests), problems=problems)


@cache
def record_for(text: str):
    return profile_report(report_of(text), default_settings(), advise=True)


def hints_of(text: str):
    return record_for(text)["advice"]["hints"]


def told(hint) -> str:
    return " ".join([hint["title"], *(p["quote"] for p in hint["places"])])


def find(text: str, word: str):
    found = [h for h in hints_of(text) if word in told(h)]
    assert found, f"no hint about {word}"
    return found[0]


def test_hints_are_ordered_by_what_they_win():
    won = [h["gain"]["total"] for h in hints_of(text_of())]
    assert won == sorted(won, reverse=True)
    assert won[0] > 0


def test_vague_problem_is_asked_for_place_degree_and_cause():
    hint = find(text_of(), "公开的内容有待进一步丰富")
    assert hint["missing"] == ["具体环节", "程度或事例", "原因"]
    assert hint["gain"]["blocks"]["problems"] > 0


def test_figure_of_the_table_fills_the_blank():
    hint = next(h for h in hints_of(text_of()) if h["figures"])
    assert {f["text"] for f in hint["figures"]} == {"表三：本年新收 7 件"}
    assert "申请7件" in hint["skeleton"]
    assert hint["effort"] == 1


def test_without_a_table_the_blank_stays_a_blank():
    text = text_of().replace(TABLE.format(n=7), "")
    hint = next(h for h in hints_of(text) if "申请" in h["title"])
    assert not hint["figures"]
    assert "〔" in hint["skeleton"]


def test_no_hint_invents_a_figure():
    for hint in hints_of(text_of()):
        offered = {str(f["value"]) for f in hint["figures"]}
        if hint["missing"]:
            assert set(re.findall(r"\d+", hint["skeleton"])) <= offered


def test_quotes_are_exactly_the_places_they_name():
    text = text_of()
    for hint in hints_of(text):
        for place in hint["places"]:
            assert place["quote"] == " ".join(text[place["start"] : place["end"]].split())


def test_empty_sentence_beside_facts_is_said_to_go():
    empty = "进一步提高思想认识，加强组织领导，完善工作机制，狠抓工作落实，确保工作取得实效。"
    text = text_of(overview=OVERVIEW.replace("严格按照", empty * 1 + "严格按照"))
    hint = next(h for h in hints_of(text) if h["action"] == "删去")
    assert any(empty == place["quote"] for place in hint["places"])


def test_political_formulation_is_never_said_to_go():
    creed = "坚持以习近平新时代中国特色社会主义思想为指导，进一步加强组织领导，狠抓工作落实。"
    text = text_of(overview=OVERVIEW.replace("严格按照", creed + "严格按照"))
    assert not [h for h in hints_of(text) if h["action"] == "删去" and creed in told(h)]


def test_declaration_that_there_was_nothing_is_never_said_to_go():
    text = text_of(overview=OVERVIEW.replace("严格按照", "故不存在需要说明的情况。严格按照"))
    assert not [h for h in hints_of(text) if h["action"] == "删去" and "不存在" in told(h)]


def test_measure_that_tells_enough_is_left_alone():
    good = "由镇财政所在2024年6月底前统一制作脱敏名单，党政办每月抽查3个村。"
    text = text_of(problems=f"主要问题：4个村的名单未隐去身份证号。{good}")
    assert not [h for h in hints_of(text) if "措施的" in h["title"] and "脱敏名单" in told(h)]


@pytest.mark.parametrize("text", [text_of(), PLAIN], ids=["weak", "good"])
def test_following_all_hints_never_costs_points(text):
    advice = record_for(text)["advice"]
    assert advice["after"]["total"] >= advice["before"]["total"]
    assert advice["after"]["substance"] >= advice["before"]["substance"]


def test_scores_before_are_those_of_the_profile():
    record = record_for(text_of())
    before = record["advice"]["before"]
    assert before == {name: score["value"] for name, score in record["scores"].items()}


def test_points_of_a_slip_are_what_correcting_it_wins():
    text = text_of(overview=OVERVIEW.replace("全年主动公开", "全年主动公开公开"))
    slip = next(h for h in hints_of(text) if h["action"] == "订正")
    wrong = record_for(text)["scores"]["language"]["value"]
    right = record_for(text_of())["scores"]["language"]["value"]
    assert slip["gain"]["blocks"]["language"] == pytest.approx(right - wrong, abs=0.2)


def test_points_of_what_goes_are_close_to_what_cutting_it_wins():
    empty = "进一步提高思想认识，加强组织领导，完善工作机制，狠抓工作落实，确保工作取得实效。"
    text = text_of(overview=OVERVIEW.replace("严格按照", empty + "严格按照"))
    hint = next(h for h in hints_of(text) if h["action"] == "删去")
    cut = text
    for place in sorted(hint["places"], key=lambda p: -p["start"]):
        cut = cut[: place["start"]] + cut[place["end"] :]
    won = (
        record_for(cut)["scores"]["substance"]["value"]
        - record_for(text)["scores"]["substance"]["value"]
    )
    assert hint["gain"]["substance"] == pytest.approx(won, abs=1.5)


def test_rule_left_out_moves_the_block_as_switching_it_off_does():
    text = text_of(overview=OVERVIEW.replace("全年主动公开", "全年主动公开公开"))
    record = record_for(text)
    rules = [rule for rule, blocks in record["without_rule"].items() if "language" in blocks]
    assert rules
    from dataclasses import replace

    for rule in rules:
        off = replace(default_settings(), rules={rule: False})
        value = profile_report(report_of(text), off)["scores"]["language"]["value"]
        assert record["without_rule"][rule]["language"] == pytest.approx(value, abs=0.06)


def test_report_that_is_not_judged_has_no_hints():
    record = profile_report(report_of("说明\n"), default_settings(), advise=True)
    assert "advice" not in record


NO_VOLUME = "一、总体情况\n及时在网站公布机构职能、政策法规等信息。由党政办逐条审核后发布。\n"


def test_telling_the_volume_wins_the_points_of_the_matter_too():
    hint = next(h for h in hints_of(text_of(overview=NO_VOLUME)) if "SPE02" in h["rules"])
    plain = min(
        h["gain"]["blocks"]["specificity"]
        for h in hints_of(text_of(overview=NO_VOLUME))
        if len(h["places"]) == 1 and h["gain"]["blocks"].get("specificity", 0) > 0
    )
    assert hint["gain"]["blocks"]["specificity"] > plain


def test_improvements_already_made_are_asked_for_at_the_heading():
    hint = find(text_of(), "写明本年已经做成的改进")
    assert [p["heading"] for p in hint["places"]] == [True]


def test_example_fits_the_kind_of_unit():
    town = find(text_of(), "公开的内容有待进一步丰富")["example"]
    office = find(text_of().replace("柳桥镇人民政府", "水务局"), "公开的内容有待进一步丰富")
    assert "村" in town
    assert "村" not in office["example"]


def test_year_the_report_tells_fills_the_blank_of_the_title():
    text = text_of().replace(
        TITLE, "青禾县柳桥镇人民政府政府信息公开工作年度报告\n2023年报告如下。\n"
    )
    hints = [h for h in hints_of(text) if h["rules"] == ["STR06"]]
    assert all("〔年份〕" not in (h["skeleton"] or "") for h in hints)


def test_what_was_done_speaks_for_a_report_before_what_is_announced():
    planned = (
        "主要问题：3个村名单晚贴。下一步，由财政所在6月底前为7个村各培训1名信息员、印发手册200册。"
    )
    strengths = record_for(text_of(problems=planned))["advice"]["strengths"]
    assert strengths[0]["where"].startswith("一、总体情况")
