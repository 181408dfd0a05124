"""Readers say which state they read, so that writers keep its files until they are done."""

from __future__ import annotations

import json
import os
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from analyzer.corpus.generation import Generation

READERS: Final = "readers"
_LONGEST: Final = 2 * 24 * 3600  # seconds a lease of another machine is believed


@contextmanager
def reading(corpus: Path, generation: Generation) -> Iterator[None]:
    """Hold a lease on a state; where the folder cannot be written to, read without one."""
    path = corpus / READERS / f"{uuid.uuid4().hex}.json"
    said = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "segments": generation.segments,
        "generation": generation.number,
    }
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(said), encoding="utf-8")
    except OSError:
        yield
        return
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def in_use(corpus: Path) -> tuple[set[str], set[int]]:
    """Return segments and generations that readers still read; drop leases of ended ones."""
    segments: set[str] = set()
    generations: set[int] = set()
    for path in sorted((corpus / READERS).glob("*.json")):
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            if _ended(path, said["host"], said["pid"]):
                path.unlink(missing_ok=True)
                continue
            segments.update(said["segments"])
            generations.add(said["generation"])
        except (OSError, ValueError, KeyError):
            continue  # being written or removed just now
    return segments, generations


def _ended(path: Path, host: str, pid: int) -> bool:
    if host != socket.gethostname() or os.name == "nt":  # os.kill would end a process there
        return time.time() - path.stat().st_mtime > _LONGEST
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
