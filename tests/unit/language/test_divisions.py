"""The gazetteer's rows are made from the package's tables, and reach down to townships."""

from __future__ import annotations

from pathlib import Path

from analyzer.language.annotation import find_entities
from analyzer.language.entities import Place
from tests.quality.specificity.build_divisions import build


def test_townships_stand_under_their_county_and_common_words_are_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "province.csv").write_text("code,name\n990000,岐南省\n", "utf-8")
    (folder / "city.csv").write_text("code,name\n990100,岐水市\n990200,市辖区\n", "utf-8")
    (folder / "area.csv").write_text("code,name\n990101,郊区\n990102,岐山县\n", "utf-8")
    (folder / "town.csv").write_text(
        "code,name\n990102,石桥镇\n990102,石桥镇\n990102,东乡\n990102,岐山农场\n", "utf-8"
    )
    assert build(tmp_path) == [
        ("990000", "岐南省", ""),
        ("990100", "岐水市", ""),
        ("990101", "-", ""),
        ("990102", "岐山县", "石桥镇"),
    ]


def test_places_of_every_level_are_found() -> None:
    text = "四川省广元市利州区东坝街道"
    found = [(e.name, e.level) for e in find_entities(text) if isinstance(e, Place)]
    assert found == [("四川省", 1), ("广元市", 2), ("利州区", 3), ("东坝街道", 4)]
