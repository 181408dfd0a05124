"""Comments stand on the exact characters, and nothing else of the document changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import word
from tests.builders.word import STRICT, deleted, docx, ins, p, r, sdt, tbl, tc, text_box, tr
from tests.builders.word_comments import (
    check_same_but_comments,
    check_valid,
    comments,
    covered,
    document,
    words,
)
from tests.unit.outputs.word import bodies
from tests.unit.outputs.word.bodies import bound, commented, field, hyperlink, rich, ruby
from tests.unit.outputs.word.conftest import annotated, source_of


def places_in(data: st.DataObject, text: str) -> list[tuple[int, int]]:
    offsets = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(offsets, offsets), max_size=6))
    return [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]


@given(bodies.PLAIN_BODIES, st.data())
@settings(max_examples=80, deadline=None)
def test_ranges_cover_exactly_what_was_found(body, data):
    original = docx(p("题目") + body)
    text = source_of(original).text
    places = places_in(data, text)
    made, _ = annotated(original, *places)
    check_valid(made.data)
    check_same_but_comments(original, made.data)
    texts = covered(document(made.data))
    shown = {
        number: texts[number]
        for number in texts
        if words(comments(made.data)[number])[0][0:2] == "【疑"
    }
    told = [finding["quote"].replace("\n", "") for finding in made.shown]
    assert [shown[number].replace("\n", "") for number in sorted(shown)] == told
    assert all(not finding["quote"].strip("\n") for finding in made.listed)


@given(bodies.BODIES, st.data())
@settings(max_examples=80, deadline=None)
def test_any_document_stays_as_it_was(body, data):
    original = docx(p("题目") + body, numbering=bodies.NUMBERING)
    made, source = annotated(original, *places_in(data, source_of(original).text))
    check_valid(made.data)
    check_same_but_comments(original, made.data)
    assert source_of(made.data).text == source.text


CASES = {
    "middle of a run": (p("全年公开信息326条。"), "信息"),
    "across runs": (p("全年公开", r("信息326", properties=bodies.BOLD), "条。"), "开信息3"),
    "in a link": (p("见", hyperlink(r("本单位网站"), r("专栏")), "。"), "网站专"),
    "across the edge of a link": (p("见", hyperlink(r("网站")), "专栏。"), "站专"),
    "in an insertion": (p("收到", ins(r("依申请公开")), "17件"), "申请"),
    "across a deletion": (p("收到申请", deleted("来信"), "17件"), "请17"),
    "in a content control": (p("年度：", sdt(r("二〇二三年")), "。"), "二三"),
    "in a field's result": (p(field(r("网址"), r("在此"))), "址在"),
    "beside a tab and a line break": (p(rich("甲乙", "丙丁")), "乙\t丙"),
    "in a table cell": (tbl(tr(tc("规章", "说明"), "1件")), "明\t1"[:1]),
    "blanks that do not show": (p(bodies.loose("  全年 公开  "), "信息"), "公开信"),
}


@pytest.mark.parametrize(("body", "wanted"), CASES.values(), ids=CASES)
def test_comment_stands_on_the_words(comment_on, body, wanted):
    original = docx(p("题目") + body)
    data, _ = comment_on(original, wanted)
    check_valid(data)
    check_same_but_comments(original, data)
    assert wanted in covered(document(data)).values()


def test_finding_over_two_paragraphs_covers_both(comment_on):
    original = docx(p("题目") + p("全年公开") + p("信息326条"))
    data, _ = comment_on(original, "公开\n信息")
    assert "公开信息" in covered(document(data)).values()


def test_range_does_not_leave_its_table_cell(comment_on):
    original = docx(p("题目") + tbl(tr("规章", "一件")) + p("末尾"))
    data, _ = comment_on(original, "章\t一")
    check_valid(data)
    assert "章" in covered(document(data)).values()


def test_strict_documents_get_a_strict_relationship(comment_on):
    original = docx(p("题目") + p("全年公开"), namespace=STRICT)
    data, _ = comment_on(original, "公开")
    check_valid(data)
    check_same_but_comments(original, data)


@pytest.mark.parametrize(
    ("body", "wanted", "whole"),
    [
        (p("见", bound(r("网站专栏")), "。"), "站", "网站专栏"),
        (p("见", ruby("网站"), "。"), "站", "网站"),
        (p("见", bodies.alternative(r("网站")), "。"), "站", "网站"),
    ],
    ids=["control bound to data", "phonetic guide", "alternative for older programs"],
)
def test_what_must_stay_in_one_piece_is_commented_on_as_a_whole(comment_on, body, wanted, whole):
    original = docx(p("题目") + body)
    data, _ = comment_on(original, wanted)
    check_valid(data)
    check_same_but_comments(original, data)
    assert whole in covered(document(data)).values()


def test_text_box_is_commented_on_at_its_carrier_with_the_words_quoted(comment_on):
    original = docx(p("题目") + p("前文", text_box(p("框内文字")), "后文"))
    data, made = comment_on(original, "内文")
    check_valid(data)
    check_same_but_comments(original, data)
    assert len(made.shown) == 1
    assert any("文本框内：“内文”" in line for c in comments(data).values() for line in words(c))


def test_automatic_number_stands_for_its_paragraph(comment_on):
    original = docx(
        p("题目") + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"{r('总体情况')}</w:p>",
        numbering=bodies.NUMBERING,
    )
    data, _ = comment_on(original, "一、")
    check_valid(data)
    assert "总体情况" in covered(document(data)).values()


def test_reference_of_a_comment_inside_a_change_stands_outside_of_it(comment_on):
    data, _ = comment_on(docx(p("题目") + p("收到", ins(r("依申请公开")), "件")), "申请")
    root = document(data)
    w = root.tag[: root.tag.index("}") + 1]
    for reference in root.iter(f"{w}commentReference"):
        assert reference.getparent().getparent().tag == f"{w}p"


def test_changed_formatting_stays_on_both_halves_of_a_parted_run(comment_on):
    original = docx(p("题目") + p(r("全年公开信息", properties=bodies.CHANGED)))
    data, _ = comment_on(original, "公开")
    root = document(data)
    w = root.tag[: root.tag.index("}") + 1]
    assert len(list(root.iter(f"{w}rPrChange"))) == 3
    check_same_but_comments(original, data)


def test_comments_that_were_there_keep_number_and_place(comment_on):
    old = (
        '<?xml version="1.0"?><w:comments xmlns:w="http://schemas.openxmlformats.org/'
        'wordprocessingml/2006/main"><w:comment w:id="7" w:author="科室" w:initials="科">'
        "<w:p><w:r><w:t>旧批注</w:t></w:r></w:p></w:comment></w:comments>"
    )
    original = with_comments(docx(p("题目") + p("全年", commented(r("公开信息")), "条")), old)
    data, _ = comment_on(original, "年公", "信")
    check_valid(data)
    check_same_but_comments(original, data)
    assert sorted(comments(data)) == [7, 8, 9, 10]
    assert covered(document(data))[7] == "公开信息"


def with_comments(data: bytes, content: str, **others: str) -> bytes:
    """Add parts of comments to a Word file."""
    import io
    import zipfile

    kinds = {"comments": content, **others}
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    newer = "http://schemas.microsoft.com/office/2011/relationships"
    rows = "".join(
        f'<Relationship Id="c{n}" Type="{office if kind == "comments" else newer}/{kind}" '
        f'Target="{kind}.xml"/>'
        for n, kind in enumerate(kinds)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            whole = old.read(info)
            if info.filename == "word/_rels/document.xml.rels":
                whole = whole.replace(b"</Relationships>", f"{rows}</Relationships>".encode())
            if info.filename == "[Content_Types].xml":
                base = "application/vnd.openxmlformats-officedocument.wordprocessingml."
                types = "".join(
                    f'<Override PartName="/word/{kind}.xml" ContentType="{base}{kind}+xml"/>'
                    for kind in kinds
                )
                whole = whole.replace(b"</Types>", f"{types}</Types>".encode())
            new.writestr(info.filename, whole)
        for kind, text in kinds.items():
            new.writestr(f"word/{kind}.xml", text)
    return out.getvalue()


def test_newer_comment_parts_and_people_are_kept_in_step(comment_on):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    cid = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
    original = with_comments(
        docx(p("题目") + p("全年", commented(r("公开信息")), "条")),
        f'<w:comments xmlns:w="{w}" xmlns:w14="{w14}"><w:comment w:id="7" w:author="科室">'
        '<w:p w14:paraId="10000000"><w:r><w:t>旧</w:t></w:r></w:p></w:comment></w:comments>',
        commentsExtended=f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="10000000" '
        'w15:done="1"/></w15:commentsEx>',
        commentsIds=f'<c:commentsIds xmlns:c="{cid}"><c:commentId c:paraId="10000000" '
        'c:durableId="2B2B2B2B"/></c:commentsIds>',
        people=f'<w15:people xmlns:w15="{w15}"/>',
    )
    data, _ = comment_on(original, "信息", "年")
    check_valid(data)
    check_same_but_comments(original, data)
    from tests.builders.word_comments import parts

    assert "文质" in parts(data)["word/people.xml"].decode()
    assert parts(data)["word/commentsExtended.xml"].count(b"commentEx ") == 4


def test_same_input_gives_the_same_bytes(comment_on):
    original = docx(p("题目") + p("全年公开信息"))
    assert comment_on(original, "公开")[0] == comment_on(original, "公开")[0]


def test_words_of_a_footnote_are_commented_on_at_its_sign(comment_on):
    notes = {
        "footnotes": word.note("footnote", 2, "甲注文字") + word.note("footnote", 3, "乙注另有说明")
    }
    body = p("全年公开", word.refer("footnote", 2), "信息", word.refer("footnote", 3), "三百条。")
    original = docx(p("题目") + body, **notes)
    data, made = comment_on(original, "另有")
    check_valid(data)
    check_same_but_comments(original, data)
    assert len(made.shown) == 1
    root = document(data)
    w = root.tag[: root.tag.index("}") + 1]
    (number,) = [
        n for n, c in comments(data).items() if any("脚注内：“另有”" in x for x in words(c))
    ]
    (start,) = [e for e in root.iter(f"{w}commentRangeStart") if e.get(f"{w}id") == str(number)]
    assert start.getnext().find(f"{w}footnoteReference").get(f"{w}id") == "3"


def test_formula_is_commented_on_as_a_whole(comment_on):
    math = (
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        "<m:r><m:t>17÷17=100%</m:t></m:r></m:oMath>"
    )
    original = docx(p("题目") + p("办结率", math, "如上"))
    data, _ = comment_on(original, "=100%如")
    check_valid(data)
    check_same_but_comments(original, data)
    assert "如" in covered(document(data)).values()
