"""Leave out of a corpus what identifies private persons: corpora are handed around.

Every character is replaced by another one, so that all places stay where they are; figures stay
figures and mailboxes mailboxes, so that contact lines are still known as such.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from analyzer.language.private import PrivateKind, find_private
from analyzer.text.source import SourceCell, SourceDocument, SourceTable


def without_private(
    source: SourceDocument, *, shown: Collection[PrivateKind] = ()
) -> SourceDocument:
    """Return the document without telephones, mailboxes, names and identity numbers.

    `shown` are the kinds to leave. Returns the very document where there is nothing private.
    """
    text = _veiled(source.text, shown)
    tables = tuple(_table(table, shown) for table in source.tables)
    if text == source.text and tables == source.tables:
        return source
    return replace(source, text=text, tables=tables)


def _table(table: SourceTable, shown: Collection[PrivateKind]) -> SourceTable:
    cells = tuple(_cell(cell, shown) for cell in table.cells)
    rows = tuple(tuple(_veiled(cell, shown) for cell in row) for row in table.rows)
    return replace(table, rows=rows, cells=cells)


def _cell(cell: SourceCell, shown: Collection[PrivateKind]) -> SourceCell:
    return replace(cell, text=_veiled(cell.text, shown))


def _veiled(text: str, shown: Collection[PrivateKind]) -> str:
    parts, at = [], 0
    for span, kind in find_private(text):
        if kind not in shown:
            parts += [text[at : span.start], _covered(span.of(text), kind)]
            at = span.end
    return "".join(parts) + text[at:] if parts else text


def _covered(words: str, kind: PrivateKind) -> str:
    if kind == "name":
        return "某" * len(words)
    if kind == "mailbox":
        return "".join("x" if c.isalnum() else c for c in words)
    return "".join("0" if c.isdigit() else c for c in words)
