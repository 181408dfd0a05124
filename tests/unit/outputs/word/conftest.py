"""What the tests of annotated Word files share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from analyzer.outputs.word.annotate import Annotated, Manner, annotate
from analyzer.outputs.word.comments_part import Author
from analyzer.readers.input_file import InputFile
from analyzer.readers.read import read
from analyzer.settings import default_settings
from analyzer.text.source import SourceDocument
from tests.builders.reports import finding, record_of

AUTHOR = Author(name="文质", initials="文")
Made = tuple[Annotated, SourceDocument]


def source_of(data: bytes) -> SourceDocument:
    """Read bytes as a report file."""
    item = InputFile("报告.docx", len(data), content=data)
    return read(item, limits=default_settings().limits)


def annotated(
    data: bytes,
    *places: tuple[int, int],
    per_page: int = 99,
    author: Author = AUTHOR,
    **changes: Any,
) -> Made:
    """Annotate the given places of a Word file."""
    source = source_of(data)
    findings = [
        finding(start, source.text[start:end], id=f"f{n}", **changes)
        for n, (start, end) in enumerate(places, start=1)
    ]
    record = record_of(source.name, findings=findings, text=source.text)
    manner = Manner(author=author, per_page=per_page, characters_per_page=600, made="文质")
    limits = default_settings().limits
    return annotate(data, source, record, findings, manner=manner, limits=limits), source


@pytest.fixture
def comment_on() -> Callable[..., tuple[bytes, Annotated]]:
    """Annotate words of a Word file, each where it first stands."""

    def make(data: bytes, *wanted: str, **options: Any) -> tuple[bytes, Annotated]:
        text = source_of(data).text
        places = [(text.index(one), text.index(one) + len(one)) for one in wanted]
        made, _ = annotated(data, *places, **options)
        return made.data, made

    return make
