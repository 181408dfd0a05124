"""Trends: a growing corpus makes none, a planted one is shown, eras stay apart."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from analyzer.corpus.corpus_reference import pinned
from analyzer.corpus.masking import mask
from analyzer.corpus.measures import kept_with
from analyzer.corpus.reference_writer import ReferenceWriter
from analyzer.corpus.spool import SpoolWriter
from analyzer.corpus.store import open_for_writing
from analyzer.corpus.trend import Trend, find_trend
from analyzer.corpus.trend_material import Material, Year, years_of
from analyzer.corpus.trend_shares import rounds
from tests.builders.reports import report_of

_CHARACTERS = "山河田野桥路灯火茶米竹木石泥船帆风雨霜雪梅兰菊柳松柏杉枫鸟鱼虫马牛羊鸡犬门窗墙瓦"
_SENTENCES, _LENGTH = 20, 24


def sentence(chance: random.Random) -> str:
    return "".join(chance.choice(_CHARACTERS) for _ in range(_LENGTH))


def build(folder: Path, sizes: dict[int, int], stock: dict[int, int], *, keep: float = 0.0) -> Path:
    """Write a corpus: of 20 sentences each, `stock[year]` come from a pool that many use, four
    from a large pool where meeting another user takes many reports, the rest is their own; a
    share `keep` of the issuers hand in last year's text again."""
    chance = random.Random(5)
    often = [sentence(chance) for _ in range(40)]
    seldom = [sentence(chance) for _ in range(1500)]
    before: dict[int, list[str]] = {}
    with open_for_writing(folder, create=True) as writer:
        staging = writer.staging()
        with (
            ReferenceWriter(staging / "reference", shard="0", blocks=False) as reference,
            SpoolWriter(staging / "spool", shard="0") as spool,
        ):
            key = 0
            for year, size in sizes.items():
                for number in range(size):
                    text = chance.sample(often, stock[year]) + chance.sample(seldom, 4)
                    text += [sentence(chance) for _ in range(_SENTENCES - len(text))]
                    if number in before and number < keep * size:
                        text = before[number]
                    before[number] = text
                    issuer = f"{_CHARACTERS[number // 40]}{_CHARACTERS[number % 40]}岭县林业局"
                    report = report_of(
                        f"{issuer}{year}年政府信息公开工作年度报告\n一、总体情况\n"
                        f"{'。'.join(text)}。\n五、存在的主要问题及改进情况\n无。\n"
                    )
                    masked = mask(report)
                    reference.add(key, report, masked=masked, more=kept_with(report, masked))
                    spool.put(key, report.source)
                    key += 1
        writer.commit(staging)
    return folder


def trend(folder: Path, **options: object) -> Trend:
    with pinned(folder) as state:
        return find_trend(state, stock_share=0.1, **options)  # type: ignore[arg-type]


def line(found: Trend, measure: str) -> dict[int, tuple[float, float, float]]:
    return {
        p.year: (p.estimate.low, p.estimate.quartiles[1], p.estimate.high)
        for p in found.points
        if p.measure == measure and p.estimate is not None
    }


SIZES = {2012: 15, 2013: 30, 2014: 60, 2015: 110}


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("growing") / "c"
    return build(folder, SIZES, dict.fromkeys(SIZES, 8))


@pytest.fixture(scope="module")
def rising(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rising") / "c"
    return build(folder, SIZES, {2012: 4, 2013: 6, 2014: 9, 2015: 12}, keep=0.5)


@pytest.mark.parametrize("measure", ["stock_8", "peers_8", "original_8"])
def test_growing_corpus_with_constant_boilerplate_makes_a_flat_line(
    growing: Path, measure: str
) -> None:
    found = line(trend(growing), measure)
    assert list(found) == list(SIZES)
    # One level lies inside the intervals of all years.
    assert max(low for low, _, _ in found.values()) <= min(high for *_, high in found.values())


def test_comparing_with_everyone_would_have_made_a_trend_of_growth(growing: Path) -> None:
    medians = []
    with pinned(growing) as state:
        for year in years_of(state, seed=1):
            (_, _, values) = next(rounds(year, size=year.reports, count=1, stock_share=0.1, seed=1))
            medians.append(float(np.median(values["peers_8"])))
    assert medians == sorted(medians)
    assert medians[-1] > medians[0] + 0.02


@pytest.mark.parametrize("measure", ["stock_8", "peers_8"])
def test_planted_rise_is_shown(rising: Path, measure: str) -> None:
    found = line(trend(rising), measure)
    assert found[2015][0] > found[2012][2] + 0.2
    medians = [median for _, median, _ in found.values()]
    assert medians == sorted(medians)


def test_share_of_reports_copied_from_last_year_is_counted(rising: Path) -> None:
    found = line(trend(rising), "copied_90")
    assert 2012 not in found
    # Half of the issuers of 2015 that reported in 2014 too handed in the same text.
    assert found[2015][1] == pytest.approx(55 / 60, abs=0.02)


def test_issuer_without_last_year_is_not_counted_as_uncopied(rising: Path) -> None:
    (point,) = [
        p for p in trend(rising).points if p.measure == "own_last_year_8" and p.year == 2012
    ]
    assert point.estimate is None
    assert point.reason == "库中没有上年报告"


def test_same_seed_gives_the_same_trend(growing: Path) -> None:
    assert trend(growing, rounds_=5) == trend(growing, rounds_=5)
    assert trend(growing, rounds_=5) != trend(growing, rounds_=5, seed=21)


def test_small_year_is_not_judged(tmp_path: Path) -> None:
    folder = build(tmp_path / "c", {2012: 4, 2013: 12}, {2012: 8, 2013: 8})
    found = trend(folder, rounds_=3)
    reasons = {p.reason for p in found.points if p.year == 2012}
    assert reasons == {"本年只有4份报告，少于10份，未评"}
    assert found.sample == 12


def test_phrases_are_not_compared_across_eras(tmp_path: Path) -> None:
    sizes = {2019: 12, 2020: 12, 2021: 12}
    found = trend(build(tmp_path / "c", sizes, dict.fromkeys(sizes, 8)), rounds_=3)
    assert [change.year for change in found.changes] == [2020]
    assert {p.era for p in found.points} == {"2019-2020", "2021-"}


def test_groups_are_judged_apart_and_small_ones_not_at_all(growing: Path) -> None:
    found = trend(growing, by="region", rounds_=3)
    groups = {p.group for p in found.points}
    assert "山山岭县" in groups
    small = [p for p in found.points if p.group == "山山岭县" and p.year == 2015]
    assert {p.reason for p in small} == {"本组只有1份，未评"}
    by_issuer = trend(growing, by="issuer", rounds_=3)
    assert all(p.estimate for p in by_issuer.points if p.measure == "stock_8")


def _counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    read: list[int] = []
    of = Material.of

    def counted(self: Material, year: int) -> Year:
        read.append(year)
        return of(self, year)

    monkeypatch.setattr(Material, "of", counted)
    return read


def test_interrupted_trend_goes_on_with_the_year_it_stopped_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = {2013: 12, 2014: 12, 2015: 12, 2016: 12}
    folder = build(tmp_path / "c", sizes, dict.fromkeys(sizes, 8))
    whole = trend(build(tmp_path / "d", sizes, dict.fromkeys(sizes, 8)), rounds_=3)
    read = _counting(monkeypatch)

    def stop(done: int, total: int) -> None:
        assert total == 4
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        trend(folder, rounds_=3, progress=stop)
    assert read == [2013, 2014]
    read.clear()
    told: list[int] = []
    assert trend(folder, rounds_=3, progress=lambda done, _: told.append(done)) == whole
    assert read == [2014, 2015, 2016]  # 2014 once more, to compare phrases with
    assert told == [1, 2, 3, 4]


def test_other_options_and_other_reports_are_reckoned_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = build(tmp_path / "c", {2013: 12}, {2013: 8})
    trend(folder, rounds_=3)
    read = _counting(monkeypatch)
    trend(folder, rounds_=3)
    assert read == []
    trend(folder, rounds_=3, seed=21)
    assert read == [2013]
    (kept,) = {p.name.split("-")[0] for p in (folder / "trends").iterdir()}
    with open_for_writing(folder) as writer:
        writer.remove([1])
    assert not list((folder / "trends").iterdir())
    trend(folder, rounds_=3)
    assert {p.name.split("-")[0] for p in (folder / "trends").iterdir()} != {kept}


def test_damaged_year_is_reckoned_anew(tmp_path: Path) -> None:
    folder = build(tmp_path / "c", {2013: 12}, {2013: 8})
    whole = trend(folder, rounds_=3)
    (path,) = (folder / "trends").rglob("2013.json")
    path.write_text(path.read_text("utf-8")[:40], encoding="utf-8")
    assert trend(folder, rounds_=3) == whole
    assert trend(folder, rounds_=3) == whole
