"""One thing to read: a file on disk, a member of a zip archive, or bytes already in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import UnreadableReport
from analyzer.readers.archive import Entry, read_entry
from analyzer.readers.failures import too_large

Limits = Mapping[str, int]  # the [limits] table of the settings


@dataclass(frozen=True, slots=True)
class InputFile:
    """A candidate report. Cheap to keep and to send to another process: contents are read late.

    Members of an archive on disk are (path, entry). Members of an archive inside an archive, and
    standard input, carry their `content`, because there is no place to read them from again.
    """

    name: str  # for the user, one line: "folder/a.zip!/b.txt"
    size: int  # bytes; 0 for what only reading can tell (a pipe)
    path: Path | None = None
    entry: Entry | None = None
    content: bytes | None = None
    converted: Path | UnreadableReport | None = None  # what `conversion.convert` made of it

    def head(self, length: int = 4096) -> bytes:
        """Return the first bytes, enough to recognise the format."""
        if self.content is not None:
            return self.content[:length]
        if self.entry is not None and self.path is not None:
            return read_entry(self.path, self.entry, length=length)
        with self._existing().open("rb") as file:
            return file.read(length)

    def read_bytes(self, *, limit: int) -> bytes:
        """Return the whole content; never reads more than `limit` bytes + 1.

        Raises UnreadableReport (code "too-large") beyond the limit and OSError as the system does.
        """
        if self.size > limit:
            raise too_large(self.name, self.size, limit)
        if self.content is not None:
            data = self.content
        elif self.entry is not None and self.path is not None:
            data = read_entry(self.path, self.entry)
        else:
            with self._existing().open("rb") as file:
                data = file.read(limit + 1)
        if len(data) > limit:
            raise too_large(self.name, len(data), limit)
        return data

    def _existing(self) -> Path:
        if self.path is None:
            raise ValueError(f"input file {self.name!r} has neither path nor content")
        return self.path
