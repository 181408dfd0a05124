from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from analyzer.pipeline import run
from analyzer.pipeline.early import FAMILIES, early_hits, packed, unpacked
from analyzer.pipeline.one import one_report
from analyzer.pipeline.run import profiles
from analyzer.pipeline.single import profile_report
from analyzer.settings import default_settings
from analyzer.signals import catalog

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
SETTINGS = default_settings()


def analysed(folder: Path, **options) -> list[str]:
    given = {"settings": SETTINGS, **options}
    return [json.dumps(r, ensure_ascii=False, sort_keys=True) for r in profiles([folder], **given)]


@pytest.fixture
def folder(tmp_path) -> Path:
    target = tmp_path / "报告"
    target.mkdir()
    for name in ("liuqiao-2022.docx", "liuqiao-2023.txt", "qingxi-2021.html", "yunling-2022.html"):
        shutil.copy(SAMPLES / name, target)
    (target / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    return target


@pytest.fixture
def counted(monkeypatch) -> list[str]:
    """Names of the reports that were analysed in this process."""
    names: list[str] = []

    def counting(report, *arguments, **options):
        names.append(Path(report.source.name).name)
        return profile_report(report, *arguments, **options)

    monkeypatch.setattr(run, "profile_report", counting)
    return names


def test_results_are_the_same_with_and_without_kept_ones(folder, tmp_path):
    plain = analysed(folder)
    cache = tmp_path / "缓存"
    assert analysed(folder, cache=cache) == plain
    assert analysed(folder, cache=cache) == plain
    assert analysed(folder, cache=cache, advise=True) == analysed(folder, advise=True)


def test_unchanged_files_are_not_analysed_again(folder, tmp_path, counted):
    cache = tmp_path / "缓存"
    analysed(folder, cache=cache)
    assert len(counted) == 4
    analysed(folder, cache=cache)
    assert len(counted) == 4


def test_changed_file_changes_the_comparison_of_all_but_is_alone_read_anew(
    folder, tmp_path, monkeypatch
):
    cache = tmp_path / "缓存"
    analysed(folder, cache=cache)
    changed = folder / "liuqiao-2023.txt"
    changed.write_text(changed.read_text("utf-8").replace("柳桥", "枫桥"), "utf-8")
    plain = analysed(folder)
    read: list[str] = []
    from analyzer.readers import read as reading

    original = reading.read

    def counting(item, **options):
        read.append(Path(item.name).name)
        return original(item, **options)

    monkeypatch.setattr(reading, "read", counting)
    assert analysed(folder, cache=cache, jobs=1) == plain
    # Workers are forked before: with four files the run uses one process.
    assert set(read) <= {"liuqiao-2023.txt", "坏.pdf"}


def test_damaged_results_are_made_anew(folder, tmp_path):
    cache = tmp_path / "缓存"
    plain = analysed(folder, cache=cache)
    for path in cache.glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1])
    assert analysed(folder, cache=cache) == plain


def test_interrupted_run_goes_on_where_it_stopped(folder, tmp_path, counted):
    cache = tmp_path / "缓存"
    made = profiles([folder], settings=SETTINGS, cache=cache)
    next(made)
    next(made)
    made.close()
    done = len(counted)
    assert analysed(folder, cache=cache) == analysed(folder)
    assert len(counted) < 2 * 4 + done


def test_other_settings_and_renamed_files_are_other_results(folder, tmp_path):
    cache = tmp_path / "缓存"
    analysed(folder, cache=cache)
    settings = replace(SETTINGS, rules={"LAN05": False})
    assert analysed(folder, cache=cache, settings=settings) == analysed(folder, settings=settings)
    (folder / "liuqiao-2023.txt").rename(folder / "a.txt")
    assert analysed(folder, cache=cache) == analysed(folder)


def test_single_report_is_kept_too(tmp_path, counted):
    cache = tmp_path / "缓存"
    path = SAMPLES / "liuqiao-2023.txt"
    assert analysed(path, cache=cache) == analysed(path, cache=cache) == analysed(path)
    assert len(counted) == 2


def test_hits_asked_ahead_are_those_of_the_analysis():
    found = 0
    for name in ("qingxi-2021.html", "wangjiang-2023.docx", "yunling-2024.pdf"):
        report = one_report(str(SAMPLES / name), SETTINGS)
        known = unpacked(json.loads(json.dumps(packed(early_hits(report, SETTINGS)))))
        assert set(known) == {r.id for f in FAMILIES for r in catalog.rules_of(f)}
        assert profile_report(report, SETTINGS, known=known) == profile_report(report, SETTINGS)
        found += sum(map(len, known.values()))
    assert found


@pytest.mark.office
def test_old_word_files_are_converted_beside_the_rest_with_equal_results(tmp_path):
    import subprocess

    folder = tmp_path / "报告"
    folder.mkdir()
    docx = [SAMPLES / "liuqiao-2022.docx", SAMPLES / "pingchuan-2018.docx"]
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", "doc:MS Word 97", "--outdir", folder, *docx],
        check=True,
        capture_output=True,
        timeout=120,
    )
    for name in ("liuqiao-2023.txt", "qingxi-2021.html", "yunling-2022.html"):
        shutil.copy(SAMPLES / name, folder)
    (folder / "坏.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600)
    one, two = analysed(folder, jobs=1), analysed(folder, jobs=2)
    assert one == two
    statuses = [json.loads(record)["status"] for record in one]
    assert statuses.count("unreadable") == 1, "one bad file does not stop the rest"
    formats = [json.loads(record)["format"] for record in one]
    assert formats.count("doc") == 2
    cache = tmp_path / "缓存"
    assert analysed(folder, jobs=2, cache=cache) == one
    assert analysed(folder, jobs=2, cache=cache) == one
