from analyzer.text.source import Place, SourceDocument, SourceParagraph
from analyzer.text.span import SourceSpan


def document(**layout):
    return SourceDocument(name="t", format="docx", text="公开\n申请\n复议", sha256="", **layout)


def test_an_offset_tells_its_paragraph_and_run():
    paragraphs = (
        SourceParagraph(SourceSpan(0, 2), 4, runs=(SourceSpan(0, 1), SourceSpan(1, 2))),
        SourceParagraph(SourceSpan(3, 5), 9),
    )
    assert document(paragraphs=paragraphs).place(1) == Place(paragraph=4, run=1)
    assert document(paragraphs=paragraphs).place(4) == Place(paragraph=9)


def test_an_offset_tells_its_page_counted_from_one():
    assert document(page_starts=(0, 3)).place(2).page == 1
    assert document(page_starts=(0, 3)).place(3).page == 2


def test_a_format_without_layout_has_no_places():
    assert document().place(2) == Place()
