"""Headings of sections in all the forms they are met in."""

import pytest

from tests.unit.structure.reading import keys, outline, parse

TITLE = "黄礁县教育局2022年政府信息公开工作年度报告\n"
BODY = (
    "一、总体情况\n全年公开学校招生计划12份。\n"
    "二、主动公开政府信息情况\n发布文件3件。\n"
    "三、收到和处理政府信息公开申请情况\n收到0件。\n"
    "四、政府信息公开行政复议、行政诉讼情况\n没有。\n"
    "五、存在的主要问题及改进情况\n公开不够快。\n"
    "六、其他需要报告的事项\n无。\n"
)
SIX = ["overview", "proactive", "requests", "litigation", "problems", "other"]
HEADS = [line for line in BODY.split("\n") if line[1:2] == "、"]


def numbered(*markers: str) -> str:
    text = BODY
    for numeral, marker in zip("一二三四五六", markers, strict=True):
        text = text.replace(f"{numeral}、", marker)
    return text


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        BODY.replace("\n", "\r\n"),
        BODY.replace("\n", "\n\n"),
        BODY.replace("、", " 、", 1),
        numbered("1.", "2.", "3.", "4.", "5.", "6."),
        numbered("１．", "２．", "３．", "４．", "５．", "６．"),
        numbered("（一）", "（二）", "（三）", "（四）", "（五）", "（六）"),
        numbered("一，", "二.", "三：", "四．", "五 、", "六、 "),
        numbered("一", "二 ", "三", "四.", "五", "六"),
        numbered(*[f"第{n}部分 " for n in "一二三四五六"]),
        numbered("", "", "", "", "", ""),
        numbered("一、", "二、", "三、", "4、 ", "五、", "六、"),
        numbered("一、", "二、", "三、", "三、", "五、", "六、"),
        numbered("一、", "二、", "四、", "五、", "六、", "七、"),
        BODY.replace("情况\n", "情况：").replace("事项\n", "事项："),
        BODY.replace("情况\n", "情况 ").replace("事项\n", "事项 "),
        BODY.replace("情况\n", "情况。").replace("事项\n", "事项。"),
        BODY.replace("\n", ""),
        BODY.replace("情况\n", "情况").replace("事项\n", "事项"),
        BODY.replace("主动公开政府信息情况", "主 动 公 开 政 府 信 息 情 况"),
        BODY.replace("二、", "\t二、").replace("六、", "　　六、"),
        "\n".join(f"## {line}" if line in HEADS else line for line in BODY.split("\n")),
        "\n".join(f"**{line}**" if line in HEADS else line for line in BODY.split("\n")),
        BODY.replace("一、", "[bookmark: _GoBack]一、"),
        BODY.replace("一、", "&nbsp;&nbsp;一、"),
    ],
)
def test_six_sections_are_found_however_they_are_headed(body):
    report = parse(TITLE + body)
    assert keys(report) == SIX
    assert report.identity.title == TITLE.strip()


@pytest.mark.parametrize(
    "contents",
    [
        "目  录\n" + "".join(f"{h}{'.' * 20}{i}\n" for i, h in enumerate(HEADS, 1)),
        "目录\n" + "\n".join(HEADS) + "\n",
        "\n".join(f"{h}……{i}" for i, h in enumerate(HEADS, 1)) + "\n",
    ],
)
def test_a_table_of_contents_is_neither_section_nor_prose(contents):
    report = parse(TITLE + contents + TITLE + BODY)
    assert keys(report) == SIX
    assert [kind for kind, _ in outline(report)].count("title") == 2
    assert report.sections[0].span.start < len(TITLE) * 2 + 2


def test_parts_named_in_a_preface_are_no_sections():
    preface = "本报告由" + "；".join(h for h in HEADS) + "六部分组成。\n"
    report = parse(TITLE + preface + BODY)
    assert keys(report) == SIX
    assert outline(report)[1] == ("text", preface.strip())


def test_sub_items_numbered_like_sections_stay_inside():
    inner = "一、加强组织领导\n成立小组。\n二、主动公开招生信息\n发图。\n三、加强培训\n开会。\n"
    report = parse(TITLE + BODY.replace("二、主动", inner + "二、主动"))
    assert keys(report) == SIX
    assert "加强培训" in report.slice(report.sections[0].span)


def test_an_unknown_heading_in_sequence_is_a_section_of_unknown_key():
    report = parse(TITLE + BODY + "七、海岛航线一览\n共4条。\n")
    assert keys(report) == [*SIX, "unknown"]


def test_a_replaced_statutory_heading_gets_its_own_key():
    report = parse(TITLE + BODY.replace("其他需要报告的事项", "下一步工作工作措施"))
    assert keys(report)[-1] == "next_steps"


def test_guidance_in_brackets_belongs_to_the_heading():
    report = parse(TITLE + BODY.replace("诉讼情况\n", "诉讼情况（请法制科填写）\n"))
    assert report.sections[3].heading.text == "政府信息公开行政复议、行政诉讼情况（请法制科填写）"


def test_nothing_to_report_on_the_line_of_the_heading_is_text():
    report = parse(TITLE + BODY.replace("事项\n无。", "事项无"))
    assert outline(report)[-2:] == [("heading", "六、其他需要报告的事项"), ("text", "无")]
    assert report.sections[-1].heading.run_in


def test_a_heading_wrapped_over_two_lines_is_one():
    wrapped = BODY.replace("复议、行政诉讼情况", "复议、行\n政诉讼情况")
    assert parse(TITLE + wrapped).sections[3].heading.text == "政府信息公开行政复议、行政诉讼情况"


def test_the_marker_is_kept_as_written():
    report = parse(TITLE + BODY.replace("一、", "一 、　"))
    assert report.sections[0].heading.marker == "一 、　"
    assert report.sections[0].heading.ordinal == 1
    assert report.slice(report.sections[0].heading.span) == "一、总体情况"


def test_the_first_section_is_implied_when_only_its_heading_is_missing():
    report = parse(TITLE + "现将情况公布如下：\n" + BODY.removeprefix("一、总体情况\n"))
    assert keys(report) == ["overview?", *SIX[1:]]
    assert report.sections[0].heading is None
    assert report.slice(report.sections[0].span) == "全年公开学校招生计划12份。"


def test_problems_are_implied_by_their_label():
    text = (
        TITLE
        + "全年公开招生计划12份。\n存在的主要问题：1、图看不清；2、占线。改进措施：一是印大图。\n"
    )
    report = parse(text)
    assert keys(report) == ["overview?", "problems?"]
    assert report.slice(report.sections[1].span).startswith("存在的主要问题：")


def test_sections_part_the_source_without_gaps():
    report = parse(TITLE + BODY)
    ends = [section.source.end for section in report.sections]
    starts = [section.source.start for section in report.sections]
    assert starts[1:] == ends[:-1]
    assert ends[-1] == len(report.source.text)
