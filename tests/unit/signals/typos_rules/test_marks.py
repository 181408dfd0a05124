"""Punctuation: what is reported, what is left alone."""

from __future__ import annotations

import pytest

from analyzer.signals.typos.nonstandard_punctuation import RULE
from tests.rules.found import found_alone

HEAD = "临澜县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"


def quotes(prose: str) -> list[str]:
    text = HEAD + prose
    return [text[start:end] for start, end in found_alone(RULE, text)]


@pytest.mark.parametrize(
    ("prose", "quote"),
    [
        ("公开信息12条,均已上网。", ","),
        ("电话:请拨打总机。", ":"),
        ("公开信息12条，，均已上网。", "，，"),
        ("公开信息12条。，均已上网。", "。，"),
        ("公开信息（含动态12条，均已上网。", "（含动态12条"),
        ("公开信息12条）均已上网。", "公开信息12条）"),
        ("落实“谁制作、谁公开“的要求。", "“"),
        ("按照工作要求(以下称要求）执行。", "("),
        ("公开方式有公告栏、手册等……均已更新。", "……"),
    ],
)
def test_mark_is_reported(prose: str, quote: str) -> None:
    assert quotes(prose + "\n") == [quote]


@pytest.mark.parametrize(
    "prose",
    [
        "公开信息1,136条，占98.5%。",
        "网址为http://www.linlan.gov.cn/col/index.html，欢迎查阅。",
        "会议于9:30召开，落实“先审查、后公开”“一事一审”。",
        "印发《关于〈条例〉的通知》（临办发〔2023〕5号），抓好落实。",
        "1）公开目录更新2次。2）公开指南更新1次。",
        "为什么公开？！这一问题已经解答。",
    ],
)
def test_correct_marks_are_left_alone(prose: str) -> None:
    assert quotes(prose + "\n") == []


def test_open_title_is_shown_to_the_end_of_its_clause() -> None:
    prose = "修订了《临澜县水务局信息公开指南。三是利用“世界水日”宣传《办法》。\n"
    assert quotes(prose) == ["《临澜县水务局信息公开指南"]


def test_comma_between_nouns_of_one_list_is_reported() -> None:
    prose = "充分利用镇村广播，电子显示屏，宣传栏等形式进行公开。\n"
    assert quotes(prose) == ["，", "，"]


def test_comma_between_clauses_is_no_list() -> None:
    assert quotes("通过政府网站公开信息，各科室等部门积极配合，方便群众监督。\n") == []


def test_title_is_protected() -> None:
    assert quotes("印发《临澜县水务局信息公开办法,细则》1份。\n") == []


def test_half_width_habit_is_one_finding() -> None:
    prose = "公开信息," * 14 + "均已上网。\n"
    assert quotes(prose) == [","]


def test_first_of_an_arabic_list_stands_for_all() -> None:
    prose = "存在的问题：\n1、栏目更新慢，未按月检查。\n2、解读形式少，只有文字。\n"
    assert quotes(prose) == ["1、"]


def test_items_of_several_sentences_may_end_in_a_stop() -> None:
    prose = "一是加强学习；二是健全制度。每季检查一次。三是严格审核；四是定期通报。\n"
    assert quotes(prose) == []


def test_missing_final_stop_is_reported() -> None:
    prose = "全年主动公开信息326条，公开量较大的有财政所、民政办、农业服务中心等\n（二）依申请公开\n收到申请1件。\n"
    assert quotes(prose) == ["等"]


def test_blank_before_a_mark_is_reported_in_typed_text() -> None:
    prose = "地址在柳桥路10号 ；全年公开信息326条。\n"
    assert quotes(prose) == [" "]


def test_blanks_of_printed_layout_are_left_alone() -> None:
    prose = "全年 公开 信息 326 条 ，均 已 上 网 ；收到 申请 1 件 。\n"
    assert quotes(prose) == []


def test_items_of_shares_use_one_separator() -> None:
    prose = "现场咨询16人次，占40%；电话咨询20人次，占50%，网上咨询4人次，占10%。\n"
    assert quotes(prose) == ["，"]


def test_shares_separated_alike_are_left_alone() -> None:
    prose = "现场咨询16人次，占40%；电话咨询20人次，占50%；网上咨询4人次，占10%。\n"
    assert quotes(prose) == []
