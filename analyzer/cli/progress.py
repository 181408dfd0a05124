"""Progress and messages on standard error; data never goes there."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

_SETTLED = 2.0  # seconds into a stage before its remaining time is worth telling
_EVERY = 2.0  # seconds between lines where standard error is no terminal


class Reporter:
    """One line that counts files while standard error is a terminal, and messages above it.

    With `lines` it counts elsewhere too (a log, a service), a line every two seconds.
    """

    def __init__(
        self,
        stream: TextIO,
        *,
        quiet: bool,
        lines: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._moving = not quiet and stream.isatty()
        self._lines = lines and not quiet and not stream.isatty()
        self._line = ""
        self._clock = clock
        self._stage = ""
        self._began = (0.0, 0)  # when the stage began, and with how many done
        self._told = float("-inf")

    def progress(self, stage: str, done: int, total: int | None) -> None:
        """Show how far the run is, and how long the stage may still take."""
        if not (self._moving or self._lines):
            return
        now = self._clock()
        if stage != self._stage:
            self._stage, self._began, self._told = stage, (now, done - 1), float("-inf")
        line = f"{stage} {done}" + (f"/{total}" if total else "") + " 份"
        if total is not None and done < total:
            line += self._remaining(now, done, total)
        if self._moving:
            self._line = line
            self._stream.write(f"\r{line}\x1b[K")
        elif now - self._told >= _EVERY or done == total:
            self._told = now
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def say(self, message: str) -> None:
        """Print one line that stays."""
        self._clear()
        self._stream.write(message + "\n")
        if self._line:
            self._stream.write(self._line)
        self._stream.flush()

    def _remaining(self, now: float, done: int, total: int) -> str:
        began, first = self._began
        taken = now - began
        if taken < _SETTLED or done <= first:
            return ""
        return f"，本步约剩{duration(taken / (done - first) * (total - done))}"

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


def duration(seconds: float) -> str:
    """Return a rough duration in Chinese."""
    if seconds < 60:
        return f" {max(1, round(seconds))} 秒"
    minutes = round(seconds / 60)
    return f" {minutes} 分钟" if minutes < 90 else f" {seconds / 3600:.1f} 小时"
