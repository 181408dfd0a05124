"""What the corrector may never touch, several hundred strings in varied sentences."""

from itertools import cycle

import pytest

from analyzer import correct
from analyzer.language.lexicon import read_rows

FRAMES = {
    "formulation": (
        "全镇干部认真学习{}，结合实际抓好落实。",
        "坚持{}，把各项任务落到实处。",
        "会议强调{}的重要意义。",
    ),
    "person": (
        "会议由{}主持，各科室负责人参加。",
        "{}到政务服务中心调研。",
        "领导小组由{}任组长。",
    ),
    "place": ("工作人员走访{}，听取意见和建议。", "在{}召开现场会。", "涉及{}的政府信息共12条。"),
    "body": ("有关材料报送{}备案。", "与{}建立协调机制。", "由{}负责解释。"),
    "title": ("根据{}的要求，现将有关情况公布如下。", "组织学习{}。", "认真执行{}，规范公开行为。"),
    "web": ("公众可通过{}查阅有关信息。", "详见{}。", "在{}发布政策解读12条。"),
}
LEADERS = [
    "毛泽东",
    "周恩来",
    "刘少奇",
    "朱德",
    "邓小平",
    "陈云",
    "江泽民",
    "胡锦涛",
    "习近平",
    "李克强",
    "李强",
    "赵乐际",
    "王沪宁",
    "蔡奇",
    "丁薛祥",
    "李希",
    "韩正",
    "温家宝",
    "朱镕基",
    "栗战书",
    "汪洋",
    "张高丽",
    "王岐山",
    "刘鹤",
    "何立峰",
    "张国清",
    "刘国中",
    "王毅",
    "孙春兰",
    "胡春华",
]
PERSONS = [
    "郝军辉",
    "欧阳晓芸",
    "尉迟恭谨",
    "钱锺毓",
    "祝枝珊",
    "滕骏骐",
    "佘太珺",
    "冼星澜",
    "仝进屹",
    "逄焕璋",
    "褚遂萍",
    "靳东旭",
]
WEB = [
    "http://www.liuqiao.example.gov.cn",
    "https://zwgk.pingchuan.example.gov.cn/col/col123/index.html",
    "www.qingxi.example.cn",
    "zwgk@wangjiang.example.gov.cn",
    "“柳桥发布”微信公众号",
    "“平川微政务”公众号",
    "“清溪E家”APP",
]
TITLES = [
    "《中华人民共和国政府信息公开条例》",
    "《国务院办公厅政府信息公开工作年度报告格式》",
    "《柳桥县政府信息公开指难》",
    "《平川市政务公开之狼》",
    "《褪尽集》",
    "《关于反应制度的若干规定》",
    "《中华人民共和国保守国家秘密法》",
]
TABLE = (
    "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
    "第二十条第（一）项 行政规范性文件 本年制发件数 本年废止件数 现行有效件数",
    "部分公开（区分处理的，只计这一情形，不计其他情形）",
    "属于国家秘密 其他法律行政法规禁止公开 危及“三安全一稳定” 保护第三方合法权益",
    "属于三类内部事务信息 属于四类过程性信息 属于行政执法案卷 属于行政查询事项",
    "没有现成信息需要另行制作 补正后申请内容仍不明确 信访举报投诉类申请 重复申请",
    "结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉",
)


def guarded_sentences() -> list[str]:
    divisions = [row[1] for row in read_rows("divisions.tsv") if row[1] != "-"]
    departments = [row[0] for row in read_rows("departments.tsv") if len(row[0]) > 3]
    strings = {
        "formulation": [row[0] for row in read_rows("formulations.tsv")],
        "person": [*LEADERS, *(f"{p}同志" for p in PERSONS), *(f"局长{p}" for p in PERSONS)],
        "place": divisions[::17],
        "body": [p + d for p, d in zip(cycle(divisions[5::97]), departments[::2], strict=False)],
        "title": TITLES,
        "web": WEB,
    }
    return [
        frame.format(string)
        for kind, some in strings.items()
        for string, frame in zip(some, cycle(FRAMES[kind]), strict=False)
    ]


def test_no_suggestion_for_names_formulations_titles_and_addresses():
    sentences = guarded_sentences()
    assert len(sentences) > 300
    found = correct(sentences)
    assert [(s, c.edits) for s, c in zip(sentences, found, strict=True) if c.edits] == []


@pytest.mark.parametrize("cells", TABLE)
def test_no_suggestion_for_statutory_table_text(cells):
    assert correct([cells])[0].edits == ()
