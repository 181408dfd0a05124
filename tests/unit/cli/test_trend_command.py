"""`wenzhi trend` in its four forms."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from analyzer.cli.main import main
from tests.unit.corpus.test_trend import build

SIZES = {2018: 12, 2019: 14, 2020: 12}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("t") / "c", SIZES, {2018: 4, 2019: 5, 2020: 12})


def run(capsys, *arguments: str | Path) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    return int(stop.value.code or 0), capsys.readouterr().out


def test_table_names_every_measure_with_its_interval(capsys, corpus):
    code, out = run(capsys, "trend", "--corpus", corpus, "--rounds", "4")
    assert code == 0
    assert "多家通用表述（8字）" in out
    assert "扩散的短语" in out
    assert "种子20" in out


def test_csv_and_json_tell_the_same_figures(capsys, corpus):
    _, text = run(capsys, "trend", "--corpus", corpus, "--rounds", "4", "-f", "csv")
    rows = [r for r in csv.DictReader(io.StringIO(text.lstrip("\ufeff"))) if r["年度"]]
    _, text = run(capsys, "trend", "--corpus", corpus, "--rounds", "4", "-f", "json")
    points = json.loads(text)["points"]
    assert [r["中位数"] for r in rows] == [
        "" if p["median"] is None else str(p["median"]) for p in points
    ]


def test_page_has_well_formed_charts_that_do_not_join_eras(capsys, corpus, tmp_path):
    target = tmp_path / "趋势.html"
    assert run(capsys, "trend", "--corpus", corpus, "--rounds", "4", "-o", target)[0] == 0
    page = target.read_text("utf-8")
    assert "<script" not in page
    assert "src=" not in page
    charts = [part.split("</svg>")[0] + "</svg>" for part in page.split("<svg")[1:]]
    drawn = [ElementTree.fromstring("<svg" + text) for text in charts]
    assert len(drawn) == 11
    lines = drawn[1].findall("{*}polyline")
    assert [len(line.get("points").split()) for line in lines] == [1, 2]
    assert "2019新格式" in "".join(drawn[1].itertext())


def test_picture_is_written_whole_and_asks_for_a_file(capsys, corpus, tmp_path):
    pytest.importorskip("resvg_py", reason="extra `chart` is not installed")
    target = tmp_path / "趋势.png"
    assert run(capsys, "trend", "--corpus", corpus, "--rounds", "4", "-o", target)[0] == 0
    assert target.read_bytes().startswith(b"\x89PNG")
    assert run(capsys, "trend", "--corpus", corpus, "-f", "png")[0] == 2


def test_svg_goes_to_standard_output_too(capsys, corpus):
    code, out = run(capsys, "trend", "--corpus", corpus, "--rounds", "4", "-f", "svg")
    assert code == 0
    assert len(ElementTree.fromstring(out.encode()).findall("{*}svg")) == 11
