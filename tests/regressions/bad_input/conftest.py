"""What the tests of bad input share: the one line that a bad file gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analyzer.errors import UnreadableReport
from analyzer.readers.discover import discover
from analyzer.readers.read import read
from analyzer.settings import default_settings

LIMITS = default_settings().limits
TEXT = "一、总体情况\n全年公开信息326条，其中补贴名单48期、招标结果9条，均在10个工作日内公开。\n"
_LINE = re.compile(r"(?P<file>[^；]+)：(?P<cause>[^；]+)；(?P<step>.+)")


def outcome(path: Path, **changes: int) -> list[UnreadableReport | str]:
    """Return the text or the error of everything found at a path."""
    limits = {**LIMITS, **changes}
    found = []
    for one in discover([path], limits=limits):
        try:
            if isinstance(one, UnreadableReport):
                raise one
            found.append(read(one, limits=limits).text)
        except UnreadableReport as error:
            found.append(error)
    return found


@pytest.fixture
def refusal(tmp_path):
    """Return the one error that a file's bytes give, after checking its form."""

    def refuse(data: bytes, *, name: str = "年报.docx", **changes: int) -> UnreadableReport:
        (tmp_path / name).write_bytes(data)
        (only,) = outcome(tmp_path / name, **changes)
        assert isinstance(only, UnreadableReport), only
        assert_form(only)
        return only

    return refuse


def assert_form(error: UnreadableReport) -> None:
    line = str(error)
    assert "\n" not in line
    match = _LINE.fullmatch(line)
    assert match is not None, line
    assert re.search("[\u4e00-\u9fff]", match["cause"])
    assert re.search("[\u4e00-\u9fff]", match["step"])
    assert error.code
