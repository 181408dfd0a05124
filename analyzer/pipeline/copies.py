"""Where the copies of a run go: one name per input below the output folder, never the input's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import UnreadableReport

if TYPE_CHECKING:
    from analyzer.readers.input_file import InputFile

_MEMBER = "!/"  # between an archive and what it holds, in the names shown to users
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST = 180  # bytes of one part of a path; file systems allow 255, and endings are added


@dataclass(frozen=True, slots=True)
class Copy:
    """An input and the path of its copy without suffix."""

    item: InputFile | UnreadableReport
    stem: Path


def copies(
    items: Sequence[InputFile | UnreadableReport], paths: Sequence[str], folder: Path
) -> list[Copy]:
    """Give every input a place below `folder`, folders and archives kept as folders.

    Two inputs that differ in their suffix alone get it into their name.
    """
    roots = [Path(path) for path in paths]
    found: list[Copy] = []
    taken: set[str] = set()
    for item in items:
        parts = _parts(item, roots)
        stem, suffix = _split(parts[-1])
        candidates = [stem, f"{stem}（{suffix}）"] if suffix else [stem]
        number = 2
        while _key(parts, candidates[0]) in taken:
            candidates = candidates[1:] or [f"{stem}-{number}"]
            number += 1
        taken.add(_key(parts, candidates[0]))
        found.append(Copy(item, folder.joinpath(*parts[:-1], candidates[0])))
    return found


def _key(parts: Sequence[str], stem: str) -> str:
    return "/".join((*parts[:-1], stem)).casefold()  # file systems that do not tell case apart


def _parts(item: InputFile | UnreadableReport, roots: Sequence[Path]) -> list[str]:
    """Return the path of an input below the path that the user gave."""
    outer, *inner = item.name.split(_MEMBER)
    path = None if isinstance(item, UnreadableReport) else item.path
    names = list(_below(path or Path(outer), roots))
    if inner:
        names[-1] = _split(names[-1])[0]
        for archive in inner[:-1]:
            names += [*_pieces(archive)[:-1], _split(_pieces(archive)[-1])[0]]
        names += _pieces(inner[-1])
    safe = [_safe(name) for name in names]
    return [name for name in safe if name] or ["报告"]


def _below(path: Path, roots: Sequence[Path]) -> tuple[str, ...]:
    for root in roots:
        if path != root and path.is_relative_to(root):
            return path.relative_to(root).parts
    return (path.name,)


def _pieces(name: str) -> list[str]:
    pieces = [piece for piece in re.split(r"[/\\]", name) if piece not in {"", ".", ".."}]
    return pieces or ["报告"]


def _split(name: str) -> tuple[str, str]:
    """Part a name into stem and suffix; a suffix is short and Latin."""
    match = re.fullmatch(r"(.+)\.([A-Za-z0-9]{1,5})", name)
    return (match[1], match[2].lower()) if match else (name, "")


def _safe(name: str) -> str:
    cleaned = _FORBIDDEN.sub("_", name).strip(" .")
    if len(cleaned.encode("utf-8", "surrogatepass")) <= _LONGEST:
        return cleaned
    stem, suffix = _split(cleaned)
    kept = stem.encode("utf-8", "ignore")[: _LONGEST - 8].decode("utf-8", "ignore")
    return f"{kept}.{suffix}" if suffix else kept
