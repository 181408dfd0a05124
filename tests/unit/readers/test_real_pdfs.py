"""Published reports: what pdfium gives is what pdfplumber gives, and the tables are whole."""

from pathlib import Path

import pytest

from tests.conftest import SHARED

pytestmark = pytest.mark.shared
FILES = ["ar-006_huaian_2024", "ar-122_hongze_2023", "ar-123_hongze_2024"]
SHAPES = {
    "ar-006_huaian_2024": [(14, 4), (28, 10), (4, 15)],
    "ar-122_hongze_2023": [(14, 4), (26, 10), (4, 15)],
    "ar-123_hongze_2024": [(14, 4), (26, 10), (4, 15)],
}


def path_of(name: str) -> Path:
    return SHARED / "reports" / "files" / f"{name}.pdf"


@pytest.mark.parametrize("name", FILES)
def test_characters_and_places_equal_those_of_pdfplumber(name):
    import pdfplumber
    import pypdfium2

    from analyzer.readers.pdf_page import load_page

    document = pypdfium2.PdfDocument(path_of(name))
    with pdfplumber.open(path_of(name)) as other:
        for index, page in enumerate(other.pages):
            glyphs = load_page(document, index).glyphs
            ours = sorted((g.char, round(g.left)) for g in glyphs)
            theirs = sorted((c["text"], round(c["x0"])) for c in page.chars if c["text"].strip())
            assert [char for char, _ in ours] == [char for char, _ in theirs]
            moved = [a for a, b in zip(ours, theirs, strict=True) if abs(a[1] - b[1]) > 1]
            assert len(moved) <= 0.01 * len(ours)
    document.close()


@pytest.mark.parametrize("name", FILES)
def test_statutory_tables_are_whole(read_bytes, name):
    document = read_bytes(path_of(name).read_bytes())
    assert [(len(t.rows), len(t.rows[0])) for t in document.tables] == SHAPES[name]
    for table in document.tables[1:2]:  # the columns of table two add up to their total
        for row in table.rows[3:]:
            numbers = [int(value) for value in row[3:]]
            assert sum(numbers[:-1]) == numbers[-1]


def test_official_form_has_three_tables_and_its_headings(read_bytes):
    data = (SHARED / "reports" / "files" / "template.docx").read_bytes()
    document = read_bytes(data)
    assert [(len(t.rows), len(t.rows[0])) for t in document.tables] == [(14, 4), (28, 10), (4, 15)]
    headings = [line for line in document.text.split("\n") if line[1:2] == "、"]
    assert [line[0] for line in headings if "\t" not in line] == list("一二三四五六")
