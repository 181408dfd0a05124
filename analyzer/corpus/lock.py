"""One writer at a time: a lock of the operating system on a file that says who holds it.

The system lets go of the lock when its holder ends, however it ends, so a file left behind by a
killed process stops nobody; what it says is replaced by the next writer.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from analyzer.errors import CorpusError

NAME: Final = "writer.lock"
_BEYOND: Final = 1 << 20  # the byte locked on Windows: others must still read what the file says


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of a corpus. Raises CorpusError, naming the holder, where another holds it."""
    path = folder / NAME
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _locked(handle):
            raise CorpusError(f"{folder}：{_holder(path)}；请等它结束后重试")
        said = {"pid": os.getpid(), "host": socket.gethostname(), "since": int(time.time())}
        os.ftruncate(handle, 0)
        os.write(handle, json.dumps(said).encode())
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _BEYOND, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder(path: Path) -> str:
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        since = time.strftime("%H:%M:%S", time.localtime(said["since"]))
        return f"{said['host']} 上的进程 {said['pid']} 自 {since} 起正在写入"
    except (OSError, ValueError, KeyError):
        return "另一个进程正在写入"
