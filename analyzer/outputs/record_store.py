"""Records that wait on disk until the ranking is known."""

from __future__ import annotations

import json
import tempfile
from types import TracebackType
from typing import Self

from analyzer.outputs.json_lines import compact
from analyzer.profile.record import ReportRecord


class RecordStore:
    """Keeps records in a temporary file, so that a long run needs no more memory than a short one."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._places: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self._places)

    def put(self, record: ReportRecord) -> None:
        """Keep the next record."""
        data = compact(record).encode("utf-8", "surrogatepass")
        self._places.append((self._file.seek(0, 2), len(data)))
        self._file.write(data)

    def get(self, index: int) -> ReportRecord:
        """Return the record that was put in as number `index`."""
        start, length = self._places[index]
        self._file.seek(start)
        found: ReportRecord = json.loads(self._file.read(length).decode("utf-8", "surrogatepass"))
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
