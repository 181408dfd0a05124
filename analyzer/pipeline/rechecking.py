"""From two sets of paths to what became of every finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from analyzer.outputs.record_store import RecordStore
from analyzer.pipeline.run import Progress, profiles
from analyzer.profile.recheck.changes import Recheck, recheck
from analyzer.profile.recheck.pairing import Alone, Key, key_of, pair
from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.corpus.corpus_reference import Pinned

_NO_PARTNER = "另一边没有对应的报告（按单位和年度、再按文件名对应）"


def recheck_all(
    old: Sequence[str],
    new: Sequence[str],
    *,
    settings: Settings,
    jobs: int = 1,
    progress: Progress | None = None,
    exclude: Path | None = None,
    corpus: Pinned | None = None,
    cache: Path | None = None,
) -> Iterator[Recheck | Alone]:
    """Yield the pairs in order of the new reports, then what has no other version.

    Each side is a run of its own: the two versions of a report must not count as copies of each
    other. Records wait on disk.
    """
    with RecordStore() as store:
        keys: list[list[Key]] = []
        for side, paths in (("old", old), ("new", new)):
            found = profiles(
                paths,
                settings=settings,
                jobs=jobs,
                include_text=True,
                progress=progress,
                exclude=exclude,
                corpus=corpus,
                cache=cache,
            )
            readable: list[Key] = []
            for record in found:
                if "code" in record:  # unreadable, or another form of a report of this side
                    yield _alone(record, side)
                    continue
                readable.append(key_of(record, len(store)))
                store.put(record)
            keys.append(readable)
        lonely: list[Alone] = []
        for before, after in pair(*keys):
            if before is not None and after is not None:
                yield recheck(store.get(before), store.get(after))
            elif after is not None:
                lonely.append(_alone(store.get(after), "new"))
            elif before is not None:
                lonely.append(_alone(store.get(before), "old"))
        yield from lonely


def _alone(record: ReportRecord, side: str) -> Alone:
    unreadable = record["status"] == "unreadable"
    where: Literal["old", "new"] = "new" if side == "new" else "old"
    reason = (record["reason"] or "") if "code" in record else _NO_PARTNER
    return Alone(where, record["source"], reason, unreadable)
