"""What a corpus holds at one moment: its segments and one entry per report.

The manifest names the current generation and is replaced by one atomic rename, so a reader sees
the last complete state whatever happens to a writer. Generations and segments are never changed.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from analyzer.corpus import layout
from analyzer.errors import CorpusError

MANIFEST: Final = "corpus.json"
SEGMENTS: Final = "segments"
GENERATIONS: Final = "generations"
CATALOGUE: Final = "catalogue.npy"
ALIASES: Final = "aliases.npy"
REMOVED: Final = "removed{length}.npy"  # blocks of reports that still lie in a segment, but dead
FORMAT: Final = 1

ENTRY: Final = np.dtype(
    [
        ("key", "<u4"),  # number of the report in the corpus, never used again
        ("issuer", "<u8"),  # as in layout.REPORT, aliases resolved over the whole corpus
        ("superior", "<u8"),
        ("named", "?"),
        ("year", "<i4"),
        ("sha", "<u8"),
        ("text", "<u8"),  # of the cleaned text without white space
        ("office", "<u8"),  # of the issuer exactly as written, 0 where it names no place
        ("live", "?"),
    ]
)
USED: Final = np.dtype([("hash", "<u8"), ("users", "<u4")])


@dataclass(frozen=True, slots=True)
class Generation:
    """A complete state of a corpus. `sizes` are the reports per segment, dead ones included."""

    number: int
    segments: tuple[str, ...]
    sizes: tuple[int, ...]
    next_key: int
    next_segment: int

    def segment_folders(self, corpus: Path) -> tuple[Path, ...]:
        """Return where the segments lie."""
        return tuple(corpus / SEGMENTS / name for name in self.segments)


EMPTY: Final = Generation(0, (), (), 1, 1)


def read_generation(corpus: Path) -> Generation:
    """Return the current state. Raises CorpusError where there is no corpus or a later format."""
    try:
        said = json.loads((corpus / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CorpusError(
            f"{corpus}：不是语料库；请先用 wenzhi corpus add 报告… --corpus {corpus} 建立"
        ) from None
    except (OSError, ValueError) as error:
        raise CorpusError(
            f"{corpus}：语料库清单读不出（{type(error).__name__}）；请从备份恢复 {MANIFEST}"
        ) from None
    if said.get("format") != FORMAT:
        raise CorpusError(f"{corpus}：语料库由更新的版本建立；请升级文质后再用")
    return Generation(
        number=said["generation"],
        segments=tuple(said["segments"]),
        sizes=tuple(said["sizes"]),
        next_key=said["next_key"],
        next_segment=said["next_segment"],
    )


def write_generation(
    corpus: Path,
    generation: Generation,
    catalogue: npt.NDArray[np.void],
    aliases: npt.NDArray[np.void],
    removed: dict[int, npt.NDArray[np.void]],
) -> None:
    """Write a state and make it the current one."""
    folder = corpus / GENERATIONS / f"{generation.number:06d}"
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / CATALOGUE, catalogue)
    np.save(folder / ALIASES, aliases)
    for length in layout.BLOCK_LENGTHS:
        np.save(folder / REMOVED.format(length=length), removed[length])
    for path in folder.iterdir():
        _to_disk(path)
    said: dict[str, Any] = {
        "format": FORMAT,
        "generation": generation.number,
        "segments": generation.segments,
        "sizes": generation.sizes,
        "next_key": generation.next_key,
        "next_segment": generation.next_segment,
    }
    temporary = corpus / f"{MANIFEST}.new"
    temporary.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    _to_disk(temporary)
    temporary.replace(corpus / MANIFEST)


def load(corpus: Path, generation: Generation, name: str) -> npt.NDArray[Any]:
    """Return one of a state's tables, memory-mapped."""
    path = corpus / GENERATIONS / f"{generation.number:06d}" / name
    try:
        loaded: npt.NDArray[Any] = np.load(path, mmap_mode="r")
    except (OSError, ValueError):
        raise CorpusError(f"{path}：文件缺失或损坏；请从备份恢复，或重新建立语料库") from None
    return loaded.view(np.ndarray)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
