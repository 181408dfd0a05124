"""Plain text. The decoded file, without byte order mark, is the text: line ends stay as they are."""

from __future__ import annotations

import re
from hashlib import sha256

from analyzer.readers.decode import Decoded
from analyzer.readers.failures import too_long
from analyzer.readers.input_file import Limits
from analyzer.readers.legible import check_legible
from analyzer.text.source import SourceDocument, SourceParagraph
from analyzer.text.span import SourceSpan

_LINE = re.compile(r"[^\r\n\f]+")
_BREAK = re.compile(r"\r\n|[\r\n]")


def read_plain(data: bytes, decoded: Decoded, *, name: str, limits: Limits) -> SourceDocument:
    """Return the text with its lines as paragraphs; form feeds (pdftotext) tell pages.

    A paragraph's index is its line number, from 0. Raises UnreadableReport.
    """
    text = decoded.text
    check_length(text, name=name, limits=limits)
    check_legible(text, name=name)
    return SourceDocument(
        name=name,
        format="text",
        text=text,
        sha256=sha256(data).hexdigest(),
        encoding=decoded.encoding,
        paragraphs=tuple(_lines(text)),
        page_starts=_page_starts(text),
        notices=damage_notices(decoded),
    )


def check_length(text: str, *, name: str, limits: Limits) -> None:
    """Raise UnreadableReport (code "too-long") for a text beyond limits["text_chars"]."""
    if len(text) > limits["text_chars"]:
        raise too_long(name, limits["text_chars"])


def damage_notices(decoded: Decoded) -> tuple[str, ...]:
    """Return the remark on characters that could not be decoded, if any."""
    if not decoded.damaged:
        return ()
    return (
        f"有 {decoded.damaged} 处字节无法按 {decoded.encoding} 解码，已用 \ufffd 代替，请核对原文件",
    )


def _lines(text: str) -> list[SourceParagraph]:
    lines = []
    number = 0
    breaks = _BREAK.finditer(text)
    upcoming = next(breaks, None)
    for match in _LINE.finditer(text):
        while upcoming is not None and upcoming.start() < match.start():
            number += 1
            upcoming = next(breaks, None)
        lines.append(SourceParagraph(SourceSpan(match.start(), match.end()), number))
    return lines


def _page_starts(text: str) -> tuple[int, ...]:
    if "\f" not in text:
        return ()
    starts = [0, *(match.end() for match in re.finditer("\f", text))]
    if not text[starts[-1] :].strip():
        starts.pop()  # pdftotext ends the last page with a form feed too
    return tuple(starts)
