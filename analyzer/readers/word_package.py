"""The zip package of a Word document: its parts as XML, read without trust."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.readers.archive import DamagedArchive, Entry, list_entries, read_entry
from analyzer.readers.failures import bomb, encrypted
from analyzer.readers.input_file import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_PART_BYTES = 64 << 20  # XML of one part; the longest report allowed needs a tenth of it


@dataclass(frozen=True, slots=True)
class WordPackage:
    """A Word file taken apart. `main` is the name of the document part."""

    data: bytes
    entries: dict[str, Entry]
    main: str

    def part(self, kind: str) -> _Element | None:
        """Return the part related to the document as "styles", "numbering" …, if there is one."""
        folder = posixpath.dirname(self.main)
        targets = _targets(self, f"{folder}/_rels/{posixpath.basename(self.main)}.rels", folder)
        name = targets.get(kind, f"{folder}/{kind}.xml")
        return parse_part(self, name) if name in self.entries else None

    def has_pictures(self) -> bool:
        """Tell whether pictures are embedded."""
        return any("/media/" in name for name in self.entries)


def open_package(data: bytes, *, name: str, limits: Limits) -> WordPackage:
    """Open a .docx. Raises UnreadableReport for locked files and bombs, DamagedArchive for junk."""
    entries = {entry.name.lstrip("/"): entry for entry in list_entries(data)}
    xml = [entry for key, entry in entries.items() if key.endswith((".xml", ".rels"))]
    if any(entry.encrypted for entry in xml):
        raise encrypted(name, "Word 文档")
    if any(e.is_bomb(ratio=limits["archive_ratio"]) or e.size > _PART_BYTES for e in xml):
        raise bomb(name)
    package = WordPackage(data, entries, _MAIN)
    main = _targets(package, "_rels/.rels", "").get("officeDocument", _MAIN)
    if main not in entries:
        raise DamagedArchive(f"no document part {main!r}")
    return WordPackage(data, entries, main)


def parse_part(package: WordPackage, name: str) -> _Element:
    """Parse a part. Entities are not resolved and nothing outside is read.

    Raises DamagedArchive when the XML is not well-formed, declares a document type (the way of
    XML bombs), or is nested beyond libxml2's limits.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(read_entry(package.data, package.entries[name]), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedArchive(f"{name}: {error}") from error
    if getattr(root.getroottree().docinfo, "doctype", ""):  # missing in the stubs
        raise DamagedArchive(f"{name}: a document type, which no Word file has")
    return root


def _targets(package: WordPackage, name: str, folder: str) -> dict[str, str]:
    """Return the related parts by the last word of their relationship type."""
    if name not in package.entries:
        return {}
    targets: dict[str, str] = {}
    for relation in parse_part(package, name):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External" and target:
            path = target if target.startswith("/") else posixpath.join(folder, target)
            targets.setdefault(kind, posixpath.normpath(path).lstrip("/"))
    return targets
