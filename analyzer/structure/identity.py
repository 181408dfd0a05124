"""Who reports about which year: title, issuer, year, level."""

from __future__ import annotations

import re
from collections import Counter

from analyzer.structure.scheme import Scheme

_YEAR = re.compile(r"(20[0-3]\d)\s*年")
_CHINESE_YEAR = re.compile(r"(二[〇○零ＯO0][一二三〇○零ＯO0][一二三四五六七八九〇○零ＯO0])年")
_PERIOD = re.compile(r"(20[0-3]\d)\s*年\s*0?1\s*月\s*0?1\s*日?\s*(?:起|开始)?\s*(?:至|到|—|-|－|~|～)")
_DIGIT = str.maketrans("〇○零ＯO一二三四五六七八九", "00000123456789")
_ISSUER_END = re.compile(
    r"(?:人民政府(?:办公室|办公厅)?|管委会|管理委员会|委员会|街道(?:办事处)?|[镇乡]|局|厅|委|办公室|办|中心|院|署|社|公司|处|队|所|部|会|开发区|新区|实验区|[市县区省])$"
)
_LEVELS = (
    ("乡镇街道", re.compile(r"(?:街道|街道办事处|镇|乡|镇人民政府|乡人民政府)$")),
    ("省级部门", re.compile(r"^[\u4e00-\u9fff]{2,4}(?:省|自治区)(?!.*[市县区州盟旗]).*(?:厅|局|委员会|委|办公室)$")),
    ("县级部门", re.compile(r"(?:[县区旗]|(?<=.市).{1,6}[市区县]).*(?:局|委|办公室|委员会|中心)$")),
    ("市级部门", re.compile(r"(?:市|州|盟).*(?:局|委|办公室|委员会|中心)$")),
    ("省级", re.compile(r"(?:省|自治区)(?:人民政府)?(?:办公厅)?$")),
    ("县级", re.compile(r"(?:[县区旗])(?:人民政府)?(?:办公室)?$")),
    ("市级", re.compile(r"(?:市|州|盟|实验区|开发区|新区)(?:人民政府|管委会|管理委员会)?(?:办公室)?$")),
)


def guess_year(text: str, title: str | None) -> int | None:
    """Return the reporting year: by the title, by the period of the figures, by the majority."""
    if title and (found := _years(title)):
        return found[0]
    if match := _PERIOD.search(text):
        return int(match[1])
    counts = Counter(_years(text))
    return counts.most_common(1)[0][0] if counts else None


def _years(text: str) -> list[int]:
    years = [int(m[1]) for m in _YEAR.finditer(text)]
    years += [int(m[1].translate(_DIGIT)) for m in _CHINESE_YEAR.finditer(text)]
    return years


def issuer_of(title: str | None, signature: str | None, scheme: Scheme) -> str | None:
    """Return the issuer named by the title or by the signature."""
    for source in (title, signature):
        if not source:
            continue
        match = scheme.titles.search(source)
        head = source[: match.start()] if match else source
        head = re.sub(r"[（(]?(?:20\d\d|二[〇○零ＯO0-9一二三四五六七八九]{3})\s*年?度?.*$", "", head)
        head = head.strip("（(关于的 ")
        if head and _ISSUER_END.search(head):
            return head
    return None


def level_of(issuer: str | None) -> str | None:
    """Return the kind of unit by its name, None where the name does not tell."""
    if not issuer:
        return None
    for level, pattern in _LEVELS:
        if pattern.search(issuer):
            return level
    return None
