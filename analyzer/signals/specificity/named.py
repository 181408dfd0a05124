"""Places, bodies and offices by proper name, which no number gives away."""

from __future__ import annotations

import re

# A place one could go to: 政务大厅二楼, 县政府大院门口, 走进南湖净水厂.
_VENUE = re.compile(
    r"[一二三四五六七八九\d]楼|(?<![校家进])(?:大门|门)口|大院|(?:在|到|于)[^，。；、]{2,8}广场|[东南西北]侧|\d+号窗口"
    r"|(?:走进|参观|探访|来到|前往|赴)(?!食品|药品|相关|有关|生产|重点|各|部分|当地|辖区)[\u4e00-\u9fff]{2,8}"
    r"(?:厂|集团|公司|博物馆|展览馆|监测站|气象台|实验室|指挥中心|监测中心)"
)
# What stands between such a word and the name of a village or firm is a proper name unless it is one
# of these common characters or words.
_COMMON = r"各全每个该我本县市区省乡镇村和与及对在向由为等被把将从到进辖关其有新所多数道委请聘访入的之以有"
# Verbs and kinds that stand before 村, 镇 or 社区 without naming one.
_NO_NAMES = (
    "召开", "规范", "加强", "完善", "支持", "发展", "推进", "审议", "督促", "取得", "帮助", "建设", "提升", "拆除", "引导", "管理", "保障", "调整", "联系", "化解", "运营", "绿色", "居民", "主要", "维护", "实行", "利用", "度假", "开展", "服务", "指导", "检查", "宣传", "走访", "推动", "打造", "改造", "深入", "平安", "文明", "边远", "偏远",
)  # fmt: skip
_VILLAGE = (
    r"(?:在|到|赴|涉及|选取|选定|选择|、|和|与|其中|由)"
    rf"(?!农业|住房|城|农|民族|文明|传统|美丽|建制|临时|中心|行政|示范|试点|重点|特色|贫困|自然|人大)[^\W\d{_COMMON}]{{2,3}}"
    r"(?<!农)(?<!城)(?<!族)(?<!中)"
    + "".join(f"(?<!{word})" for word in _NO_NAMES)
    + r"(?:镇(?![级长党里村属直])|乡(?![级村镇土长党里贤风亲])|街道(?!办|级|社|层|干)|村(?![级务干民委居规庄镇集组长里党])|(?<!街道)(?<!机关)(?<!企业)(?<!智慧)(?<!辖区)(?<!城市)(?<!试点)(?<!幸福)社区(?![级工干居书矫]))"
)
_NAMED_BODY = re.compile(
    _VILLAGE
    + rf"|(?<!委托)(?<!聘请)(?<!邀请)(?:与|和|委托|聘请|邀请|由)[^\W{_COMMON}]{{2,8}}(?:律师事务所|有限公司|大学(?!生)|职业学院)"
    # A system of a department by its full name, without quotation marks.
    r"|[国省市县区][\u4e00-\u9fff]{1,6}(?:厅|局|委|部)(?!门)[\u4e00-\u9fff]{4,12}?(?:平台|系统)(?<!公开平台)(?<!公开系统)(?<!本系统)(?<!全系统)"
    r"|(?:水厂|高铁站|火车站)|第[一二三四五六七八九十]+(?:中学|小学|医院|幼儿园)"
)
# An office that does it beside how often: 由局办公室每月…, 县司法局每季度…; or a fixed day: 每月8日.
_OFFICE_AND_FREQUENCY = re.compile(
    r"(?:办公室|公开办|政府办|府办|政办|信息中心|[\u4e00-\u9fff](?:科|股)|[\u4e00-\u9fff]{2}所(?![有属在需])|(?<![我本全各市县区])局|(?:市|县|区)[\u4e00-\u9fff]{2,6}局)"
    r"(?:负责|牵头|会同[^，。；]{2,12})?[^，。；]{0,4}(?:每(?:个)?(?:月|季度?|周|半年)|按(?:季度?|月|周)|逐月)"
    r"|每月\d{1,2}[日号]|每周[一二三四五六日]"
    r"|每(?:个)?(?:月|季度?|周|半年)[^，。；]{0,6}由[^，。；]{1,12}(?:办|科|股|中心|局)"
)


def count_venues(text: str) -> int:
    """Return how many places one could go to are told."""
    return len(_VENUE.findall(text))


def count_named_bodies(text: str) -> int:
    """Return how many villages, firms, schools and systems stand there by proper name."""
    return len(_NAMED_BODY.findall(text))


def office_tells_how_often(text: str) -> bool:
    """Tell whether an office stands beside a frequency, or a day of the month or week is named."""
    return bool(_OFFICE_AND_FREQUENCY.search(text))
