"""Find a font with Chinese characters among those of the system, for pictures.

Pages name many fonts and leave the choice to the reader's machine; a picture is drawn here.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from analyzer.errors import AssetError

VARIABLE: Final = "WENZHI_FONT"
# In order of preference; beginnings of file names, small letters.
_FILES: Final = (
    "notosanscjk-regular",
    "notosanscjksc-regular",
    "notosanssc",
    "sourcehansanssc-regular",
    "sourcehansanscn-regular",
    "sourcehansans-regular",
    "msyh",
    "pingfang",
    "hiragino sans gb",
    "stheiti",
    "deng.",
    "simhei",
    "simsun",
    "songti",
    "wqy-microhei",
    "wqy-zenhei",
    "droidsansfallback",
    "arial unicode",
    "arialuni",
    "notoserifcjk-regular",
    "uming",
    "ukai",
)
_KINDS: Final = frozenset({".ttf", ".otf", ".ttc", ".otc"})
_FAMILY, _WINDOWS = 1, 3  # name ids and platforms of OpenType
_SIMPLIFIED: Final = ("SC", "CN", "YaHei", "GB")


@dataclass(frozen=True, slots=True)
class Font:
    """A font file and the family in it to be used."""

    path: Path
    family: str


def chinese_font(
    environment: Mapping[str, str] = os.environ, *, folders: tuple[Path, ...] | None = None
) -> Font:
    """Return the font named by WENZHI_FONT, else the best one found.

    Raises AssetError with what to do where there is none.
    """
    named = environment.get(VARIABLE)
    if named:
        path = Path(named)
        try:
            return Font(path, family_of(path))
        except (OSError, ValueError):
            raise AssetError(f"{named}：不是字体文件；请改正环境变量 {VARIABLE}") from None
    places = _folders(environment) if folders is None else folders
    for path in _candidates(places):
        try:
            return Font(path, family_of(path))
        except (OSError, ValueError):
            continue
    raise AssetError(
        "本机没有找到中文字体，画不出 PNG；请安装思源黑体或 Noto Sans CJK，"
        f"或用环境变量 {VARIABLE} 指明字体文件，或改用 .svg、.html"
    )


def family_of(path: Path) -> str:
    """Return the family name in a font file; of a collection, the simplified Chinese one.

    Raises ValueError where it is no font, OSError where it cannot be read.
    """
    try:
        data = path.read_bytes()
        names = [_family(data, at) for at in _faces(data)]
    except struct.error:
        raise ValueError(f"{path}: cut short") from None
    known = [name for name in names if name]
    if not known:
        raise ValueError(f"{path}: no family name")
    simplified = [n for n in known if any(part in n for part in _SIMPLIFIED) and "Mono" not in n]
    return (simplified or known)[0]


def _candidates(folders: tuple[Path, ...]) -> list[Path]:
    found: list[tuple[int, Path]] = []
    for folder in folders:
        for path in folder.rglob("*") if folder.is_dir() else ():
            name = path.name.lower()
            rank = next((n for n, start in enumerate(_FILES) if name.startswith(start)), None)
            if rank is not None and path.suffix.lower() in _KINDS:
                found.append((rank, path))
    return [path for _, path in sorted(found)]


def _folders(environment: Mapping[str, str]) -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA", "")
        system = Path(environment.get("WINDIR", r"C:\Windows")) / "Fonts"
        return (system, Path(local) / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        names = ("/System/Library/Fonts", "/Library/Fonts", "/System/Library/AssetsV2")
        return (*map(Path, names), home / "Library" / "Fonts")
    names = ("/usr/share/fonts", "/usr/local/share/fonts")
    return (*map(Path, names), home / ".local" / "share" / "fonts", home / ".fonts")


def _faces(data: bytes) -> Iterator[int]:
    """Yield where the faces of a font file or collection begin."""
    kind = data[:4]
    if kind == b"ttcf":
        (count,) = struct.unpack_from(">I", data, 8)
        yield from struct.unpack_from(f">{count}I", data, 12)
    elif kind in {b"\0\1\0\0", b"OTTO", b"true"}:
        yield 0
    else:
        raise ValueError("no font")


def _family(data: bytes, face: int) -> str | None:
    """Return the family name of a face, English where it has one."""
    (count,) = struct.unpack_from(">H", data, face + 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, face + 12 + 16 * number)
        if tag == b"name":
            return _name(data, offset)
    return None


def _name(data: bytes, table: int) -> str | None:
    _, count, storage = struct.unpack_from(">HHH", data, table)
    found: list[tuple[bool, str]] = []
    for number in range(count):
        platform, _, language, name, length, offset = struct.unpack_from(
            ">6H", data, table + 6 + 12 * number
        )
        if name == _FAMILY and platform == _WINDOWS:
            start = table + storage + offset
            text = data[start : start + length].decode("utf-16-be", "ignore")
            found.append((language != 0x409, text))
    return min(found)[1] if found else None
