"""Walk a zip archive, and archives inside it, within a budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzer.errors import UnreadableReport, printable
from analyzer.readers.archive import DamagedArchive, Entry, list_entries, read_entry
from analyzer.readers.detect import sniff, zip_kind
from analyzer.readers.failures import (
    bomb,
    damaged,
    empty_folder,
    encrypted,
    too_deep,
    too_large,
    too_many_members,
    too_much_inside,
)
from analyzer.readers.formats import is_passed_over
from analyzer.readers.input_file import InputFile, Limits

_HEAD = 4096  # bytes, as InputFile.head


@dataclass(slots=True)
class Budget:
    """What an outermost archive may still cost, nested archives included."""

    members: int
    total_bytes: int
    depth: int  # archives inside archives

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        """Return a fresh budget."""
        return cls(
            limits["archive_members"], limits["archive_total_bytes"], limits["archive_depth"]
        )


def expand(
    archive: InputFile, entries: Sequence[Entry], *, limits: Limits, budget: Budget, level: int = 1
) -> Iterator[InputFile | UnreadableReport]:
    """Yield an archive's members in name order, as `archive!/member`.

    Nothing is written to disk, so a member called ../../x is only a name. An archive beyond the
    budget is refused as a whole, before any of it is unpacked.
    """
    refusal = _refusal(archive, entries, limits, budget)
    if refusal is not None:
        yield refusal
        return
    found = False
    for entry in sorted(entries, key=lambda one: one.name):
        if any(is_passed_over(part) for part in entry.name.split("/") if part not in {"..", "."}):
            continue
        for one in _member(archive, entry, limits, budget, level):
            found = True
            yield one
    if not found:
        yield empty_folder(archive.name)


def _refusal(
    archive: InputFile, entries: Sequence[Entry], limits: Limits, budget: Budget
) -> UnreadableReport | None:
    count = len(entries)
    if count > budget.members:
        return too_many_members(archive.name, count, limits["archive_members"])
    # Members that share their packed bytes (overlapping entries) are the other kind of bomb.
    if sum(entry.packed for entry in entries) > max(archive.size, 1) or all(
        entry.is_bomb(ratio=limits["archive_ratio"]) for entry in entries
    ):
        return bomb(archive.name) if entries else None
    total = sum(e.size for e in entries if not e.is_bomb(ratio=limits["archive_ratio"]))
    if total > budget.total_bytes:
        return too_much_inside(archive.name, limits["archive_total_bytes"])
    budget.members -= count
    budget.total_bytes -= total
    return None


def _member(
    archive: InputFile, entry: Entry, limits: Limits, budget: Budget, level: int
) -> Iterator[InputFile | UnreadableReport]:
    name = f"{archive.name}!/{printable(entry.name)}"
    if entry.encrypted:
        yield encrypted(name, "压缩包")
        return
    if entry.is_bomb(ratio=limits["archive_ratio"]):
        yield bomb(name)
        return
    if entry.size > limits["file_bytes"]:
        yield too_large(name, entry.size, limits["file_bytes"])
        return
    source = archive.path if archive.path is not None else archive.content or b""
    try:
        head = read_entry(source, entry, length=_HEAD)
        if is_passed_over(entry.name, head=head):
            return
        inner = sniff(head) == "zip"
        content = read_entry(source, entry) if inner or archive.path is None else None
        kept = archive.path if content is None else None
        item = InputFile(name, entry.size, kept, entry if kept else None, content)
        if inner and content is not None:
            yield from _nested(item, content, limits, budget, level)
            return
        yield item
    except DamagedArchive:
        yield damaged(name)


def _nested(
    item: InputFile, content: bytes, limits: Limits, budget: Budget, level: int
) -> Iterator[InputFile | UnreadableReport]:
    try:
        entries = list_entries(content)
    except DamagedArchive:
        yield item  # reading it tells what is wrong
        return
    if zip_kind(entry.name for entry in entries) != "zip":
        yield item
    elif level >= budget.depth:
        yield too_deep(item.name, budget.depth)
    else:
        yield from expand(item, entries, limits=limits, budget=budget, level=level + 1)
