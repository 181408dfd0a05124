"""LibreOffice opens what we write, keeps every comment at its words, and prints it."""

from __future__ import annotations

import io
import shutil
import subprocess

import pdfplumber
import pytest

from analyzer.outputs.word.sheet import write_sheet
from tests.builders.profiles import marked_record
from tests.builders.word import deleted, docx, ins, p, r, sdt, tbl, text_box, tr
from tests.builders.word_comments import comments, covered, document
from tests.unit.outputs.word.bodies import field, hyperlink, rich
from tests.unit.outputs.word.conftest import annotated, source_of

pytestmark = pytest.mark.office

BODY = (
    p("临澜县柳桥镇2023年政府信息公开工作年度报告")
    + p(
        "全年公开信息",
        ins(r("三百二十六")),
        deleted("三百"),
        "条，见",
        hyperlink(r("本单位网站专栏")),
        "。",
    )
    + p("年度", sdt(r("二〇二三")), field(r("网址在此")), "。", text_box(p("框内文字")))
    + p(rich("甲乙", "丙丁"))
    + tbl(tr("规章一部", "一件"))
    + p("末段说明。")
)
WANTED = ("公开", "百二十", "六条", "站专栏。", "〇二", "网址在", "框内", "乙\t丙", "章一", "说明")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Convert files by LibreOffice."""
    folder = tmp_path_factory.mktemp("office")

    def convert(to: str, files: dict[str, bytes]) -> dict[str, bytes]:
        given, out = folder / f"in-{to}", folder / f"out-{to}"
        given.mkdir()
        for name, data in files.items():
            (given / f"{name}.docx").write_bytes(data)
        command = [
            shutil.which("soffice"),
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(out),
            *(str(given / f"{name}.docx") for name in files),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return {name: (out / f"{name}.{to}").read_bytes() for name in files}

    return convert


@pytest.fixture(scope="module")
def data() -> bytes:
    original = docx(BODY)
    text = source_of(original).text
    return annotated(original, *((text.index(w), text.index(w) + len(w)) for w in WANTED))[0].data


def test_comments_survive_a_round_through_libreoffice_at_their_words(office, data):
    saved = office("docx", {"批注": data})["批注"]
    assert len(comments(saved)) == len(comments(data)) == len(WANTED) + 1
    before = sorted(covered(document(data)).values())
    after = sorted(covered(document(saved)).values())
    assert [one for one in after if one] == [one for one in before if one]
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert {c.get(f"{w}author") for c in comments(saved).values()} == {"文质"}


def test_annotated_copy_and_sheet_are_printed(office, data):
    record = marked_record()
    sheet = write_sheet(record, record["findings"], made="文质 0.1；方案 默认", privacy={})
    printed = office("pdf", {"批注": data, "意见单": sheet})
    with pdfplumber.open(io.BytesIO(printed["批注"])) as pages:
        text = "".join(page.extract_text() for page in pages.pages)
        assert "临澜县柳桥镇2023年政府信息公开工作年度报告" in text.replace(" ", "")
    with pdfplumber.open(io.BytesIO(printed["意见单"])) as pages:
        text = "".join(page.extract_text() for page in pages.pages).replace(" ", "")
        assert "审读意见单" in text
        assert "—1—" in text
        assert abs(float(pages.pages[0].width) - 595.3) < 1
