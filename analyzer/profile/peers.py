"""Groups of reports that are fairly compared with each other, and where each stands in its own."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analyzer.corpus.issuers import comparable_issuer, parse_issuer, superior_of
from analyzer.errors import SettingsError
from analyzer.language.lexicon import read_rows
from analyzer.profile.ranking import Summary

BY_LEVEL = "level"
BY_REGION = "region"
_ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")
_HEADS = frozenset(("单位", "名称", "单位名称", "文件", "issuer", "name"))


@dataclass(frozen=True, slots=True)
class Peers:
    """Where a report stands among its peers."""

    group: str
    size: int  # scored reports of the group, its own included
    place: int  # 1 for the best; equal points share a place
    percentile: float | None  # share of the others below, ties half; None in a group too small


Grouping = Callable[[Summary], str | None]


def grouping(name: str | None) -> Grouping:
    """Return how `--peers` groups: by level, by region, or by the groups a file names.

    Without a name there are no groups. Raises SettingsError for a file that cannot be read.
    """
    if name is None:
        return lambda _: None
    if name == BY_LEVEL:
        return lambda summary: summary.level
    if name == BY_REGION:
        return lambda summary: region_of(summary.issuer)
    groups = read_groups(Path(name))
    return lambda summary: _named(summary, groups)


def read_groups(path: Path) -> Mapping[str, str]:
    """Return unit or file name → group, from two columns divided by tabs or commas."""
    text = _decoded(path)
    delimiter = "\t" if "\t" in text else ","
    found: dict[str, str] = {}
    for number, row in enumerate(csv.reader(text.splitlines(), delimiter=delimiter), start=1):
        cells = [cell.strip() for cell in row]
        if not any(cells) or cells[0].startswith("#") or (number == 1 and cells[0] in _HEADS):
            continue
        if len(cells) < 2 or not cells[0] or not cells[1]:
            raise SettingsError(f"{path}：第 {number} 行应有两列：单位（或文件名）、组名；请补齐")
        found[comparable_issuer(cells[0]) or cells[0]] = cells[1]
        found.setdefault(cells[0], cells[1])
    if not found:
        raise SettingsError(f"{path}：没有分组；请写两列：单位（或文件名）、组名")
    return found


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise SettingsError(
            f"{path}：读不了分组文件（{cause}）；--peers 可取 level、region 或分组文件"
        ) from error
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SettingsError(f"{path}：编码无法识别；请另存为 UTF-8 后重试")


def _named(summary: Summary, groups: Mapping[str, str]) -> str | None:
    names = (
        comparable_issuer(summary.issuer),
        summary.issuer,
        summary.source,
        Path(summary.source).name,
        Path(summary.source).stem,
    )
    return next((groups[name] for name in names if name and name in groups), None)


def region_of(issuer: str | None) -> str | None:
    """Return the region that answers for an issuer: its superior, as far as names tell it."""
    if issuer is None:
        return None
    superior = superior_of(issuer)
    if superior is not None:
        return superior
    places = parse_issuer(issuer).places
    return _provinces().get(places[0]) if places else None


@cache
def _provinces() -> Mapping[str, str]:
    """Return prefecture or county → province, for names that stand only once."""
    rows = [(code, name) for code, name, _ in read_rows("divisions.tsv") if name != "-"]
    names = {code[:2]: name for code, name in rows if code.endswith("0000")}
    counts = Counter(name for _, name in rows)
    return {
        name: names[code[:2]]
        for code, name in rows
        if counts[name] == 1 and not code.endswith("0000") and code[:2] in names
    }


def among_peers(
    summaries: Sequence[Summary], group_of: Grouping, *, by: str, least: int
) -> dict[int, Peers]:
    """Return index of the report → its standing; reports without score or group have none.

    Reports of several years are compared within their year only.
    """
    years = {s.year for s in summaries}
    groups: dict[str, list[Summary]] = {}
    for summary in summaries:
        group = group_of(summary)
        if group is None or summary.scores[by] is None:
            continue
        name = group if len(years) == 1 else f"{group}·{summary.year or '年度不明'}"
        groups.setdefault(name, []).append(summary)
    return {
        summary.index: _standing(name, summary, members, by=by, least=least)
        for name, members in groups.items()
        for summary in members
    }


def _standing(
    name: str, summary: Summary, members: Sequence[Summary], *, by: str, least: int
) -> Peers:
    own = summary.scores[by] or 0.0
    others = [m.scores[by] or 0.0 for m in members if m.index != summary.index]
    above = sum(points > own for points in others)
    level = sum(points == own for points in others)
    below = len(others) - above - level
    percentile = None
    if len(members) >= least:
        percentile = round(100 * (below + level / 2) / len(others), 1)
    return Peers(name, len(members), above + 1, percentile)
