"""Slips that two reports share at one aligned place: strong evidence that one text became both.

Passages and slips are found by families that do not know each other; here, in the finished record,
they meet. A slip lies inside a block of equal characters, so the other report has it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from analyzer.profile.record import FindingRecord, ReportRecord

KEY: Final = "shared_slips"
# Rules that point at wrong characters. Punctuation is no part of what is aligned.
_SLIPS: Final = frozenset({"LAN01", "LAN02", "LAN03", "LAN04", "LAN09"})
_PASSAGES: Final = frozenset({"BOI01", "BOI03"})
_ENDING: Final = "，请核对"
_TOLD: Final = 3  # in a message; the evidence lists all


def add_shared_slips(record: ReportRecord) -> None:
    """Write into each passage, and each finding made of passages, the slips both sides have.

    Findings the settings accept are no slips: they are in no `findings`.
    """
    slips = [f for f in record["findings"] if f["rule"] in _SLIPS and f["quote"].strip()]
    for mark in record["passages"]:
        mark[KEY] = list(_shared(mark, slips))
    for finding in record["findings"]:
        if finding["rule"] in _PASSAGES:
            found = list(_shared(finding["evidence"], slips))
            if found:
                finding["evidence"] = {**finding["evidence"], KEY: found}
                finding["message"] = f"{finding['message'].removesuffix(_ENDING)}；{told(found)}"


def told(slips: Iterable[Mapping[str, Any]]) -> str:
    """Return what is said of slips that both sides share."""
    words = list(dict.fromkeys(str(slip["quote"]) for slip in slips))
    quoted = "、".join(f"“{word}”" for word in words[:_TOLD])
    more = f"等{len(words)}处疑似笔误" if len(words) > _TOLD else "（疑似笔误）"
    return f"双方同一处均写作{quoted}{more}{_ENDING}"


def _shared(passage: Mapping[str, Any], slips: Iterable[FindingRecord]) -> Iterator[dict[str, Any]]:
    other_text = "".join(str(passage["other_text"]).split())
    for slip in slips:
        place = _there(passage["blocks"], slip["start"], slip["end"])
        if place is not None and "".join(slip["quote"].split()) in other_text:
            yield {
                "rule": slip["rule"],
                "start": slip["start"],
                "end": slip["end"],
                "quote": slip["quote"],
                "other_start": place[0],
                "other_end": place[1],
            }


def _there(blocks: Iterable[list[int]], start: int, end: int) -> tuple[int, int] | None:
    """Return the place in the other file of what stands from `start` to `end`; None where apart.

    Where line breaks make one side of the block longer, the block's own place is given.
    """
    for first, last, other_first, other_last in blocks:
        if first <= start and end <= last:
            if last - first == other_last - other_first:
                return other_first + start - first, other_first + end - first
            return other_first, other_last
    return None
