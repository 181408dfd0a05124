"""`wenzhi annotate` as its users call it."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from analyzer.cli.main import main
from tests.builders import samples
from tests.builders.word import docx, p
from tests.builders.word_comments import (
    check_same_but_comments,
    check_valid,
    comments,
    covered,
    document,
    words,
)


def run(capsys, *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    printed = capsys.readouterr()
    return int(stop.value.code or 0), printed.out, printed.err


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> Path:
    """Build the sample report with most findings as Word file."""
    return samples.build("wangjiang-2023", "望江.docx", tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def other(tmp_path_factory) -> Path:
    """Build another report."""
    return samples.build("liuqiao-2022", "柳桥.docx", tmp_path_factory.mktemp("reports"))


@pytest.fixture(scope="module")
def result(sample, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("results") / "意见"
    with pytest.raises(SystemExit) as stop:
        main(["annotate", str(sample), "-o", str(folder), "-q"])
    assert stop.value.code in {0, None}
    return folder


def headings(data: bytes) -> list[str]:
    return [words(comment)[0] for comment in comments(data).values()]


def test_copy_holds_comments_and_the_original_is_untouched(sample, result):
    original = sample.read_bytes()
    data = (result / "望江-批注.docx").read_bytes()
    assert sample.read_bytes() == original
    check_valid(data)
    check_same_but_comments(original, data)
    assert "XX条" in covered(document(data)).values()


def test_first_comment_sums_up_and_the_last_lists_the_rest(result):
    data = (result / "望江-批注.docx").read_bytes()
    found = list(comments(data).items())
    texts = covered(document(data))
    assert words(found[0][1])[0].startswith("【小结】")
    assert texts[found[0][0]] == "临澜县望江街道办事处2023年政府信息公开工作年度报告"
    assert any("错误" in line and "疑点" in line for line in words(found[0][1]))
    assert words(found[-1][1])[0] == "【其余意见】"
    assert (result / "望江-意见单.docx").exists()


def test_comment_names_severity_rule_message_and_confidence(result):
    data = (result / "望江-批注.docx").read_bytes()
    texts = covered(document(data))
    lines = next(words(c) for n, c in comments(data).items() if texts[n] == "XX条")
    assert lines[0].startswith("【疑点】CON08 ")
    assert "占位符" in lines[1]
    assert lines[-1] == "把握：高"


def test_python_docx_reads_the_comments(result):
    import docx as python_docx

    opened = python_docx.Document(str(result / "望江-批注.docx"))
    found = list(opened.comments)
    assert len(found) == len(comments((result / "望江-批注.docx").read_bytes()))
    assert {comment.author for comment in found} == {"文质"}
    assert {comment.initials for comment in found} == {"文"}


def test_no_page_holds_more_than_the_settings_allow(sample, tmp_path, capsys):
    config = tmp_path / "wenzhi.toml"
    config.write_text('[annotate]\nper_page = 2\nauthor = "县政务公开办"\n', encoding="utf-8")
    code, _, _ = run(capsys, "annotate", sample, "-o", tmp_path / "o", "--config", config)
    data = (tmp_path / "o" / "望江-批注.docx").read_bytes()
    assert code == 0
    check_valid(data)
    inner = [h for h in headings(data) if h[1:3] in {"错误", "疑点", "提示"}]
    assert len(inner) <= 2 * 5
    # The gravest of a page stay.
    assert sum(h.startswith("【错误】") for h in inner) == 3
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert {c.get(f"{w}author") for c in comments(data).values()} == {"县政务公开办"}


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--min-severity", "error"], {"【错误】"}),
        (["--rule", "CON08"], {"【错误】", "【疑点】"}),
        (["--tier", "高", "--min-severity", "warning"], {"【错误】", "【疑点】"}),
    ],
)
def test_only_what_is_asked_for_is_commented_on(sample, tmp_path, capsys, options, kept):
    code, _, _ = run(capsys, "annotate", sample, "-o", tmp_path / "o", *options)
    data = (tmp_path / "o" / "望江-批注.docx").read_bytes()
    inner = [h for h in headings(data) if not h.startswith(("【小结", "【其余"))]
    assert code == 0
    assert inner
    assert {h[:4] for h in inner} <= kept
    if "--rule" in options:
        assert all("CON08" in h for h in inner)


def test_other_formats_get_a_sheet_with_place_sentence_and_opinion(tmp_path, capsys):
    import docx as python_docx

    source = samples.build("wangjiang-2023", "望江.txt", tmp_path)
    code, out, _ = run(capsys, "annotate", source, "-o", tmp_path / "o")
    assert code == 0
    assert "望江-意见单.docx" in out
    opened = python_docx.Document(str(tmp_path / "o" / "望江-意见单.docx"))
    (table,) = opened.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "位置", "原文", "意见与建议"]
    row = next(row for row in rows if "XX条" in row[2] and "CON08" in row[3])
    assert row[1].startswith("第")
    assert "总体情况" in row[1]
    assert row[2] == "全年在县政府网站公开信息XX条。"
    bold = [r.text for c in table._cells for p_ in c.paragraphs for r in p_.runs if r.bold]
    assert "XX条" in bold


def test_unreadable_files_are_told_and_the_others_done(sample, tmp_path, capsys):
    broken = tmp_path / "坏.docx"
    broken.write_bytes(sample.read_bytes()[:2000])
    code, out, err = run(capsys, "annotate", broken, sample, "-o", tmp_path / "o")
    assert code == 3
    assert "坏.docx" in err
    assert "望江-批注.docx" in out


def test_folders_and_archives_keep_their_shape_and_results_are_not_read_again(
    sample, other, tmp_path, capsys
):
    inputs = tmp_path / "报告"
    (inputs / "甲镇").mkdir(parents=True)
    (inputs / "甲镇" / "年报.docx").write_bytes(sample.read_bytes())
    with zipfile.ZipFile(inputs / "打包.zip", "w") as archive:
        archive.write(other, "乙镇/../../年报.docx")
    folder = inputs / "结果"
    for _ in range(2):
        code, _, _ = run(capsys, "annotate", inputs, "-o", folder)
        assert code == 0
        written = sorted(str(f.relative_to(folder)) for f in folder.rglob("*-批注.docx"))
        assert written == ["打包/年报-批注.docx", "甲镇/年报-批注.docx"]
    assert not list(tmp_path.glob("*.docx"))


def test_same_names_do_not_take_each_others_place(sample, other, tmp_path, capsys):
    for folder, report in (("a", sample), ("b", other)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "年报.docx").write_bytes(report.read_bytes())
    run(capsys, "annotate", *(tmp_path / f / "年报.docx" for f in "ab"), "-o", tmp_path / "o")
    names = sorted(f.name for f in (tmp_path / "o").glob("*-批注.docx"))
    assert names == ["年报-批注.docx", "年报（docx）-批注.docx"]


def test_nothing_beside_the_inputs_is_replaced(sample, tmp_path, capsys):
    (tmp_path / "年报.docx").write_bytes(sample.read_bytes())
    mine = tmp_path / "年报-批注.docx"
    mine.write_bytes(docx(p("我的批注稿")))
    before = mine.read_bytes()
    code, _, err = run(capsys, "annotate", tmp_path / "年报.docx", "-o", tmp_path)
    assert code == 2
    assert "不覆盖" in err
    assert mine.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-", "-o", "o"], "标准输入"),
        (["x.docx"], "-o"),
        (["x.docx", "-o", "o", "--rule", "XXX99"], "XXX99"),
        (["x.docx", "-o", "o/p/q"], "上级文件夹"),
    ],
)
def test_wrong_calls_are_refused_with_the_next_step(tmp_path, monkeypatch, capsys, arguments, told):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, "annotate", *arguments)
    assert code == 2
    assert told in err


def test_signed_documents_are_told_of(sample, tmp_path, capsys):
    out = io.BytesIO()
    with zipfile.ZipFile(sample) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        new.writestr("_xmlsignatures/sig1.xml", "<a/>")
    (tmp_path / "签名.docx").write_bytes(out.getvalue())
    code, _, err = run(capsys, "annotate", tmp_path / "签名.docx", "-o", tmp_path / "o")
    assert code == 0
    assert "数字签名" in err


@pytest.mark.office
def test_old_word_file_is_converted_and_commented_on(sample, tmp_path, capsys):
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path), str(sample)], check=True, capture_output=True, timeout=120
    )
    old = tmp_path / "望江.doc"
    before = old.read_bytes()
    code, out, _ = run(capsys, "annotate", old, "-o", tmp_path / "o", "--min-severity", "warning")
    assert code == 0
    assert "望江-批注.docx" in out
    data = (tmp_path / "o" / "望江-批注.docx").read_bytes()
    check_valid(data)
    assert {"XX条", "柳桥镇"} <= set(covered(document(data)).values())
    assert old.read_bytes() == before


def test_kept_results_give_the_same_files(sample, result, tmp_path, capsys):
    for number in (1, 2):
        folder = tmp_path / str(number)
        run(capsys, "annotate", sample, "-o", folder, "--cache", tmp_path / "c")
        assert (folder / "望江-批注.docx").read_bytes() == (result / "望江-批注.docx").read_bytes()


def test_annotated_copy_can_be_annotated_again(result, tmp_path, capsys):
    first = result / "望江-批注.docx"
    code, _, _ = run(capsys, "annotate", first, "-o", tmp_path / "o", "--rule", "CON08")
    data = (tmp_path / "o" / "望江-批注-批注.docx").read_bytes()
    assert code == 0
    check_valid(data)
    check_same_but_comments(first.read_bytes(), data)
    assert len(comments(data)) == len(comments(first.read_bytes())) + 3


def test_failure_of_one_file_leaves_a_sheet_and_the_other_files(
    sample, other, tmp_path, capsys, monkeypatch
):
    from analyzer.pipeline import annotating

    real = annotating.annotate

    def fails_on_the_first(data, source, *rest, **options):
        if "甲" in source.name:
            raise RuntimeError("x")
        return real(data, source, *rest, **options)

    monkeypatch.setattr(annotating, "annotate", fails_on_the_first)
    for name, report in (("甲.docx", sample), ("乙.docx", other)):
        (tmp_path / name).write_bytes(report.read_bytes())
    code, _, err = run(
        capsys, "annotate", tmp_path / "甲.docx", tmp_path / "乙.docx", "-o", tmp_path / "o"
    )
    assert code == 0
    assert "已改写意见单" in err
    assert (tmp_path / "o" / "甲-意见单.docx").exists()
    assert not (tmp_path / "o" / "甲-批注.docx").exists()
    assert (tmp_path / "o" / "乙-批注.docx").exists()


def test_file_for_which_nothing_can_be_written_is_told(sample, tmp_path, capsys, monkeypatch):
    from analyzer.pipeline import annotating

    def broken(*_, **__):
        raise RuntimeError("x")

    monkeypatch.setattr(annotating, "annotate", broken)
    monkeypatch.setattr(annotating, "write_sheet", broken)
    code, out, err = run(capsys, "annotate", sample, "-o", tmp_path / "o")
    assert code == 3
    assert "请将该文件反馈给开发者" in err
    assert "写出 0 个文件" in out


def test_word_file_is_commented_on_whatever_other_form_lies_beside_it(sample, tmp_path, capsys):
    samples.build("wangjiang-2023", "年报.txt", tmp_path)
    (tmp_path / "年报.docx").write_bytes(sample.read_bytes())
    code, out, _ = run(capsys, "annotate", tmp_path, "-o", tmp_path / "o")
    assert code == 0
    assert "年报-批注.docx" in out
    assert len(list((tmp_path / "o").glob("*-批注.docx"))) == 1
