from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from analyzer.assets import asset
from analyzer.cli.main import main
from analyzer.settings import presets
from tests.builders.reports import PLAIN, TITLE

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
EMPTY = f"""{TITLE.replace("柳桥镇", "望江镇")}

一、总体情况
全镇高度重视，进一步加强组织领导，完善工作机制，狠抓责任落实，确保公开工作落到实处。
联系人李建国，电话0791-88886666，负责全年公开信息326条的登记。
二、主动公开政府信息情况
按要求主动公开。
三、收到和处理政府信息公开申请情况
未收到申请。
四、政府信息公开行政复议、行政诉讼情况
没有发生行政复议和行政诉讼。
五、存在的主要问题及改进情况
公开的意识有待进一步增强。下一步，进一步提高思想认识。
六、其他需要报告的事项
没有其他需要报告的事项。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "柳桥镇.txt").write_text(PLAIN, encoding="utf-8")
    (folder / "望江镇.txt").write_text(EMPTY, encoding="utf-8")
    return folder


def run(capsys, *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    printed = capsys.readouterr()
    return int(stop.value.code or 0), printed.out, printed.err


def ranking(capsys, *arguments: str | Path) -> dict:
    code, out, _ = run(capsys, "rank", *arguments, "-f", "json", "-q")
    assert code == 0
    return json.loads(out)


@pytest.mark.parametrize("command", ["rank", "hints"])
def test_help_is_chinese(capsys, command):
    code, out, _ = run(capsys, command, "--help")
    assert code == 0
    assert not {"Usage", "Options", "Show"} & set(out.replace(":", " ").split())


def valid(document: dict, name: str) -> None:
    schema = json.loads(asset("data", "schema", f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)


def test_ranking_keeps_to_its_schema(capsys, reports):
    (reports / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    _, out, _ = run(capsys, "rank", reports, SAMPLES / "qingxi-2019.txt", "-f", "json", "-q")
    found = json.loads(out)
    valid(found, "rank")
    assert {r["status"] for r in found["reports"]} == {"ok", "unreadable"}


@pytest.mark.parametrize("name", ["liuqiao-2023.txt", "yunling-2022.html", "wangjiang-2023.docx"])
def test_hints_keep_to_their_schema(capsys, name):
    _, out, _ = run(capsys, "hints", SAMPLES / name, "-f", "json")
    valid(json.loads(out), "hints")


@pytest.mark.parametrize("name", ["profile", "rank", "hints"])
def test_schema_is_printed_by_name(capsys, name):
    code, out, _ = run(capsys, "schema", name)
    assert code == 0
    assert json.loads(out)["title"].startswith("Wenzhi")


def test_report_with_facts_ranks_above_the_empty_one(capsys, reports):
    found = ranking(capsys, reports)["reports"]
    assert [Path(r["source"]).stem for r in found] == ["柳桥镇", "望江镇"]
    assert [r["rank"] for r in found] == [1, 2]


def test_published_rank_lies_in_its_interval(capsys, reports):
    for report in ranking(capsys, reports)["reports"]:
        low, high = report["rank_interval"]
        assert low <= report["rank"] <= high
        low, high = report["score_interval"]
        assert low <= report["scores"]["substance"] <= high


def test_every_report_has_three_reasons(capsys, reports):
    for report in ranking(capsys, reports)["reports"]:
        assert all(report["reasons"][name] for name in ("evidence", "gap", "improvement"))


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_ranking_shows_no_telephone_and_no_name(capsys, reports, form):
    _, out, _ = run(capsys, "rank", reports, "-f", form, "-q")
    assert "李建国" not in out
    assert "88886666" not in out


@pytest.mark.parametrize("form", ["table", "csv", "json"])
@pytest.mark.parametrize("preset", list(presets()))
def test_preset_its_version_and_weights_stand_on_every_output(capsys, reports, form, preset):
    settings = presets()[preset]
    _, out, _ = run(capsys, "rank", reports, "-f", form, "-q", "--preset", preset)
    assert preset in out
    assert settings.version in out
    assert f"{settings.weights['specificity']:g}" in out


def test_hints_name_the_preset_and_its_version(capsys, reports):
    for form in ("text", "json"):
        _, out, _ = run(capsys, "hints", reports / "望江镇.txt", "-f", form, "--preset", "评优")
        assert "评优-2026.1" in out


def test_table_for_spreadsheets_has_a_row_per_report_and_the_marker_of_excel(capsys, reports):
    _, out, _ = run(capsys, "rank", reports, "-f", "csv", "-q")
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"))))
    assert [row["名次"] for row in rows] == ["1", "2"]
    assert rows[1]["最省力"]


def test_unreadable_file_is_listed_apart_with_its_reason(capsys, reports):
    (reports / "空.txt").write_bytes(b"")
    code, out, _ = run(capsys, "rank", reports, "-q")
    assert code == 3
    assert "空.txt" in out.split("未列入排名")[1]


def test_ranking_is_the_same_byte_for_byte(capsys, reports):
    assert run(capsys, "rank", reports, "-q") == run(capsys, "rank", reports, "-q")


def test_form_follows_the_suffix_of_the_output(capsys, reports, tmp_path):
    code, out, _ = run(capsys, "rank", reports, "-q", "-o", tmp_path / "名次.csv")
    assert (code, out) == (0, "")
    assert (tmp_path / "名次.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_rank_by_total_says_so(capsys, reports):
    assert ranking(capsys, reports, "--by", "total")["ranked_by"] == "total"


def test_groups_of_a_file_are_shown(capsys, reports, tmp_path):
    groups = tmp_path / "分组.tsv"
    groups.write_text("柳桥镇.txt\t东片\n望江镇.txt\t西片\n", encoding="utf-8")
    found = ranking(capsys, reports, "--peers", groups)["reports"]
    assert [r["peers"]["group"] for r in found] == ["东片", "西片"]


def test_reports_outside_every_group_are_counted(capsys, reports, tmp_path):
    groups = tmp_path / "分组.tsv"
    groups.write_text("柳桥镇.txt\t东片\n", encoding="utf-8")
    _, out, _ = run(capsys, "rank", reports, "-q", "--peers", groups)
    assert "1 份没有分组依据" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rank"], "缺少 PATH"),
        (["rank", "x", "--preset", "没有"], "可用的有 默认"),
        (["rank", "x", "--peers", "没有.tsv"], "level、region"),
        (["hints", "x", "-f", "xml"], "只能取 text、json"),
        (["rank", "x", "-o", "没有这个文件夹/结果.csv"], "请先建立"),
        (["hints", "x", "-o", "x"], "同一个文件"),
    ],
)
def test_wrong_call_is_one_chinese_line_and_exit_code_2(capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_hints_look_at_one_report_only(capsys, reports):
    code, out, err = run(capsys, "hints", reports)
    assert (code, out) == (2, "")
    assert "逐份" in err


def test_hints_of_an_unreadable_file_say_why(capsys, tmp_path):
    (tmp_path / "空.txt").write_bytes(b"")
    code, out, _ = run(capsys, "hints", tmp_path / "空.txt")
    assert code == 3
    assert "不可读" in out


def test_hints_of_a_sample_offer_the_figure_of_the_table(capsys):
    _, out, _ = run(capsys, "hints", SAMPLES / "wangjiang-2023.docx", "--all")
    assert "表三：本年新收 2 件" in out
    assert "新收政府信息公开申请2件" in out


def test_hints_as_json_point_into_the_text(capsys, reports):
    _, out, _ = run(capsys, "hints", reports / "望江镇.txt", "-f", "json")
    document = json.loads(out)
    text = (reports / "望江镇.txt").read_text("utf-8")
    assert document["hints"]
    for hint in document["hints"]:
        for place in hint["places"]:
            assert text[place["start"] : place["end"]].split() == place["quote"].split()


def test_terminal_shows_as_many_hints_as_asked_for(capsys):
    sample = SAMPLES / "wangjiang-2023.docx"
    _, short, _ = run(capsys, "hints", sample)
    _, everything, _ = run(capsys, "hints", sample, "--all")
    assert "--all" in short
    assert len(everything) > len(short)


def test_preset_stands_under_an_analysis_too(capsys, reports):
    _, out, _ = run(capsys, "analyze", reports, "-q", "--preset", "通报")
    assert "方案 通报" in out
    assert presets()["通报"].version in out


def test_workbook_is_chosen_by_the_suffix_and_needs_a_file(capsys, reports, tmp_path):
    code, _, told = run(capsys, "rank", reports, "-f", "xlsx", "-q")
    assert (code, "-o" in told) == (2, True)
    code, out, _ = run(capsys, "rank", reports, "-o", tmp_path / "排名.xlsx", "-q")
    assert (code, out) == (0, "")
    assert (tmp_path / "排名.xlsx").read_bytes().startswith(b"PK")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["报告", "排名.xlsx"]


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_ranking_holds_nothing_private(capsys, reports, form):
    _, out, _ = run(capsys, "rank", reports, "-f", form, "-q")
    assert "李建国" not in out
    assert "88886666" not in out
