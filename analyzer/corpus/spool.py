"""A spool on disk: every source document read once, kept compactly, fetched again by key.

Many processes may write, each to a shard of its own; any process may read once the writers are
closed. Nothing is unpickled: layout is kept as compressed JSON, the text beside it at four bytes
a character, so that a few of its characters are read without the rest.

    with SpoolWriter(folder, shard="0") as writer:     # in each worker
        writer.put(key, source)                         # key: position in the run's input
    spool = Spool(folder)                               # anywhere, cheap; picklable
    source = spool.get(key)
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import numpy as np
import numpy.typing as npt

from analyzer.corpus.parsed import decode_report, encode_report
from analyzer.structure.report import Report
from analyzer.text.source import SourceCell, SourceDocument, SourceParagraph, SourceTable
from analyzer.text.span import SourceSpan

_ENTRY = np.dtype(
    [
        ("key", "<u4"),
        ("offset", "<u8"),
        ("length", "<u4"),
        ("text_offset", "<u8"),
        ("text_length", "<u8"),
    ]
)
_PARSED = np.dtype([("key", "<u4"), ("offset", "<u8"), ("length", "<u4")])
Entries = npt.NDArray[np.void]
_PLACES_HELD = 4096


class SpoolWriter:
    """Appends documents to one shard of a spool."""

    def __init__(self, folder: Path, *, shard: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._index = folder / f"{shard}.index"
        self._parsed: list[tuple[int, int, int]] = []
        self._file: IO[bytes] = (folder / f"{shard}.data").open("wb")
        self._texts: IO[bytes] = (folder / f"{shard}.text").open("wb")
        self._entries: list[tuple[int, int, int, int, int]] = []

    def put(self, key: int, source: SourceDocument, *, report: Report | None = None) -> None:
        """Keep a document under a key that no other document of the spool has.

        With its parsed `report` nobody has to parse it again (`Spool.report`).
        """
        record = zlib.compress(encode_source(source), level=1)
        text = source.text.encode("utf-32-le", "surrogatepass")
        places = (self._file.tell(), len(record), self._texts.tell(), len(text))
        self._file.write(record)
        self._texts.write(text)
        self._entries.append((key, *places))
        if report is not None:
            parsed = encode_report(report)
            self._parsed.append((key, self._file.tell(), len(parsed)))
            self._file.write(parsed)

    def close(self) -> None:
        """Make the shard readable."""
        self._file.close()
        self._texts.close()
        if self._parsed:
            np.array(self._parsed, dtype=_PARSED).tofile(self._index.with_suffix(".parsed"))
        np.array(self._entries, dtype=_ENTRY).tofile(self._index)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Spool:
    """Reads a spool whose writers are closed. Picklable: only the folder travels."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._shards: tuple[tuple[Path, Entries, npt.NDArray[np.uint32]], ...] | None = None
        self._texts_at: dict[int, tuple[Path, int, int]] = {}
        self._parsed: dict[int, tuple[Path, int, int]] | None = None
        self._texts: dict[Path, npt.NDArray[np.uint32]] = {}

    def __reduce__(self) -> tuple[type[Spool], tuple[Path]]:
        return (Spool, (self.folder,))

    def get(self, key: int) -> SourceDocument:
        """Return the document kept under `key`. Raises KeyError for an unknown key."""
        base, entry = self._find(key)
        with base.with_suffix(".data").open("rb") as file:
            file.seek(int(entry["offset"]))
            record = zlib.decompress(file.read(int(entry["length"])))
        return decode_source(record, self.text(key, 0, int(entry["text_length"]) // 4))

    def report(self, key: int) -> Report:
        """Return the parsed document kept under `key`. Raises KeyError for an unknown key."""
        source = self.get(key)
        if self._parsed is None:
            self._parsed = {
                key: (index.with_suffix(".data"), offset, length)
                for index in sorted(self.folder.glob("*.parsed"))
                for key, offset, length in np.fromfile(index, dtype=_PARSED).tolist()
            }
        if key not in self._parsed:
            from analyzer.structure.parse import parse_report

            return parse_report(source)
        path, offset, length = self._parsed[key]
        with path.open("rb") as file:
            file.seek(offset)
            return decode_report(file.read(length), source)

    def text(self, key: int, start: int, end: int) -> str:
        """Return a slice of a document's text. Raises KeyError for an unknown key."""
        if key not in self._texts_at:
            if len(self._texts_at) > _PLACES_HELD:
                self._texts_at.clear()
            base, entry = self._find(key)
            places = int(entry["text_offset"]) // 4, int(entry["text_length"]) // 4
            self._texts_at[key] = (base, *places)
        base, first, length = self._texts_at[key]
        if end <= start or not length:
            return ""
        codes = self._text_file(base)[first + start : first + min(end, length)]
        return codes.tobytes().decode("utf-32-le", "surrogatepass")

    def _find(self, key: int) -> tuple[Path, np.void]:
        for base, entries, keys in self._opened():
            at = int(keys.searchsorted(key))
            if at < len(entries) and keys[at] == key:
                return base, entries[at]
        raise KeyError(key)

    def _text_file(self, base: Path) -> npt.NDArray[np.uint32]:
        if base not in self._texts:
            path = base.with_suffix(".text")
            self._texts[base] = np.memmap(path, dtype="<u4", mode="r").view(np.ndarray)
        return self._texts[base]

    def keys(self) -> tuple[int, ...]:
        """Return all keys in ascending order."""
        return tuple(sorted(k for _, _, keys in self._opened() for k in keys.tolist()))

    def _opened(self) -> tuple[tuple[Path, Entries, npt.NDArray[np.uint32]], ...]:
        if self._shards is None:
            tables = [
                (index, np.sort(np.fromfile(index, dtype=_ENTRY), order="key"))
                for index in sorted(self.folder.glob("*.index"))
            ]
            self._shards = tuple((i, t, np.ascontiguousarray(t["key"])) for i, t in tables)
        return self._shards


def copy_spool(
    sources: Iterable[tuple[Path, Mapping[int, int]]], folder: Path, *, shard: str
) -> None:
    """Copy the documents of other spools that have a new key into one new shard."""
    folder.mkdir(parents=True)
    copied: list[tuple[int, int, int, int, int]] = []
    with (
        (folder / f"{shard}.data").open("wb") as data,
        (folder / f"{shard}.text").open("wb") as text,
    ):
        for source, keys in sources:
            for index in sorted(source.glob("*.index")):
                with (
                    index.with_suffix(".data").open("rb") as data_there,
                    index.with_suffix(".text").open("rb") as text_there,
                ):
                    for key, *places in np.fromfile(index, dtype=_ENTRY).tolist():
                        if key in keys:
                            offset, length, text_offset, text_length = places
                            data_there.seek(offset)
                            text_there.seek(text_offset)
                            here = (data.tell(), length, text.tell(), text_length)
                            data.write(data_there.read(length))
                            text.write(text_there.read(text_length))
                            copied.append((keys[key], *here))
    np.array(copied, dtype=_ENTRY).tofile(folder / f"{shard}.index")


def encode_source(source: SourceDocument) -> bytes:
    """Return all of a document but its text."""
    record = {
        "name": source.name,
        "format": source.format,
        "sha256": source.sha256,
        "encoding": source.encoding,
        "tables": [
            [_pair(t.span), t.rows, [[c.text, *_pair(c.span), c.row, c.column] for c in t.cells]]
            for t in source.tables
        ],
        "paragraphs": [
            [_pair(p.span), p.index, p.style, [_pair(r) for r in p.runs]] for p in source.paragraphs
        ],
        "page_starts": source.page_starts,
        "title": source.title,
        "notices": source.notices,
    }
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _pair(span: SourceSpan) -> tuple[int, int]:
    return (span.start, span.end)


def decode_source(data: bytes, text: str) -> SourceDocument:
    """Return the document whose text is `text`."""
    record: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
    return SourceDocument(
        name=record["name"],
        format=record["format"],
        text=text,
        sha256=record["sha256"],
        encoding=record["encoding"],
        tables=tuple(
            SourceTable(
                span=SourceSpan(*span),
                rows=tuple(tuple(row) for row in rows),
                cells=tuple(
                    SourceCell(text=text, span=SourceSpan(start, end), row=row, column=column)
                    for text, start, end, row, column in cells
                ),
            )
            for span, rows, cells in record["tables"]
        ),
        paragraphs=tuple(
            SourceParagraph(
                span=SourceSpan(*span),
                index=index,
                style=style,
                runs=tuple(SourceSpan(*run) for run in runs),
            )
            for span, index, style, runs in record["paragraphs"]
        ),
        page_starts=tuple(record["page_starts"]),
        title=record["title"],
        notices=tuple(record["notices"]),
    )
