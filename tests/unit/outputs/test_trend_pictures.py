"""A trend as one picture: SVG and PNG, Chinese text drawn, clear words where it cannot be."""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from analyzer.corpus.trend import Point, Trend
from analyzer.corpus.trend_shares import MEASURES, Estimate
from analyzer.errors import AssetError
from analyzer.outputs.chinese_font import chinese_font, family_of
from analyzer.outputs.picture import as_png
from analyzer.outputs.trend_sheet import sheet

_YEARS = ((2018, 12, "2008-2018"), (2019, 14, "2019-2020"), (2020, 12, "2019-2020"))


def trend(*groups: str) -> Trend:
    points = tuple(
        Point(group, year, era, measure, Estimate(9, (0.1, 0.2, 0.3), 0.15, 0.25), None)
        for group in groups
        for year, _, era in _YEARS
        for measure in MEASURES
    )
    by = "all" if len(groups) == 1 else "level"
    return Trend(by, 12, 4, 20, _YEARS, points, ())


def test_sheet_is_one_well_formed_svg_with_every_measure_and_eras_apart() -> None:
    drawn = ElementTree.fromstring(sheet(trend("全部"), version="1").encode())
    panels = drawn.findall("{*}svg")
    assert len(panels) == len(MEASURES)
    text = "".join(drawn.itertext())
    assert all(title in text for title in MEASURES.values())
    lines = panels[1].findall("{*}polyline")
    assert [len(line.get("points", "").split()) for line in lines] == [1, 2]
    places = [(float(p.get("x", "0")), float(p.get("y", "0"))) for p in panels]
    assert len(set(places)) == len(places)
    assert max(x for x, _ in places) + 360 <= float(drawn.get("width", "0"))


def test_groups_are_named_beside_their_colours() -> None:
    text = sheet(trend("县级", "乡镇级"), version="1")
    assert "县级" in text
    assert "乡镇级" in text


def test_chinese_text_is_drawn_in_the_picture() -> None:
    pytest.importorskip("resvg_py", reason="extra `chart` is not installed")
    try:
        font = chinese_font()
    except AssetError as error:
        pytest.skip(str(error))
    form = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="24"{}>{}</svg>'
    said = f' font-family="{font.family}" font-size="20"'
    drawn = [
        as_png(form.format(said, f'<text x="2" y="20">{text}</text>'), font=font)
        for text in ("", "套话重合", "年度比例")
    ]
    assert len(set(drawn)) == 3, "characters without a glyph would look alike"
    assert struct.unpack(">II", drawn[0][16:24]) == (240, 48)


def test_without_a_chinese_font_it_is_said_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"没有找到中文字体.*WENZHI_FONT"):
        chinese_font({}, folders=(tmp_path,))


def test_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "a.ttf"
    wrong.write_bytes(b"\0\1\0\0\0")
    with pytest.raises(AssetError, match="不是字体文件"):
        chinese_font({"WENZHI_FONT": str(wrong)})
    with pytest.raises(ValueError, match="cut short"):
        family_of(wrong)


def test_broken_fonts_of_the_system_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "msyh.ttc").write_bytes(b"no font at all")
    with pytest.raises(AssetError, match="没有找到中文字体"):
        chinese_font({}, folders=(tmp_path,))


def test_without_the_renderer_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from analyzer.outputs.chinese_font import Font

    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(AssetError, match=r"wenzhi\[chart\]"):
        as_png("<svg/>", font=Font(Path("a.ttf"), "甲"))
