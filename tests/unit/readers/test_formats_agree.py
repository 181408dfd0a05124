"""Automatic numbers are what LibreOffice prints (whole reports: tests/quality/formats)."""

import re
import shutil
import subprocess

import pytest

from tests.builders import word

pytestmark = [pytest.mark.office, pytest.mark.slow]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Convert files with one LibreOffice profile; returns the converted file's bytes."""
    folder = tmp_path_factory.mktemp("office")

    def convert(data: bytes, form: str) -> bytes:
        (folder / "in.docx").write_bytes(data)
        subprocess.run(
            [
                shutil.which("soffice") or "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                form,
                "--outdir",
                str(folder / "out"),
                str(folder / "in.docx"),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return (folder / "out" / f"in.{form.split(':', maxsplit=1)[0]}").read_bytes()

    return convert


def prose(document) -> str:
    text, at = "", 0
    for table in document.tables:
        text += document.text[at : table.span.start]
        at = table.span.end
    return re.sub(r"\s+", "", text + document.text[at:])


def test_automatic_numbers_are_those_that_are_printed(read_bytes, office):
    numbering = word.abstract_list(
        0,
        word.level(0, "chineseCounting", "%1、"),
        word.level(1, "chineseCounting", "（%2）"),
        word.level(2, "decimal", "%3."),
    ) + word.num(1, 0)
    levels = [0, 1, 1, 2, 2, 0, 1, 2, 0] + [0] * 9
    body = "".join(
        word.numbered(f"第{'甲乙丙丁'[at % 4]}项情况", num=1, level=level)
        for at, level in enumerate(levels)
    )
    data = word.docx(body, numbering=numbering)
    assert prose(read_bytes(office(data, "pdf"))) == prose(read_bytes(data))
