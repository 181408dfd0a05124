"""A slip that stands in two reports at one aligned place is shown as evidence on the passage."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.pipeline import profiles
from analyzer.profile.record import ReportRecord
from analyzer.profile.shared_slips import told
from analyzer.settings import Ignore, Settings, load_settings

_REPORT = (
    "{issuer}2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息{n}条。{shared}\n"
    "二、主动公开政府信息情况\n本年制发规范性文件{n}件。\n"
)
_SLIP = "每逢赶集日把名册张贴到村口凉亭，安排网格员逐户逐户念给老人听，做好公示工作工作，再由会计登记造册。"
_CLEAN = _SLIP.replace("工作工作", "工作")


def _records(folder: Path, left: str, right: str, **settings: object) -> list[ReportRecord]:
    for name, issuer, n, text in (
        ("a.txt", "云岭县民政局", 212, left),
        ("b.txt", "望江县林业局", 78, right),
    ):
        report = _REPORT.format(issuer=issuer, n=n, shared=text)
        (folder / name).write_text(report, encoding="utf-8")
    chosen = load_settings(None)
    return list(profiles([folder], settings=_with(chosen, **settings)))


def _with(settings: Settings, **changes: object) -> Settings:
    from dataclasses import replace

    return replace(settings, **changes)  # type: ignore[arg-type]


def test_the_same_slip_on_both_sides_is_evidence_on_passage_and_finding(tmp_path: Path) -> None:
    first, second = _records(tmp_path, _SLIP, _SLIP)
    slips = [s for p in first["passages"] for s in p["shared_slips"]]  # type: ignore[union-attr]
    doubled = next(s for s in slips if s["quote"] == "工作工作")  # type: ignore[index,call-overload]
    text = _REPORT.format(issuer="望江县林业局", n=78, shared=_SLIP)
    assert text[doubled["other_start"] : doubled["other_end"]] == "工作工作"  # type: ignore[index,call-overload]
    for record in (first, second):
        (finding,) = [f for f in record["findings"] if f["rule"] == "BOI01"]
        assert "双方同一处均写作" in finding["message"]
        assert "“工作工作”" in finding["message"]
        assert finding["message"].endswith("，请核对")
        assert finding["evidence"]["shared_slips"]


def test_a_slip_the_other_side_has_put_right_is_no_evidence(tmp_path: Path) -> None:
    first, _ = _records(tmp_path, _SLIP, _CLEAN)
    quotes = {s["quote"] for p in first["passages"] for s in p["shared_slips"]}  # type: ignore[union-attr,index,call-overload]
    assert "工作工作" not in quotes
    assert any(f["rule"] == "LAN03" and f["quote"] == "工作工作" for f in first["findings"])


def test_a_slip_the_office_accepts_is_no_evidence(tmp_path: Path) -> None:
    accepted = (Ignore(rule="LAN03", text="工作工作", reason="本地名称"),)
    first, _ = _records(tmp_path, _SLIP, _SLIP, ignores=accepted)
    quotes = {s["quote"] for p in first["passages"] for s in p["shared_slips"]}  # type: ignore[union-attr,index,call-overload]
    assert "工作工作" not in quotes


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["之狼"], "双方同一处均写作“之狼”（疑似笔误），请核对"),
        (["甲", "乙", "丙", "丁"], "双方同一处均写作“甲”、“乙”、“丙”等4处疑似笔误，请核对"),
    ],
)
def test_message_names_a_few_slips(words: list[str], message: str) -> None:
    assert told({"quote": word} for word in words) == message
