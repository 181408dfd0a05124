"""Conversion by LibreOffice beside the analysis: in processes of its own, batch by batch."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from analyzer.pipeline.workers import leave_with, new_pool, stop_pool
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.readers.input_file import InputFile

_PATIENCE = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Waiting:
    """Inputs with their places in the run."""

    keys: tuple[int, ...]
    items: tuple[InputFile, ...]


class Conversions:
    """Batches under way. Each process has a profile of LibreOffice for itself."""

    def __init__(self, folder: Path, settings: Settings, *, processes: int) -> None:
        self._folder = folder
        self._settings = settings
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._done: SimpleQueue[tuple[Waiting, Future[list[InputFile]]]] = SimpleQueue()
        self.pending = 0

    def submit(self, batch: Waiting) -> None:
        """Start the conversion of a batch."""
        if self._pool is None:
            self._pool = new_pool(self._processes, start=_start_converter)
        self.pending += 1
        future = self._pool.submit(
            _convert,
            batch.items,
            self._folder,
            dict(self._settings.limits),
            self._settings.office,
        )
        future.add_done_callback(lambda done: self._done.put((batch, done)))

    def next(self) -> Waiting:
        """Wait for a batch, in the order in which they are done.

        Where the process itself died, the inputs come back as they were: reading them tells why.
        """
        while True:
            try:
                batch, future = self._done.get(timeout=_PATIENCE)
                break
            except Empty:
                continue  # a wait without end would not hear Ctrl-C on Windows
        self.pending -= 1
        if future.cancelled() or future.exception() is not None:
            return batch
        return Waiting(batch.keys, tuple(future.result()))

    def close(self) -> None:
        """End what is under way; LibreOffice goes with its process."""
        if self._pool is not None:
            stop_pool(self._pool)
            self._pool = None


def _convert(
    items: Sequence[InputFile], folder: Path, limits: dict[str, int], office: str
) -> list[InputFile]:
    from analyzer.readers.conversion import convert

    return convert(items, folder / str(os.getpid()), limits=limits, office=office)


def _start_converter(parent: int) -> None:
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Asked to end, it must end LibreOffice first, which runs in a session of its own.
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=leave_with, args=(parent,), daemon=True).start()


def _leave(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001
    raise SystemExit(1)
