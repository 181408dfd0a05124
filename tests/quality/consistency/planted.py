"""Consistent and contradictory sentences and tables, built from turns of phrase of our own.

Every builder gives a report that agrees with itself and the same with one number (or name, or year)
changed. What is found in the first is a false alarm, what is not found in the second is missed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.builders.samples import as_text, blocks

_DRAWS = 12
_REST = "/0/0/0/0/0"
_HEAD = "临澜县水务局{year}年政府信息公开工作年度报告\n本报告所列数据的统计期限为{period}。\n一、总体情况\n"
_END = (
    "\n五、存在的主要问题及改进情况\n{problem}\n六、其他需要报告的事项\n本年度未收取信息处理费。\n"
)
_TABLES = (
    "二、主动公开政府信息情况\n[[disclosure era=2021 规章=0/0/0 规范性文件={made}/0/{valid} 行政许可={permits}"
    " 行政处罚={fines} 行政强制=0 收费=0]]\n"
    "三、收到和处理政府信息公开申请情况\n[[requests era=2021 新收={new}{rest} 结转={old}{rest} 予以公开={given}{rest}"
    " 不掌握={none}{rest} 结转下年={left}{rest}]]\n四、政府信息公开行政复议、行政诉讼情况\n"
    "[[litigation era=2021 复议={upheld}/0/0/0 直接=0/0/0/0 复议后=0/0/0/0]]"
)


@dataclass(frozen=True)
class Planted:
    """A report that agrees with itself, one that does not, and the rule that should say so."""

    kind: str
    rule: str
    sound: str
    broken: str


Sentences = Callable[[random.Random], tuple[str, str]]  # a sound sentence and its broken twin


def _off(chance: random.Random, value: int, share: float = 0.08) -> int:
    most = max(1, int(value * share))
    return value + chance.choice((-1, 1)) * chance.randint(1, most)


def _parts(chance: random.Random) -> tuple[str, str]:
    a, b, c = (chance.randint(21, 90) for _ in range(3))
    shape = chance.choice(
        (
            "全年主动公开政府信息{n}条，其中补贴名单{a}条、招标结果{b}条、政策文件{c}条。",
            "全年共发布各类信息{n}条。其中：机构职能类{a}条，工作动态类{b}条，行政执法类{c}条。",
            "全年通过网站公开信息{n}条，分别为政策类{a}条、业务类{b}条、其他{c}条。",
            "门户网站更新信息{n}条，其中概况类信息{a}条，政务动态信息{b}条，公开目录信息{c}条；回复留言12件。",
            "全年举办宣讲{n}场，其中进村{a}场、进校{b}场、进企业{c}场。",
        )
    )
    total = a + b + c
    return tuple(shape.format(a=a, b=b, c=c, n=n) for n in (total, _off(chance, total)))


def _open_parts(chance: random.Random) -> tuple[str, str]:
    a, b = chance.randint(60, 90), chance.randint(60, 90)
    shape = "全年公开信息{n}条，其中补贴名单{a}条、招标结果{b}条等。"
    above, below = a + b + chance.randint(20, 90), a + b - chance.randint(4, 9)
    return shape.format(a=a, b=b, n=above), shape.format(a=a, b=b, n=below)


def _share(chance: random.Random) -> tuple[str, str]:
    a, b = chance.randint(120, 180), chance.randint(30, 90)
    c = 400 - a - b
    wrong = chance.choice((a, b, c))
    shape = "全年公开信息400条，其中甲类{a}条，占{x}%；乙类{b}条，占{y}%；丙类{c}条，占{z}%。"
    share = {n: f"{n / 4:.1f}" for n in (a, b, c)}
    off = {**share, wrong: f"{wrong / 4 + chance.choice((-1, 1)) * chance.uniform(1.2, 4):.1f}"}
    return tuple(shape.format(a=a, b=b, c=c, x=s[a], y=s[b], z=s[c]) for s in (share, off))


def _growth(chance: random.Random) -> tuple[str, str]:
    old, new = chance.randint(40, 200), chance.randint(210, 400)
    shape = chance.choice(
        (
            "公开信息由{a}条增加到{b}条，增长{p}%。",
            "全年推送信息{b}条，比上年增加{d}条，增长{p}%。",
            "全年公开信息{b}条，较上年增加{d}条，增幅{p}%。",
            "栏目信息从{a}条增至{b}条，增幅达{p}%。",
        )
    )
    true = 100 * (new - old) / old
    return tuple(
        shape.format(a=old, b=new, d=new - old, p=f"{p:.1f}")
        for p in (true, true + chance.choice((-1, 1)) * chance.uniform(2, 15))
    )


def _listed(chance: random.Random) -> tuple[str, str]:
    items = ["明确责任分工", "按月核对栏目", "培训经办人员", "公开办理结果"]
    count = chance.randint(2, 4)
    told = "；".join(f"{'一二三四'[i]}是{items[i]}" for i in range(count))
    shape = chance.choice(
        ("主要做了{n}方面工作：{t}。", "采取了{n}项措施：{t}。", "从以下{n}个方面推进：{t}。")
    )
    wrong = chance.choice([n for n in (2, 3, 4, 5) if n != count])
    return tuple(shape.format(n="〇一二三四五"[n], t=told) for n in (count, wrong))


def _handled(chance: random.Random) -> tuple[str, str]:
    n = chance.randint(20, 90)
    shape = chance.choice(
        ("全年受理咨询{n}件，办结{m}件，办结率100%。", "收到群众来信{n}件，答复{m}件，答复率100%。")
    )
    return shape.format(n=n, m=n), shape.format(n=n, m=n - chance.randint(2, 9))


_PLAIN: dict[str, tuple[str, Sentences]] = {
    "sums of parts": ("CON05", _parts),
    "sums with 等": ("CON05", _open_parts),
    "shares": ("CON05", _share),
    "change and growth": ("CON06", _growth),
    "announced and listed": ("CON06", _listed),
    "handled and rate": ("CON06", _handled),
}


def planted() -> Iterator[Planted]:
    """Yield the pairs of every kind; the same ones every time."""
    for kind, (rule, sentences) in _PLAIN.items():
        chance = random.Random(kind)
        for _ in range(_DRAWS):
            sound, broken = sentences(chance)
            yield Planted(kind, rule, report(sound), report(broken))
    yield from _against_tables()
    yield from _table_balance()
    yield from _years_and_names()


def report(
    sentence: str, *, problem: str = "3个村的补贴名单晚贴，下一步每月核对。", **figures: int
) -> str:
    """Return a report that says a sentence; figures are those of the tables."""
    given = {
        "made": 2, "valid": 5, "permits": 41, "fines": 7, "new": 6, "old": 0, "given": 4, "none": 2,
        "left": 0, "upheld": 1, **figures,
    }  # fmt: skip
    head = _HEAD.format(year=2023, period="2023年1月1日至2023年12月31日")
    if "申请" not in sentence:
        sentence += "\n全年收到政府信息公开申请6件，均按期答复。"
    source = (
        head + sentence + "\n" + _TABLES.format(rest=_REST, **given) + _END.format(problem=problem)
    )
    return as_text(blocks(source))


_AGAINST = {
    "requests": (
        "全年收到政府信息公开申请{n}件，均按期答复。",
        "2023年共受理依申请公开{n}件，已全部答复。",
        "本年新收政府信息公开申请{n}件，主要涉及水价。",
        "全年办理信息公开申请{n}件。",
    ),
    "reviews": ("因政府信息公开被申请行政复议{n}件。", "收到行政复议案件{n}件，均维持。"),
    "normative documents": (
        "全年制发规范性文件{n}件。",
        "出台行政规范性文件{n}件，均同步解读。",
        "全年印发{n}件规范性文件。",
    ),
    "decisions": (
        "全年作出行政许可决定{n}件。",
        "办理行政许可{n}件，全部在网上公示。",
        "公开行政许可信息{n}条。",
    ),
}
_OF_TABLE = {"requests": 6, "reviews": 1, "normative documents": 2, "decisions": 41}


def _against_tables() -> Iterator[Planted]:
    for kind, shapes in _AGAINST.items():
        chance = random.Random(kind)
        true = _OF_TABLE[kind]
        for shape in shapes:
            for _ in range(3):
                wrong = true + chance.randint(1, 9)
                yield Planted(
                    f"prose against tables: {kind}",
                    "CON04",
                    report(shape.format(n=true)),
                    report(shape.format(n=wrong)),
                )


def _table_balance() -> Iterator[Planted]:
    sound = report("全年公开信息86条。")
    for change in (
        {"new": 7},
        {"given": 5},
        {"left": 1},
        {"old": 2},
        {"none": 1},
        {"new": 9, "old": 3},
    ):
        broken = report("全年公开信息86条。", **change)
        yield Planted("tables: first and second against third and fourth", "CON05", sound, broken)
    for label in ("一、本年新收", "（一）予以公开", "（七）总计", "尚未审结\n\t总计"):
        broken = _with_total_changed(sound, label)
        yield Planted("tables: a row and its total", "CON05", sound, broken)


def _with_total_changed(text: str, label: str) -> str:
    """Change the last of the numbers (one a line) that follow a label."""
    lines = text[text.rindex(label) :].split("\n")
    first = next(i for i, line in enumerate(lines) if line.strip().isdigit())
    last = first
    while last + 1 < len(lines) and lines[last + 1].strip().isdigit():
        last += 1
    last = min(last, first + (4 if "审结" in label else 6))
    lines[last] = "\t" + str(int(lines[last]) + 3)
    return text[: text.rindex(label)] + "\n".join(lines)


def _years_and_names() -> Iterator[Planted]:
    sound = report("2023年，我局主动公开信息86条。")
    year = "year, period, issuer"
    for rule, old, new in (
        ("CON01", "2023年，我局主动公开", "2022年，我局主动公开"),
        ("CON02", "2023年1月1日至2023年12月31日", "2023年1月1日至2022年12月31日"),
        ("CON02", "2023年1月1日至2023年12月31日", "2022年1月1日至2022年12月31日"),
        ("CON02", "2023年12月31日", "2023年11月31日"),
        ("CON03", "我局主动公开", "我镇主动公开"),
        ("CON03", "我局主动公开", "我委主动公开"),
        ("CON08", "信息86条", "信息XX条"),
        ("CON08", "信息86条", "信息**条"),
    ):
        yield Planted(year, rule, sound, sound.replace(old, new, 1))
    claim = report("专人负责，信息公开的时效性明显提升。")
    against = report(
        "专人负责，信息公开的时效性明显提升。", problem="信息公开的时效性有待提高，下一步每月核对。"
    )
    yield Planted("claims that section five contradicts", "CON07", claim, against)
    done = report("全年收到申请6件，已全部办结。")
    left = report("全年收到申请6件，已全部办结。", given=3, left=1)
    yield Planted("claims that section five contradicts", "CON07", done, left)
    aware = report("全局干部主动意识得到明显增强。")
    yield Planted(
        "claims that section five contradicts",
        "CON07",
        aware,
        report("全局干部主动意识得到明显增强。", problem="主动公开意识不强，下一步加强培训。"),
    )
