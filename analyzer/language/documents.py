"""Find titles in 《》, document numbers and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.language.entities import Document, DocumentKind, Quotation
from analyzer.language.lexicon import words_by_class
from analyzer.text.span import Span

_TITLE = re.compile(r"《([^《》\n]{1,100}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?)》")
_NUMBER = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{2,12}?)?(?P<open>[〔\[［（(【﹝])\s?(?P<year>(?:19|20)\d\d)\s?年?(?P<close>[〕\]］）)】﹞])"
    r"\s?第?\d{1,4}\s?号|国务院令第?\s?\d{1,4}号|国令第?\s?\d{1,4}号"
)
_QUOTATION = re.compile(r"[“「『]([^“”「」『』\n]{1,60})[”」』]|\"([^\"\n]{1,60})\"")


def classify_title(title: str) -> DocumentKind:
    """Tell a national statute and a superior's paper from a document of the unit or its region."""
    words = words_by_class("statutes.tsv")
    bare = title.strip()
    if bare in words["title"]:
        return "statute"
    if any(bare.startswith(word) for word in words["superior_prefix"]):
        return "statute" if bare.endswith(("法", "条例")) else "superior"
    if bare.endswith("法") and len(bare) <= 12 and not bare.endswith(("办法", "方法", "做法")):
        return "statute"
    return "document"


def find_documents(text: str) -> Iterator[Document]:
    """Yield titles in 《》 and document numbers (also those in wrong brackets)."""
    for match in _TITLE.finditer(text):
        yield Document(
            span=Span(match.start(), match.end()),
            kind=classify_title(match[1]),
            title=match[1],
        )
    for match in _NUMBER.finditer(text):
        yield Document(
            span=Span(match.start(), match.end()),
            kind="number",
            title=match[0],
            brackets_wrong=bool(match["open"]) and (match["open"], match["close"]) != ("〔", "〕"),
        )


def find_quotations(text: str) -> Iterator[Quotation]:
    """Yield words in quotation marks."""
    for match in _QUOTATION.finditer(text):
        yield Quotation(span=Span(match.start(), match.end()), text=match[1] or match[2])
