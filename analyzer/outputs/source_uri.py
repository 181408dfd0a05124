"""What a source is called in the forms of other tools: a relative URI where there is one."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from urllib.parse import quote

_SAFE = "/!~-._()"


def source_path(source: str) -> str:
    """Return a source's path with / between folders, relative to the current folder if inside."""
    path = Path(source)
    if path.is_absolute():
        here = Path.cwd()
        path = path.relative_to(here) if path.is_relative_to(here) else path
    told = path.as_posix()
    return PureWindowsPath(told).as_posix() if "\\" in told else told


def source_uri(source: str) -> str:
    """Return the URI reference of a source, percent-encoded; `file:///…` outside this folder."""
    path = source_path(source)
    if path.startswith("/"):
        return "file://" + quote(path, safe=_SAFE)
    if ":" in path.split("/", 1)[0]:
        path = f"./{path}"  # else what stands before the colon would be a scheme
    return quote(path, safe=_SAFE)
