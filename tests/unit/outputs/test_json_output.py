from __future__ import annotations

import io
import json

import jsonschema
import pytest

from analyzer.assets import asset
from analyzer.outputs.forms import FORMS, writer
from analyzer.profile.provenance import of_run
from analyzer.profile.record import ReportRecord
from analyzer.settings import default_settings
from tests.builders.reports import finding, record_of

SCHEMA = json.loads(asset("data", "schema", "profile.schema.json").read_text("utf-8"))
UNREADABLE = record_of("坏.pdf", status="unreadable", reason="已加密；请去掉密码", code="encrypted")
PROVENANCE = {
    "version": "0",
    "settings_version": "1",
    "settings": "0",
    "reference_reports": None,
    "assets": "0",
}


def written(form: str, *records) -> str:
    out = io.StringIO(newline="")
    settings = default_settings()
    writer(form)(iter(records), out, settings, of_run(settings))
    return out.getvalue()


def complete(**changes) -> ReportRecord:
    record = record_of(provenance=PROVENANCE, **changes)
    for score in record["scores"].values():
        score["reason"] = score["reason"] or "未评"
    return record


@pytest.mark.parametrize("records", [[], [complete()], [complete(), complete()]])
def test_document_is_valid_json_of_the_published_schema(records):
    document = json.loads(written("json", *records))
    jsonschema.validate(document, SCHEMA)
    assert len(document["reports"]) == len(records)


def test_unreadable_file_stands_in_the_document_with_status_and_reason():
    document = json.loads(written("json", {**UNREADABLE, "provenance": PROVENANCE}))
    jsonschema.validate(document, SCHEMA)
    assert document["reports"][0]["reason"] == "已加密；请去掉密码"


def test_schema_refuses_a_status_without_reason():
    record = complete(status="unjudged")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(written("json", record)), SCHEMA)


def test_schema_refuses_a_finding_without_confidence():
    found = finding(0, "，")
    del found["confidence"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(written("json", complete(findings=[found]))), SCHEMA)


def test_schema_names_exactly_the_keys_of_a_record():
    required = set(SCHEMA["$defs"]["report"]["required"])
    unpublished = {"advice", "without_rule"}  # only for `wenzhi rank` and `wenzhi hints`
    keys = set(ReportRecord.__annotations__) - unpublished
    assert set(SCHEMA["$defs"]["report"]["properties"]) == keys
    assert required == keys - {"text", "code"}


def test_every_line_of_jsonl_is_one_report():
    lines = written("jsonl", complete(), UNREADABLE).splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["report.txt", "坏.pdf"]


@pytest.mark.parametrize("form", FORMS)
def test_equal_input_gives_equal_output(form):
    records = [complete(text="", scores={"substance": 50.0, "total": 40.0}), UNREADABLE]
    assert written(form, *records) == written(form, *records)


@pytest.mark.parametrize("form", FORMS)
def test_run_without_reports_is_written_too(form):
    assert bool(written(form)) == (form not in {"jsonl", "github"})
