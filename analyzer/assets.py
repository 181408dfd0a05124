"""Where lexicons, schemes, presets and models are found, in a checkout and in an installed wheel."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from analyzer.errors import AssetError

_PACKAGE = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def _root() -> Path:
    inside = _PACKAGE / "_assets"
    if inside.is_dir():
        return inside
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "data").is_dir():
        return checkout
    raise AssetError(f"安装不完整：{_PACKAGE} 旁没有 data 与 models；请重新安装 wenzhi")


def asset(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. `asset("data", "lexicons", "units.tsv")`.

    Raises AssetError when it is not there.
    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise AssetError(f"缺少 {'/'.join(parts)}；请重新安装 wenzhi")
    return path


@lru_cache(maxsize=256)
def fingerprint(*parts: str) -> str:
    """Return the SHA-256 of a shipped file, or of a folder's files in name order (hex)."""
    path = asset(*parts)
    digest = hashlib.sha256()
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    for file in files:
        if "__pycache__" in file.parts:
            continue
        if path.is_dir():
            digest.update(file.relative_to(path).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
