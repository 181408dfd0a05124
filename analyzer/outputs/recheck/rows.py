"""One row for each finding of a second look, for CSV and the worksheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.outputs.html.prose import undo_breaks
from analyzer.outputs.office_record import heading_of
from analyzer.profile.discreet import Veil, veil_of
from analyzer.profile.recheck.changes import STATE_TITLES, STATES, Change, Passage, Recheck
from analyzer.profile.recheck.pairing import Alone
from analyzer.profile.record import BLOCK_TITLES, SEVERITIES, SEVERITY_TITLES, ReportRecord
from analyzer.signals import catalog

HEADER = (
    *("序号", "单位", "年度", "状态", "等级", "规则", "章节", "原文", "修改后"),
    *("说明", "意见与建议", "处理意见", "修改件"),
)
SCORE_HEADER = (
    "序号",
    "单位",
    "年度",
    "分项",
    "原得分",
    "现得分",
    "变化",
    "未评原因",
    "原件",
    "修改件",
)
ALONE_HEADER = ("序号", "文件", "哪一边", "原因")
UNCHANGED = "（同原文）"
AROUND = 30  # characters of a sentence beside what is meant
SIDES = {"old": "原件", "new": "修改件"}


def ordered(found: Recheck) -> list[Change]:
    """Return changes by state (still open first), severity and place."""
    return sorted(
        found.changes,
        key=lambda c: (STATES.index(c.state), SEVERITIES.index(c.severity)),
    )


def rows(found: Recheck, *, privacy: Mapping[str, bool]) -> Iterator[Sequence[object]]:
    """Yield the rows of one pair without 序号; what is private is masked."""
    veils = (veil_of(found.old, privacy=privacy), veil_of(found.new, privacy=privacy))
    for change in ordered(found):
        finding = change.finding
        record = found.old if change.state == "resolved" else found.new
        veil = veils[change.state != "resolved"]
        yield (
            *name_of(found.new),
            STATE_TITLES[change.state],
            SEVERITY_TITLES[change.severity],
            f"{change.rule} {catalog.rule(change.rule).title}",
            heading_of(record, finding["section"]),
            _told(change.old, veils[0]),
            UNCHANGED if _unchanged(change) else _told(change.new, veils[1]),
            change.note,
            veil.over("\n".join(filter(None, (finding["message"], _advice(change))))),
            None,
            found.new["source"],
        )


def score_rows(found: Recheck) -> Iterator[Sequence[object]]:
    """Yield the scores of one pair without 序号."""
    for name, (old, new) in found.scores().items():
        reason = found.new["scores"][name]["reason"] or found.old["scores"][name]["reason"]
        yield (
            *name_of(found.new),
            BLOCK_TITLES[name],
            old,
            new,
            change_of(old, new),
            reason if old is None or new is None else None,
            found.old["source"],
            found.new["source"],
        )


def alone_row(alone: Alone) -> Sequence[object]:
    """Return the row of a report without its other version, without 序号."""
    return (alone.source, SIDES[alone.side], alone.reason)


def change_of(old: float | None, new: float | None) -> float | None:
    """Return how much a score changed, None where one of the two is missing."""
    return None if old is None or new is None else round(new - old, 1)


def remarks(found: Recheck) -> Iterator[str]:
    """Yield what the reader should know about a pair as a whole."""
    names = [name_of(side) for side in (found.old, found.new)]
    if names[0] != names[1] and all(one["identity"]["issuer"] for one in (found.old, found.new)):
        told = "、".join(f"{name} {year or '年度不明'}" for name, year in names)
        yield f"两份报告的单位或年度不同（{told}），请确认是否同一份报告的前后稿"
    old, new = found.peers()
    if old != new:
        yield (
            f"两边各自比对的报告数不同（原件 {old} 份，修改件 {new} 份），与其他单位重合的意见可能"
            "因此增减；要两边一致，请放入同样多的报告，或用 --corpus"
        )


def name_of(record: ReportRecord) -> tuple[object, object]:
    """Return issuer (else the file's name) and year."""
    name = record["identity"]["issuer"] or record["source"].replace("\\", "/").rsplit("/", 1)[-1]
    return name, record["identity"]["year"]


def marked(passage: Passage, *, around: int = AROUND, marks: str = "【】") -> str:
    """Return a sentence in one line with marks around what is meant, cut where it is long."""
    before, quote, after = map(undo_breaks, (passage.before, passage.quote, passage.after))
    before, after = before.lstrip(), after.rstrip()
    before = before if len(before) <= around else "…" + before[-around:]
    after = after if len(after) <= around else after[:around] + "…"
    return f"{before}{marks[0]}{quote}{marks[1]}{after}" if before or after else quote


def _unchanged(change: Change) -> bool:
    old, new = change.old, change.new
    return old is not None and new is not None and marked(old) == marked(new)


def _told(passage: Passage | None, veil: Veil) -> str | None:
    if passage is None:
        return None
    start, end = passage.start, passage.end
    veiled = Passage(  # whole before it is cut, or half a telephone number would slip through
        start,
        end,
        veil.slice(start - len(passage.before), start),
        veil.slice(start, end),
        veil.slice(end, end + len(passage.after)),
    )
    return veil.over(marked(veiled))


def _advice(change: Change) -> str:
    if change.state == "resolved":
        return ""
    suggestion = change.finding["suggestion"]
    if suggestion is None:
        return change.finding["hint"]
    told = f"建议改为“{suggestion}”" if suggestion else "建议删去"
    return f"{told}。{change.finding['hint']}" if change.finding["hint"] else told
