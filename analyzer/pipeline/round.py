"""A round of reports: profiles with hints, ranked, and kept on disk for workbook and letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.outputs.office_record import office_record
from analyzer.outputs.record_store import RecordStore
from analyzer.pipeline.run import Progress, profiles
from analyzer.profile.peers import Grouping
from analyzer.profile.standing import Standing, candidate, standings
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.corpus.corpus_reference import Pinned


@dataclass(frozen=True, slots=True)
class Round:
    """The ranking and the records behind it, by the index of each summary; nothing private."""

    standings: list[Standing]
    records: RecordStore

    @property
    def unreadable(self) -> bool:
        """Tell whether a file could not be read."""
        return any(s.ranked.summary.status == "unreadable" for s in self.standings)


@contextmanager
def ranked_round(
    paths: Iterable[str | Path],
    *,
    settings: Settings,
    jobs: int,
    by: str,
    group_of: Grouping,
    progress: Progress | None = None,
    exclude: Path | None = None,
    corpus: Pinned | None = None,
    cache: Path | None = None,
    keep: bool = False,
) -> Iterator[Round]:
    """Analyse and rank what lies under `paths`; records are there only with `keep`."""
    with RecordStore() as store:
        found = []
        records = profiles(
            paths,
            settings=settings,
            jobs=jobs,
            include_text=True,  # names are looked for in the whole text
            advise=True,
            progress=progress,
            exclude=exclude,
            corpus=corpus,
            cache=cache,
        )
        for index, record in enumerate(records):
            kept = office_record(record, privacy=settings.privacy)
            found.append(candidate(kept, index=index, settings=settings, by=by))
            if keep:
                store.put(kept)
        yield Round(standings(found, settings=settings, group_of=group_of, by=by), store)
