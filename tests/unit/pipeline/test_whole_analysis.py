"""The whole analysis on our samples: schema, positions, determinism, one bad file among good."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.assets import asset
from analyzer.outputs.forms import writer
from analyzer.pipeline import analyze
from analyzer.pipeline.run import profiles
from analyzer.pipeline.single import profile_report
from analyzer.profile.provenance import of_run
from analyzer.profile.record import ReportRecord
from analyzer.settings import default_settings
from analyzer.structure.parse import parse_report
from tests.builders.reports import PLAIN, source_of
from tests.builders.samples import SAMPLES, TEXTS, as_text, blocks

SETTINGS = default_settings()
SCHEMA = json.loads(asset("data", "schema", "profile.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def records() -> list[ReportRecord]:
    return analyze(SAMPLES, settings=SETTINGS, include_text=True)


def check(record: ReportRecord) -> None:
    """Assert what holds for every profile whatever the text."""
    text = record["text"]
    for finding in record["findings"]:
        assert finding["quote"] == text[finding["start"] : finding["end"]]
    places = [(f["start"], f["end"]) for f in record["findings"]]
    assert places == sorted(places)
    assert len({f["id"] for f in record["findings"]}) == len(places)
    for kind in ("facts", "passages", "problems", "measures", "sentences", "sections", "tables"):
        for mark in record[kind]:
            assert 0 <= mark["start"] <= mark["end"] <= len(text)
    ends = [0, *(r["end"] for r in record["prose"])]
    for end, following in zip(ends, record["prose"], strict=False):
        assert end <= following["start"] < following["end"]
    for score in record["scores"].values():
        assert score["value"] is not None or score["reason"]
    ids = {f["id"] for f in record["findings"]}
    assert all(ids.issuperset(gate["findings"]) for gate in record["gates"])


def document(found: list[ReportRecord], form: str = "json") -> str:
    out = io.StringIO(newline="")
    writer(form)(found, out, SETTINGS, of_run(SETTINGS))
    return out.getvalue()


def test_profiles_of_the_samples_follow_the_published_schema(records):
    jsonschema.validate(json.loads(document(records)), SCHEMA)


def test_every_sample_is_judged(records):
    assert [r["reason"] for r in records if r["status"] != "ok"] == []


def test_every_quotation_of_the_samples_is_the_text_at_its_place(records):
    assert sum(len(record["findings"]) for record in records) > 0
    for record in records:
        check(record)


def test_pdf_findings_name_their_page_and_word_findings_their_paragraph(records):
    by_format = {record["format"]: record for record in records if record["findings"]}
    assert all("page" in finding for finding in by_format["pdf"]["findings"])
    assert all("paragraph" in finding for finding in by_format["docx"]["findings"])


def test_number_of_processes_does_not_change_a_byte(records):
    again = list(profiles([SAMPLES], settings=SETTINGS, jobs=2, include_text=True))
    assert document(again, "jsonl") == document(records, "jsonl")


def test_second_run_says_the_same(records):
    assert analyze(SAMPLES, settings=SETTINGS, include_text=True) == records


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_files_leave_the_good_ones_in_their_order(tmp_path: Path, jobs: int):
    for number in range(6):
        text = "" if number % 2 else PLAIN.replace("柳桥", "柳溪" * (number + 1))
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    got = list(profiles([tmp_path], settings=SETTINGS, jobs=jobs))
    assert [Path(r["source"]).name for r in got] == [f"{n}.txt" for n in range(6)]
    assert [r["status"] for r in got] == ["ok", "unreadable"] * 3


def test_report_in_another_language_is_not_judged(tmp_path: Path):
    text = "Annual report 2023 of 柳桥镇 on open government, in English. " * 20
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [record] = analyze(tmp_path, settings=SETTINGS)
    assert record["status"] in {"unjudged", "unreadable"}
    assert "中文" in record["reason"]
    assert record["scores"]["total"]["value"] is None


def test_text_without_title_and_sections_is_not_scored(tmp_path: Path):
    text = "今天天气很好，大家一起去河边散步，看见许多白鹭在水面上飞来飞去。\n" * 5
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [record] = analyze(tmp_path, settings=SETTINGS)
    assert record["status"] == "unjudged"
    assert record["scores"]["substance"] == {"value": None, "reason": record["reason"]}
    assert record["gates"] == []


def test_form_of_headings_and_tables_only_is_not_scored(tmp_path: Path):
    headings = [line for line in PLAIN.splitlines() if line[1:2] == "、"]
    text = "\n".join([PLAIN.splitlines()[0], *headings])
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [record] = analyze(tmp_path, settings=SETTINGS)
    assert record["status"] == "unjudged"
    assert "没有可评的正文" in record["reason"]


_TEXTS = [as_text(list(blocks(p.read_text("utf-8")))) for p in sorted(TEXTS.glob("*.txt"))]
_SNIPPETS = (
    "\n",
    "\n\n",
    " ",
    "　",
    "\t",
    "\f",
    "；",
    "。",
    "0",
    "（",
    "一、",
    "二是",
    "工作",
    "𠮷",
    "é",
    "X",
)


def perturbed(text: str, seed: int, edits: int) -> str:
    """Delete, insert, repeat and swap pieces at random."""
    chance = random.Random(seed)
    for _ in range(edits):
        at = chance.randrange(len(text) + 1)
        to = min(len(text), at + chance.choice((0, 1, 1, 2, 5, 30)))
        put = chance.choice((*_SNIPPETS, "", text[at:to] * 2, text[at:to][::-1]))
        text = text[:at] + put + text[to:]
    return text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(_TEXTS), st.integers(0, 10**6), st.integers(0, 60))
def test_positions_hold_on_damaged_texts(text, seed, edits):
    report = parse_report(source_of(perturbed(text, seed, edits)))
    record = profile_report(report, SETTINGS, include_text=True)
    assert record["status"] != "unreadable", record["reason"]
    assert "出错" not in (record["reason"] or "")
    check(record)
