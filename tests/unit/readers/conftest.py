"""What the readers' tests share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from analyzer.readers.input_file import InputFile
from analyzer.readers.read import read
from analyzer.settings import default_settings
from analyzer.text.source import SourceDocument

Read = Callable[..., SourceDocument]


@pytest.fixture(scope="session")
def limits() -> Mapping[str, int]:
    return default_settings().limits


@pytest.fixture
def read_bytes(limits: Mapping[str, int]) -> Read:
    """Read bytes as a file of any name would be read."""

    def read_one(data: bytes, *, name: str = "report", **changes: int) -> SourceDocument:
        item = InputFile(name, len(data), content=data)
        return read(item, limits={**limits, **changes})

    return read_one
