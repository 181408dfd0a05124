"""What is kept of a run: sources read, hits of language rules, whole records.

Everything is named by the bytes of the file, the program with its lexicons and models, and the
settings. A record also depends on every other report of the run, so it is named by all of them.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, cast

from analyzer.errors import UnreadableReport
from analyzer.pipeline.early import Known, packed, unpacked
from analyzer.pipeline.shelf import Shelf, key_of
from analyzer.profile.provenance import of_report
from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings
from analyzer.text.source import SourceDocument

if TYPE_CHECKING:
    from analyzer.corpus.corpus_reference import Pinned
    from analyzer.readers.input_file import InputFile

# Reading and analysis go through these; another version may read or measure differently.
_LIBRARIES = ("lxml", "numpy", "pypdfium2", "rjieba", "selectolax", "spacy", "charset-normalizer")
# Causes that may be gone next time though the file is the same.
_PASSING = frozenset({"no-libreoffice", "convert-failed", "convert-stalled", "no-reports"})


@dataclass(frozen=True, slots=True)
class Keeper:
    """Finds and keeps results. Picklable. `sources`: also what reading gave (cache of an office)."""

    shelf: Shelf
    made_with: str
    settings: str
    limits: str
    sources: bool

    def has_source(self, sha: str | None) -> bool:
        """Tell whether a file was read before."""
        return self.sources and sha is not None and self.shelf.has(self._source_key(sha))

    def source(self, sha: str | None, name: str) -> SourceDocument | None:
        """Return what an earlier run read from the same bytes, under the name it has now."""
        if not self.sources or sha is None:
            return None
        from analyzer.corpus.spool import decode_source

        value = self.shelf.get(self._source_key(sha))
        if value is None:
            return None
        layout = value["layout"].encode("utf-8", "surrogatepass")
        return replace(decode_source(layout, value["text"]), name=name)

    def keep_source(self, sha: str | None, source: SourceDocument) -> None:
        """Keep what was read."""
        if self.sources and sha is not None:
            from analyzer.corpus.spool import encode_source

            layout = encode_source(replace(source, name="")).decode("utf-8", "surrogatepass")
            self.shelf.put(self._source_key(sha), {"layout": layout, "text": source.text})

    def hits(self, sha: str) -> Known | None:
        """Return the hits of language rules on a file."""
        value = self.shelf.get(self._hits_key(sha))
        return None if value is None else unpacked(value)

    def keep_hits(self, sha: str, known: Known) -> None:
        """Keep the hits of language rules."""
        self.shelf.put(self._hits_key(sha), packed(known))

    def has_hits(self, sha: str) -> bool:
        """Tell whether the hits of a file are there."""
        return self.shelf.has(self._hits_key(sha))

    def record(self, key: str) -> ReportRecord | None:
        """Return a whole record."""
        return cast(ReportRecord | None, self.shelf.get(key))

    def keep_record(self, key: str, record: ReportRecord) -> None:
        """Keep a record, unless its cause may be gone next time."""
        if record["status"] != "unreadable" or record.get("code", "no-libreoffice") not in _PASSING:
            self.shelf.put(key, record)

    def _source_key(self, sha: str) -> str:
        return key_of("source", sha, self.made_with, self.limits)

    def _hits_key(self, sha: str) -> str:
        return key_of("hits", sha, self.made_with, self.settings)


def keeper(folder: Path, settings: Settings, *, sources: bool) -> Keeper:
    """Return the keeper of a shelf's folder."""
    limits = key_of(sorted(settings.limits.items()))
    return Keeper(Shelf(folder), made_with(), settings.fingerprint(), limits, sources)


@cache
def made_with() -> str:
    """Return the hash of the program itself, its lexicons and models, and what it reads with."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    found = [(name, _version(name)) for name in _LIBRARIES]
    return key_of(digest.hexdigest(), _assets(), found, sys.version_info[:2])


def _assets() -> object:
    from analyzer.settings import default_settings

    return of_report(default_settings(), reference_reports=None)["assets"]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def fingerprint_of(item: InputFile | UnreadableReport, settings: Settings) -> str | None:
    """Return the SHA-256 of a file's bytes, None for what cannot be opened."""
    if isinstance(item, UnreadableReport):
        return None
    try:
        data = item.read_bytes(limit=settings.limits["file_bytes"])
    except Exception:
        return None  # reading it tells what is wrong
    return hashlib.sha256(data).hexdigest()


def record_keys(
    items: Sequence[InputFile | UnreadableReport],
    prints: Sequence[str | None],
    keeper: Keeper,
    *,
    corpus: Pinned | None,
    options: Iterable[object],
) -> list[str]:
    """Return the name of each record of a run: it depends on all files of the run, in order."""
    told = [
        [item.name, sha, item.code if isinstance(item, UnreadableReport) else ""]
        for item, sha in zip(items, prints, strict=True)
    ]
    beside = None
    if corpus is not None:
        state = corpus.generation
        beside = [str(corpus.folder.resolve()), state.number, state.segments, state.sizes]
    whole = key_of(told, beside, keeper.made_with, keeper.settings, list(options))
    return [key_of("record", number, whole) for number in range(len(items))]
