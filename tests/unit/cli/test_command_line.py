from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyzer.cli.main import main
from tests.builders.reports import PLAIN

WENZHI = (sys.executable, "-c", "from analyzer.cli import main; main()")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "柳桥镇2023.txt"
    path.write_text(PLAIN, encoding="utf-8")
    return path


def run(capsys, *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    printed = capsys.readouterr()
    return int(stop.value.code or 0), printed.out, printed.err


def wenzhi(*arguments: str | Path, **options):
    command = [*WENZHI, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **options)


def test_help_is_chinese_throughout(capsys):
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert "用法：" in out
    assert ["analyze", "分析年度报告，给出质量画像"] in [line.split() for line in out.splitlines()]
    assert not {"Usage", "Options", "Commands", "Show", "exit"} & set(out.replace(":", " ").split())


@pytest.mark.parametrize("command", ["analyze", "rules", "explain", "schema"])
def test_help_of_every_command_is_chinese(capsys, command):
    code, out, _ = run(capsys, command, "--help")
    assert code == 0
    assert "Usage" not in out
    assert "Options" not in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["analyze"], "缺少 PATH"),
        (["analyze", "-f", "xml", "a"], "只能取 table、json"),
        (["analyse"], "没有这个命令 analyse"),
        (["analyze", "--nope", "a"], "没有选项 --nope"),
        (["analyze", "a", "-o"], "-o"),
        (["analyze", "a", "--jobs", "0"], "--jobs 的值不对，应是不小于 1 的整数"),
        (["analyze", "a", "--jobs", "two"], "--jobs 的值不对，应是不小于 1 的整数"),
        (["explain", "XYZ99"], "没有规则 XYZ99"),
        (["rules", "extra"], "extra"),
    ],
)
def test_wrong_call_is_one_chinese_line_and_exit_code_2(capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert "--help" in err


def test_call_with_nothing_shows_the_help_page(capsys):
    code, out, err = run(capsys)
    assert (code, out) == (2, "")
    assert err.startswith("用法：wenzhi")


def test_data_go_to_standard_output_and_nothing_else_does(capsys, report):
    code, out, err = run(capsys, "analyze", report, "-f", "json", "-q")
    assert code == 0
    assert json.loads(out)["reports"][0]["source"] == str(report)
    assert err == ""


def test_format_follows_the_suffix_of_the_output(capsys, report, tmp_path):
    code, out, _ = run(capsys, "analyze", report, "-o", tmp_path / "结果.csv")
    assert (code, out) == (0, "")
    assert (tmp_path / "结果.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_unreadable_file_gives_code_3_one_line_and_the_others_are_done(capsys, report, tmp_path):
    (tmp_path / "空.txt").write_bytes(b"")
    code, out, err = run(capsys, "analyze", tmp_path, "-f", "json")
    assert code == 3
    assert {r["status"] for r in json.loads(out)["reports"]} == {"ok", "unreadable"}
    assert err.count("\n") == 1
    assert "空.txt" in err


def test_missing_path_gives_code_3(capsys, tmp_path):
    code, _, err = run(capsys, "analyze", tmp_path / "没有.txt")
    assert code == 3
    assert "没有.txt" in err


def test_output_into_a_missing_folder_is_refused_before_any_work(capsys, report, tmp_path):
    code, _, err = run(capsys, "analyze", report, "-o", tmp_path / "no" / "a.json")
    assert code == 2
    assert "文件夹" in err


def test_output_over_the_input_is_refused(capsys, report):
    code, _, err = run(capsys, "analyze", report, "-o", report)
    assert code == 2
    assert report.read_text("utf-8") == PLAIN
    assert "同一个文件" in err


def test_results_of_the_last_run_are_not_read_as_a_report(capsys, report, tmp_path):
    for _ in range(2):
        code, _, err = run(capsys, "analyze", tmp_path, "-o", tmp_path / "结果.html")
        assert (code, err) == (0, "")
    assert "共" not in (tmp_path / "结果.html").read_text("utf-8").split("<h1>")[1][:200]


def test_results_of_earlier_runs_are_not_read_as_reports(capsys, report, tmp_path):
    for name in ("上次.html", "上次.csv", "上次.txt", "上次.json", "上次.jsonl"):
        assert run(capsys, "analyze", report, "-o", tmp_path / name)[0] == 0
    _, out, _ = run(capsys, "analyze", tmp_path, "-f", "json")
    assert [r["source"] for r in json.loads(out)["reports"]] == [str(report)]


def test_bad_settings_give_code_2_and_name_the_file(capsys, report, tmp_path):
    config = tmp_path / "mine.toml"
    config.write_text("[weights]\nspecificity = 'viel'\n")
    code, _, err = run(capsys, "analyze", report, "--config", config)
    assert code == 2
    assert "mine.toml" in err


def test_schema_command_prints_the_published_schema(capsys):
    code, out, _ = run(capsys, "schema")
    assert code == 0
    assert json.loads(out)["title"] == "Wenzhi profile document"


def test_standard_input_is_read_as_a_report():
    done = wenzhi("analyze", "-", "-f", "json", input=PLAIN.encode())
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["reports"][0]["source"] == "标准输入"


def test_utf8_comes_out_whatever_the_locale(report):
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    environment = {**plain, "PYTHONUTF8": "0"}
    done = wenzhi("analyze", report, "-f", "table", env=environment)
    assert done.returncode == 0, done.stderr.decode()
    assert "实质分" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_run_leaves_nothing_behind(tmp_path, number, code):
    for name in ("reports", "out", "tmp"):
        (tmp_path / name).mkdir()
    for n in range(300):
        text = PLAIN.replace("柳桥", f"柳桥{n}")
        (tmp_path / "reports" / f"{n}.txt").write_text(text, encoding="utf-8")
    command = [*WENZHI, "analyze", tmp_path / "reports", "-o", tmp_path / "out" / "a.json"]
    process = subprocess.Popen(
        [str(part) for part in [*command, "--jobs", "2"]],
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
    )
    while process.poll() is None and not any((tmp_path / "tmp").rglob("*.data")):
        time.sleep(0.02)
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == code, errors.decode()
    assert b"Traceback" not in errors
    assert list((tmp_path / "out").iterdir()) == []
    assert list((tmp_path / "tmp").iterdir()) == []


def test_findings_at_or_above_the_asked_severity_give_code_1(capsys, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(PLAIN.replace("326条", "XX条"), encoding="utf-8")
    assert run(capsys, "analyze", path, "--fail-on", "info")[0] == 1
    assert run(capsys, "analyze", path)[0] == 0


def test_unreadable_files_outweigh_findings(capsys, tmp_path):
    (tmp_path / "a.txt").write_text(PLAIN.replace("326条", "XX条"), encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    assert run(capsys, "analyze", tmp_path, "--fail-on", "info")[0] == 3


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_file_name_with_odd_characters_stays_on_one_line(capsys, tmp_path):
    odd = os.fsencode(tmp_path) + b"/\xff\n\x1b[31m.txt"
    Path(os.fsdecode(odd)).write_bytes(b"")
    (tmp_path / "好.txt").write_text(PLAIN, encoding="utf-8")
    code, out, err = run(capsys, "analyze", tmp_path, "-f", "json")
    assert code == 3
    assert err.count("\n") == 1
    assert "\x1b" not in err
    sources = [record["source"] for record in json.loads(out)["reports"]]
    assert all(source.isprintable() for source in sources)


def test_closed_pipe_ends_quietly(tmp_path):
    for n in range(8):
        (tmp_path / f"{n}.txt").write_text(f"{PLAIN}第{n}稿。\n", encoding="utf-8")
    command = [*WENZHI, "analyze", str(tmp_path), "-f", "jsonl", "--text", "--jobs", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert errors == b""


def test_help_imports_nothing_heavy():
    code = (
        "import sys\n"
        "from analyzer.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'numpy', 'sklearn', 'pandas', 'lxml', 'jieba', 'pdfplumber', 'jinja2'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_full_disk_is_one_chinese_line_and_exit_code_2(capsys, report):
    code, _, errors = run(capsys, "analyze", report, "-q", "-f", "json", "-o", "/dev/full")
    assert code == 2
    assert errors.strip() == "写出结果失败：磁盘空间不足；没有写出结果，请换一个位置重试"
