"""Figures of the statutory tables that fill a blank of a skeleton."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.profile.advice.hint import Figure
from analyzer.signals.consistency.statutory_tables import COLUMNS, Cell, Figures

_REQUESTS = (("new", "本年新收"), ("carried_in", "上年结转"))
_RESULTS = ("予以公开", "部分公开")


def figures_for(topic: str, tables: Figures) -> tuple[Figure, ...]:
    """Return the figures that fill blanks of a topic; none where the tables could not be read."""
    if topic == "requests":
        return tuple(_requests(tables))
    if topic == "litigation":
        return tuple(_litigation(tables))
    if topic == "system":
        return tuple(_documents(tables))
    return ()


def draft_for(topic: str, figures: tuple[Figure, ...]) -> str:
    """Return a skeleton with the tables' figures in it, "" where they fill no blank."""
    found = {figure.row: figure.value for figure in figures}
    if topic == "requests" and "本年新收" in found:
        return _requests_draft(found)
    if topic == "litigation" and figures:
        return _litigation_draft(found)
    return ""


def _requests_draft(found: dict[str, int]) -> str:
    if not found["本年新收"]:
        return "本年未收到政府信息公开申请"
    told = [f"本年新收政府信息公开申请{found['本年新收']}件，主要涉及〔内容〕"]
    results = [f"{name}{found[name]}件" for name in _RESULTS if found.get(name)]
    told.append("，".join([*results, "〔其他结果〕〔 〕件"]) if results else "〔结果〕〔 〕件")
    carried = found.get("结转下年度继续办理", 0)
    return "；".join(told) + (f"；结转下年度{carried}件" if carried else "")


def _litigation_draft(found: dict[str, int]) -> str:
    parts = []
    for name in ("行政复议", "行政诉讼"):
        count = found.get(name, 0)
        parts.append(f"{name}{count}件，结果为〔维持、纠正等〕" if count else f"没有{name}")
    return "因政府信息公开，本年" + "；".join(parts)


def _requests(tables: Figures) -> Iterator[Figure]:
    for key, row in _REQUESTS:
        yield from _figure("表三", row, tables.total(key))
    for row, cells in zip(_RESULTS, tables.results, strict=False):
        if len(cells) == COLUMNS:
            yield from _figure("表三", row, cells[-1])
    yield from _figure("表三", "结转下年度继续办理", tables.total("carried_out"))


def _litigation(tables: Figures) -> Iterator[Figure]:
    if tables.reviews is not None and tables.lawsuits is not None:
        yield Figure("表四", "行政复议", int(tables.reviews.value))
        yield Figure("表四", "行政诉讼", int(tables.lawsuits))


def _documents(tables: Figures) -> Iterator[Figure]:
    cells = tables.documents.get("规范性文件", ())
    if len(cells) == 3:
        for row, cell in zip(("本年制发", "本年废止", "现行有效"), cells, strict=True):
            if cell.value:
                yield from _figure("表二", f"规范性文件{row}", cell)


def _figure(table: str, row: str, cell: Cell | None) -> Iterator[Figure]:
    """Yield a figure that was read; a zero says something only of the first row."""
    if cell is not None and cell.value == int(cell.value) and (cell.value or row == "本年新收"):
        yield Figure(table, row, int(cell.value))
