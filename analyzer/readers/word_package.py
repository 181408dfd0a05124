"""The zip package of a Word document: which parts it has and how they are related."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.readers.archive import DamagedArchive, Entry
from analyzer.readers.input_file import Limits
from analyzer.readers.xml_package import XmlPackage, open_xml_package

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class WordPackage:
    """A Word file taken apart. `main` is the name of the document part."""

    package: XmlPackage
    main: str

    @property
    def entries(self) -> dict[str, Entry]:
        """Return the members by name."""
        return self.package.entries

    def document(self) -> _Element:
        """Return the document part."""
        return self.package.parse(self.main)

    def part(self, kind: str) -> _Element | None:
        """Return the part related to the document as "styles", "numbering" …, if there is one."""
        folder = posixpath.dirname(self.main)
        relations = f"{folder}/_rels/{posixpath.basename(self.main)}.rels"
        name = _targets(self.package, relations, folder).get(kind, f"{folder}/{kind}.xml")
        return self.package.parse(name) if name in self.entries else None

    def has_pictures(self) -> bool:
        """Tell whether pictures are embedded."""
        return any("/media/" in name for name in self.entries)


def open_package(data: bytes, *, name: str, limits: Limits) -> WordPackage:
    """Open a .docx. Raises UnreadableReport for locked files and bombs, DamagedArchive for junk."""
    package = open_xml_package(data, name=name, kind="Word 文档", limits=limits)
    main = _targets(package, "_rels/.rels", "").get("officeDocument", _MAIN)
    if main not in package.entries:
        raise DamagedArchive(f"no document part {main!r}")
    return WordPackage(package, main)


def _targets(package: XmlPackage, name: str, folder: str) -> dict[str, str]:
    """Return the related parts by the last word of their relationship type."""
    if name not in package.entries:
        return {}
    targets: dict[str, str] = {}
    for relation in package.parse(name):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External" and target:
            path = target if target.startswith("/") else posixpath.join(folder, target)
            targets.setdefault(kind, posixpath.normpath(path).lstrip("/"))
    return targets
