"""Batches of a run's inputs: what is ready at once, what LibreOffice converts as it comes.

The make-up of a batch depends on the order of the inputs alone, never on how fast a conversion is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from analyzer.errors import UnreadableReport
from analyzer.pipeline.converting import Conversions, Waiting
from analyzer.pipeline.reading import Batch
from analyzer.settings import Settings

if TYPE_CHECKING:
    from analyzer.pipeline.keeping import Keeper
    from analyzer.readers.input_file import InputFile

BATCH = 32  # inputs a task: few enough to spread evenly, enough to keep the shards few
# Converted ones come late: the last of them must keep all workers busy to the end.
_CONVERTED = 8


class Feed:
    """The batches of a run, once, in a `with` that ends conversions under way."""

    def __init__(
        self,
        inputs: Iterable[InputFile | UnreadableReport],
        folder: Path,
        settings: Settings,
        *,
        jobs: int,
        keeper: Keeper | None,
        prints: Sequence[str | None],
    ) -> None:
        self.total: int | None = None  # inputs, once all were found
        self._inputs = inputs
        self._keeper = keeper
        self._prints = prints
        self._chunk = settings.limits["conversion_files"]
        processes = max(1, jobs // 2)  # LibreOffice takes a core: the rest is for the analysis
        self._conversions = Conversions(folder / "office", settings, processes=processes)

    def __iter__(self) -> Iterator[Batch]:
        """Yield what needs no conversion first, then what has been converted."""
        plain: list[tuple[int, InputFile | UnreadableReport]] = []
        office: list[tuple[int, InputFile]] = []
        count = 0
        for key, item in enumerate(self._inputs):
            count += 1
            if not isinstance(item, UnreadableReport) and self._converts(key, item):
                office.append((key, item))
                if len(office) == self._chunk:
                    self._convert(office)
            else:
                plain.append((key, item))
                if len(plain) == BATCH:
                    yield self._batch(plain)
                    plain.clear()
        self.total = count
        self._convert(office)
        if plain:
            yield self._batch(plain)
        while self._conversions.pending:
            ready = self._conversions.next()
            pairs = list(zip(ready.keys, ready.items, strict=True))
            for at in range(0, len(pairs), _CONVERTED):
                yield self._batch(pairs[at : at + _CONVERTED])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._conversions.close()

    def _converts(self, key: int, item: InputFile) -> bool:
        from analyzer.readers.conversion import needs_office

        if item.converted is not None or (
            self._keeper and self._keeper.has_source(self._print(key))
        ):
            return False
        return needs_office(item)

    def _convert(self, office: list[tuple[int, InputFile]]) -> None:
        """Hand what has gathered to LibreOffice and begin anew."""
        if office:
            keys, items = zip(*office, strict=True)
            self._conversions.submit(Waiting(keys, items))
            office.clear()

    def _batch(self, pairs: Sequence[tuple[int, InputFile | UnreadableReport]]) -> Batch:
        """Return a batch; while conversions are under way there is time for the language rules."""
        keys, items = zip(*pairs, strict=True)
        early = self._conversions.pending > 0
        return Batch(keys, items, tuple(map(self._print, keys)), early)

    def _print(self, key: int) -> str | None:
        return self._prints[key] if key < len(self._prints) else None
