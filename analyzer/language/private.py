"""Find and mask what identifies a private person: telephones, mailboxes, names, identity numbers.

For tables, letters and shared text. Leaders of state and political formulations stay as written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Literal

from analyzer.language.contacts import find_contacts
from analyzer.language.lexicon import words_by_class
from analyzer.language.names import find_persons
from analyzer.text.span import Span

PrivateKind = Literal["phone", "mailbox", "name", "identity"]
MASKS: dict[PrivateKind, str] = {
    "phone": "〔电话〕",
    "mailbox": "〔邮箱〕",
    "name": "〔姓名〕",
    "identity": "〔证件号〕",
}
# Full-width forms have half-width twins of the same length, so that places stay the same.
_HALF = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", ord("—"): "-"}
)
_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"
)
# Numbers written in groups, with extension, service numbers, and local ones behind a cue.
_GROUPED = re.compile(
    r"(?<![\d.])(?:1[3-9]\d[ -]\d{4}[ -]\d{4}|0\d{2,3}[ -]?\d{3,4}[ -]\d{4}"
    r"|[48]00[ -]?\d{3}[ -]?\d{4}"
    r"|(?:\(?0\d{2,3}\)?[ -]?)\d{7,8}(?:转|-)\d{1,5})(?![\d件条次元个])"
)
_CUED = re.compile(
    r"(?:电话|手机|传真|座机|咨询|热线|微信号?|QQ)(?:号码|号)?(?:[:：为是( ]{1,3}|(?=\d))"
    r"(?P<number>\+?\d[\d -]{5,16}\d)(?![\d件条次元个人年月])",
    re.IGNORECASE,
)
_LOOSE_MAILBOX = re.compile(
    r"[A-Za-z0-9_.+-]{2,}(?: ?[@#] ?|\(at\)|\[at\])(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}", re.IGNORECASE
)
# What is no given name though it stands behind a surname and beside a title.
_NOT_GIVEN = frozenset("的了和与及为由在是对从向各级每月年日本上下等及并内外不能会要将已同")


def mask(text: str, *, names: Collection[str] = (), shown: Collection[PrivateKind] = ()) -> str:
    """Replace what is private by 〔电话〕, 〔邮箱〕, 〔姓名〕, 〔证件号〕.

    `names` are persons known from elsewhere in the report; `shown` are the kinds to leave.
    """
    parts, at = [], 0
    for span, kind in find_private(text, names=names):
        if kind not in shown:
            parts += [text[at : span.start], MASKS[kind]]
            at = span.end
    return "".join(parts) + text[at:] if parts else text


def find_private(text: str, *, names: Collection[str] = ()) -> Iterator[tuple[Span, PrivateKind]]:
    """Yield private places in order, none overlapping another; the longer wins."""
    found = sorted(
        {*_numbers(text.translate(_HALF)), *_names(text, names)},
        key=lambda pair: (pair[0].start, -pair[0].end, pair[1]),
    )
    end = 0
    for span, kind in found:
        if span.start >= end:
            end = span.end
            yield span, kind


def _numbers(text: str) -> Iterator[tuple[Span, PrivateKind]]:
    if not any(c.isascii() and (c.isdigit() or c in "@#([") for c in text):
        return
    for match in _IDENTITY.finditer(text):
        yield Span(*match.span()), "identity"
    for match in _GROUPED.finditer(text):
        yield Span(*match.span()), "phone"
    for match in _CUED.finditer(text):
        yield Span(*match.span("number")), "phone"
    for match in _LOOSE_MAILBOX.finditer(text):
        yield Span(*match.span()), "mailbox"
    for contact in find_contacts(text):
        if contact.kind != "url":
            yield contact.span, "phone" if contact.kind == "phone" else "mailbox"


def _names(text: str, known: Collection[str]) -> Iterator[tuple[Span, PrivateKind]]:
    for name in sorted(known):
        if len(name) > 1 and name not in _always_shown():
            for match in re.finditer(re.escape(name), text):
                yield Span(*match.span()), "name"
    for person in find_persons(text):
        yield from _unless_leader(text, person.span)
    for match in _cued_names().finditer(text):
        yield from _unless_leader(text, Span(*match.span("name")))


def _unless_leader(text: str, span: Span) -> Iterator[tuple[Span, PrivateKind]]:
    name = span.of(text)
    if name in _always_shown() or any(c in _NOT_GIVEN for c in name[1:]):
        return
    around = text[max(0, span.start - 8) : span.end + 8]
    if name in _leaders() and any(title in around for title in _own("state_title")):
        return
    yield span, "name"


@cache
def _always_shown() -> frozenset[str]:
    """Return the leaders whose names stand in formulations."""
    return frozenset(_own("formulation_name"))


@cache
def _leaders() -> frozenset[str]:
    """Return names of state leaders that others may bear too: shown beside a title of state."""
    return frozenset(_own("state_leader"))


@cache
def _cued_names() -> re.Pattern[str]:
    words = words_by_class("names.tsv")
    surname = f"(?:{'|'.join(words['compound_surname'])}|[{''.join(words['surname'])}])"
    cue = "|".join(sorted(_own("person_cue"), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?:{cue})(?:[:：]\s*|\s*(?=[^，。；、]{{2,3}}(?:[，。；、,;()（）\s]|电话|手机|$)))"
        rf"(?P<name>{surname}[\u4e00-\u9fff]{{1,2}})(?=[，。；、,;()（）\s\d]|电话|手机|同志|$)"
    )


def _own(kind: str) -> tuple[str, ...]:
    return words_by_class("private_words.tsv")[kind]
