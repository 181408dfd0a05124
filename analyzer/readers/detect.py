"""Recognise a format by content. The file's suffix is never asked: it is wrong too often."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x00\x00\x01\x00", "image"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"\x00\x01\x00\x00\x00", "font"),
    (b"OTTO\x00", "font"),
    (b"ttcf\x00", "font"),
    (b"ID3", "media"),
    (b"OggS\x00", "media"),
    (b"fLaC\x00", "media"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "program"),
)
_PDF_WITHIN = 1024  # ISO 32000 readers accept the mark anywhere in the first kilobyte
_XML_PROLOG = 1024  # bytes within which an XML file says whose it is
_HTML_OPENING = re.compile(
    r"(?:(?:<\?xml[^>]*\?>|<!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_CLOSING = re.compile(
    r"</(?:p|div|td|tr|span|body|html|li|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE
)
_MHTML = re.compile(
    r"^(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?content-type:\s*multipart/related", re.I
)


def sniff(head: bytes) -> str | None:
    """Name the format that the first bytes prove; None where only decoding can tell (text)."""
    for mark, key in _MAGIC:
        if head.startswith(mark):
            return key
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if b"<?mso-application" in head[:_XML_PROLOG] or b"<pkg:package" in head[:_XML_PROLOG]:
        return "word-xml"
    if head.startswith(b"RIFF"):
        return "image" if head[8:12] == b"WEBP" else "media"
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in {b"heic", b"avif", b"mif1"} else "media"
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00":
        return "image"
    if head.startswith(b"MZ") and b"\x00\x00" in head:
        return "program"
    return None


def zip_kind(names: Iterable[str]) -> str:
    """Tell a document stored as zip from an archive ("zip") by its members."""
    members = {name.replace("\\", "/").lstrip("/") for name in names}
    if "word/document.xml" in members or "word/document2.xml" in members:
        return "docx"
    if "[Content_Types].xml" in members:
        folders = {name.split("/", 1)[0] for name in members}
        for folder, key in (("word", "docx"), ("xl", "xlsx"), ("ppt", "pptx")):
            if folder in folders:
                return key
    if "OFD.xml" in members:
        return "ofd"
    if "mimetype" in members and "content.xml" in members:
        return "odt"
    if "META-INF/container.xml" in members and "mimetype" in members:
        return "epub"
    return "zip"


def text_kind(text: str) -> str:
    """Tell HTML and other markup from plain text by the beginning of the decoded text."""
    head = text[:8192].lstrip("\ufeff \t\r\n\f\u3000\xa0")
    if _MHTML.match(head):
        return "mhtml"
    if _HTML_OPENING.match(head):
        return "html"
    # A fragment saved without its page: several closing tags, and it begins with markup.
    if head.startswith("<") and len(_HTML_CLOSING.findall(head)) >= 3:
        return "html"
    return "text"


_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)


def declared_charset(head: bytes) -> str | None:
    """Return the encoding an HTML page claims, as a Python codec name; GB labels mean GB18030."""
    found = _DECLARED.search(head[:8192])
    if found is None:
        return None
    label = found.group(1).decode("ascii").lower()
    if label in {"iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii"}:
        return None  # every byte string is "valid" there; servers write it by default
    return "gb18030" if label in {"gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030"} else label
