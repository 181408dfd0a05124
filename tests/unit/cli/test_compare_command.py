"""`wenzhi compare` on the terminal and as a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.cli.main import main
from analyzer.outputs.columns import width
from tests.unit.corpus.invented import COPIED
from tests.unit.corpus.test_store import files, text_of


def run(capsys, *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    printed = capsys.readouterr()
    return int(stop.value.code or 0), printed.out, printed.err


@pytest.fixture
def pair(tmp_path) -> tuple[Path, Path]:
    folder = files(tmp_path, [text_of("云平", "林业局", COPIED), text_of("望江", "民政局", COPIED)])
    return folder / "0000.txt", folder / "0001.txt"


def test_terminal_shows_both_columns_with_what_agrees(capsys, monkeypatch, pair):
    monkeypatch.setenv("COLUMNS", "120")
    code, out, _ = run(capsys, "compare", *pair)
    assert code == 0
    assert "云平岭县林业局 2023年" in out
    assert "■ 总体情况" in out
    assert "【" in out
    assert max(width(line) for line in out.splitlines() if "│" in line) <= 120


def test_page_is_escaped_and_marks_both_sides(capsys, pair, tmp_path):
    hostile = pair[0].read_text("utf-8").replace(COPIED, f"<script>x</script>{COPIED}")
    pair[0].write_text(hostile, encoding="utf-8")
    target = tmp_path / "对照.html"
    assert run(capsys, "compare", *pair, "-o", target)[0] == 0
    page = target.read_text("utf-8")
    assert "<script" not in page
    assert page.count(f"<mark>{COPIED}</mark>") == 2
    assert "src=" not in page
    assert "http" not in page


def test_unreadable_side_is_told_with_exit_code_3(capsys, pair, tmp_path):
    code, _, err = run(capsys, "compare", pair[0], tmp_path / "missing.txt")
    assert code == 3
    assert "missing.txt" in err
