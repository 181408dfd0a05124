"""The parts of a Word file that hold comments: comments.xml and its companions."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analyzer.outputs.word.package import EditablePackage

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_CID = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_CEX = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LEAST_ID = 0x10000000  # paragraph ids: eight hexadecimal digits below 0x80000000
_DURABLE = 0x0A5A5A5A  # makes another id of a paragraph's, in the same range
# Parts that know a comment by the id of its last paragraph: kind, element, what each row says.
_COMPANIONS = (
    ("commentsExtended", f"{_W15}commentEx", {f"{_W15}paraId": "key", f"{_W15}done": "open"}),
    ("commentsIds", f"{_CID}commentId", {f"{_CID}paraId": "key", f"{_CID}durableId": "durable"}),
    ("commentsExtensible", f"{_CEX}commentExtensible", {f"{_CEX}durableId": "durable"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who comments. Without a `date` none is written: the same input gives the same bytes."""

    name: str
    initials: str
    date: str = ""


class CommentsPart:
    """The comments of a package, those already there untouched. `finish` writes them back."""

    def __init__(self, package: EditablePackage, document: _Element, *, w: str) -> None:
        self._package = package
        self._w = w
        found = package.related("comments")
        self._name = found or posixpath.join(posixpath.dirname(package.main), "comments.xml")
        self._new = found is None
        self._root = package.xml(self._name) if package.has(self._name) else self._empty()
        self._next = 1 + max([-1, *_ids(self._root, w), *_ids(document, w)])
        self._companions = {kind: package.related(kind) for kind, _, _ in _COMPANIONS}
        self._first, self._other = self._pattern(first=True), self._pattern(first=False)
        self._keys: list[str] = []
        self._taken: set[str] = set()
        if any(self._companions.values()):
            self._taken.update(key for root in (document, self._root) for key in _keys(root))

    def add(self, paragraphs: list[str], author: Author) -> int:
        """Append a comment and return its number."""
        w = self._w
        attributes = {
            f"{w}id": str(self._next),
            f"{w}author": author.name,
            f"{w}initials": author.initials,
        }
        if author.date:
            attributes[f"{w}date"] = author.date
        comment = self._root.makeelement(f"{w}comment", attributes)
        for number, text in enumerate(paragraphs):
            comment.append(self._paragraph(text, first=number == 0))
        if any(self._companions.values()):
            key = self._fresh_id()
            comment[-1].set(f"{_W14}paraId", key)
            self._keys.append(key)
        self._root.append(comment)
        self._next += 1
        return self._next - 1

    def finish(self, author: Author) -> None:
        """Write comments and companions back, with relationship and content type where new."""
        package = self._package
        package.put(self._name, self._root)
        if self._new:
            dialect = _STRICT if "purl.oclc.org" in self._w else _TRANSITIONAL
            package.relate(self._name, type=f"{dialect}/comments", content_type=_TYPE)
        else:
            package.declare(self._name, _TYPE)
        for kind, tag, values in _COMPANIONS:
            name = self._companions[kind]
            if name is None or not package.has(name):
                continue
            root = package.xml(name)
            for key in self._keys:
                told = {"key": key, "durable": f"{int(key, 16) ^ _DURABLE:08X}", "open": "0"}
                given = {field: told[value] for field, value in values.items()}
                root.append(root.makeelement(tag, given))
            package.put(name, root)
        self._add_person(author)

    def _add_person(self, author: Author) -> None:
        name = self._package.related("people")
        if name is None or not self._package.has(name):
            return
        root = self._package.xml(name)
        if any(one.get(f"{_W15}author") == author.name for one in root):
            return
        person = root.makeelement(f"{_W15}person", {f"{_W15}author": author.name})
        known = {f"{_W15}providerId": "None", f"{_W15}userId": author.name}
        person.append(root.makeelement(f"{_W15}presenceInfo", known))
        root.append(person)
        self._package.put(name, root)

    def _empty(self) -> _Element:
        from lxml import etree

        return etree.Element(f"{self._w}comments", nsmap={"w": self._w.strip("{}")})

    def _paragraph(self, text: str, *, first: bool) -> _Element:
        paragraph = deepcopy(self._first if first else self._other)
        paragraph[-1][-1].text = text
        return paragraph

    def _pattern(self, *, first: bool) -> _Element:
        """Return a paragraph that looks the same whatever the document's own styles say."""
        paragraph = self._make("p")
        properties = self._make("pPr")
        spacing = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
        indent = {"left": "0", "right": "0", "firstLineChars": "0", "firstLine": "0"}
        properties.append(self._make("spacing", spacing))
        properties.append(self._make("ind", indent))
        properties.append(self._make("jc", {"val": "left"}))
        paragraph.append(properties)
        if first:
            mark = self._make("r")
            mark.append(self._make("annotationRef"))
            paragraph.append(mark)
        run, look = self._make("r"), self._make("rPr")
        if first:
            look.append(self._make("b"))
        look.append(self._make("sz", {"val": "20"}))
        look.append(self._make("szCs", {"val": "20"}))
        run.append(look)
        content = self._make("t")
        content.set(_SPACE, "preserve")
        run.append(content)
        paragraph.append(run)
        return paragraph

    def _make(self, name: str, values: Mapping[str, str] | None = None) -> _Element:
        w = self._w
        given = {f"{w}{key}": value for key, value in (values or {}).items()}
        return self._root.makeelement(f"{w}{name}", given)

    def _fresh_id(self) -> str:
        number = _LEAST_ID + len(self._keys)
        while f"{number:08X}" in self._taken:
            number += 1
        key = f"{number:08X}"
        self._taken.add(key)
        return key


def _ids(root: _Element, w: str) -> list[int]:
    """Return the numbers of comments that a part defines or refers to."""
    names = {"comment", "commentRangeStart", "commentRangeEnd", "commentReference"}
    found = []
    for element in root.iter(*(f"{w}{name}" for name in sorted(names))):
        value = element.get(f"{w}id", "")
        if value.lstrip("-").isdigit():
            found.append(int(value))
    return found


def _keys(root: _Element) -> list[str]:
    return [
        value
        for element in root.iter()
        if isinstance(element.tag, str) and (value := element.get(f"{_W14}paraId"))
    ]


def reference_style(package: EditablePackage, w: str) -> str | None:
    """Return the id of the style for comment references, which a document may name freely."""
    name = package.related("styles")
    if name is None or not package.has(name) or not package.mentions(name, b"annotation reference"):
        return None
    for style in package.xml(name).iterchildren(f"{w}style"):
        told = style.find(f"{w}name")
        if told is not None and told.get(f"{w}val", "").lower() == "annotation reference":
            return style.get(f"{w}styleId")
    return None
