"""Progress and messages on standard error; data never goes there."""

from __future__ import annotations

from types import TracebackType
from typing import TextIO


class Reporter:
    """One line that counts files while standard error is a terminal, and messages above it."""

    def __init__(self, stream: TextIO, *, quiet: bool) -> None:
        self._stream = stream
        self._moving = not quiet and stream.isatty()
        self._line = ""

    def progress(self, stage: str, done: int, total: int | None) -> None:
        """Show how far the run is."""
        if self._moving:
            self._line = f"{stage} {done}" + (f"/{total}" if total else "") + " 份"
            self._stream.write(f"\r{self._line}\x1b[K")
            self._stream.flush()

    def say(self, message: str) -> None:
        """Print one line that stays."""
        self._clear()
        self._stream.write(message + "\n")
        if self._line:
            self._stream.write(self._line)
        self._stream.flush()

    def _clear(self) -> None:
        if self._line:
            self._stream.write("\r\x1b[K")

    def __enter__(self) -> Reporter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._clear()
        self._line = ""
        self._stream.flush()
