"""`wenzhi corpus` and `wenzhi analyze --corpus`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyzer.cli.main import main
from tests.unit.corpus.invented import COPIED
from tests.unit.corpus.test_store import files, text_of


def run(capsys, *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    printed = capsys.readouterr()
    return int(stop.value.code or 0), printed.out, printed.err


@pytest.fixture
def corpus(tmp_path, capsys) -> Path:
    texts = [
        text_of("望江", "民政局", COPIED),
        text_of("云平", "林业局", "护林员每天清晨沿着防火道走上两趟并记下风向", year=2022),
    ]
    folder = tmp_path / "语料库"
    code, out, _ = run(capsys, "corpus", "add", files(tmp_path / "历年", texts), "--corpus", folder)
    assert code == 0
    assert "新加入 2 份" in out
    return folder


def test_corpus_is_listed_told_and_verified(capsys, corpus):
    _, out, _ = run(capsys, "corpus", "list", "--corpus", corpus)
    assert [line.split("\t")[:3] for line in out.splitlines()] == [
        ["1", "2023", "望江岭县民政局"],
        ["2", "2022", "云平岭县林业局"],
    ]
    _, out, _ = run(capsys, "corpus", "info", "--corpus", corpus)
    assert "报告 2 份，单位 2 家" in out
    assert run(capsys, "corpus", "verify", "--corpus", corpus)[0] == 0


def test_removed_number_is_gone_and_an_unknown_one_is_refused(capsys, corpus):
    assert run(capsys, "corpus", "remove", "1", "--corpus", corpus)[0] == 0
    code, _, err = run(capsys, "corpus", "remove", "1", "--corpus", corpus)
    assert (code, "没有编号 1" in err) == (2, True)


def test_damage_is_found_with_exit_code_1(capsys, corpus):
    next(corpus.rglob("grams.npy")).unlink()
    code, out, _ = run(capsys, "corpus", "verify", "--corpus", corpus)
    assert code == 1
    assert "grams.npy：缺失或被改动" in out


def test_analysis_uses_the_corpus_as_peers_and_as_last_year(capsys, corpus, tmp_path):
    own = text_of("云平", "林业局", COPIED, "护林员每天清晨沿着防火道走上两趟并记下风向")
    path = files(tmp_path / "今年", [own]) / "0000.txt"
    code, out, _ = run(capsys, "analyze", path, "--corpus", corpus, "-f", "json")
    assert code == 0
    (report,) = json.loads(out)["reports"]
    assert report["provenance"]["reference_reports"] == 2
    assert report["metrics"]["boilerplate.share_of_prose_own_last_year"]["value"] > 0
    assert {p["other_issuer"] for p in report["passages"]} == {"望江岭县民政局", "云平岭县林业局"}


def test_several_reports_are_compared_with_each_other_and_the_corpus(capsys, corpus, tmp_path):
    folder = files(
        tmp_path / "今年", [text_of("云平", "林业局", COPIED), text_of("青禾", "粮食局", COPIED)]
    )
    _, out, _ = run(capsys, "analyze", folder, "--corpus", corpus, "-f", "json")
    first, second = json.loads(out)["reports"]
    assert first["provenance"]["reference_reports"] == 4
    # 望江 and the two years of 云平 hold the sentence about the register; one of the run, two kept.
    assert {p["reports_sharing"] for p in second["passages"] if "登记簿" in p["other_text"]} == {3}
    assert {p["other_issuer"] for p in first["passages"]} >= {"望江岭县民政局"}


def test_analyzing_what_the_corpus_holds_counts_nobody_twice(capsys, corpus, tmp_path):
    folder = files(
        tmp_path / "历年", [text_of("望江", "民政局", COPIED), text_of("云平", "林业局", COPIED)]
    )
    _, out, _ = run(capsys, "analyze", folder, "--corpus", corpus, "-f", "json")
    first, second = json.loads(out)["reports"]
    assert first["provenance"]["reference_reports"] == 3
    assert max(p["reports_sharing"] for p in first["passages"]) == 2  # 云平 of both years
    assert {p["other_issuer"] for p in second["passages"]} >= {"望江岭县民政局"}


def test_missing_corpus_is_told_before_any_work(capsys, tmp_path):
    code, _, err = run(capsys, "analyze", tmp_path, "--corpus", tmp_path / "none")
    assert code == 2
    assert "不是语料库" in err


def test_interrupted_adding_says_that_what_is_done_stays(capsys, monkeypatch, tmp_path):
    def interrupted(paths, corpus, **options):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("analyzer.pipeline.corpus.add_to_corpus", interrupted)
    code, _, err = run(capsys, "corpus", "add", tmp_path, "--corpus", tmp_path / "c")
    assert code == 130
    assert "再次运行同一命令即接着做" in err


def test_number_of_processes_does_not_change_the_analysis(capsys, corpus, tmp_path):
    texts = [text_of(f"{name}禾", "粮食局", COPIED) for name in "青白红紫绿"]
    folder = files(tmp_path / "今年", texts)
    one, two = (
        run(capsys, "analyze", folder, "--corpus", corpus, "-f", "json", "--jobs", jobs)[1]
        for jobs in ("1", "2")
    )
    assert one == two
    assert json.loads(one)["reports"][0]["provenance"]["reference_reports"] == 7
