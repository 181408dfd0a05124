"""Sub-headings, items, sentences, signatures and notes."""

import pytest

from analyzer.structure.sentences import clauses, sentence_spans
from tests.unit.structure.reading import outline, parse

HEAD = "临澜县水利局2023年政府信息公开工作年度报告\n五、存在的主要问题及改进情况\n"


def headings(text: str) -> list[tuple[int, str, bool]]:
    return [(h.level, h.text, h.run_in) for h in parse(HEAD + text).headings[1:]]


def items(text: str) -> list[tuple[int, str]]:
    report = parse(HEAD + text)
    return [(item.ordinal, report.slice(item.body)) for item in report.items]


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, 0, len(text))]


def test_numbered_lines_with_text_below_are_headings():
    assert headings("（一）存在问题\n公示牌少。\n（二）改进措施\n加装公示牌。\n") == [
        (2, "存在问题", False), (2, "改进措施", False),
    ]  # fmt: skip


def test_a_heading_may_run_into_its_text():
    assert headings("（一）加装公示牌，方便查看。今年在6个闸口加装。\n") == [
        (2, "加装公示牌，方便查看", True)
    ]


def test_a_label_with_a_colon_divides_without_a_number():
    assert headings("存在的主要问题：公示牌少。\n改进措施：加装6块。\n") == [
        (2, "存在的主要问题", True), (2, "改进措施", True),
    ]  # fmt: skip


def test_a_short_line_without_number_over_a_paragraph_is_a_heading():
    assert headings("具体改进安排\n今年在6个闸口加装公示牌，由河道股负责。\n") == [
        (2, "具体改进安排", False)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1.公示牌数量少，有的闸口没有；\n2.更新不及时，汛期以外常断更。\n",
        "1、公示牌数量不足。\n2、更新不及时。\n",
        "①公示牌少；\n②更新慢。\n",
    ],
)
def test_listed_statements_are_items_and_not_headings(text):
    assert headings(text) == []
    assert [ordinal for ordinal, _ in items(text)] == [1, 2]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "一是加装公示牌；二是每周更新；三是培训信息员。",
            ["加装公示牌", "每周更新", "培训信息员"],
        ),
        ("针对这个问题一是加装公示牌，二是每周更新。效果已经显现。", ["加装公示牌", "每周更新"]),
        ("主要有：1、公示牌少。2、更新慢。", ["公示牌少", "更新慢"]),
        ("主要有（1）公示牌少；（2）更新慢。", []),
        ("主要有：（1）公示牌少；（2）更新慢。", ["公示牌少", "更新慢"]),
        ("主要有：①公示牌少②更新慢。", []),
        ("主要有：①公示牌少；②更新慢。", ["公示牌少", "更新慢"]),
        ("首先，加装公示牌。其次，每周更新。", ["加装公示牌", "每周更新"]),
        ("一要加装公示牌，二要每周更新。", ["加装公示牌", "每周更新"]),
        ("其一，公示牌少；其二，更新慢。", ["公示牌少", "更新慢"]),
        ("一方面公示牌少，另一方面更新慢。", ["公示牌少", "更新慢"]),
        ("一是公示牌少。三是更新慢。", ["公示牌少", "更新慢"]),
        ("按照第二十条第（一）项和第（五）项公开。", []),
        ("全年1.5万人次查询，人均2.3次。", []),
        ("一是加装公示牌。", []),
    ],
)
def test_enumerations_inside_a_paragraph(text, bodies):
    assert [body for _, body in items(text)] == bodies


def test_two_enumerations_in_one_paragraph_are_two_groups():
    report = parse(HEAD + "一是少。二是慢。今后，一是加装。二是提速。\n")
    assert [item.group for item in report.items] == [0, 0, 1, 1]
    assert report.slice(report.items[1].span) == "二是慢。"


def test_items_over_paragraphs_share_a_group():
    report = parse(HEAD + "1.公示牌数量少，有的闸口没有；\n2.更新不及时。\n")
    assert {item.group for item in report.items} == {0}
    assert [item.paragraph for item in report.items] == [2, 3]


def test_an_item_with_several_sentences_keeps_them():
    report = parse(HEAD + "一是加装公示牌。今年装6块。二是每周更新。由河道股负责。\n")
    assert report.slice(report.items[0].span) == "一是加装公示牌。今年装6块。"
    assert report.slice(report.items[1].span) == "二是每周更新。由河道股负责。"


def test_sentences_know_their_item():
    report = parse(HEAD + "现有两点。一是少。二是慢。\n")
    assert [s.item for s in report.sentences] == [-1, 0, 1]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("公示牌少；更新慢。已经改正！", 2),
        ("做到“先审查，后公开。”随后上网。", 2),
        ("按“先审查。后公开。”的要求办理。", 1),
        ("详见附表（共3页。附后）并公布。", 1),
        ("公布在www.example.cn。欢迎查看", 2),
        ("（没有闭合的括号不吞掉后文。" + "公开了许多信息" * 40 + "。第二句。", 2),
        ("什么是公开？怎样公开？", 2),
        ("等等……还有。", 2),
    ],
)
def test_sentences_end_at_final_marks_outside_quotations(text, count):
    found = sentences(text)
    assert "".join(found) == text
    assert len(found) == count


def test_headings_titles_and_signatures_are_no_sentences():
    report = parse(HEAD + "（一）加装公示牌。今年装6块。\n临澜县水利局\n2024年1月9日\n")
    assert [report.slice(s.span) for s in report.sentences] == ["今年装6块。"]


def test_clauses_part_a_sentence_at_semicolons_outside_brackets():
    report = parse(HEAD + "公示牌少；更新慢（指汛期外；下同）；培训少。\n")
    assert [report.slice(c) for c in clauses(report, report.sentences[0])] == [
        "公示牌少；", "更新慢（指汛期外；下同）；", "培训少。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["临澜县水利局", "2024年1月9日"],
        ["临澜县水利局2024年1月9日"],
        ["二〇二四年一月九日"],
        ["（此件公开发布）", "临澜县水利局", "2024年1月9日"][1:],
    ],
)
def test_unit_and_date_at_the_end_are_the_signature(lines):
    found = outline(parse(HEAD + "公示牌少，年内加装6块。\n" + "\n".join(lines)))
    assert found[3:] == [("signature", line) for line in lines]


def test_cover_lines_before_the_first_section_are_signature():
    text = "临澜县水利局办公室\n二〇二四年一月\n" + HEAD + "公示牌少。\n"
    assert [kind for kind, _ in outline(parse(text))][:3] == ["signature", "signature", "title"]


@pytest.mark.parametrize(
    "note", ["附件：政府信息公开情况统计表", "[附件1略]", "注：以上含下属单位。"]
)
def test_notes_are_told_from_text(note):
    assert outline(parse(HEAD + "公示牌少，年内加装6块。\n" + note))[-1] == ("note", note)
