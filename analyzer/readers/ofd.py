"""OFD, the national format for printed pages (GB/T 33190-2016): the same lines and tables as PDF."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyzer.readers.archive import DamagedArchive
from analyzer.readers.assemble import assemble
from analyzer.readers.failures import encrypted, too_long, too_many_pages
from analyzer.readers.input_file import Limits
from analyzer.readers.legible import check_legible
from analyzer.readers.ofd_page import Shared, local, read_page
from analyzer.readers.pdf_flow import flow
from analyzer.readers.pdf_page import PdfPage
from analyzer.readers.text_layer import require_text_layer
from analyzer.readers.xml_package import XmlPackage, open_xml_package
from analyzer.text.source import SourceDocument

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = "OFD.xml"
_LOCKED = frozenset({"Encryptions.xml", "Decryptseed.dat"})  # GM/T 0099
_MOST_TEMPLATES = 1000
_UNIT = "CompositeGraphicUnit"


def read_ofd(data: bytes, *, name: str, limits: Limits) -> SourceDocument:
    """Return each printed line as a paragraph, as `read_pdf` does; tables by their ruling lines.

    Paths inside the file are looked up among its members only. Annotations, seals and attachments
    are no part of the text. Raises UnreadableReport and DamagedArchive.
    """
    package = open_xml_package(data, name=name, kind="OFD 文件", limits=limits)
    if _LOCKED & set(package.entries):
        raise encrypted(name, "OFD 文件")
    pages = _pages(package, name, limits)
    require_text_layer(pages, name)
    document = assemble(flow(pages), data=data, name=name, format="ofd")
    check_legible(document.text, name=name)
    return document


def _pages(package: XmlPackage, name: str, limits: Limits) -> list[PdfPage]:
    pages: list[PdfPage] = []
    characters = 0
    for location in _documents(package):
        document = package.parse(location)
        places = _page_places(document, location)
        if len(pages) + len(places) > limits["pdf_pages"]:
            raise too_many_pages(name, "OFD", len(pages) + len(places), limits["pdf_pages"])
        shared = Shared(
            _templates(package, document, location), _composites(package, document, location)
        )
        area = _text(document, "CommonData", "PageArea", "PhysicalBox")
        for place in places:
            page = read_page(
                package.parse(place),
                shared=shared,
                default_box=area,
                most=limits["text_chars"] + 1,
            )
            characters += len(page.glyphs)
            if characters > limits["text_chars"]:
                raise too_long(name, limits["text_chars"])
            pages.append(page)
    return pages


def _documents(package: XmlPackage) -> Iterator[str]:
    """Yield where the documents of the file lie; nearly always there is one."""
    found = False
    for body in _children(package.parse(_ROOT), "DocBody"):
        for root in _children(body, "DocRoot"):
            found = True
            yield _inside(_ROOT, root.text)
    if not found:
        raise DamagedArchive("no DocRoot")


def _page_places(document: _Element, location: str) -> list[str]:
    return [
        _inside(location, page.get("BaseLoc"))
        for pages in _children(document, "Pages")
        for page in _children(pages, "Page")
    ]


def _templates(package: XmlPackage, document: _Element, location: str) -> dict[str, _Element]:
    """Return the template pages by id: what is printed on many pages is stored once."""
    templates: dict[str, _Element] = {}
    for common in _children(document, "CommonData"):
        for template in _children(common, "TemplatePage"):
            place = _inside(location, template.get("BaseLoc"))
            if place in package.entries and len(templates) < _MOST_TEMPLATES:
                templates[template.get("ID", "")] = package.parse(place)
    return templates


def _composites(package: XmlPackage, document: _Element, location: str) -> dict[str, _Element]:
    """Return the graphics that pages use as one object; some writers put all text into them."""
    found: dict[str, _Element] = {}
    for common in _children(document, "CommonData"):
        for resource in (*_children(common, "PublicRes"), *_children(common, "DocumentRes")):
            place = _inside(location, resource.text)
            if place not in package.entries:
                continue
            for units in _children(package.parse(place), "CompositeGraphicUnits"):
                found.update((unit.get("ID", ""), unit) for unit in _children(units, _UNIT))
    return found


def _inside(base: str, path: str | None) -> str:
    """Return a member's name from a path as written in the part `base`."""
    written = (path or "").strip().replace("\\", "/")
    if written.startswith("/"):
        return posixpath.normpath(written).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), written))


def _children(parent: _Element, name: str) -> list[_Element]:
    return [child for child in parent if local(child) == name]


def _text(element: _Element, *path: str) -> str:
    for name in path:
        found = _children(element, name)
        if not found:
            return ""
        element = found[0]
    return element.text or ""
