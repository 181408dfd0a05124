"""One report that came in several files (report.doc, report.pdf, report.html): which counts.

Files are one report when they are by the same issuer about the same year and their prose agrees:
wholly where the format is the same (a revised draft is another text), nearly where it differs
(readers see pages differently). Reports that name no issuer are compared only when they have the
same file name but for its suffix. The richest format counts, then the first file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from analyzer.corpus.issuers import comparable_issuer
from analyzer.corpus.shingles import text_hash
from analyzer.structure.report import Report

# Richest first: what a format tells for certain about paragraphs, tables and places.
_RICHEST = ("docx", "doc", "odt", "rtf", "html", "ofd", "pdf", "text")
_LEAST_CHARACTERS = 200  # of prose; shorter texts agree by chance
_MOST_COMPARED = 50  # different texts of one issuer and year; beyond it something else is wrong


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a report to find the others like it."""

    key: int  # place in the run's input
    name: str
    format: str
    group: str  # reports of different groups are never compared; "" for one without a group
    text: int  # hash of the prose without blanks
    characters: int


@dataclass(frozen=True, slots=True)
class Twin:
    """A file that says what another one says. `agreement` is the share of equal characters."""

    key: int
    of: int
    agreement: float


class TwinWriter:
    """Notes the reports of one shard of a run."""

    def __init__(self, folder: Path, *, shard: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / f"{shard}.twins").open("w", encoding="utf-8", errors="surrogatepass")

    def add(self, key: int, report: Report) -> None:
        """Note a report under its position in the run's input."""
        self._file.write(json.dumps(asdict(seen(key, report)), ensure_ascii=False) + "\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


def seen(key: int, report: Report) -> Seen:
    """Return what is kept of a report."""
    prose = bare_prose(report)
    return Seen(
        key=key,
        name=report.source.name,
        format=report.source.format,
        group=_group(report) if len(prose) >= _LEAST_CHARACTERS else "",
        text=text_hash(prose),
        characters=len(prose),
    )


def bare_prose(report: Report) -> str:
    """Return the prose without blanks and line breaks."""
    return "".join(report.text.text.split())


def read_seen(folder: Path) -> list[Seen]:
    """Return the reports of all shards, in input order."""
    found = []
    for path in sorted(folder.glob("*.twins")):
        with path.open(encoding="utf-8", errors="surrogatepass") as file:
            found += [Seen(**json.loads(line)) for line in file]
    return sorted(found, key=lambda one: one.key)


def find_twins(
    reports: Iterable[Seen], *, prose_of: Callable[[int], str], least: float
) -> tuple[Twin, ...]:
    """Return the files that do not count, in input order.

    `prose_of` gives the prose of a key (asked only within groups of several); `least` is the
    share of characters that must agree between two formats.
    """
    groups: dict[str, list[Seen]] = {}
    for one in reports:
        if one.group:
            groups.setdefault(one.group, []).append(one)
    twins: list[Twin] = []
    for members in groups.values():
        if len(members) > 1:
            twins.extend(_within(members, prose_of, least))
    return tuple(sorted(twins, key=lambda twin: twin.key))


def _within(members: list[Seen], prose_of: Callable[[int], str], least: float) -> Iterator[Twin]:
    proses: dict[int, str] = {}

    def prose(key: int) -> str:
        if key not in proses:
            proses[key] = prose_of(key)
        return proses[key]

    heads: list[Seen] = []
    for one in sorted(members, key=lambda m: (_RICHEST.index(m.format), m.key)):
        best: Twin | None = None
        for head in heads[:_MOST_COMPARED]:
            agreement = _agreement(head, one, prose, least)
            if agreement is not None and (best is None or agreement > best.agreement):
                best = Twin(one.key, head.key, agreement)
        if best is None:
            heads.append(one)
        else:
            yield best


def _agreement(head: Seen, one: Seen, prose: Callable[[int], str], least: float) -> float | None:
    """Return the share of characters that agree, None for two different reports."""
    if head.text == one.text:
        return 1.0
    if head.format == one.format:
        return None
    shorter, longer = sorted((head.characters, one.characters))
    if shorter < least * longer * least:
        return None
    from rapidfuzz.distance import Indel

    agreement = Indel.normalized_similarity(prose(head.key), prose(one.key), score_cutoff=least)
    return agreement if agreement >= least else None


def _group(report: Report) -> str:
    identity = report.identity
    issuer = comparable_issuer(identity.issuer)
    if issuer is not None and identity.year is not None:
        return f"{identity.year} {issuer}"
    # Without a name only the same file under another suffix can be told to be the same report.
    return f"? {report.source.name.rpartition('.')[0] or report.source.name}"


def counted_once(twins: Iterable[Twin]) -> Mapping[int, int]:
    """Return per file that does not count the one that does."""
    return {twin.key: twin.of for twin in twins}
