"""Clean a paragraph and remember, for every character kept, where it stood."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from analyzer.text.characters import BLANKS, CHINESE, CHINESE_PUNCTUATION, INVISIBLE, LINE_ENDS
from analyzer.text.mapped import MappedText

_WIDE = f"{CHINESE}{CHINESE_PUNCTUATION}"
_SPACE = f"{BLANKS}{INVISIBLE}{LINE_ENDS}"

# What converters leave behind: Word bookmarks, entities for blanks, field codes, tags.
DEBRIS = re.compile(
    r"\[(?:bookmark|if !?|endif|image|TOC)[^\]\n]{0,60}\]"
    r"|&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|#160|#12288|#8194|#8195|#xA0|#x3000);?"
    r"|</?(?:p|br|span|div|b|strong|font|u|t[drh]|table|tbody|thead|o:p|st1:\w+)\b[^>\n]{0,200}>"
    r"|\b(?:PAGE|NUMPAGES) *\\\* *MERGEFORMAT"
    r"|HYPERLINK +\"[^\"\n]{0,200}\"",
    re.IGNORECASE,
)
# Marks of layout that are no debris and no prose: Markdown headings, quotes, emphasis, bullets.
_BULLET = r"[ \t\u3000]*(?:#{1,6}|>|[-*+•●■◆])[ \u3000]+(?![\d ]+[-—])(?=\S)"
# A pair of stars or underscores is bold type; longer runs, or a pair before a classifier, are
# placeholders that somebody forgot to fill in (CON08).
_MARKUP = re.compile(
    rf"^(?:{_BULLET}|#{{1,6}}(?=[\u4e00-\u9fff（(]))+"
    r"|(?<!\*)\*\*(?![*条件次个份])|(?<!_)__(?![\s_])",
    re.MULTILINE,
)
_SIGNS = re.compile(r"[\[&<\\#>*+•●■◆_]|- |HYPER", re.IGNORECASE)
_EDGES = re.compile(f"^[{_SPACE}]+|[{_SPACE}]+$")
# Blanks beside a Chinese character or punctuation mark carry layout; between Latin words they
# carry meaning and are kept.
_LAYOUT_BLANKS = re.compile(
    f"(?<=[{_WIDE}])[{_SPACE}]+|[{_SPACE}]+(?=[{_WIDE}])|[{INVISIBLE}]+|[{_SPACE}](?=[{_SPACE}])"
)
_TO_BLANK = {ord(c): " " for c in "\n\r\t\x0b\x0c\x85\u2028\u2029\u00a0\u3000\u2002\u2003"}


def clean_paragraph(text: str, pieces: Sequence[tuple[int, int]]) -> MappedText:
    """Join the source ranges of one paragraph and drop debris and layout blanks.

    Between two ranges one blank of the source is kept where Latin words would run together;
    figures wrapped at the end of a line are put together again.
    """
    parts: list[str] = []
    origins = array("L")
    for start, end in pieces:
        if parts and start > origins[-1] + 1 and _words_meet(parts[-1], text[start:end]):
            parts.append(" ")  # stands for the line end
            origins.append(start - 1)
        parts.append(text[start:end])
        origins.extend(range(start, end))
    mapped = MappedText("".join(parts), origins)
    mapped = mapped.without(find_dropped(mapped.text))
    mapped = mapped.without([m.span() for m in _LAYOUT_BLANKS.finditer(mapped.text)])
    mapped = mapped.without([m.span() for m in _EDGES.finditer(mapped.text)])
    return mapped.translated(_TO_BLANK)


def _words_meet(above: str, below: str) -> bool:
    last, first = above.rstrip()[-1:], below.lstrip()[:1]
    return last.isascii() and last.isalpha() and first.isascii() and first.isalnum()


def find_dropped(text: str) -> list[tuple[int, int]]:
    """Return the ranges of debris and layout marks, in order, not overlapping."""
    if _SIGNS.search(text) is None:
        return []
    found = [m.span() for pattern in (DEBRIS, _MARKUP) for m in pattern.finditer(text)]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


def find_debris(text: str) -> list[tuple[int, int]]:
    """Return the ranges of conversion debris in a source text; layout marks are not debris."""
    return [match.span() for match in DEBRIS.finditer(text)]
