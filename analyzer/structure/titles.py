"""Find the title among the first paragraphs, whole or split over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.structure.blocks import Block
from analyzer.structure.scheme import Scheme

_WITHIN = 12  # paragraphs from the beginning
_LONGEST = 80
_STOPS = re.compile(r"[，。；：:！？]")
_TAIL = re.compile(
    r"[（(【\[—-]{0,2}(?:\d{4}年?度?|送审稿|公开版|全文)?[)）】\]]?(?:格式)?(?:模板|范本)?$"
)
_YEAR_ONLY = re.compile(r"[（(\[【]?(?:20\d\d|二.{3})年?度?[)）\]】]?")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．]")


@dataclass(frozen=True, slots=True)
class TitleLines:
    """Blocks `first` to `last` (inclusive) are the title."""

    first: int
    last: int


def ends_title(compact: str, scheme: Scheme) -> bool:
    """Tell whether a line is a title or the end of one."""
    if len(compact) > _LONGEST or _STOPS.search(compact):
        return False
    match = scheme.titles.search(compact)
    return match is not None and _TAIL.fullmatch(compact, match.end()) is not None


def find_title(blocks: Sequence[Block], scheme: Scheme) -> TitleLines | None:
    """Return the blocks that make up the title, None where there is none."""
    for last, block in enumerate(blocks[:_WITHIN]):
        if block.heading:
            return None
        first = _start(blocks, last, scheme)
        if first is not None:
            follows = blocks[last + 1] if last + 1 < len(blocks) else None
            year_below = follows is not None and not follows.heading
            if follows and year_below and _YEAR_ONLY.fullmatch(follows.compact):
                return TitleLines(first, last + 1)
            return TitleLines(first, last)
    return None


def _start(blocks: Sequence[Block], last: int, scheme: Scheme) -> int | None:
    """Return where the title that ends in block `last` begins, None when none ends there."""
    for first in range(last, max(-1, last - 3), -1):
        text = "".join(block.compact for block in blocks[first : last + 1])
        if not _like_title(blocks[first]) or len(text) > _LONGEST:
            return None
        match = scheme.titles.search(text)
        if match and _TAIL.fullmatch(text, match.end()):
            return _extended(blocks, first, text[: match.start()])
    return None


def _extended(blocks: Sequence[Block], first: int, head: str) -> int:
    """Take in the lines above that hold the unit's name when the title line lacks it."""
    while first > 0 and (not head or _YEAR_ONLY.fullmatch(head)):
        above = blocks[first - 1]
        if not _like_title(above):
            break
        first -= 1
        head = above.compact + head
    return first


def _like_title(block: Block) -> bool:
    compact = block.compact
    return (
        len(compact) <= _LONGEST
        and not _STOPS.search(compact)
        and not _NUMBERED.match(compact)
        and len(block.lines) <= 3
    )
