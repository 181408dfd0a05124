"""Find web addresses, telephone numbers and mailboxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.language.entities import Contact
from analyzer.text.span import Span

_PATTERNS = (
    ("email", re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    (
        "url",
        re.compile(
            r"(?:https?://|www\.)[A-Za-z0-9_.~:/?#@!$&'*+,;=%-]*[A-Za-z0-9/]"
            r"|(?<![A-Za-z0-9@.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:gov\.cn|com\.cn|org\.cn|com|cn|net|org)(?![A-Za-z0-9])"
        ),
    ),
    (
        "phone",
        re.compile(
            r"(?<!\d)(?:(?:0\d{2,3}|[(（]0\d{2,3}[)）])\s?[-—－–]?\s?\d{7,8}|1[3-9]\d{9})(?!\d)"
        ),
    ),
)


def find_contacts(text: str) -> Iterator[Contact]:
    """Yield contacts; `text` has half-width letters and digits."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Contact(span=Span(match.start(), match.end()), kind=kind, text=match[0])  # type: ignore[arg-type]
