from __future__ import annotations

import csv
import io

import pytest

from analyzer.outputs.comma_separated import write
from analyzer.profile.provenance import of_run
from analyzer.settings import default_settings
from tests.builders.reports import record_of


def rows(*records) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    settings = default_settings()
    write(records, out, settings, of_run(settings))
    text = out.getvalue()
    assert text.startswith("\ufeff"), "Excel takes UTF-8 only with a byte order mark"
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_reports_stand_in_the_order_of_the_ranking():
    low = record_of("low.txt", scores={"substance": 40.0})
    high = record_of("high.txt", scores={"substance": 80.0})
    assert [row["文件"] for row in rows(low, high)] == ["high.txt", "low.txt"]


def test_unjudged_score_is_an_empty_cell_and_no_zero():
    [row] = rows(record_of(scores={"substance": 40.0}))
    assert row["实质分"] == "40.0"
    assert row["与上年衔接"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " =", "＝"])
def test_cell_that_looks_like_a_formula_is_made_harmless(start):
    record = record_of(scores={"substance": 1.0})
    record["identity"] = {**record["identity"], "title": f"{start}HYPERLINK(1)"}
    assert rows(record)[0]["题名"].startswith("'")


def test_unreadable_file_stands_with_its_reason():
    [row] = rows(record_of("a.pdf", status="unreadable", reason="已加密；请去掉密码"))
    assert (row["状态"], row["原因"], row["名次"]) == ("不可读", "已加密；请去掉密码", "")
