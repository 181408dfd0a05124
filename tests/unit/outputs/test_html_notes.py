from __future__ import annotations

from analyzer.outputs.html.notes import notes
from analyzer.outputs.html.titles import fact_title, part_title
from tests.builders.profiles import TEXT, marked_record
from tests.builders.reports import finding, record_of


def test_alike_findings_are_one_note_with_several_places():
    text = "甲,乙,丙。"
    found = [finding(at, ",", id=f"f{n}") for n, at in enumerate((1, 3), start=1)]
    paragraph = {"kind": "text", "start": 0, "end": len(text)}
    record = record_of(text=text, findings=found, paragraphs=[paragraph])
    [note] = notes(record, key="r1", whole=True)
    assert [place.anchor for place in note.places] == ["r1f1", "r1f2"]


def test_gravest_notes_come_first_then_those_that_stand_first():
    tiers = [note.tier for note in notes(marked_record(), key="r1", whole=True)]
    assert tiers == sorted(tiers, key=["error", "warning", "info"].index)
    assert set(tiers) == {"error", "warning", "info"}


def test_short_quotation_is_shown_with_the_text_around_it():
    record = marked_record()
    places = [p for note in notes(record, key="r1", whole=True) for p in note.places]
    comma = next(place for place in places if place.quote == ",")
    assert comma.before.endswith("326条")
    assert comma.after.startswith("其中")


def test_finding_in_a_table_says_so():
    record = marked_record()
    places = [p for note in notes(record, key="r1", whole=True) for p in note.places]
    assert [p.quote for p in places if "表格内" in p.where] == ["（建议咨询填报）"]
    assert "（建议咨询填报）" in TEXT


def test_page_without_prose_has_no_anchors_into_it():
    places = [p for note in notes(marked_record(), key="r1", whole=False) for p in note.places]
    assert {place.anchor for place in places} == {""}


def test_long_quotation_keeps_its_beginning_and_its_end():
    quote = "头" + "中" * 200 + "尾"
    record = record_of(findings=[finding(0, quote)])
    [note] = notes(record, key="r1", whole=True)
    assert note.places[0].quote.startswith("头")
    assert note.places[0].quote.endswith("尾")
    assert len(note.places[0].quote) < 80


def test_names_of_facts_and_parts_are_chinese():
    assert fact_title({"type": "money"}) == "金额"
    assert fact_title({"type": "quantity", "relevant": False}) == "数量，与信息公开关系不大"
    assert part_title("LAN05") != "LAN05"
    assert part_title("满分") == "满分"
