"""Web pages saved in one file (.mht, MIME multipart/related): the page they begin with."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from analyzer.readers.decode import Decoded, decode
from analyzer.readers.detect import declared_charset
from analyzer.readers.failures import damaged
from analyzer.readers.html import read_html
from analyzer.readers.input_file import Limits
from analyzer.text.source import SourceDocument

_MOST_PARTS = 5000


def read_mhtml(data: bytes, *, name: str, limits: Limits) -> SourceDocument:
    """Return the article of the first HTML part, as `read_html` does. Raises UnreadableReport."""
    page = _page(data)
    if page is None:
        raise damaged(name)
    return read_html(data, page, name=name, limits=limits)


def _page(data: bytes) -> Decoded | None:
    """Decode the first HTML part; None where there is none, or the file is no proper message."""
    try:
        message = BytesParser(EmailMessage, policy=policy.compat32).parsebytes(data)
        for number, part in enumerate(message.walk()):
            if number > _MOST_PARTS:
                return None
            if part.get_content_type() == "text/html":
                page = part.get_payload(decode=True)
                if isinstance(page, bytes) and page.strip():
                    charset = declared_charset(page) or part.get_content_charset()
                    return decode(page, declared=charset)
    except (MessageError, ValueError, LookupError, RecursionError, AttributeError, TypeError):
        return None
    return None
