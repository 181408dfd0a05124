"""Chinese names of what the HTML report shows."""

from __future__ import annotations

from collections.abc import Mapping

SECTION_TITLES = {
    "preamble": "前言",
    "overview": "总体情况",
    "proactive": "主动公开",
    "requests": "依申请公开",
    "litigation": "复议诉讼",
    "problems": "问题与改进",
    "other": "其他事项",
    "fees": "收费情况",
    "key_areas": "重点领域",
    "consultation": "咨询情况",
    "approvals": "审批情况",
    "staff": "机构人员",
    "statistics": "统计表",
    "next_steps": "下一步工作",
    "unknown": "其他章节",
}
TABLE_TITLES = {
    "disclosure": "主动公开情况表",
    "requests": "依申请公开情况表",
    "litigation": "复议诉讼情况表",
    "statistics": "统计表",
    "other": "其他表格",
}
FACT_TITLES = {
    "quantity": "数量",
    "money": "金额",
    "percent": "比例",
    "zero": "零数据",
    "date": "时间",
    "document": "文件",
    "platform": "平台",
    "column": "栏目",
    "project": "项目",
    "event": "会议培训",
    "organisation": "机构",
    "subunit": "内设机构",
    "total": "总数与分项",
    "person": "人员",
    "frequency": "频次",
    "comparison": "同比",
}


PART_TITLES = {
    "topical": "有具体对象的句子",
    "specific": "有一项事实的句子",
    "rich": "有多项事实的句子",
    "publication": "主动公开量有交代",
    "requests": "依申请办理有交代",
}


def part_title(name: str) -> str:
    """Return what a contribution to a score is called: a rule by its title, others as they are."""
    from analyzer.signals import catalog

    try:
        return catalog.rule(name).title
    except KeyError:
        return PART_TITLES.get(name, name)


def section_title(key: str) -> str:
    """Return the Chinese name of a section key."""
    return SECTION_TITLES.get(key, key)


def fact_title(mark: Mapping[str, object]) -> str:
    """Return what kind of fact a mark is."""
    kind = str(mark.get("type") or "")
    aside = "，与信息公开关系不大" if mark.get("relevant") is False else ""
    return FACT_TITLES.get(kind, kind or "事实") + aside


def confidence_title(value: float) -> str:
    """Return the tier of a confidence in one character."""
    if value >= 0.9:
        return "高"
    return "中" if value >= 0.7 else "低"
