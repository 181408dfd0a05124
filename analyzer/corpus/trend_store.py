"""Years of a trend that are done, kept with the corpus, so that an interrupted trend goes on.

One small file a year, written whole or not at all. What it holds depends on the state of the
corpus, on the options and on the program, which is what its folder is named by; a writer of the
corpus removes those of earlier states.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from analyzer.corpus.corpus_reference import Pinned
from analyzer.corpus.trend_phrases import Phrase
from analyzer.corpus.trend_shares import Estimate
from analyzer.version import __version__

TRENDS: Final = "trends"
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Point:
    """One measure of one group in one year; `estimate` None with the reason where unjudged."""

    group: str
    year: int
    era: str
    measure: str
    estimate: Estimate | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class DoneYear:
    """What is known of a year; `phrases` None where it is not compared with the year before."""

    points: tuple[Point, ...]
    phrases: tuple[Phrase, ...] | None


class TrendStore:
    """Keeps years that are done; where the corpus cannot be written to, it keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, year: int) -> DoneYear | None:
        """Return a year that is done; None where it is not, or its file is damaged."""
        try:
            said = json.loads(self._path(year).read_text(encoding="utf-8"))
            points = tuple(
                Point(**{**p, "estimate": _estimate(p["estimate"])}) for p in said["points"]
            )
            phrases = said["phrases"]
            told = None if phrases is None else tuple(Phrase(**p) for p in phrases)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return DoneYear(points, told)

    def put(self, year: int, done: DoneYear) -> None:
        """Keep a year."""
        said = {
            "points": [asdict(point) for point in done.points],
            "phrases": None if done.phrases is None else [asdict(p) for p in done.phrases],
        }
        path = self._path(year)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
            temporary.replace(path)
        except OSError:
            return

    def _path(self, year: int) -> Path:
        return self._folder / f"{year}.json"


def trend_store(state: Pinned, options: Mapping[str, Any]) -> TrendStore:
    """Return the store for a state of a corpus and the options of a trend."""
    said = json.dumps([_FORMAT, __version__, sorted(options.items())], ensure_ascii=False)
    digest = hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
    return TrendStore(state.folder / TRENDS / f"{state.generation.number:06d}-{digest}")


def outdated(corpus: Path, generations: Iterable[int]) -> list[Path]:
    """Return the folders of states that are none of `generations`."""
    current = {f"{number:06d}" for number in generations}
    return [p for p in sorted((corpus / TRENDS).glob("*")) if p.name.split("-")[0] not in current]


def _estimate(said: Mapping[str, Any] | None) -> Estimate | None:
    if said is None:
        return None
    return Estimate(**{**said, "quartiles": tuple(said["quartiles"])})
