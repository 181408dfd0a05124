"""A minimal report of our own into which the text of a rule's example is put."""

from __future__ import annotations

from analyzer.signals.rule import Example

UNIT = "临澜县柳桥镇"

_FROM_2019 = {
    "overview": ("一、总体情况", "全年公开信息326条。"),
    "proactive": ("二、主动公开政府信息情况", "制发文件12份，均已公开。"),
    "requests": ("三、收到和处理政府信息公开申请情况", "收到申请1件，已予公开。"),
    "litigation": ("四、政府信息公开行政复议、行政诉讼情况", "没有发生行政复议和行政诉讼。"),
    "problems": (
        "五、存在的主要问题及改进情况",
        "有4个村的补贴名单未隐去身份证号，已由财政所重新制作。",
    ),
    "other": ("六、其他需要报告的事项", "本年度未收取信息处理费。"),
}
_UNTIL_2018 = {
    "overview": ("一、概述", "全年公开信息326条。"),
    "proactive": ("二、主动公开政府信息情况", "制发文件12份，均已公开。"),
    "requests": ("三、依申请公开政府信息情况", "收到申请1件，已予公开。"),
    "fees": ("四、政府信息公开的收费及减免情况", "未收取费用。"),
    "litigation": ("五、因政府信息公开申请行政复议、提起行政诉讼情况", "没有发生。"),
    "problems": (
        "六、政府信息公开工作存在的主要问题及改进情况",
        "有4个村的补贴名单未隐去身份证号，已由财政所重新制作。",
    ),
}
_EXTRA = {
    "next_steps": "下一步工作打算",
    "fees": "政府信息公开收费及减免情况",
    "other": "其他需要报告的事项",
    "key_areas": "重点领域信息公开情况",
    "staff": "工作人员和经费情况",
}


def around(example: Example) -> tuple[str, int]:
    """Return the whole text (with the marks ⟦ ⟧ still in it) and the year."""
    if example.whole:
        return example.text, example.year
    sections = dict(_FROM_2019 if example.year >= 2019 else _UNTIL_2018)
    preamble = f"本报告统计期限为{example.year}年1月1日至{example.year}年12月31日。"
    if example.section == "preamble":
        preamble = example.text
    elif example.section in sections:
        sections[example.section] = (sections[example.section][0], example.text)
    else:
        number = "一二三四五六七八九"[len(sections)]
        sections[example.section] = (f"{number}、{_EXTRA[example.section]}", example.text)
    title = f"{UNIT}{example.year}年政府信息公开工作年度报告"
    body = "\n".join(f"{heading}\n{prose}" for heading, prose in sections.values())
    return f"{title}\n{preamble}\n{body}\n", example.year
