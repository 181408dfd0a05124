"""Files damaged at random are read or refused in words, never with another exception."""

import base64
import random
import zipfile

import pytest

from analyzer.errors import UnreadableReport
from analyzer.readers.discover import discover
from analyzer.readers.read import read
from analyzer.settings import default_settings
from tests.builders import compound, odt, ofd, printed, samples, word, zips

LIMITS = default_settings().limits
TEXT = "全年公开信息326条，其中补贴名单48期、招标结果9条，均在10个工作日内公开。"


NO_OFFICE = "/nowhere/soffice"  # what LibreOffice makes of damaged files is tested elsewhere


def mhtml(page: str) -> bytes:
    """Return a page as browsers save it in one file."""
    body = base64.encodebytes(page.encode()).decode()
    return (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=edge\r\n\r\n"
        '--edge\r\nContent-Type: text/html; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{body}\r\n--edge--\r\n"
    ).encode()


def whole_files() -> dict[str, bytes]:
    parts = list(samples.blocks((samples.TEXTS / "qingxi-2021.txt").read_text("utf-8")))
    numbering = word.abstract_list(0, word.level(0, "decimal", "%1.")) + word.num(1, 0)
    document = word.docx(
        word.numbered(TEXT, num=1) + word.tbl(word.tr("规章", "1")), numbering=numbering
    )
    return {
        "pdf": printed.pdf([block.rows or block.text for block in parts[:12]]),
        "docx": document,
        "html": samples.as_html(parts, site="青溪区人民政府网").encode(),
        "utf16": TEXT.encode("utf-16"),
        "odt": odt.odt(
            odt.heading("一、总体情况")
            + odt.listing(odt.item(odt.p(TEXT)), style="L1")
            + odt.table(odt.row("规章", "1")),
            styles=odt.list_style("L1", ("一, 二, 三, ...", "", "、")),
        ),
        "ofd": ofd.ofd([block.rows or block.text for block in parts[:12]], head="青溪区年报"),
        "doc": compound.word_97(filling=TEXT.encode("utf-16-le") * 20),
        "rtf": rb"{\rtf1\ansi\ansicpg936 \u20844?\u24320?326\u26465?\par}" * 20,
        "mht": mhtml(samples.as_html(parts, site="青溪区人民政府网")),
        "zip": zips.archive(
            {"a.docx": document, "b.txt": TEXT.encode(), "c.zip": zips.archive({"d.txt": b"x"})}
        ),
    }


def damage(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(len(changed))
        kind = chance.randrange(4)
        if kind == 0:
            changed[at] = chance.randrange(256)
        elif kind == 1:
            del changed[at : at + chance.randrange(40)]
        elif kind == 2:
            changed[at:at] = chance.randbytes(9)
        else:
            changed[at:at] = changed[: chance.randrange(60)]
    return bytes(changed[: chance.randrange(len(changed))] if chance.random() < 0.2 else changed)


@pytest.mark.parametrize(
    "kind", ["pdf", "docx", "html", "utf16", "odt", "ofd", "doc", "rtf", "mht", "zip"]
)
def test_damaged_file_is_read_or_refused(tmp_path, kind):
    whole = whole_files()[kind]
    chance = random.Random(kind)
    for number in range(60):
        path = tmp_path / f"{number}"
        path.write_bytes(damage(whole, chance))
        for item in discover([path], limits=LIMITS):
            if isinstance(item, UnreadableReport):
                continue
            try:
                document = read(item, limits=LIMITS, office=NO_OFFICE)
            except UnreadableReport as error:
                assert "\n" not in str(error)
            else:
                document.text.encode("utf-8")


def test_archive_that_points_before_itself_is_refused(tmp_path):
    data = zips.archive({"a.txt": TEXT.encode()})
    (tmp_path / "a.zip").write_bytes(data[30:])
    found = list(discover([tmp_path / "a.zip"], limits=LIMITS))
    assert all(isinstance(one, UnreadableReport) or one.name for one in found)


def test_member_without_a_name_is_skipped(tmp_path):
    path = tmp_path / "a.zip"
    data = zips.unmarked_archive({"": TEXT.encode(), "b.txt": TEXT.encode()}, encoding="utf-8")
    path.write_bytes(data)
    assert zipfile.is_zipfile(path)
    assert [one.name.rsplit("!/")[-1] for one in discover([path], limits=LIMITS)] == ["b.txt"]
