"""The sheet 口径说明: with what and how every figure was made, and what was not scored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from analyzer.outputs.made_with import weights_of
from analyzer.outputs.workbook.ranking import METRICS
from analyzer.outputs.workbook.table import Formats, height_of, paper, write_cell
from analyzer.profile.discreet import shown_kinds
from analyzer.profile.record import BLOCK_TITLES, STATUS_TITLES
from analyzer.profile.standing import Standing
from analyzer.settings import Settings
from analyzer.signals import catalog
from analyzer.signals.rule import Json

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Row = tuple[object, object]
_WIDE = 110  # half-width characters
_BLOCKS = {
    "specificity": "自写句子逐句评0–3级：有无可核对的数量、时间、文件、平台等事实，再按句平均。",
    "problems": "“问题与改进”中问题和措施逐条评级：位置、程度、原因；责任、时间、数量、结果；是否一一对应；有无已完成的改进。",
    "originality": "自有文字中，与其他单位、上年报告重合，或多家通用、换一家单位也成立的文字占多少。法定与固定用语不计。",
    "structure": "法定章节、应写事项和总体情况应覆盖的方面是否齐全。",
    "consistency": "文字与表格、分项与合计、比较与数字、年度与单位名称前后是否一致。",
    "language": "错别字、标点、数字、文号等文字问题，按每千字折算。",
    "continuity": "上年所列问题是否回应，问题和数据是否沿用上年；没有上年报告时未评。",
}
_UNITS = {"share": "占比", "count": "计数", "rate": "每千字或平均值"}


def write_method(
    sheet: Worksheet,
    standings: Sequence[Standing],
    settings: Settings,
    run: Mapping[str, Json],
    *,
    by: str,
    formats: Formats,
    notes: Sequence[str] = (),
) -> None:
    """Write the sheet: two columns, parts under headings."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, _WIDE)
    parts = (
        ("程序与设置", [*_made(settings, run, by), *(("说明", note) for note in notes)]),
        ("名次", list(_places(settings, by))),
        ("各分项怎么来", list(_blocks(settings))),
        ("分项表中的指标", list(_metrics())),
        ("未列入排名（未评不等于零分）", list(_unscored(standings))),
    )
    row = 0
    for title, lines in parts:
        sheet.write_string(row, 0, title, formats.section)
        sheet.write_blank(row, 1, None, formats.section)
        row += 1
        for head, told in lines or [("", "无")]:
            sheet.set_row(row, height_of(str(told), _WIDE))
            write_cell(sheet, row, 0, head, (formats, "text"))
            write_cell(sheet, row, 1, told, (formats, "text"))
            row += 1
    paper(sheet)


def _made(settings: Settings, run: Mapping[str, Json], by: str) -> Iterator[Row]:
    yield "程序版本", f"文质 {run['version']}"
    yield "评价方案", settings.preset
    yield "设置版本", f"{run['settings_version']}（指纹 {run['settings']}）"
    yield "排名依据", BLOCK_TITLES[by]
    yield "权重", weights_of(settings)
    off = sorted(rule for rule, on in settings.rules.items() if not on)
    yield "停用的规则", "、".join(off) or "无"
    yield "按设置不计的发现", f"{len(settings.ignores)} 条" if settings.ignores else "无"
    hidden = (
        "电话、邮箱、姓名、证件号以〔 〕代替"
        if not shown_kinds(settings.privacy)
        else "按设置显示部分联系方式或姓名"
    )
    yield "隐私", f"{hidden}；可在设置的 [privacy] 中更改"


def _places(settings: Settings, by: str) -> Iterator[Row]:
    limits = settings.thresholds
    yield "名次", f"按{BLOCK_TITLES[by]}由高到低；相差不足 {limits['tie_points']:g} 分的并列。"
    yield (
        "名次区间、得分区间",
        f"各项权重在 {1 / (1 + limits['ranking_spread']):.2f}–{1 + limits['ranking_spread']:.2f} 倍内变动 "
        f"{limits['ranking_draws']:g} 次（取中间 {limits['ranking_middle']:.0%}），并逐一停用每条规则后，"
        f"名次和得分的范围；随机种子 {limits['ranking_seed']:g}。区间重叠的单位，名次先后不宜作定论。",
    )
    yield "退请复核", "有这些情形的请人工复核后再定名次，与得分无关。"
    yield (
        "等级",
        "错误：基本可以确定；疑点：请核对；提示：供参考，不扣分或少扣分。把握为程序的把握程度。",
    )
    yield "核对结果", "留给核对人填写。程序的发现均为疑似，以人工核对为准。"


def _blocks(settings: Settings) -> Iterator[Row]:
    for name, told in _BLOCKS.items():
        yield f"{BLOCK_TITLES[name]}（权重 {settings.weights[name]:g}）", told
    yield (
        BLOCK_TITLES["substance"],
        "具体性、问题与改进、原创性三项按权重平均；未评的分项不计入，其权重由其余分项分担。",
    )
    yield BLOCK_TITLES["total"], "七项按权重平均；未评的分项不计入，其权重由其余分项分担。"


def _metrics() -> Iterator[Row]:
    specs = {m.id: m for name in catalog.TABLE for m in catalog.family(name).metrics}
    for name, (title, kind) in METRICS.items():
        spec = specs.get(name)
        if spec is not None:
            of = f"；分母：{spec.denominator}" if spec.denominator else ""
            yield title, f"{spec.title}（{_UNITS[kind]}{of}）"


def _unscored(standings: Sequence[Standing]) -> Iterator[Row]:
    for standing in standings:
        summary = standing.ranked.summary
        if standing.ranked.rank is None:
            yield STATUS_TITLES[summary.status], f"{summary.source}：{summary.reason}"
        elif summary.partial:
            yield "部分未评", f"{summary.source}：{summary.reason}"
