"""Every offset leads to its page, paragraph and run, in every format."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.text.source import SourceDocument, SourceParagraph
from analyzer.text.span import SourceSpan
from tests.builders import printed, samples, word

TEXTS = st.text(alphabet="一二公开，。12 ab", max_size=8)


def document(lines: list[tuple[str, list[str]]], pages: set[int]) -> SourceDocument:
    """Return a document of lines (generated number, runs), pages beginning at some of them."""
    text, paragraphs, starts = "", [], [0] if pages else []
    for index, (number, runs) in enumerate(lines):
        if index in pages and index:
            text += "\f"
            starts.append(len(text))
        start = len(text)
        text += number
        spans = []
        for run in runs:
            spans.append(SourceSpan(len(text), len(text) + len(run)))
            text += run
        paragraphs.append(SourceParagraph(SourceSpan(start, len(text)), index, runs=tuple(spans)))
        text += "\n"
    return SourceDocument(
        "x", "docx", text, "", paragraphs=tuple(paragraphs), page_starts=tuple(starts)
    )


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "一、", "（二）"]), st.lists(TEXTS, max_size=4)), max_size=6
    ),
    st.sets(st.integers(0, 5)),
)
@settings(max_examples=200)
def test_place_equals_a_search_through_everything(lines, pages):
    source = document(lines, pages)
    for offset in range(len(source.text)):
        place = source.place(offset)
        holding = [one for one in source.paragraphs if one.span.start <= offset]
        if holding:
            paragraph = holding[-1]
            runs = [i for i, run in enumerate(paragraph.runs) if run.start <= offset < run.end]
            assert place.paragraph == paragraph.index
            assert place.run == (runs[0] if runs else None)
        wanted = sum(start <= offset for start in source.page_starts) or None
        assert place.page == wanted


def assert_consistent(source: SourceDocument) -> None:
    """Check what every reader promises about its document."""
    starts = [one.span.start for one in source.paragraphs]
    assert starts == sorted(starts)
    indexes = [one.index for one in source.paragraphs]
    assert len(set(indexes)) == len(indexes)
    for paragraph in source.paragraphs:
        assert paragraph.span.end <= len(source.text)
        assert all(paragraph.span.contains(run) for run in paragraph.runs)
    ends = 0
    for table in source.tables:
        assert ends <= table.span.start <= table.span.end <= len(source.text)
        ends = table.span.end
        assert all(table.span.contains(cell.span) for cell in table.cells)
        assert len({len(row) for row in table.rows}) == 1
        for cell in table.cells:
            assert table.rows[cell.row][cell.column] == cell.text
    assert list(source.page_starts) == sorted(set(source.page_starts))


def test_documents_of_all_formats_are_consistent(read_bytes, tmp_path):
    for name in ("yunling-2023", "qingxi-2020", "pingchuan-2017"):
        parts = list(samples.blocks((samples.TEXTS / f"{name}.txt").read_text("utf-8")))
        samples.write_docx(parts, tmp_path / "a.docx")
        for data in (
            samples.as_text(parts).encode("gb18030"),
            samples.as_html(parts, site="云陵市人民政府网").encode(),
            (tmp_path / "a.docx").read_bytes(),
            printed.pdf([block.rows or block.text for block in parts]),
        ):
            assert_consistent(read_bytes(data))


def test_runs_cover_the_text_of_their_paragraph(read_bytes):
    body = word.p("甲", word.ins(word.r("乙")), word.deleted("丙")) + word.p()
    source = read_bytes(word.docx(body))
    paragraph = source.paragraphs[0]
    assert [run.of(source.text) for run in paragraph.runs] == ["甲", "乙", ""]
