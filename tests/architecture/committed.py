"""What belongs to the repository: the files git knows, or all of an unpacked source archive."""

from __future__ import annotations

import subprocess
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BINARY = frozenset(
    {".crfsuite", ".docx", ".npy", ".npz", ".pdf", ".png", ".safetensors", ".utf16.txt", ".zip"}
)
_PRODUCT = ("analyzer", "data", "models", "reports", "tests")


@lru_cache(maxsize=1)
def files() -> tuple[Path, ...]:
    """Return every committed file that is there, in name order."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0 and listed.stdout:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [p for top in _PRODUCT for p in (ROOT / top).rglob("*")]
        found = [p for p in found if "__pycache__" not in p.parts] + list(ROOT.glob("*.*"))
    return tuple(sorted(p for p in found if p.is_file()))


def texts() -> list[tuple[Path, str]]:
    """Return the committed files that hold text, with their text."""
    found = []
    for path in files():
        if not _BINARY.intersection(path.suffixes):
            data = path.read_bytes()
            encoding = "gb18030" if ".gb18030" in path.suffixes else "utf-8"
            if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
                found.append((path, data.decode(encoding)))
    return found


def modules() -> list[Path]:
    """Return the Python files of the repository."""
    return [path for path in files() if path.suffix == ".py"]


def named(path: Path) -> str:
    """Return the path as it stands in a message."""
    return path.relative_to(ROOT).as_posix()
