"""An office's words, accepted wordings and tier, from the settings file to what is shown."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from analyzer.cli.main import main
from analyzer.language.spelling.accepted import without_accepted
from analyzer.language.spelling.corrector import Correction, Edit
from analyzer.text.covering import covered

TEXT = """柳桥镇2023年政府信息公开工作年度报告
一、总体情况
2023年，柳桥镇截止到12月底主动公开政府信息12条，全部通过县政府门户网站公开，方便群众查阅。工作工作有序推进，各项任务按期完成。
村务公开栏按季度更新，并由其它部门协助，接受群众监督，全年没有收到公开申请。
"""


def findings(folder: Path, capsys, settings: str = "") -> dict[str, dict]:
    (folder / "report.txt").write_text(TEXT, "utf-8")
    (folder / "wenzhi.toml").write_text(settings, "utf-8")
    arguments = ["analyze", str(folder / "report.txt"), "-f", "json", "-q"]
    with pytest.raises(SystemExit):
        main([*arguments, "--config", str(folder / "wenzhi.toml")])
    found = json.loads(capsys.readouterr().out)["reports"][0]["findings"]
    return {f["quote"]: f for f in found if f["rule"].startswith("LAN")}


def test_without_settings_all_three_are_found_and_the_unsure_one_is_a_hint(tmp_path, capsys):
    found = findings(tmp_path, capsys)
    assert {"截止到", "工作工作", "其它"} <= set(found)
    assert found["工作工作"]["severity"] == "warning"
    assert found["其它"]["confidence"] < 0.9
    assert found["其它"]["severity"] == "info"


def test_accepted_word_silences_its_finding_and_no_other(tmp_path, capsys):
    found = findings(tmp_path, capsys, 'vocabulary = ["由其它部门协助"]\n')
    assert "其它" not in found
    assert {"截止到", "工作工作"} <= set(found)


def test_accepted_word_holds_for_a_rule_that_reads_marks(tmp_path, capsys):
    assert "工作工作" not in findings(tmp_path, capsys, 'vocabulary = ["工作工作有序"]\n')


def test_accepted_wording_is_silenced_for_good_with_its_reason(tmp_path, capsys):
    entry = '[[ignore]]\nrule = "LAN02"\ntext = "其它"\nreason = "本单位惯用"\n'
    assert "其它" not in findings(tmp_path, capsys, entry)


@pytest.mark.parametrize(("tier", "shown"), [("高", "info"), ("低", "warning")])
def test_tier_says_how_sure_a_finding_must_be_to_be_more_than_a_hint(tmp_path, capsys, tier, shown):
    found = findings(tmp_path, capsys, f'tier = "{tier}"\n')
    middle = [f for f in found.values() if 0.7 <= f["confidence"] < 0.9]
    assert {f["severity"] for f in found.values() if f["confidence"] >= 0.9} == {"warning"}
    assert {f["severity"] for f in middle} <= {shown}


def test_unknown_tier_is_refused_in_chinese(tmp_path, capsys):
    (tmp_path / "wenzhi.toml").write_text('tier = "极高"\n', "utf-8")
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    with pytest.raises(SystemExit) as stop:
        main(["analyze", str(tmp_path / "report.txt"), "--config", str(tmp_path / "wenzhi.toml")])
    assert stop.value.code == 2
    assert "tier 应是 高、中、低 之一" in capsys.readouterr().err


def test_word_covers_a_place_inside_it_and_none_that_reaches_out():
    text = "由其它部门协助，其它事项"
    assert covered(text, 1, 3, words=["其它部门"])
    assert not covered(text, 8, 10, words=["其它部门"])
    assert not covered(text, 0, 3, words=["其它部门"])


def test_edits_inside_accepted_words_are_taken_back_and_others_stay():
    edits = (Edit(0, 2, "褪尽", "推进", 0.9, "word"), Edit(4, 6, "之狼", "质量", 0.8, "word"))
    found = Correction("推进工作质量", edits)
    got = without_accepted("褪尽工作之狼", found, words=["工作之狼"])
    assert got.text == "推进工作之狼"
    assert [e.wrong for e in got.edits] == ["褪尽"]


def test_correct_leaves_the_office_s_words_alone(tmp_path, capsys, monkeypatch):
    def corrected(settings: str) -> str:
        (tmp_path / "wenzhi.toml").write_text(settings, "utf-8")
        monkeypatch.setattr(
            "sys.stdin", io.TextIOWrapper(io.BytesIO("深入褪尽政务公开工作。\n".encode()))
        )
        with pytest.raises(SystemExit):
            main(["correct", "-", "--config", str(tmp_path / "wenzhi.toml")])
        return capsys.readouterr().out.strip()

    assert corrected("") == "深入推进政务公开工作。"
    assert corrected('vocabulary = ["褪尽"]\n') == "深入褪尽政务公开工作。"
