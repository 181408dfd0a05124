"""The reports of a run: what is shared, with whom, where, and who does not count."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from analyzer.corpus.masking import mask
from analyzer.corpus.run_reference import (
    ReferenceWriter,
    RunReference,
    Spool,
    SpoolWriter,
    build_reference,
    reference_of,
)
from analyzer.structure.report import Report
from tests.builders.reports import report_of
from tests.unit.corpus.invented import COPIED, OWN, report


def peer(issuer: str, *sentences: str, **more: object) -> Report:
    return report(issuer, *sentences, **more)  # type: ignore[arg-type]


def test_copied_sentence_is_found_with_both_places(tmp_path: Path) -> None:
    own = report("云岭县林业局", OWN["林业局"], COPIED)
    other = report("望江县民政局", COPIED, OWN["民政局"])
    (found,) = reference_of([own, other], tmp_path).passages(own)
    assert own.slice(found.span) == COPIED
    assert other.source.text[found.other_start : found.other_end] == COPIED
    assert found.other_text == COPIED
    assert (found.other_issuer, found.other_year, found.other_section) == (
        "望江县民政局",
        2023,
        "overview",
    )
    assert found.similarity == 1.0
    assert not found.own_last_year


def test_edited_copy_is_aligned_around_the_edits(tmp_path: Path) -> None:
    edited = COPIED.replace("随机抽取十份", "挑选若干份")
    own = report("云岭县林业局", OWN["林业局"], edited)
    other = report("望江县民政局", COPIED)
    (found,) = reference_of([own, other], tmp_path).passages(own)
    for block in found.blocks:
        assert own.slice(block.span) == other.source.text[block.other.start : block.other.end]
    assert "挑选若干" not in "".join(own.slice(block.span) for block in found.blocks)


def test_copy_inside_a_longer_sentence_is_found(tmp_path: Path) -> None:
    own = report("云岭县林业局", f"{OWN['林业局']}，{COPIED}，{OWN['粮食局']}")
    other = report("望江县民政局", COPIED)
    (found,) = reference_of([own, other], tmp_path).passages(own)
    assert own.slice(found.span) == COPIED


def test_figure_that_differs_is_not_shared_text(tmp_path: Path) -> None:
    sentence = "网格员逐户核对补贴名册并把{n}户漏登的补录到村口的公示栏里去"
    own = report("云岭县林业局", sentence.format(n=48))
    other = report("望江县民政局", sentence.format(n=105))
    (found,) = reference_of([own, other], tmp_path).passages(own)
    shared = [own.slice(block.span) for block in found.blocks]
    assert shared == ["网格员逐户核对补贴名册并把", "户漏登的补录到村口的公示栏里去"]


def test_unrelated_reports_share_nothing(tmp_path: Path) -> None:
    reports = [report(f"云岭县{office}", text) for office, text in OWN.items()]
    reference = reference_of(reports, tmp_path)
    assert [reference.passages(r) for r in reports] == [()] * len(reports)


def test_own_last_year_is_told_from_peers(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED, year=2023)
    before = report("云岭县林业局", COPIED, year=2022)
    reference = reference_of([before, own], tmp_path)
    (found,) = reference.passages(own)
    assert found.own_last_year
    assert found.other_year == 2022
    last_year = reference.last_year(own)
    assert last_year is not None and last_year.source == before.source
    assert reference.passages(before) == ()  # what came later is not copied from
    assert reference.last_year(before) is None


@pytest.mark.parametrize(
    ("this", "before"),
    [
        ("柳桥区人民政府", "平川市柳桥区人民政府"),
        ("平川市柳桥区科学技术局", "柳桥区科技局"),
        ("平川市柳桥区人民政府办公室", "平川市柳桥区人民政府"),
    ],
)
def test_last_year_is_found_under_another_spelling(this: str, before: str, tmp_path: Path) -> None:
    own, other = report(this, OWN["林业局"]), report(before, OWN["民政局"], year=2022)
    last_year = reference_of([own, other], tmp_path).last_year(own)
    assert last_year is not None and last_year.source == other.source


def test_short_name_that_fits_two_issuers_is_neither(tmp_path: Path) -> None:
    own = report("柳桥区人民政府", OWN["林业局"])
    others = [
        report(f"{city}柳桥区人民政府", OWN["民政局"], year=2022) for city in ("平川市", "望江市")
    ]
    assert reference_of([own, *others], tmp_path).last_year(own) is None


def test_the_same_file_twice_counts_once(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED)
    reference = reference_of([own, own], tmp_path)
    assert reference.reports == 1
    assert reference.passages(own) == ()


def test_another_version_of_the_same_report_is_no_peer(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED)
    version = report("云岭县林业局", COPIED, OWN["林业局"])
    assert reference_of([own, version], tmp_path).passages(own) == ()


def test_peers_of_other_years_than_this_and_last_do_not_count(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED, year=2023)
    others = [report("望江县民政局", COPIED, year=year) for year in (2021, 2024)]
    assert reference_of([own, *others], tmp_path).passages(own) == ()


def test_every_report_that_holds_a_passage_is_counted(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED)
    others = [report(f"望江县{office}", COPIED, text) for office, text in OWN.items()]
    (found,) = reference_of([own, *others], tmp_path).passages(own)
    assert found.reports_sharing == len(others)
    assert {h.issuer for h in found.holders} == {r.identity.issuer for r in others}
    assert found.one_superior is None


def test_units_of_one_superior_are_told(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED)
    others = [report(f"云岭县{office}", COPIED) for office in ("民政局", "水利局")]
    (found,) = reference_of([own, *others], tmp_path).passages(own)
    assert found.one_superior == "云岭县"


def test_blocks_count_other_issuers_of_the_year(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED)
    others = [report(f"望江县{office}", COPIED) for office in ("民政局", "水利局", "粮食局")]
    elder = report("望江县教育局", COPIED, year=2021)
    reference = reference_of([own, *others, elder], tmp_path)
    assert reference.issuers(2023) == 4
    users = reference.users_of_blocks(mask(own), length=8)
    assert max(users) == 3


def test_result_does_not_depend_on_who_wrote_what(tmp_path: Path) -> None:
    reports = [
        report(f"{county}{office}", text, COPIED, year=year)
        for county in ("云岭县", "望江县")
        for office, text in OWN.items()
        for year in (2022, 2023)
    ]
    one = reference_of(reports, tmp_path / "one")
    two = _spread(reports, tmp_path / "two")
    assert [one.passages(r) for r in reports] == [two.passages(r) for r in reports]


def _spread(reports: list[Report], folder: Path) -> RunReference:
    """Write the reports over three shards, in another order, as workers would."""
    writers = [ReferenceWriter(folder / "reference", shard=str(n)) for n in range(3)]
    spools = [SpoolWriter(folder / "spool", shard=str(n)) for n in range(3)]
    for key in sorted(range(len(reports)), key=lambda k: (k * 7) % 16):
        spools[key % 3].put(key, reports[key].source)
        writers[(key * 5) % 3].add(key, reports[key])
    for writer in (*writers, *spools):
        writer.close()
    build_reference(folder / "reference")
    return RunReference(folder / "reference", spool=Spool(folder / "spool"))


def test_any_executor_builds_the_same_tables(tmp_path: Path) -> None:
    reports = [report(f"云岭县{office}", text, COPIED) for office, text in OWN.items()]
    for name in ("alone", "pool"):
        with (
            ReferenceWriter(tmp_path / name, shard="0") as writer,
            SpoolWriter(tmp_path / name / "spool", shard="0"),
        ):
            for key, parsed in enumerate(reports):
                writer.add(key, parsed)
    build_reference(tmp_path / "alone")
    with ProcessPoolExecutor(2) as pool:
        build_reference(tmp_path / "pool", each=pool.map)
    tables = sorted(path.name for path in (tmp_path / "alone").glob("*.npy"))
    assert tables
    for table in tables:
        alone = (tmp_path / "alone" / table).read_bytes()
        assert alone == (tmp_path / "pool" / table).read_bytes(), table


def test_reference_travels_to_other_processes(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED)
    reference = reference_of([own, report("望江县民政局", COPIED)], tmp_path)
    assert pickle.loads(pickle.dumps(reference)).passages(own) == reference.passages(own)


def test_run_without_reports_answers_nothing(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED)
    reference = reference_of([], tmp_path)
    assert reference.reports == 0
    assert reference.passages(own) == ()
    assert reference.last_year(own) is None


def test_report_without_sentences_is_kept_and_silent(tmp_path: Path) -> None:
    empty = report("云岭县林业局", problems="")
    reference = reference_of([empty, report("望江县民政局", COPIED)], tmp_path)
    assert reference.reports == 2
    assert reference.passages(empty) == ()


def test_same_report_without_issuer_in_another_file_is_no_other_units(tmp_path: Path) -> None:
    text = f"2023年政府信息公开工作年度报告\n一、总体情况\n{COPIED}。{OWN['民政局']}。\n"
    first = report_of(text, name="甲.txt")
    second = report_of(text.replace("\n", "\n\n"), name="乙.txt")
    assert first.identity.issuer is None
    assert first.source.sha256 != second.source.sha256
    reference = reference_of([first, second, peer("望江县林业局", OWN["林业局"])], tmp_path)
    assert reference.passages(first) == ()
    assert reference.passages(second) == ()
    assert reference.issuers(2023) == 2


def test_text_without_issuer_that_differs_in_a_name_is_another_report(tmp_path: Path) -> None:
    text = f"2023年政府信息公开工作年度报告\n一、总体情况\n{COPIED}。甲乡全年公开12条。\n"
    reports = [
        report_of(text, name="甲.txt"),
        report_of(text.replace("甲乡", "乙乡"), name="乙.txt"),
    ]
    reference = reference_of(reports, tmp_path)
    assert [p.other_source for p in reference.passages(reports[0])][:1] == ["乙.txt"]


def test_named_units_with_one_and_the_same_text_share_it(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED)
    other = report("望江县民政局", COPIED)
    assert reference_of([own, other], tmp_path).passages(own) != ()
