"""`wenzhi recheck` as its users call it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from analyzer.assets import asset
from analyzer.cli.main import main
from tests.builders import samples

MENDED = {"XX条": "320条", "定期对柳桥镇": "定期对望江街道"}


def run(capsys, *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    printed = capsys.readouterr()
    return int(stop.value.code or 0), printed.out, printed.err


def write(name: str, path: Path, changes: dict[str, str]) -> Path:
    text = (samples.TEXTS / f"{name}.txt").read_text("utf-8")
    for before, after in changes.items():
        text = text.replace(before, after)
    parts = list(samples.blocks(text))
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".docx":
        samples.write_docx(parts, path)
    else:
        path.write_text(samples.as_text(parts), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def pair(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("versions")
    return (
        write("wangjiang-2023", folder / "原件.docx", {}),
        write("wangjiang-2023", folder / "改后.txt", MENDED),
    )


def test_terminal_tells_what_was_resolved_with_both_texts(pair, capsys):
    code, out, _ = run(capsys, "recheck", *pair, "--all")
    assert code == 0
    resolved = out[out.index("   已解决\n") :]
    assert "公开信息⟦XX条⟧。" in resolved
    assert "公开信息⟦320条⟧。" in resolved
    assert "总分 " in out
    assert "→" in out


def test_other_format_of_the_same_text_resolves_nothing(pair, capsys, tmp_path):
    same = write("wangjiang-2023", tmp_path / "同文.txt", {})
    code, out, _ = run(capsys, "recheck", pair[0], same, "-f", "json")
    counts = json.loads(out)["pairs"][0]["counts"]
    assert code == 0
    assert counts["resolved"] == counts["new"] == 0
    assert counts["open"] > 20


def test_json_holds_places_of_both_versions(pair, capsys):
    _, out, _ = run(capsys, "recheck", *pair, "-f", "json")
    document = json.loads(out)
    schema = json.loads(asset("data", "schema", "recheck.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    (found,) = document["pairs"]
    (gone,) = [c for c in found["changes"] if c["rule"] == "CON08" and c["state"] == "resolved"]
    assert gone["old"]["quote"] == "XX条"
    assert gone["new"]["quote"] == "320条"
    text = pair[1].read_text("utf-8")
    assert text[gone["new"]["start"] : gone["new"]["end"]] == "320条"
    assert set(found["counts"]) == {"resolved", "open", "new"}
    assert sum(found["counts"].values()) == len(found["changes"])
    scores = found["scores"]["consistency"]
    assert scores["change"] == round(scores["new"] - scores["old"], 1) > 0


def test_worksheet_is_ready_for_the_next_round(pair, capsys, tmp_path):
    target = tmp_path / "复查.xlsx"
    code, _, _ = run(capsys, "recheck", *pair, "-o", target)
    assert code == 0
    book = openpyxl.load_workbook(target)
    sheet = book["复查清单"]
    header = [cell.value for cell in sheet[1]]
    assert header[0] == "序号"
    assert {"状态", "规则", "原文", "修改后", "说明", "处理意见"} <= set(header)
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref.startswith("A1:")
    rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))
    assert all(row["处理意见"] is None for row in rows)
    gone = next(r for r in rows if r["状态"] == "已解决" and r["规则"].startswith("CON08"))
    assert gone["原文"].endswith("公开信息【XX条】。")
    assert gone["修改后"].endswith("公开信息【320条】。")
    kept = next(r for r in rows if r["说明"] == "文字未改")
    assert kept["修改后"] == "（同原文）"
    assert book["得分变化"]["A2"].value == 1
    assert sheet.data_validations.dataValidation[0].formula1 == '"已改,不采纳,待补"'
    again = tmp_path / "又.xlsx"
    run(capsys, "recheck", *pair, "-o", again)
    assert again.read_bytes() == target.read_bytes()


def test_csv_opens_in_spreadsheets_and_runs_nothing(capsys, tmp_path):
    before = write("wangjiang-2023", tmp_path / "a.txt", {"XX条": "=cmd|1!A1条XX条"})
    after = write("wangjiang-2023", tmp_path / "b.txt", {})
    target = tmp_path / "复查.csv"
    assert run(capsys, "recheck", before, after, "-o", target)[0] == 0
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0][0] == "序号"
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_folders_match_by_issuer_and_year_else_by_name_and_tell_what_is_left(tmp_path, capsys):
    for name, file in (("wangjiang-2023", "甲.txt"), ("yunling-2023", "乙.txt")):
        write(name, tmp_path / "old" / file, {})
    write("wangjiang-2023", tmp_path / "new" / "乙.txt", MENDED)
    write("qingxi-2019", tmp_path / "new" / "丙.txt", {})
    code, out, err = run(
        capsys, "recheck", tmp_path / "old", tmp_path / "new", "-f", "json", "--jobs", "1"
    )
    found = json.loads(out)
    assert code == 0
    (only,) = found["pairs"]
    assert only["old"]["source"].endswith("甲.txt")
    assert only["new"]["source"].endswith("乙.txt")
    assert sorted(Path(one["source"]).name for one in found["alone"]) == ["丙.txt", "乙.txt"]
    assert "没有对应的报告" in err


def test_unreadable_version_is_told_with_exit_code_3(pair, tmp_path, capsys):
    code, out, err = run(capsys, "recheck", pair[0], tmp_path / "没有.docx")
    assert code == 3
    assert "没有.docx" in err
    assert "未能比对" in out


@pytest.mark.parametrize(("level", "wanted"), [("error", 1), ("warning", 1)])
def test_fail_on_counts_what_is_left_not_what_was_resolved(pair, capsys, level, wanted):
    assert run(capsys, "recheck", *pair, "--fail-on", level)[0] == wanted


def test_fail_on_is_silent_where_nothing_grave_is_left(tmp_path, capsys):
    before = write("yunling-2023", tmp_path / "a.txt", {})
    assert run(capsys, "recheck", before, before, "--fail-on", "error")[0] == 0


def test_private_details_stay_out_of_the_worksheet(tmp_path, capsys):
    line = "公开信息XX条，咨询电话0555-8888123，邮箱gk@example.gov.cn"
    before = write("wangjiang-2023", tmp_path / "a.txt", {"公开信息XX条": line})
    after = write("wangjiang-2023", tmp_path / "b.txt", {})
    for suffix in ("xlsx", "csv"):
        target = tmp_path / f"r.{suffix}"
        run(capsys, "recheck", before, after, "-o", target)
    told = (tmp_path / "r.csv").read_text("utf-8-sig")
    assert "〔电话〕" in told
    assert "8888123" not in told
    cells = [
        str(cell)
        for row in openpyxl.load_workbook(tmp_path / "r.xlsx")["复查清单"].values
        for cell in row
    ]
    assert not any("8888123" in cell or "gk@" in cell for cell in cells)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.txt"], "NEW"),
        (["-", "b.txt"], "标准输入"),
        (["a.txt", "b.txt", "-f", "xlsx"], "-o"),
        (["a.txt", "b.txt", "-o", "a.txt"], "同一个文件"),
    ],
)
def test_wrong_calls_are_refused_with_the_next_step(tmp_path, monkeypatch, capsys, arguments, told):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "recheck", *arguments)
    assert code == 2
    assert told in err


def test_versions_of_different_issuers_are_asked_about(tmp_path, capsys):
    before = write("wangjiang-2023", tmp_path / "a.txt", {})
    after = write("yunling-2023", tmp_path / "b.txt", {})
    code, out, _ = run(capsys, "recheck", before, after)
    assert code == 0
    assert "请确认是否同一份报告的前后稿" in out


def test_kept_results_give_the_same_answer(pair, tmp_path, capsys):
    calls = [("recheck", *pair, "-f", "json", "--cache", tmp_path / "c") for _ in range(2)]
    told = [run(capsys, *call) for call in calls]
    assert told[0] == told[1]
    assert told[0][0] == 0


def test_page_shows_both_texts_escaped_without_scripts_or_outside_files(tmp_path, capsys):
    hostile = "<script>x</script>XX条"
    before = write("wangjiang-2023", tmp_path / "a.txt", {"XX条": hostile})
    after = write("wangjiang-2023", tmp_path / "b.txt", MENDED)
    target = tmp_path / "复查.html"
    code, _, _ = run(capsys, "recheck", before, after, "-o", target)
    page = target.read_text("utf-8")
    assert code == 0
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page
    assert "<mark>全年在县政府网站公开信息320条。</mark>" in page
    assert page.index("<h3>仍存在") < page.index("<h3>已解决")
    assert "<th scope=row>总分</th>" in page


def test_other_forms_of_a_report_in_one_folder_do_not_hinder_its_pair(tmp_path, capsys):
    for side, changes in (("old", {}), ("new", MENDED)):
        for suffix in ("docx", "txt"):
            write("wangjiang-2023", tmp_path / side / f"年报.{suffix}", changes)
    code, out, _ = run(capsys, "recheck", tmp_path / "old", tmp_path / "new", "-f", "json")
    found = json.loads(out)
    assert code == 0
    (only,) = found["pairs"]
    assert only["counts"]["resolved"] >= 2
    assert all(only[side]["source"].endswith(".docx") for side in ("old", "new"))
    assert len(found["alone"]) == 2
