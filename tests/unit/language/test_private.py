from __future__ import annotations

import itertools

import pytest

from analyzer.language.private import find_private, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("咨询电话0791-88886666。", "咨询电话〔电话〕。"),
        ("电话：（0791）88886666转801", "电话：〔电话〕"),
        ("手机13800138000", "手机〔电话〕"),
        ("手机138 0013 8000，欢迎来电", "手机〔电话〕，欢迎来电"),
        ("电话：８８８８６６６６", "电话：〔电话〕"),
        ("电话：88886666", "电话：〔电话〕"),
        ("服务热线400-800-1234", "服务热线〔电话〕"),
        ("邮箱：gk@lq.gov.cn。", "邮箱：〔邮箱〕。"),
        ("邮箱ｇｋ＠ｌｑ．ｇｏｖ．ｃｎ", "邮箱〔邮箱〕"),
        ("邮箱gk_2023(at)lq.gov.cn", "邮箱〔邮箱〕"),
        ("联系人：王小明，电话12345", "联系人：〔姓名〕，电话12345"),
        ("联系人李建国，负责登记。", "联系人〔姓名〕，负责登记。"),
        ("由副县长欧阳振华任组长。", "由副县长〔姓名〕任组长。"),
        ("责任编辑：赵敏", "责任编辑：〔姓名〕"),
        ("张大海同志带队检查", "〔姓名〕同志带队检查"),
        ("身份证号110101199003072316", "身份证号〔证件号〕"),
    ],
)
def test_telephones_mailboxes_and_names_are_masked(text, masked):
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "坚持以习近平新时代中国特色社会主义思想为指导。",
        "深入学习习近平总书记重要讲话精神，毛泽东同志、邓小平同志的论述。",
        "国务院总理李强同志主持会议。",
        "全年主动公开信息12345678条，比上年增加10234567条。",
        "办理12345热线工单5172件。",
        "成立领导小组，由镇长任组长，各站所负责人为成员。",
        "依据国令第711号和国办公开办函〔2021〕30号。",
        "网址www.lq.gov.cn，点击量13912345件次以上",
        "2023年1月1日至2023年12月31日",
        "责任编辑部门要严格审核。",
        "经费支出合计110101.99万元，其中3456789元用于印刷",
    ],
)
def test_figures_leaders_of_state_and_posts_stay(text):
    assert mask(text) == text


def test_name_known_from_elsewhere_is_masked_wherever_it_stands():
    assert (
        mask("王小明牵头整改，王小明每月通报。", names=("王小明",))
        == "〔姓名〕牵头整改，〔姓名〕每月通报。"
    )


def test_kinds_the_settings_show_stay():
    assert mask("联系人：王小明，电话0791-88886666", shown=("phone",)).endswith("0791-88886666")


def test_places_do_not_overlap_and_stand_in_order():
    found = [
        span for span, _ in find_private("张大海同志，gk@a.gov.cn，13800138000，0791-88886666转12")
    ]
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert len(found) == 4
