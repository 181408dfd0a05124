"""A folder with one report in several formats: counted once, the others listed with their twin."""

import json

import jsonschema
import pytest

from analyzer.assets import asset
from analyzer.pipeline.run import profiles
from analyzer.settings import default_settings
from tests.builders import ofd, printed, samples


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    folder = tmp_path_factory.mktemp("同一份")
    for name in ("wangjiang-2023", "liuqiao-2023"):
        parts = list(samples.blocks((samples.TEXTS / f"{name}.txt").read_text("utf-8")))
        content = [block.rows or block.text for block in parts]
        (folder / f"{name}.txt").write_text(samples.as_text(parts), "utf-8")
        if name == "wangjiang-2023":
            (folder / "1-wangjiang.pdf").write_bytes(printed.pdf(content))
            (folder / "2-wangjiang.ofd").write_bytes(ofd.ofd(content))
            samples.write_docx(parts, folder / "9-wangjiang.docx")
    found = profiles([folder], settings=default_settings())
    return {record["source"].rsplit("/", 1)[-1]: record for record in found}


def test_richest_file_is_judged_and_tells_of_the_others(records):
    record = records["9-wangjiang.docx"]
    assert record["status"] == "ok"
    (notice,) = [one for one in record["notices"] if "同一份报告" in one]
    for name in ("1-wangjiang.pdf", "2-wangjiang.ofd", "wangjiang-2023.txt"):
        assert name in notice


def test_the_others_are_listed_with_the_file_that_counts(records):
    for name in ("1-wangjiang.pdf", "2-wangjiang.ofd", "wangjiang-2023.txt"):
        record = records[name]
        assert record["status"] == "unjudged"
        assert record["code"] == "same-report"
        assert "9-wangjiang.docx" in record["reason"]
        assert record["identity"]["issuer"] == records["9-wangjiang.docx"]["identity"]["issuer"]
        assert record["scores"]["total"]["value"] is None


def test_reference_of_the_run_counts_the_report_once(records):
    for record in records.values():
        if record["status"] == "ok":
            assert record["provenance"]["reference_reports"] == 2
    assert records["liuqiao-2023.txt"]["status"] == "ok"


def test_records_fit_the_published_schema(records):
    schema = json.loads(asset("data", "schema", "profile.schema.json").read_text("utf-8"))
    for record in records.values():
        one = {"$defs": schema["$defs"], "$ref": "#/$defs/report"}
        jsonschema.validate(json.loads(json.dumps(record)), one)
