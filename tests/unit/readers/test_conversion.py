"""LibreOffice in batches: what stands still or breaks is found, the rest goes on."""

import sys
import time
from pathlib import Path

import pytest

from analyzer.errors import UnreadableReport
from analyzer.readers.conversion import convert, converted_docx, needs_office
from analyzer.readers.input_file import InputFile
from analyzer.readers.office import find_office
from analyzer.readers.ole import DamagedCompound, ole_kind, word_head
from analyzer.readers.read import read
from tests.builders import compound, word, zips

# Stands for soffice: a file whose bytes say HANG, CRASH or REFUSE does that, others become .docx.
_PRETENDER = """#!{python} -SE
import pathlib, sys, time
arguments = sys.argv[1:]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
log = pathlib.Path({log!r})
files = [pathlib.Path(one) for one in arguments[arguments.index("--outdir") + 2:]]
with log.open("a") as lines:
    lines.write(" ".join(one.name for one in files) + "\\n")
for file in files:
    data = file.read_bytes()
    if b"HANG" in data:
        time.sleep(60)
    if b"CRASH" in data:
        sys.exit(81)
    if b"REFUSE" not in data:
        (out / (file.stem + ".docx")).write_bytes(pathlib.Path({docx!r}).read_bytes())
"""


@pytest.fixture
def pretender(tmp_path):
    """A program in LibreOffice's place; returns it with the log of its runs."""
    if sys.platform == "win32":
        pytest.skip("a script cannot stand for a program on Windows")
    docx, log = tmp_path / "any.docx", tmp_path / "log"
    docx.write_bytes(word.docx(word.p("全年公开信息三百二十六条。")))
    program = tmp_path / "soffice"
    program.write_text(_PRETENDER.format(python=sys.executable, log=str(log), docx=str(docx)))
    program.chmod(0o755)
    return program, log


def inputs(*fillings: bytes) -> list[InputFile]:
    files = [compound.word_97(filling=b"%d %s" % (i, one)) for i, one in enumerate(fillings)]
    return [InputFile(f"{i}.doc", len(data), content=data) for i, data in enumerate(files)]


def codes(items: list[InputFile]) -> list[str]:
    return [
        one.converted.code if isinstance(one.converted, UnreadableReport) else "docx"
        for one in items
    ]


@pytest.fixture
def quick(limits):
    return {**limits, "conversion_start_seconds": 3, "conversion_file_seconds": 2}


def test_file_that_stalls_is_found_and_the_others_go_on(tmp_path, pretender, quick):
    program, _ = pretender
    given = inputs(b"", b"HANG", b"", b"")
    ready = convert(given, tmp_path / "work", limits=quick, office=str(program))
    assert codes(ready) == ["docx", "convert-stalled", "docx", "docx"]


def test_file_that_kills_the_program_is_found_and_the_others_go_on(tmp_path, pretender, quick):
    program, _ = pretender
    given = inputs(b"CRASH", b"", b"CRASH", b"", b"")
    ready = convert(given, tmp_path / "work", limits=quick, office=str(program))
    assert codes(ready) == ["convert-failed", "docx", "convert-failed", "docx", "docx"]


def test_refused_file_before_a_good_one_costs_no_further_run(tmp_path, pretender, quick):
    program, log = pretender
    given = inputs(b"REFUSE", b"REFUSE", b"")
    ready = convert(given, tmp_path / "work", limits=quick, office=str(program))
    assert codes(ready) == ["convert-failed", "convert-failed", "docx"]
    assert len(log.read_text().splitlines()) == 1


def test_batches_hold_as_many_files_as_the_settings_say(tmp_path, pretender, quick):
    program, log = pretender
    limits = {**quick, "conversion_files": 2}
    convert(inputs(b"", b"", b"", b"", b""), tmp_path / "work", limits=limits, office=str(program))
    assert [len(line.split()) for line in log.read_text().splitlines()] == [2, 2, 1]


def test_what_was_converted_before_is_not_converted_again(tmp_path, pretender, quick):
    program, log = pretender
    given = inputs(b"", b"")
    first = convert(given, tmp_path / "work", limits=quick, office=str(program))
    again = convert([*given, given[0]], tmp_path / "work", limits=quick, office=str(program))
    assert [one.converted for one in again[:2]] == [one.converted for one in first]
    assert again[2].converted == first[0].converted
    assert len(log.read_text().splitlines()) == 1


def test_program_that_stalls_is_gone_with_all_it_started(tmp_path, quick):
    started = tmp_path / "child"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {started}\nwait\n")
    program.chmod(0o755)
    convert(inputs(b""), tmp_path / "work", limits=quick, office=str(program))
    time.sleep(0.1)
    state = Path(f"/proc/{started.read_text().strip()}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_missing_program_is_one_message_that_names_the_package(tmp_path, limits):
    (ready,) = convert(inputs(b""), tmp_path, limits=limits, office=str(tmp_path / "nowhere"))
    assert isinstance(ready.converted, UnreadableReport)
    assert ready.converted.code == "no-libreoffice"
    assert "libreoffice-writer" in ready.converted.next_step
    with pytest.raises(UnreadableReport, match="需要 LibreOffice"):
        read(ready, limits=limits)


def test_other_files_pass_through_untouched(tmp_path, limits):
    data = zips.archive({"a.txt": b"x"})
    given = [
        InputFile("a.txt", 3, content=b"abc"),
        InputFile("b.zip", len(data), content=data),
        InputFile("c.doc", 9, tmp_path / "gone.doc"),
    ]
    assert convert(given, tmp_path, limits=limits, office="/nowhere") == given
    assert not any(map(needs_office, given))


def test_word_file_with_a_password_is_told_without_the_program(tmp_path, limits):
    data = compound.word_97(encrypted=True)
    (ready,) = convert([InputFile("a.doc", len(data), content=data)], tmp_path, limits=limits)
    assert isinstance(ready.converted, UnreadableReport)
    assert ready.converted.code == "encrypted"


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_truncated_word_file_is_damaged(share):
    data = compound.word_97()
    with pytest.raises(DamagedCompound):
        word_head(data[: int(len(data) * share)])


def test_kind_is_told_by_the_streams_at_the_top():
    assert ole_kind(compound.word_97()) == "ole-word"
    assert ole_kind(compound.compound({"Workbook": bytes(4096)})) == "ole-sheet"
    assert (
        ole_kind(compound.compound({"Contents": "WordDocument".encode("utf-16-le") * 200})) == "ole"
    )
    encrypted = {"EncryptedPackage": bytes(4096), "EncryptionInfo": bytes(4096)}
    assert ole_kind(compound.compound(encrypted)) == "ole-encrypted"


def test_program_is_found_where_the_settings_say(tmp_path):
    (tmp_path / "soffice").write_text("")
    assert find_office(str(tmp_path)) == tmp_path / "soffice"
    assert find_office(str(tmp_path / "soffice")) == tmp_path / "soffice"
    assert find_office(str(tmp_path / "other")) is None


@pytest.mark.office
def test_real_rubbish_in_a_word_file_is_refused_and_never_taken_for_text(tmp_path, limits):
    rubbish = compound.word_97(filling="公开信息三百二十六条".encode("utf-16-le") * 40)
    rtf = rb"{\rtf1\ansi\ansicpg936 \u20844?\u24320?326\u26465?\par}"
    given = [InputFile(f"{i}.doc", len(d), content=d) for i, d in enumerate([rubbish, rtf])]
    first, second = convert(given, tmp_path, limits=limits)
    if not isinstance(first.converted, UnreadableReport):  # LibreOffice repairs what it can
        with pytest.raises(UnreadableReport):
            read(first, limits=limits)
    document = read(second, limits=limits)
    assert document.text == "公开326条\n"
    assert document.format == "rtf"
    assert converted_docx(given[1], tmp_path, limits=limits).is_file()
