"""The three statutory tables as rows of cells, filled from a short notation.

A cell is (text, columns it spans, rows it spans); rows leave out what a merged cell covers. The
wording is that of the official forms (2019–2020, and from 2021 on); "2019" here means the former.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    columns: int = 1
    rows: int = 1


Row = tuple[Cell, ...]

_APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

# (field of the notation, group heading or "", label); the groups repeat their heading
_REFUSED = "（三）不予公开"
_IMPOSSIBLE = "（四）无法提供"
_DECLINED = "（五）不予处理"
_OTHER = "（六）其他处理"
_OUTCOMES = [
    ("予以公开", "", "（一）予以公开"),
    ("部分公开", "", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("国家秘密", _REFUSED, "1.属于国家秘密"),
    ("法律禁止", _REFUSED, "2.其他法律行政法规禁止公开"),
    ("三安全", _REFUSED, "3.危及“三安全一稳定”"),
    ("第三方", _REFUSED, "4.保护第三方合法权益"),
    ("内部事务", _REFUSED, "5.属于三类内部事务信息"),
    ("过程性", _REFUSED, "6.属于四类过程性信息"),
    ("执法案卷", _REFUSED, "7.属于行政执法案卷"),
    ("查询事项", _REFUSED, "8.属于行政查询事项"),
    ("不掌握", _IMPOSSIBLE, "1.本机关不掌握相关政府信息"),
    ("另行制作", _IMPOSSIBLE, "2.没有现成信息需要另行制作"),
    ("补正", _IMPOSSIBLE, "3.补正后申请内容仍不明确"),
    ("信访", _DECLINED, "1.信访举报投诉类申请"),
    ("重复", _DECLINED, "2.重复申请"),
    ("出版物", _DECLINED, "3.要求提供公开出版物"),
    ("反复", _DECLINED, "4.无正当理由大量反复申请"),
    ("确认", _DECLINED, "5.要求行政机关确认或重新出具已获取信息"),
]
_OTHER_2021 = [
    ("逾期补正", _OTHER, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    (
        "逾期缴费",
        _OTHER,
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    ("其他处理", _OTHER, "3.其他"),
]


def notation(text: str) -> tuple[str, dict[str, str]]:
    """Split `[[disclosure era=2021 规章=1/0/9]]` into kind and fields."""
    kind, *fields = text.strip("[]").split()
    return kind, dict(field.split("=", 1) for field in fields)


def table(text: str) -> list[Row]:
    """Return the rows of the table that the notation describes."""
    kind, fields = notation(text)
    era = fields.pop("era")
    if kind == "disclosure":
        return _disclosure_2021(fields) if era == "2021" else _disclosure_2019(fields)
    if kind == "requests":
        return _requests(fields, since_2021=era == "2021")
    if kind == "litigation":
        return _litigation(fields)
    raise ValueError(f"unknown table {kind!r}")


def rectangle(rows: list[Row]) -> list[list[str]]:
    """Return the rows as a rectangle in which merged positions are empty strings."""
    width = sum(cell.columns for cell in rows[0])
    grid: list[list[str | None]] = [[None] * width for _ in rows]
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while c < width and grid[r][c] is not None:
                c += 1
            for dr in range(cell.rows):
                for dc in range(cell.columns):
                    grid[r + dr][c + dc] = cell.text if dr == dc == 0 else ""
            c += cell.columns
    return [[value or "" for value in row] for row in grid]


def _cells(*texts: str, width: int) -> Row:
    rest = width - len(texts)
    return (*(Cell(t) for t in texts[:-1]), Cell(texts[-1], columns=1 + rest))


def _parts(fields: dict[str, str], name: str, count: int) -> list[str]:
    values = fields.get(name, "/".join(["0"] * count)).split("/")
    if len(values) != count:
        raise ValueError(f"{name}: {len(values)} values, {count} wanted")
    return values


def _disclosure_2019(fields: dict[str, str]) -> list[Row]:
    def block(article: str, heads: tuple[str, ...], lines: list[tuple[str, str, int]]) -> list[Row]:
        made = [_cells(f"第二十条第（{article}）项", width=4), _cells("信息内容", *heads, width=4)]
        return made + [_cells(label, *_parts(fields, key, n), width=4) for label, key, n in lines]

    counts = ("本年新\n制作数量", "本年新\n公开数量", "对外公开总数量")
    changes = ("上一年项目数量", "本年增/减", "处理决定数量")
    return [
        *block("一", counts, [("规章", "规章", 3), ("规范性文件", "规范性文件", 3)]),
        *block(
            "五", changes, [("行政许可", "行政许可", 3), ("其他对外管理服务事项", "其他管理", 3)]
        ),
        *block("六", changes, [("行政处罚", "行政处罚", 3), ("行政强制", "行政强制", 3)]),
        *block("八", changes[:2], [("行政事业性收费", "收费", 2)]),
        *block("九", ("采购项目数量", "采购总金额"), [("政府集中采购", "采购", 2)]),
    ]


def _disclosure_2021(fields: dict[str, str]) -> list[Row]:
    def block(article: str, heads: tuple[str, ...], lines: list[tuple[str, str, int]]) -> list[Row]:
        made = [_cells(f"第二十条第（{article}）项", width=4), _cells("信息内容", *heads, width=4)]
        return made + [_cells(label, *_parts(fields, key, n), width=4) for label, key, n in lines]

    documents = ("本年制发件数", "本年废止件数", "现行有效件数")
    return [
        *block("一", documents, [("规章", "规章", 3), ("行政规范性文件", "规范性文件", 3)]),
        *block("五", ("本年处理决定数量",), [("行政许可", "行政许可", 1)]),
        *block(
            "六", ("本年处理决定数量",), [("行政处罚", "行政处罚", 1), ("行政强制", "行政强制", 1)]
        ),
        *block("八", ("本年收费金额（单位：万元）",), [("行政事业性收费", "收费", 1)]),
    ]


def _figures(fields: dict[str, str], name: str) -> list[str]:
    values = _parts(fields, name, 6)
    return [*values, str(sum(int(v) for v in values))]


def _requests(fields: dict[str, str], *, since_2021: bool) -> list[Row]:
    outcomes = _OUTCOMES + (_OTHER_2021 if since_2021 else [("其他处理", "", _OTHER)])
    rows: list[Row] = [
        (Cell(_BALANCE, columns=3, rows=3), Cell("申请人情况", columns=7)),
        (Cell("自然人", rows=2), Cell("法人或其他组织", columns=5), Cell("总计", rows=2)),
        tuple(Cell(a) for a in _APPLICANTS),
        _request_row("一、本年新收政府信息公开申请数量", _figures(fields, "新收")),
        _request_row("二、上年结转政府信息公开申请数量", _figures(fields, "结转")),
    ]
    totals = [0] * 7
    seen: set[str] = set()
    for position, (key, group, label) in enumerate(outcomes):
        values = _figures(fields, key)
        totals = [t + int(v) for t, v in zip(totals, values, strict=True)]
        lead = (Cell("三、本年度办理结果", rows=len(outcomes) + 1),) if position == 0 else ()
        if not group:
            rows.append((*lead, Cell(label, columns=2), *map(Cell, values)))
            continue
        size = sum(g == group for _, g, _ in outcomes)
        head = () if group in seen else (Cell(group, rows=size),)
        seen.add(group)
        rows.append((*lead, *head, Cell(label), *map(Cell, values)))
    rows.append((Cell("（七）总计", columns=2), *(Cell(str(t)) for t in totals)))
    rows.append(_request_row("四、结转下年度继续办理", _figures(fields, "结转下年")))
    return rows


def _request_row(label: str, values: list[str]) -> Row:
    return (Cell(label, columns=3), *map(Cell, values))


def _litigation(fields: dict[str, str]) -> list[Row]:
    heads = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    figures = []
    for name in ("复议", "直接", "复议后"):
        values = _parts(fields, name, 4)
        figures += [*values, str(sum(int(v) for v in values))]
    return [
        (Cell("行政复议", columns=5), Cell("行政诉讼", columns=10)),
        (
            *(Cell(h, rows=2) for h in heads),
            Cell("未经复议直接起诉", columns=5),
            Cell("复议后起诉", columns=5),
        ),
        tuple(Cell(h) for h in (*heads, *heads)),
        tuple(map(Cell, figures)),
    ]
