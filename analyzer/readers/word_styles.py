"""Paragraph styles of a Word document: names and what they say about numbering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_CHAIN = 20  # styles based on each other in a ring


@dataclass(frozen=True, slots=True)
class NumberingRef:
    """A paragraph's or style's claim to an automatic number; None where it says nothing."""

    num: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One style."""

    name: str
    based_on: str | None
    numbering: NumberingRef | None
    outline: int | None  # 0 for the highest heading level


class WordStyles:
    """All styles by id."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, WordStyle] = {}
        self.default: str | None = None
        if root is None:
            return
        w = namespace(root)
        for style in root.iterchildren(f"{w}style"):
            key = style.get(f"{w}styleId", "")
            kind = style.get(f"{w}type", "paragraph")
            if kind == "paragraph" and style.get(f"{w}default") in {"1", "true", "on"}:
                self.default = key
            self._styles[key] = _style(style, w)

    def chain(self, key: str | None) -> list[tuple[str, WordStyle]]:
        """Return a style and those it is based on, nearest first."""
        found: list[tuple[str, WordStyle]] = []
        while key is not None and key in self._styles and len(found) < _MAX_CHAIN:
            found.append((key, self._styles[key]))
            key = self._styles[key].based_on
        return found

    def label(self, key: str | None, *, outline: int | None) -> str:
        """Return the style's name; "outline 1" … where only an outline level makes a heading."""
        chain = self.chain(key or self.default)
        name = chain[0][1].name if chain else ""
        if "heading" in name.lower() or "标题" in name:
            return name
        level = outline
        for _, style in chain:
            level = style.outline if level is None else level
        return name if level is None or level > 8 else f"outline {level + 1}"

    def numbering(self, key: str | None) -> tuple[NumberingRef, str] | None:
        """Return the numbering that a style gives, with the id of the style that says so."""
        for style_key, style in self.chain(key or self.default):
            if style.numbering is not None and style.numbering.num is not None:
                return style.numbering, style_key
        return None


def namespace(root: _Element) -> str:
    """Return the WordprocessingML namespace in use, transitional or strict, as "{…}"."""
    tag = str(root.tag)
    return tag[: tag.index("}") + 1] if "}" in tag else ""


def local_name(element: _Element, w: str) -> str:
    """Return a tag without the namespace `w`; other tags whole, "" for what is no element."""
    tag: object = element.tag
    if not isinstance(tag, str):  # entities that were not resolved
        return ""
    return tag[len(w) :] if tag.startswith(w) else tag


def numbering_ref(properties: _Element | None, w: str) -> NumberingRef | None:
    """Read w:numPr below paragraph properties."""
    found = properties.find(f"{w}numPr") if properties is not None else None
    if found is None:
        return None
    num, level = found.find(f"{w}numId"), found.find(f"{w}ilvl")
    return NumberingRef(
        num.get(f"{w}val") if num is not None else None,
        integer(level.get(f"{w}val")) if level is not None else None,
    )


def outline_level(properties: _Element | None, w: str) -> int | None:
    """Read w:outlineLvl below paragraph properties."""
    found = properties.find(f"{w}outlineLvl") if properties is not None else None
    return integer(found.get(f"{w}val")) if found is not None else None


def integer(value: str | None) -> int | None:
    """Return a decimal attribute as a number, None where it is missing or no number."""
    try:
        return int(value) if value is not None else None
    except ValueError:
        return None


def _style(style: _Element, w: str) -> WordStyle:
    name, base = style.find(f"{w}name"), style.find(f"{w}basedOn")
    properties = style.find(f"{w}pPr")
    return WordStyle(
        name=name.get(f"{w}val", "") if name is not None else "",
        based_on=base.get(f"{w}val") if base is not None else None,
        numbering=numbering_ref(properties, w),
        outline=outline_level(properties, w),
    )
