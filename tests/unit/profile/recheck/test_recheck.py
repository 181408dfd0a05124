"""What a second look says: nothing of equal texts, exactly the defect that was removed, no more."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.pipeline.single import profile_report
from analyzer.profile.recheck.alignment import align
from analyzer.profile.recheck.changes import recheck
from analyzer.profile.recheck.pairing import key_of, pair
from analyzer.profile.recheck.units import Version
from analyzer.profile.record import ReportRecord
from analyzer.settings import default_settings
from tests.builders import samples
from tests.builders.reports import PLAIN, finding, record_of, report_of

SAMPLES = sorted(path.stem for path in samples.TEXTS.glob("*.txt"))
WORDS = "全年公开信息申请收到网站栏目更新检查培训制度".strip()


def profile(text: str) -> ReportRecord:
    return profile_report(report_of(text), default_settings(), include_text=True)


def sample(name: str) -> str:
    return samples.as_text(list(samples.blocks((samples.TEXTS / f"{name}.txt").read_text("utf-8"))))


def marked(text: str, *words: str, rule: str = "LAN05") -> ReportRecord:
    """Return a profile of lines with a finding at each place where `words` stand."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append({"kind": "text", "start": at, "end": at + len(line)})
        at += len(line) + 1
    found = []
    for word in words:
        start = text.find(word)
        while start >= 0:
            found.append(finding(start, word, rule=rule, id=f"f{len(found)}"))
            start = text.find(word, start + 1)
    return record_of("a.txt", text=text, paragraphs=paragraphs, findings=found)


@pytest.mark.parametrize("name", SAMPLES)
def test_equal_files_have_nothing_resolved_and_nothing_new(name):
    record = profile(sample(name))
    found = recheck(record, record)
    assert found.count("open") == len(record["findings"])
    assert found.count("resolved") == found.count("new") == 0
    assert {change.note for change in found.changes} <= {"文字未改"}


SENTENCES = st.lists(
    st.text(alphabet=WORDS, min_size=6, max_size=30), min_size=4, max_size=12, unique=True
)


@given(SENTENCES, st.data())
@settings(max_examples=60, deadline=None)
def test_removing_a_defect_resolves_exactly_it(sentences, data):
    lines = [f"{text[:3]}{number:03},{text[3:]}。" for number, text in enumerate(sentences)]
    at = data.draw(st.integers(0, len(lines) - 1))
    mended = [line.replace(",", "，") if n == at else line for n, line in enumerate(lines)]
    found = recheck(marked("\n".join(lines), ","), marked("\n".join(mended), ","))
    (gone,) = [change for change in found.changes if change.state == "resolved"]
    assert gone.old.text == lines[at]
    assert gone.new.quote == "，"
    assert gone.new.text == mended[at]
    assert found.count("open") == len(lines) - 1
    assert found.count("new") == 0


@given(SENTENCES, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_moving_paragraphs_keeps_everything_open(sentences, chance: random.Random):
    lines = [f"{text[:3]}{number:03},{text[3:]}。" for number, text in enumerate(sentences)]
    moved = lines[:]
    chance.shuffle(moved)
    found = recheck(marked("\n".join(lines), ","), marked("\n".join(moved), ","))
    assert found.count("open") == len(lines)
    assert found.count("resolved") == found.count("new") == 0


@given(SENTENCES, st.data())
@settings(max_examples=60, deadline=None)
def test_a_defect_written_anew_is_new_and_nothing_else_changes(sentences, data):
    lines = [f"{text[:3]}{number:03},{text[3:]}。" for number, text in enumerate(sentences)]
    at = data.draw(st.integers(0, len(lines)))
    more = [*lines[:at], "另外于年底,补充说明有关办理情形。", *lines[at:]]
    found = recheck(marked("\n".join(lines), ","), marked("\n".join(more), ","))
    (fresh,) = [change for change in found.changes if change.state == "new"]
    assert fresh.new.text == "另外于年底,补充说明有关办理情形。"
    assert fresh.note == "新写的文字"
    assert found.count("open") == len(lines)


def test_mended_sample_shows_what_was_written_instead():
    text = sample("wangjiang-2023")
    found = recheck(profile(text), profile(text.replace("信息XX条", "信息320条")))
    (gone,) = [c for c in found.changes if c.state == "resolved" and c.rule == "CON08"]
    assert (gone.old.quote, gone.new.quote) == ("XX条", "320条")
    assert gone.note == "文字已改"


def test_deleted_sentence_is_told_as_deleted():
    before = marked("全年公开信息,收到申请。\n组织培训三次。", ",")
    found = recheck(before, marked("组织培训三次。", ","))
    (gone,) = found.changes
    assert (gone.state, gone.note, gone.new) == ("resolved", "文字已删去", None)


def test_sentence_split_in_two_keeps_its_finding():
    before = marked("全年公开信息三百条并且收到申请,均按时办结答复。", ",")
    after = marked("全年公开信息三百条。\n收到申请,均按时办结答复。", ",")
    assert [c.state for c in recheck(before, after).changes] == ["open"]


def test_sentences_joined_keep_their_findings():
    before = marked("全年公开信息,三百条。组织业务培训,共计五次。", ",")
    after = marked("全年公开信息,三百条，组织业务培训,共计五次。", ",")
    assert [c.state for c in recheck(before, after).changes] == ["open", "open"]


def test_figure_of_a_table_cell_is_followed():
    def table(figure: str) -> ReportRecord:
        record = marked(f"一、总体情况\n本年新收\t{figure}\t0\n结转\t2\t0\n")
        record["paragraphs"] = record["paragraphs"][:1]
        record["findings"] = [finding(record["text"].index(figure), figure, rule="CON05")]
        return record

    assert [c.state for c in recheck(table("17"), table("17")).changes] == ["open"]
    mended = table("19")
    mended["findings"] = []
    (gone,) = recheck(table("17"), mended).changes
    assert (gone.state, gone.old.quote, gone.new.quote) == ("resolved", "17", "19")


def test_missing_section_is_known_by_what_it_says_not_by_where_it_points():
    def missing(text: str, place: str) -> ReportRecord:
        record = marked(text)
        record["findings"] = [
            finding(text.index(place), place, rule="STR01", message="未见“其他事项”，请核对")
        ]
        return record

    before = missing("一、总体情况\n全年公开信息。\n五、存在问题\n有待加强。", "五、存在问题")
    after = missing("一、总体情况\n全年公开信息三百条。\n有待加强之处如下。", "一、总体情况")
    assert [c.state for c in recheck(before, after).changes] == ["open"]


def test_other_finding_of_the_rule_elsewhere_is_not_taken_for_the_one_resolved():
    before = marked("全年公开信息,三百条。\n组织业务培训五次。", ",")
    after = marked("全年公开信息，三百条。\n组织业务培训,五次。", ",")
    assert sorted(c.state for c in recheck(before, after).changes) == ["new", "resolved"]


def test_finding_in_unchanged_text_that_vanished_asks_to_be_looked_at():
    before, after = marked("全年公开,三百条。", ","), marked("全年公开,三百条。")
    (gone,) = recheck(before, after).changes
    assert "请核对" in gone.note


def test_scores_stand_side_by_side():
    before, after = profile(PLAIN), profile(PLAIN.replace("补贴名单48期、招标结果9条", "多项内容"))
    scores = recheck(before, after).scores()
    assert scores["total"] == (
        before["scores"]["total"]["value"],
        after["scores"]["total"]["value"],
    )


@given(st.lists(st.text(alphabet="甲乙丙丁,。\n\t 1", max_size=20), max_size=6), st.data())
@settings(max_examples=100, deadline=None)
def test_alignment_is_one_to_one_and_joins_equal_characters(lines, data):
    text = "\n".join(lines)
    other = "\n".join(data.draw(st.permutations(lines)))
    old, new = Version(marked(text)), Version(marked(other))
    found = align(old, new)
    for at, there in enumerate(found.to_new):
        if there >= 0:
            assert found.to_old[there] == at
            assert old.source[old.offsets[at]] == new.source[new.offsets[there]]


def keys(*given: tuple[str, str | None, int | None]) -> list:
    found = []
    for index, (name, issuer, year) in enumerate(given):
        record = record_of(name)
        record["identity"].update(issuer=issuer, year=year)
        found.append(key_of(record, index))
    return found


def test_reports_pair_by_issuer_and_year_before_names():
    old = keys(("a.docx", "甲镇", 2023), ("b.docx", "乙镇", 2023), ("c.docx", "甲镇", 2022))
    new = keys(("b.docx", "甲镇", 2023), ("x.docx", "甲镇", 2022), ("d.docx", "丙镇", 2023))
    assert pair(old, new) == [(0, 0), (2, 1), (None, 2), (1, None)]


def test_names_pair_where_issuer_or_year_are_unknown_or_stand_twice():
    old = keys(("甲/年报.docx", None, None), ("乙/总结.docx", "乙镇", 2023))
    new = keys(("年报（修改稿）.docx", "甲镇", 2023), ("总结-v2.pdf", None, None))
    assert pair(old, new) == [(0, 0), (1, 1)]


def test_single_files_are_a_pair_whatever_they_are_called():
    assert pair(keys(("a.txt", "甲镇", 2022)), keys(("b.txt", "乙镇", 2023))) == [(0, 0)]
