"""Every input gets a place of its own below the output folder, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.pipeline.copies import copies
from analyzer.readers.input_file import InputFile

OUT = Path("out")


def stems(*names: str, roots: tuple[str, ...] = ("in",)) -> list[str]:
    items = [InputFile(name, 1, Path(name.split("!/")[0])) for name in names]
    return [str(copy.stem.relative_to(OUT)) for copy in copies(items, roots, OUT)]


def test_folders_stay_folders():
    assert stems("in/甲/年报.docx", "in/年报.docx") == ["甲/年报", "年报"]


def test_a_single_file_goes_straight_into_the_folder():
    assert stems("some/where/年报.docx", roots=("some/where/年报.docx",)) == ["年报"]


def test_archives_become_folders():
    assert stems("in/包.zip!/内.zip!/甲/年报.doc") == ["包/内/甲/年报"]


@pytest.mark.parametrize(
    "inner", ["../../etc/年报.docx", "/etc/年报.docx", "..\\..\\年报.docx", "C:\\年报.docx"]
)
def test_members_never_leave_the_output_folder(inner):
    (copy,) = copies([InputFile(f"in/包.zip!/{inner}", 1, Path("in/包.zip"))], ["in"], OUT)
    assert ".." not in copy.stem.parts
    assert copy.stem.is_relative_to(OUT / "包")


def test_inputs_that_differ_in_suffix_or_case_alone_are_told_apart():
    found = stems("in/年报.docx", "in/年报.pdf", "in/a/B.txt", "in/A/b.txt")
    assert len({name.casefold() for name in found}) == 4
    assert found[1] == "年报（pdf）"


def test_many_inputs_of_one_name_are_numbered():
    names = [f"{n}/年报.docx" for n in range(4)]
    assert len(set(stems(*names, roots=tuple(names)))) == 4


def test_long_names_fit_into_file_systems():
    (name,) = stems(f"in/{'年' * 200}.docx")
    assert len(f"{name}-批注.docx".encode()) < 255


def test_what_file_systems_forbid_is_replaced():
    assert stems('in/包.zip!/a<b>:"c|?*.docx') == ["包/a_b___c___"]
