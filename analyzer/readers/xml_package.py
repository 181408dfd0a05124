"""Documents stored as zip with XML parts (docx, odt, ofd), opened without trust."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.readers.archive import DamagedArchive, Entry, list_entries, read_entry
from analyzer.readers.failures import bomb, encrypted
from analyzer.readers.input_file import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_PART_BYTES = 64 << 20  # XML of one part; the longest report allowed needs a tenth of it


@dataclass(frozen=True, slots=True)
class XmlPackage:
    """The members of a document by name, without a leading slash."""

    data: bytes
    entries: dict[str, Entry]

    def parse(self, name: str) -> _Element:
        """Parse a part. Entities are not resolved and nothing outside is read.

        A name is only looked up among the members, so a path that climbs leads nowhere. Raises
        DamagedArchive when the part is missing, is no well-formed XML, declares a document type
        (the way of XML bombs), or is nested beyond libxml2's limits.
        """
        from lxml import etree

        if name not in self.entries:
            raise DamagedArchive(f"no part {name!r}")
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(read_entry(self.data, self.entries[name]), parser)
        except etree.XMLSyntaxError as error:
            raise DamagedArchive(f"{name}: {error}") from error
        if getattr(root.getroottree().docinfo, "doctype", ""):  # missing in the stubs
            raise DamagedArchive(f"{name}: a document type, which no office file has")
        return root


def open_xml_package(data: bytes, *, name: str, kind: str, limits: Limits) -> XmlPackage:
    """List the members. `kind` is the format's Chinese name for messages.

    Raises UnreadableReport for locked files and bombs, DamagedArchive for junk.
    """
    entries = {entry.name.replace("\\", "/").lstrip("/"): entry for entry in list_entries(data)}
    xml = [entry for key, entry in entries.items() if key.endswith((".xml", ".rels"))]
    if any(entry.encrypted for entry in xml):
        raise encrypted(name, kind)
    if any(e.is_bomb(ratio=limits["archive_ratio"]) or e.size > _PART_BYTES for e in xml):
        raise bomb(name)
    # Parts that share their packed bytes, and thousands of parts each just below the limit.
    if sum(entry.packed for entry in entries.values()) > len(data) or (
        sum(entry.size for entry in xml) > limits["file_bytes"]
    ):
        raise bomb(name)
    return XmlPackage(data, entries)
