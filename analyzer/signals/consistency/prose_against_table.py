"""CON04: numbers of the prose against the statutory tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analyzer.signals.consistency.evidence import ConsistencyEvidence
from analyzer.signals.consistency.statutory_tables import Figures
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.structure.report import Report
from analyzer.text.span import SourceSpan, Span

_APPLIED = re.compile(
    r"(?:收到|受理|接到|接收|新收|办理)(?:了|各类|公民|群众|到)?[^，。；\d]{0,14}?(?:政府信息)?(?:依申请)?公开"
    r"(?:的)?(?:申请|办件)?[^，。；\d]{0,8}?(?P<n>\d+)(?:余)?(?:件|条|份|宗|项)"
    r"|(?P<m>\d+)(?:件|条|份|宗)(?:政府信息)?(?:依申请)?公开申请"
)
_NO_APPLICATION = re.compile(
    r"(?:未|没有)(?:收到|接到|受理|发生)[^，。；]{0,16}?公开(?:的)?申请(?!行政|复议)"
)
_REVIEW = re.compile(r"(?<!未)行政复议(?:案件|申请)?[^，。；\d]{0,6}(?P<n>\d+)(?:件|起|宗|份|次)")
_NO_REVIEW = re.compile(
    r"(?:未|没有|无)(?:发生|收到|有|产生)?[^，。；]{0,20}?行政复议(?!机关|决定书)"
)
_LAWSUIT = re.compile(r"(?<!未)行政诉讼(?:案件)?[^，。；\d]{0,6}(?P<n>\d+)(?:件|起|宗|份|次)")
_NO_LAWSUIT = re.compile(r"(?:未|没有|无)(?:发生|收到|有|产生)?[^，。；]{0,24}?行政诉讼")
_DOCUMENTS = re.compile(
    r"(?:制定|制发|出台|印发)(?:了|并公开|并发布|发布)?(?:行政)?规范性文件(?:共|计)?(?P<n>\d+)[件份个]"
    r"|(?:制定|制发|出台|印发)(?:了|并公开|并发布|发布)?(?P<m>\d+)[件份个](?:行政)?规范性文件"
)
_NO_DOCUMENTS = re.compile(
    r"(?:未|没有)(?:制定|制发|出台|印发|发布)[^，。；]{0,6}规范性文件(?!清理|的)"
)
_DECISIONS = {
    name: re.compile(
        rf"(?:作出|办理|办结|公开|公示|实施|受理)(?:了|各类)?(?:行政处罚、|行政许可、)?{name}"
        r"(?:决定书?|事项|案件|信息|结果|决定信息|结果信息)?(?:共|共计|数量)?(?P<n>\d+)[件条宗起项份]"
    )
    for name in ("行政许可", "行政处罚", "行政强制")
}
_NO_DECISIONS = {
    name: re.compile(rf"(?:未|没有)(?:作出|发生|实施|办理)[^，。；、]{{0,4}}{name}")
    for name in _DECISIONS
}
_DECIDED = re.compile(r"^(?:作出|办结)")
# The prose may speak of another circle than the table: the office alone, or all units together.
_DOCUMENT_CELLS = 3
_OTHER_SCOPE = re.compile(
    r"代表|本级|本机关|办公室|政府办|各(?:部门|单位|镇|乡)|全[省市县区]|网上|信函|当面|其中"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What is compared: the table's number and the ways the prose states it."""

    name: str
    row: str
    table: float
    stated: re.Pattern[str]
    none: re.Pattern[str]
    sure: re.Pattern[str] | None = None  # only statements of this form are held against the table


def check(
    subject: Subject,
    context: Context,
    evidence: ConsistencyEvidence,
) -> Iterable[Hit]:
    """Yield statements of the prose that differ from the tables."""
    for compared in _subjects(evidence):
        yield from _compare(evidence.text, compared)
    yield from _silent(subject.report, evidence)


def _subjects(evidence: ConsistencyEvidence) -> Iterator[_Subject]:
    figures = evidence.figures
    new = figures.total("new")
    if new:
        yield _Subject(
            name="政府信息公开申请", row="表三本年新收", table=new.value,
            stated=_APPLIED, none=_NO_APPLICATION,
        )  # fmt: skip
    if figures.reviews:
        yield _Subject(
            name="行政复议", row="表四行政复议总计", table=figures.reviews.value,
            stated=_REVIEW, none=_NO_REVIEW,
        )  # fmt: skip
    if figures.lawsuits is not None:
        yield _Subject(
            name="行政诉讼", row="表四行政诉讼总计", table=figures.lawsuits,
            stated=_LAWSUIT, none=_NO_LAWSUIT,
        )  # fmt: skip
    yield from _of_table_two(figures)


def _of_table_two(figures: Figures) -> Iterator[_Subject]:
    """Yield normative documents made, and decisions of each kind, as table two counts them."""
    documents = figures.documents.get("规范性文件", ())
    if len(documents) == _DOCUMENT_CELLS:
        yield _Subject(
            name="规范性文件", row="表二规范性文件本年制发", table=documents[0].value,
            stated=_DOCUMENTS, none=_NO_DOCUMENTS,
        )  # fmt: skip
    for name, stated in _DECISIONS.items():
        if cells := figures.documents.get(name):
            yield _Subject(
                name=name, row=f"表二{name}处理决定", table=cells[-1].value,
                stated=stated, none=_NO_DECISIONS[name], sure=_DECIDED,
            )  # fmt: skip


def _compare(text: str, compared: _Subject) -> Iterator[Hit]:
    matches = list(compared.stated.finditer(text))
    values = [int(next(g for g in m.groups() if g)) for m in matches]
    if not matches or compared.table not in values:
        for match, value in list(zip(matches, values, strict=True))[:1]:
            yield _differs(text, Span(*match.span()), value, compared)
    if compared.table > 0 and not matches:
        for none in list(compared.none.finditer(text))[:1]:
            yield Hit(
                place=Span(*none.span()),
                message=f"正文称没有{compared.name}，{compared.row}为{compared.table:g}，请核对",
                confidence=0.85,
                severity="warning",
                evidence={"kind": "none", "table": compared.table},
            )


def _differs(text: str, place: Span, value: int, compared: _Subject) -> Hit:
    sentence = text[max(0, place.start - 30) : place.end + 4]
    unclear = bool(_OTHER_SCOPE.search(sentence)) or bool(
        compared.sure and not compared.sure.match(place.of(text))
    )
    return Hit(
        place=place,
        message=f"正文{compared.name}{value}件，{compared.row}为{compared.table:g}，请核对口径",
        hint="口径不同时请在正文说明",
        confidence=0.5 if unclear else 0.85,
        severity="info" if unclear else "warning",
        evidence={"kind": "differs", "prose": value, "table": compared.table},
    )


def _silent(report: Report, evidence: ConsistencyEvidence) -> Iterator[Hit]:
    """Yield the table's count of requests where the prose says nothing about requests."""
    new = evidence.figures.total("new")
    if not new or new.value <= 0:
        return
    if _APPLIED.search(evidence.text) or _NO_APPLICATION.search(evidence.text):
        return
    if re.search(r"申请[^。；]{0,30}\d+[件条份]|\d+[件条份][^。；]{0,12}申请", evidence.text):
        return
    yield Hit(
        place=SourceSpan(new.span.start, new.span.end),
        message=f"表三本年新收{new.value:g}件，正文未说明依申请公开办理情况",
        hint=f"可写：全年收到申请{new.value:g}件，主要涉及〔内容〕，其中〔结果〕〔件数〕件",
        confidence=0.6,
        severity="info",
        evidence={"kind": "silent", "table": new.value, "pages": len(report.source.page_starts)},
    )


_HEAD = "临澜县水务局2023年政府信息公开工作年度报告\n一、总体情况\n"
_TABLE_TWO = """二、主动公开政府信息情况
第二十条第（一）项
信息内容  本年制发件数  本年废止件数  现行有效件数
规章  0  0  0
行政规范性文件  2  0  5
第二十条第（五）项
信息内容  本年处理决定数量
行政许可  41
第二十条第（六）项
信息内容  本年处理决定数量
行政处罚  7
行政强制  0
五、存在的主要问题及改进情况
有4个栏目更新不及时。
"""
_TABLE = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）  申请人情况
自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计
一、本年新收政府信息公开申请数量  3  0  0  0  0  0  3
二、上年结转政府信息公开申请数量  0  0  0  0  0  0  0
三、本年度办理结果  （一）予以公开  3  0  0  0  0  0  3
（七）总计  3  0  0  0  0  0  3
四、结转下年度继续办理  0  0  0  0  0  0  0
五、存在的主要问题及改进情况
有4个栏目更新不及时。
"""

RULE: Rule[ConsistencyEvidence] = Rule(
    id="CON04",
    name="prose-against-table",
    title="文表不一致",
    severity="warning",
    source="C2；C3；30号文",
    page="""
对照正文与三张表：制发规范性文件的件数与表二本年制发，行政许可、处罚、强制的件数与表二处理决定，收到申请件数与表三
本年新收，行政复议和行政诉讼件数与表四；表三有申请而正文只字未提。

为什么：文表不一致是“发布内容不准确”的典型情形。

怎样判断：正文多处给出件数时，有一处与表格相同即不报；句中出现“代表”“本级”“全市”等口径词，或者写的是
公开了多少条许可、处罚信息而不是作出多少件决定时，口径可能不同，只作提示。

已知局限：政府采购的数与正文口径常不同，不作比较；缺格的表不读。
""",
    check=check,
    examples=(
        Example(text=_HEAD + "全年⟦收到政府信息公开申请5件⟧，均已答复。\n" + _TABLE, whole=True),
        Example(text=_HEAD + "全年收到政府信息公开申请3件，均已答复。\n" + _TABLE, whole=True),
        Example(
            text=_HEAD + "全年⟦制发规范性文件3件⟧，公开行政许可信息41条。\n" + _TABLE_TWO,
            whole=True,
        ),
        Example(
            text=_HEAD + "全年制发规范性文件2件，作出行政许可决定41件。\n" + _TABLE_TWO, whole=True
        ),
    ),
)
