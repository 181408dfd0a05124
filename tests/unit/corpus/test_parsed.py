from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.corpus.parsed import decode_report, encode_report
from analyzer.corpus.spool import Spool, SpoolWriter
from analyzer.pipeline.one import one_report
from analyzer.settings import default_settings

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "data" / "samples").glob("*-*"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
def test_report_read_back_is_the_report_that_was_kept(path):
    report = one_report(str(path), default_settings())
    back = decode_report(encode_report(report), report.source)
    assert back == report
    assert back.text.origins.typecode == report.text.origins.typecode


def test_spool_gives_the_parsed_report_whether_it_was_kept_or_not(tmp_path):
    reports = [one_report(str(path), default_settings()) for path in SAMPLES[:2]]
    with SpoolWriter(tmp_path, shard="0") as writer:
        writer.put(3, reports[0].source, report=reports[0])
        writer.put(5, reports[1].source)
    spool = Spool(tmp_path)
    assert [spool.report(3), spool.report(5)] == reports
    assert [spool.get(3), spool.get(5)] == [r.source for r in reports]
    with pytest.raises(KeyError):
        spool.report(4)


def test_kept_report_is_not_parsed_again(tmp_path, monkeypatch):
    report = one_report(str(SAMPLES[0]), default_settings())
    with SpoolWriter(tmp_path, shard="0") as writer:
        writer.put(0, report.source, report=report)
    monkeypatch.setattr("analyzer.structure.parse.parse_report", None)
    assert Spool(tmp_path).report(0) == report
