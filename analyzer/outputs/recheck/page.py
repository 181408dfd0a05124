"""A second look as one HTML page without scripts or outside files: both texts side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TextIO

from analyzer.outputs.compare_page import STYLE
from analyzer.outputs.html.prose import undo_breaks
from analyzer.outputs.made_with import made_with
from analyzer.outputs.recheck.rows import SIDES, change_of, name_of, ordered, remarks
from analyzer.outputs.table import number
from analyzer.profile.recheck.changes import STATE_TITLES, STATES, Change, Passage, Recheck
from analyzer.profile.recheck.pairing import Alone
from analyzer.profile.record import BLOCK_TITLES, SEVERITY_TITLES
from analyzer.settings import Settings
from analyzer.signals import catalog
from analyzer.signals.rule import Json

_HEAD = (
    '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="generator" content="wenzhi">\n'
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
    f"<title>复查</title>\n<style>{STYLE}table.scores{{width:auto}}td.what{{width:30%}}</style>\n"
    "</head>\n<body>\n<main>\n<p class=soft>文质　复查</p>\n<h1>修改前后逐条对照</h1>\n"
    "<p class=soft>标出的字是意见所指之处或其改后的文字；均为程序给出的提示，以人工核对为准。</p>\n"
)


def write(
    found: Iterable[Recheck | Alone], out: TextIO, settings: Settings, run: Mapping[str, Json]
) -> None:
    """Write pair after pair, then what had no other version."""
    out.write(_HEAD)
    alone: list[Alone] = []
    for one in found:
        if isinstance(one, Alone):
            alone.append(one)
        else:
            out.writelines(_pair(one))
    if alone:
        items = "".join(
            f"<li>{SIDES[one.side]}　{_safe(one.source)}：{_safe(one.reason)}</li>" for one in alone
        )
        out.write(f"<h2>未能比对</h2>\n<ul>{items}</ul>\n")
    out.write(f"<p class=soft>{_safe(made_with(settings, run))}</p>\n</main>\n</body>\n</html>\n")


def _pair(found: Recheck) -> Iterator[str]:
    name, year = name_of(found.new)
    yield f"<h2>{_safe(str(name))}{f' {year}年' if year else ''}</h2>\n"
    yield f"<p class=soft>{_safe(found.old['source'])} → {_safe(found.new['source'])}</p>\n"
    counts = "，".join(f"{STATE_TITLES[state]} {found.count(state)} 条" for state in STATES)
    yield f"<p>{counts}</p>\n"
    yield from (f"<p class=soft>{_safe(remark)}</p>\n" for remark in remarks(found))
    yield _scores(found)
    changes = ordered(found)
    for state in STATES:
        these = [change for change in changes if change.state == state]
        if these:
            yield (
                f"<h3>{STATE_TITLES[state]}（{len(these)}）</h3>\n<table><thead><tr>"
                "<th scope=col>意见</th><th scope=col>原文</th><th scope=col>修改后</th>"
                f"</tr></thead><tbody>{''.join(map(_row, these))}</tbody></table>\n"
            )


def _scores(found: Recheck) -> str:
    rows = "".join(
        f"<tr><th scope=row>{BLOCK_TITLES[name]}</th><td>{number(old)}</td><td>{number(new)}</td>"
        f"<td>{_moved(old, new)}</td></tr>"
        for name, (old, new) in found.scores().items()
    )
    return (
        "<table class=scores><thead><tr><th scope=col>分项</th><th scope=col>原得分</th>"
        f"<th scope=col>现得分</th><th scope=col>变化</th></tr></thead><tbody>{rows}</tbody></table>\n"
    )


def _moved(old: float | None, new: float | None) -> str:
    moved = change_of(old, new)
    return "" if moved is None else f"{moved:+.1f}" if moved else "0.0"


def _row(change: Change) -> str:
    title = f"{SEVERITY_TITLES[change.severity]} {change.rule} {catalog.rule(change.rule).title}"
    return (
        f"<tr><td class=what><strong>{_safe(title)}</strong><br>{_safe(change.finding['message'])}"
        f"<br><span class=soft>{_safe(change.note)}</span></td>"
        f"<td>{_passage(change.old)}</td><td>{_passage(change.new)}</td></tr>\n"
    )


def _passage(passage: Passage | None) -> str:
    if passage is None:
        return ""
    before, quote, after = map(undo_breaks, (passage.before, passage.quote, passage.after))
    return f"{_safe(before)}<mark>{_safe(quote)}</mark>{_safe(after)}"


def _safe(text: str) -> str:
    return escape("".join(c if c.isprintable() else " " for c in text))
