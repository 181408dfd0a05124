"""Outputs that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

_MEMORY = 8 << 20  # characters kept in memory before a stream's output goes to a temporary file


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Open `path` for writing UTF-8; it appears (or is replaced) only when the block succeeds.

    A device or pipe is written to, never replaced; a link keeps pointing where it points.
    """
    if path.exists() and not path.is_file():
        with (
            path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out,
            whole_stream(out) as held,
        ):
            yield held
        return
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name[:80]}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            yield out
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def growing_file(path: Path) -> Iterator[TextIO]:
    """Write UTF-8 to `<path>.part`, which becomes `path` when the block succeeds.

    What is written before an interruption stays in `<path>.part`, and the error says so.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            yield out
        return
    path = path.resolve()
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
            yield out
        part.chmod(_mode(path))
        part.replace(path)
    except BaseException as error:
        if part.exists() and part.stat().st_size:
            error.add_note(f"已中断；已完成的结果在 {part}")
        else:
            part.unlink(missing_ok=True)
        raise


@contextmanager
def whole_document(path: Path) -> Iterator[Path]:
    """Give a path to write a binary file to; `path` appears only when the block succeeds."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:80]}.")
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(_mode(path))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def whole_stream(stream: TextIO) -> Iterator[TextIO]:
    """Collect output and copy it to `stream` only when the block succeeds."""
    with tempfile.SpooledTemporaryFile(
        _MEMORY, "w+", encoding="utf-8", errors="backslashreplace", newline=""
    ) as spool:
        out = cast(TextIO, spool)
        yield out
        out.seek(0)
        shutil.copyfileobj(out, stream)
        stream.flush()


def _mode(path: Path) -> int:
    """Return the permissions the file had, or those a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
