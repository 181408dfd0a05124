from __future__ import annotations

import io

from analyzer.outputs.table import write
from analyzer.profile.provenance import of_run
from analyzer.settings import default_settings
from tests.builders.reports import finding, record_of


def shown(*records) -> str:
    out = io.StringIO()
    settings = default_settings()
    write(records, out, settings, of_run(settings))
    return out.getvalue()


def scored(name: str, substance: float, **changes):
    return record_of(name, scores={"substance": substance, "total": substance}, **changes)


def test_ranking_marks_ties():
    text = shown(scored("a.txt", 80.0), scored("b.txt", 79.0), scored("c.txt", 50.0))
    assert "1=" in text
    assert text.index("a.txt") < text.index("b.txt") < text.index("c.txt")


def test_small_run_shows_findings_gravest_first():
    findings = [
        finding(0, "甲", severity="info", message="提示一句"),
        finding(5, "乙", severity="error", message="错误一句"),
    ]
    text = shown(scored("a.txt", 80.0, findings=findings))
    assert text.index("错误一句") < text.index("提示一句")


def test_long_run_shows_no_details():
    records = [scored(f"{n}.txt", 10.0 * n, findings=[finding(0, "甲")]) for n in range(5)]
    assert "LAN05" not in shown(*records)


def test_unjudged_block_is_named_with_its_reason():
    record = scored("a.txt", 80.0)
    record["scores"]["continuity"] = {"value": None, "reason": "没有上年报告"}
    assert "未评 没有上年报告" in shown(record)


def test_unreadable_file_is_listed_apart():
    text = shown(record_of("坏.pdf", status="unreadable", reason="已加密；请去掉密码"))
    assert "不可读  坏.pdf：已加密；请去掉密码" in text


def test_weights_and_settings_version_stand_on_every_table():
    settings = default_settings()
    text = shown(scored("a.txt", 80.0))
    assert settings.version in text
    assert settings.fingerprint() in text
    assert "具体性25" in text
