"""A Word file whose parts can be changed; what is not changed keeps its bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from analyzer.readers.input_file import Limits
from analyzer.readers.word_package import open_package

if TYPE_CHECKING:
    from lxml.etree import _Element

_FIXED = (1980, 1, 1, 0, 0, 0)  # of parts that we add: the same bytes every time
_TYPES = "[Content_Types].xml"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class EditablePackage:
    """A .docx taken apart. Raises UnreadableReport and DamagedArchive as the reader does."""

    def __init__(self, data: bytes, *, name: str, limits: Limits) -> None:
        opened = open_package(data, name=name, limits=limits)  # bombs and locks are refused there
        self.main = opened.main
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._infos = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        self._changed: dict[str, bytes] = {}

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return name in self._infos or name in self._changed

    def names(self) -> list[str]:
        """Return the names of all members as they stand in the file."""
        return list(self._infos)

    def mentions(self, name: str, words: bytes) -> bool:
        """Tell whether a part holds words, in whatever case, without parsing it."""
        return words in self._zip.read(self._infos[name]).lower()

    def xml(self, name: str) -> _Element:
        """Parse a part as it is now, its comments and processing instructions included."""
        from lxml import etree

        data = self._changed.get(name)
        if data is None:
            data = self._zip.read(self._infos[name])
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
        return etree.fromstring(data, parser)

    def put(self, name: str, root: _Element) -> None:
        """Replace or add a part."""
        from lxml import etree

        whole = root.getroottree()
        self._changed[name] = etree.tostring(
            whole, encoding="UTF-8", xml_declaration=True, standalone=True
        )

    def related(self, kind: str) -> str | None:
        """Return the part related to the document by a relationship type ending in `kind`."""
        for relation in self._relations():
            if relation.get("Type", "").rsplit("/", 1)[-1] != kind:
                continue
            target = relation.get("Target", "")
            if relation.get("TargetMode") == "External" or not target:
                continue
            folder = posixpath.dirname(self.main)
            whole = target if target.startswith("/") else posixpath.join(folder, target)
            return posixpath.normpath(whole).lstrip("/")
        return None

    def relate(self, name: str, *, type: str, content_type: str) -> None:
        """Relate a new part to the document and declare what it holds."""
        root = self._relations()
        taken = {relation.get("Id") for relation in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdWenzhi{n}" not in taken)
        target = posixpath.relpath(name, posixpath.dirname(self.main) or ".")
        root.append(
            root.makeelement(
                _RELATION, {"Id": f"rIdWenzhi{number}", "Type": type, "Target": target}
            )
        )
        self.put(self._relations_name(), root)
        self.declare(name, content_type)

    def declare(self, name: str, content_type: str) -> None:
        """Say in [Content_Types].xml what a part holds, unless that is said."""
        root = self.xml(_TYPES)
        known = {one.get("PartName", "").lower() for one in root}
        if f"/{name}".lower() not in known:
            attributes = {"PartName": f"/{name}", "ContentType": content_type}
            root.append(root.makeelement(f"{_TYPES_NS}Override", attributes))
            self.put(_TYPES, root)

    def content_type(self, name: str) -> str:
        """Return the declared type of a part, "" where only its suffix tells."""
        for one in self.xml(_TYPES):
            if one.get("PartName", "").lower() == f"/{name}".lower():
                return one.get("ContentType", "")
        return ""

    def to_bytes(self) -> bytes:
        """Write the package: members in their order, new ones at the end."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name, info in self._infos.items():
                data = self._changed.get(name)
                target.writestr(_entry(info), self._zip.read(info) if data is None else data)
            for name, data in self._changed.items():
                if name not in self._infos:
                    target.writestr(_new(name), data)
        return out.getvalue()

    def _relations_name(self) -> str:
        folder, last = posixpath.split(self.main)
        return posixpath.join(folder, "_rels", f"{last}.rels")

    def _relations(self) -> _Element:
        from lxml import etree

        name = self._relations_name()
        if self.has(name):
            return self.xml(name)
        return etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')


def with_fixed_times(data: bytes) -> bytes:
    """Rewrite a zip file with the same time on every member, for the same bytes every time."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            target.writestr(_new(info.filename), source.read(info))
    return out.getvalue()


def _entry(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(info.filename, info.date_time)
    entry.compress_type = info.compress_type
    entry.external_attr = info.external_attr
    return entry


def _new(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
