"""A second look on the terminal: per pair scores, counts, and what became of each finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from analyzer.errors import printable
from analyzer.outputs.columns import fit
from analyzer.outputs.made_with import made_with
from analyzer.outputs.recheck.rows import SIDES, change_of, marked, name_of, ordered, remarks
from analyzer.outputs.table import number
from analyzer.profile.recheck.changes import STATE_TITLES, STATES, Change, Passage, Recheck
from analyzer.profile.recheck.pairing import Alone
from analyzer.profile.record import BLOCK_TITLES, SEVERITY_TITLES
from analyzer.settings import Settings
from analyzer.signals.rule import Json

SHOWN = 20  # changes of one state, without `--all`
_QUOTED = 88  # terminal cells
_AROUND = 24  # characters of a sentence beside what is meant
_FIRST = ("substance", "total")


def write(
    found: Iterable[Recheck | Alone],
    out: TextIO,
    settings: Settings,
    run: Mapping[str, Json],
    *,
    everything: bool = False,
) -> None:
    """Write pair after pair, then what had no other version."""
    alone: list[Alone] = []
    for one in found:
        if isinstance(one, Alone):
            alone.append(one)
        else:
            out.write("\n".join(_pair(one, everything)) + "\n\n")
    if alone:
        lines = [f"  {SIDES[a.side]}  {printable(a.source)}：{a.reason}" for a in alone]
        out.write("\n".join(["未能比对：", *lines]) + "\n\n")
    out.write(f"{made_with(settings, run)}\n")


def _pair(found: Recheck, everything: bool) -> Iterator[str]:
    name, year = name_of(found.new)
    yield f"── {name}{f' {year}年' if year else ''}"
    yield f"   {printable(found.old['source'])} → {printable(found.new['source'])}"
    yield "   " + "　".join(f"{STATE_TITLES[state]} {found.count(state)}" for state in STATES)
    yield from _scores(found)
    for remark in remarks(found):
        yield f"   {remark}"
    changes = ordered(found)
    for state in STATES:
        these = [change for change in changes if change.state == state]
        if not these:
            continue
        yield f"   {STATE_TITLES[state]}"
        for change in these if everything else these[:SHOWN]:
            yield from _change(change)
        if not everything and len(these) > SHOWN:
            yield f"     … 另有 {len(these) - SHOWN} 条，加 --all 查看"


def _scores(found: Recheck) -> Iterator[str]:
    scores = found.scores()
    told = [
        f"{BLOCK_TITLES[name]} {number(scores[name][0])} → {number(scores[name][1])}{_moved(*scores[name])}"
        for name in (*_FIRST, *(n for n in scores if n not in _FIRST))
        if scores[name] != (None, None)
    ]
    for at in range(0, len(told), 3):
        yield "   " + "　".join(told[at : at + 3])


def _moved(old: float | None, new: float | None) -> str:
    change = change_of(old, new)
    return f"（{change:+.1f}）" if change else ""


def _change(change: Change) -> Iterator[str]:
    finding = change.finding
    tier = SEVERITY_TITLES[change.severity]
    yield f"     {change.rule} {tier}  {finding['message']}  〔{change.note}〕"
    if change.state != "new" and change.old is not None:
        yield f"       原文  {_line(change.old)}"
    same = change.old is not None and change.new is not None and change.old.text == change.new.text
    if change.new is not None and not (same and change.state != "new"):
        yield f"       {'现文' if change.state == 'new' else '现为'}  {_line(change.new)}"


def _line(passage: Passage) -> str:
    return fit(printable(marked(passage, around=_AROUND, marks="⟦⟧")), _QUOTED)
