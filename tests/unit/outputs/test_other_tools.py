from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from analyzer.cli.main import main
from analyzer.outputs import github, junit, sarif
from analyzer.outputs.source_uri import source_uri
from analyzer.profile.provenance import of_run
from analyzer.settings import default_settings
from analyzer.signals import catalog
from tests.builders.reports import PLAIN, finding, record_of

SCHEMA = json.loads((Path(__file__).parent / "sarif_subset.schema.json").read_text("utf-8"))
SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
TEXT = "一、总体情况\n全年公开,信息326条。\n"


def written(module, *records, **options) -> str:
    out, settings = io.StringIO(), default_settings()
    module.write(records, out, settings, of_run(settings), **options)
    return out.getvalue()


def record(source: str = "a.txt", **changes):
    found = finding(TEXT.index(","), ",", suggestion="，")
    given = {"scores": {"substance": 40.0, "total": 50.0}, "text": TEXT, "format": "text"}
    return record_of(source, **{**given, "findings": [found], **changes})


def log(*records) -> dict:
    document = json.loads(written(sarif, *records))
    jsonschema.validate(document, SCHEMA)
    return document["runs"][0]


def test_sarif_region_covers_exactly_the_quote():
    [result] = log(record())["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    start, length = region["charOffset"], region["charLength"]
    assert TEXT[start : start + length] == region["snippet"]["text"] == ","
    line, column = region["startLine"], region["startColumn"]
    assert TEXT.split("\n")[line - 1][column - 1 : region["endColumn"] - 1] == ","


def test_sarif_offers_the_replacement_for_plain_text_only():
    [result] = log(record())["results"]
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "，"}
    [result] = log(record(format="docx"))["results"]
    assert "fixes" not in result
    assert "startLine" not in result["locations"][0]["physicalLocation"]["region"]


def test_sarif_names_every_rule_with_help_and_points_at_it():
    run = log(record())
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == [r.id for r in catalog.all_rules() if r.status != "retired"]
    assert all(r["help"]["text"] for r in rules)
    assert rules[run["results"][0]["ruleIndex"]]["id"] == run["results"][0]["ruleId"]


def test_sarif_tells_files_that_could_not_be_read():
    run = log(record_of("坏.pdf", status="unreadable", reason="已加密；请去掉密码"), record())
    [note] = run["invocations"][0]["toolExecutionNotifications"]
    assert note["level"] == "error"
    assert "已加密" in note["message"]["text"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["index"] == 1


def test_sarif_of_a_whole_run_is_valid_and_of_equal_input_equal(capsys):
    printed = []
    for _ in range(2):
        with pytest.raises(SystemExit):
            main(["analyze", str(SAMPLES), "-f", "sarif", "-q", "--jobs", "1"])
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    jsonschema.validate(json.loads(printed[0]), SCHEMA)


def test_sarif_keeps_the_mark_of_a_finding_when_text_before_it_changes():
    moved = record(text="加一行\n" + TEXT, findings=[finding(4 + TEXT.index(","), ",")])
    marks = [log(one)["results"][0]["partialFingerprints"] for one in (record(), moved)]
    assert marks[0] == marks[1]


@pytest.mark.parametrize(
    "source",
    ["年报 2023/柳桥镇#1.txt", "a.zip!/b?.txt", "..\\上级\\a.txt", "c:odd.txt", "100%.txt"],
)
def test_uris_are_relative_and_lead_back_to_the_file(source):
    uri = source_uri(source)
    assert re.fullmatch(r"[A-Za-z0-9!/._~%()-]+", uri)
    assert not re.match(r"[a-z]+:", uri)
    assert unquote(uri).removeprefix("./") == source.replace("\\", "/")


def test_uri_of_a_path_in_this_folder_is_relative_to_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert source_uri(str(tmp_path / "a" / "b.txt")) == "a/b.txt"
    assert source_uri(str(tmp_path.parent / "b.txt")).startswith("file:///")


def test_github_annotation_names_file_line_and_rule():
    [line] = written(github, record()).splitlines()
    assert re.match(r"::warning file=a\.txt,line=2,col=5,endColumn=6,title=LAN05 [^:]*::", line)
    assert line.endswith("句内出现半角标点，请核对")


def test_github_annotation_cannot_be_broken_by_its_text():
    evil = finding(0, "一", message="a\n::error::b\r100%", hint="x\ny", severity="error")
    out = written(github, record("a,b:c%.txt", findings=[evil]))
    assert out.count("\n") == 1
    assert "file=a%2Cb%3Ac%25.txt" in out
    assert "a%0A::error::b%0D100%25%0Ax%0Ay" in out


def test_github_tells_unreadable_files_as_errors():
    out = written(github, record_of("坏.pdf", status="unreadable", reason="已加密；请去掉密码"))
    assert out == "::error file=坏.pdf::不可读：已加密；请去掉密码\n"


def suite(*records, **options) -> ET.Element:
    found = ET.fromstring(written(junit, *records, **options)).find("testsuite")
    assert found is not None
    return found


def test_junit_has_one_case_a_report_and_fails_it_at_the_threshold():
    clean = record("b.txt", findings=[])
    for threshold, failures in (("error", 0), ("warning", 1), ("info", 1)):
        cases = suite(record(), clean, fail_on=threshold)
        assert [c.get("name") for c in cases.iter("testcase")] == ["a.txt", "b.txt"]
        assert len(list(cases.iter("failure"))) == failures == int(cases.get("failures", "-1"))
        assert cases.get("tests") == "2"


def test_junit_tells_unreadable_as_error_and_unjudged_as_skipped():
    unread = record_of("坏.pdf", status="unreadable", reason="已加密")
    unjudged = record_of("短.txt", status="unjudged", reason="正文过短")
    cases = suite(unread, unjudged)
    assert [next(iter(c)).tag for c in cases.iter("testcase")] == ["error", "skipped"]


def test_junit_is_well_formed_whatever_a_report_says():
    evil = finding(0, '<&>"]]>\x00\x0b\ud800', message="'\"&<", severity="error")
    cases = suite(record('<&">\x01.txt', findings=[evil]))
    [failure] = cases.iter("failure")
    assert '<&>"]]>' in (failure.text or "")


@pytest.mark.parametrize(
    ("threshold", "code"), [(None, 0), ("error", 0), ("warning", 1), ("info", 1)]
)
def test_fail_on_sets_the_exit_code_and_the_failures(capsys, tmp_path, threshold, code):
    path = tmp_path / "a.txt"
    path.write_text(PLAIN.replace("一、总体情况\n", "一、总体情况\n全年工作,扎实。\n"), "utf-8")
    given = ["--fail-on", threshold] if threshold else []
    with pytest.raises(SystemExit) as stop:
        main(["analyze", str(path), "-f", "junit", "-q", *given])
    found = ET.fromstring(capsys.readouterr().out)
    assert (int(stop.value.code or 0), int(found.get("failures", "-1"))) == (code, code)
