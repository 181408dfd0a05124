"""Whole reports about invented units, put together from a few own sentences."""

from __future__ import annotations

from analyzer.structure.report import Report
from tests.builders.reports import report_of

COPIED = "每季度由档案员从局务会纪要里随机抽取十份倒查是否漏登，漏登的当天补录并在晨会上说明原因"
OWN = {
    "林业局": "护林员把采伐许可的树种和株数写在村口小黑板上，一周后拍照归档",
    "民政局": "低保名单由网格员念给不识字的老人听，听完按手印存根备查",
    "水利局": "水库泄洪前六小时由值班员逐户敲门告知，并把时间写进值班簿",
    "粮食局": "粮库把每仓的入库水分和虫口密度贴在门口，农户可以当场复测",
}


def report(
    issuer: str,
    *sentences: str,
    year: int = 2023,
    problems: str = "无。",
    name: str | None = None,
) -> Report:
    """Return a parsed report with the sentences in 总体情况."""
    text = (
        f"{issuer}{year}年政府信息公开工作年度报告\n一、总体情况\n"
        f"{''.join(f'{s}。' for s in sentences)}\n"
        f"五、存在的主要问题及改进情况\n{problems}\n"
    )
    return report_of(text, name=name or f"{issuer}{year}.txt")
