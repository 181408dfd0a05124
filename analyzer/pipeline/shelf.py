"""Results kept between runs: a folder of small files named by what they are results of.

A file appears whole (written aside, renamed) and carries the hash of its content; one that is
damaged counts as missing. The oldest go when the folder grows beyond its limit. Several runs may
use one folder at a time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analyzer.errors import SettingsError

_MARK = "wenzhi-cache.txt"  # in the folder, so that nothing else is ever cleared away
_TOLD = "文质的缓存。可以随时整个删除，只会多花一次分析的时间。\n"
_DIGEST = hashlib.sha256().digest_size
_LEVEL = 1
_KEPT = 0.8  # of the limit, after clearing: not at every run again


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of results. Picklable: only the path travels."""

    folder: Path

    def get(self, key: str) -> Any:
        """Return the JSON value kept under a key, None where there is none."""
        packed = self._packed(key)
        if packed is None:
            return None
        with suppress(OSError):
            os.utime(self._path(key))  # what is used stays
        return json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))

    def put(self, key: str, value: Any) -> None:
        """Keep a JSON value. What cannot be written is only missing next time."""
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        packed = zlib.compress(text.encode("utf-8", "surrogatepass"), level=_LEVEL)
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(hashlib.sha256(packed).digest() + packed)
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def has(self, key: str) -> bool:
        """Tell whether something whole is kept under a key."""
        return self._packed(key) is not None

    def clear_to(self, most_bytes: int) -> None:
        """Remove what was used least recently until the folder is well below `most_bytes`."""
        files = []
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            with suppress(OSError):
                status = path.stat()
                files.append((status.st_mtime, path.name, status.st_size, path))
        total = sum(size for _, _, size, _ in files)
        if total <= most_bytes:
            return
        for _, _, size, path in sorted(files):
            if total <= _KEPT * most_bytes:
                return
            with suppress(OSError):
                path.unlink()
                total -= size

    def _packed(self, key: str) -> bytes | None:
        """Return what was kept, None for nothing; what is damaged is removed."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        digest, packed = data[:_DIGEST], data[_DIGEST:]
        if hashlib.sha256(packed).digest() == digest:
            return packed
        with suppress(OSError):
            path.unlink()
        return None

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def open_shelf(folder: Path) -> Shelf:
    """Return the shelf in a folder, made where there is none.

    Raises SettingsError for a folder that cannot be used, or that holds something else.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        mark = folder / _MARK
        if not mark.is_file():
            if any(folder.iterdir()):
                raise SettingsError(f"{folder}：不是空文件夹，也不是文质的缓存；请另给一个文件夹")
            mark.write_text(_TOLD, encoding="utf-8")
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise SettingsError(f"{folder}：不能用作缓存（{cause}）；请换一个文件夹") from error
    return Shelf(folder)


def key_of(*parts: object) -> str:
    """Return the name under which a result of these things is kept."""
    told = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
