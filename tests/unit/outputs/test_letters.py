from __future__ import annotations

import json
import re
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.shared import Mm, Pt

from analyzer.assets import asset
from analyzer.cli.main import main
from analyzer.outputs.letters.circular import BANDS, circular
from analyzer.outputs.letters.feedback import feedback
from analyzer.outputs.letters.ordinals import chinese
from analyzer.outputs.letters.template import (
    CIRCULAR,
    FEEDBACK,
    TemplateFault,
    fill,
    template_bytes,
)
from analyzer.outputs.letters.write import Letters, file_name, with_charts
from analyzer.outputs.office_record import office_record
from analyzer.outputs.record_store import RecordStore
from analyzer.pipeline import profiles
from analyzer.profile.peers import grouping
from analyzer.profile.provenance import of_run
from analyzer.profile.standing import candidate, standings
from analyzer.settings import default_settings
from tests.builders import letter_templates
from tests.builders.reports import PLAIN, record_of

SAMPLES = Path(__file__).resolve().parents[3] / "data" / "samples"
SETTINGS = default_settings()
RUN = of_run(SETTINGS)
EVIL = "全年公开{{ 7*7 }}信息326条，{% for a in b %}含<w:p>&amp;\"'》3类，{_{ x }_}与{# 注 #}。"
CONTACT = "联系人李建国，电话0791-88886666，信箱li@lq.gov.cn，负责326条登记,李建国另记。"


def text_of(data: bytes) -> str:
    document = Document(BytesIO(data))
    lines = [p.text for p in document.paragraphs]
    lines += [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join(lines)


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


@pytest.fixture(scope="module")
def samples():
    """The records of the samples as an office keeps them, with standings and store."""
    with RecordStore() as store:
        found = []
        given = profiles([SAMPLES], settings=SETTINGS, include_text=True, advise=True)
        for index, record in enumerate(given):
            kept = office_record(record, privacy=SETTINGS.privacy)
            store.put(kept)
            found.append(candidate(kept, index=index, settings=SETTINGS, by="substance"))
        ranked = standings(found, settings=SETTINGS, group_of=grouping(None), by="substance")
        yield ranked, store


def letter_about(text: str, tmp_path: Path) -> tuple[dict, bytes]:
    path = tmp_path / "柳桥镇.txt"
    path.write_text(PLAIN.replace("\n二、", f"\n{text}\n二、", 1), encoding="utf-8")
    [record] = profiles([path], settings=SETTINGS, include_text=True, advise=True)
    kept = office_record(record, privacy=SETTINGS.privacy)
    data = fill(template_bytes(FEEDBACK, None), FEEDBACK, feedback(kept, SETTINGS, RUN))
    return dict(kept), data


def all_of(name: str) -> str:
    with zipfile.ZipFile(asset("data", "templates", name)) as package:
        return package.read("word/document.xml").decode()


def test_shipped_templates_are_what_the_script_builds():
    for build, name in (
        (letter_templates.feedback, "feedback.docx"),
        (letter_templates.circular, "circular.docx"),
    ):
        assert build().data() == asset("data", "templates", name).read_bytes(), name


def test_every_number_of_a_letter_stands_in_the_profile_or_the_template(samples):
    ranked, store = samples
    template = template_bytes(FEEDBACK, None)
    for standing in ranked:
        record = store.get(standing.ranked.summary.index)
        values = feedback(record, SETTINGS, RUN)
        written = text_of(fill(template, FEEDBACK, values)).replace(values["程序"], "")
        known = numbers(json.dumps(record, ensure_ascii=False)) | numbers(text_of(template))
        assert numbers(written) <= known, record["source"]


def test_every_quotation_of_a_letter_stands_in_the_report(samples):
    ranked, store = samples
    for standing in ranked[:4]:
        index = standing.ranked.summary.index
        record = store.get(index)
        [given] = profiles([record["source"]], settings=SETTINGS, include_text=True)
        text = "".join(given["text"].split()).translate(str.maketrans("“”", "‘’"))
        values = feedback(record, SETTINGS, RUN)
        quotes = [e["句"] for e in (*values["肯定"], *values["订正"])]
        quotes += [q["句"] for h in values["充实"] for q in h["引文"]]
        for quote in quotes:
            bare = re.sub(r"[【】…\s]", "", quote)
            assert bare in text, quote


def test_figures_of_the_circular_are_reckoned_from_the_profiles(samples):
    ranked, store = samples
    values = circular(ranked, store, SETTINGS, RUN, by="substance")
    scores = sorted(store.get(i)["scores"]["substance"]["value"] for i in range(len(store)))
    assert (values["份数"], values["已评"], values["未评"]) == (13, 13, 0)
    assert values["平均"] == f"{round(sum(scores) / 13, 1):.1f}"
    assert values["中位"] == f"{scores[6]:.1f}"
    assert (values["最高"], values["最低"]) == (f"{scores[-1]:.1f}", f"{scores[0]:.1f}")
    assert sum(band["份数"] for band in values["档次"]) == 13
    for band, (low, high, _) in zip(values["档次"], BANDS, strict=True):
        assert band["份数"] == sum(low <= s < high for s in scores)


def test_circular_says_no_number_that_is_not_among_its_values(samples):
    ranked, store = samples
    values = circular(ranked, store, SETTINGS, RUN, by="substance")
    template = template_bytes(CIRCULAR, None)
    written = text_of(fill(template, CIRCULAR, with_charts(values)))
    known = numbers(json.dumps(values, ensure_ascii=False)) | numbers(text_of(template))
    assert numbers(written) <= known


def test_circular_shows_pairs_of_units_once_and_never_ones_own_last_year(samples):
    ranked, store = samples
    values = circular(ranked, store, SETTINGS, RUN, by="substance")
    assert values["重合"] == [
        {
            "单位": "临澜县望江街道办事处",
            "对方": "临澜县柳桥镇人民政府",
            "相同字数": values["重合"][0]["相同字数"],
        }
    ]


def test_number_date_and_sender_are_left_blank(samples):
    ranked, store = samples
    record = store.get(ranked[0].ranked.summary.index)
    for template, values in (
        (FEEDBACK, feedback(record, SETTINGS, RUN)),
        (CIRCULAR, with_charts(circular(ranked, store, SETTINGS, RUN, by="substance"))),
    ):
        text = text_of(fill(template_bytes(template, None), template, values))
        assert "〔　　　　〕〔　　　　〕　　号" in text
        assert "〔　　　　〕年〔　　〕月〔　　〕日" in text
        assert "〔印发机关〕" in text


def test_text_of_a_report_is_never_run_as_a_template(tmp_path):
    record, data = letter_about(EVIL, tmp_path)
    written = text_of(data)
    assert "49" not in numbers(written)
    assert "{{ 7*7 }}" in written
    assert "{% for a in b %}" in written
    assert "<w:p>&amp;" in written
    assert record["advice"]["strengths"]


def test_nothing_private_stands_in_a_letter(tmp_path):
    record, data = letter_about(CONTACT, tmp_path)
    written = text_of(data) + json.dumps(record, ensure_ascii=False)
    assert not [p for p in ("李建国", "88886666", "li@lq.gov.cn") if p in written]
    assert "〔姓名〕" in text_of(data)


def test_layout_is_that_of_official_letters(samples):
    ranked, store = samples
    record = store.get(ranked[0].ranked.summary.index)
    data = fill(template_bytes(FEEDBACK, None), FEEDBACK, feedback(record, SETTINGS, RUN))
    section = Document(BytesIO(data)).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(m / Mm(1)) for m in margins] == [37, 35, 28, 26]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    with zipfile.ZipFile(BytesIO(data)) as package:
        body = package.read("word/document.xml").decode()
        footer = b"".join(package.read(n) for n in package.namelist() if "footer" in n).decode()
    for font in ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"):
        assert f'w:eastAsia="{font}"' in body
    assert {'<w:sz w:val="44"/>', '<w:sz w:val="32"/>'} <= set(
        re.findall(r'<w:sz w:val="\d+"/>', body)
    )
    pitch = f'w:line="{Pt(29).pt * 20:.0f}"'
    assert re.search(rf"<w:spacing [^>]*{pitch}[^>]*/>", body)
    assert 'w:lineRule="exact"' in body
    assert "PAGE" in footer


def test_charts_can_be_edited_and_hold_the_values(samples):
    ranked, store = samples
    values = with_charts(circular(ranked, store, SETTINGS, RUN, by="substance"))
    with zipfile.ZipFile(
        BytesIO(fill(template_bytes(CIRCULAR, None), CIRCULAR, values))
    ) as package:
        names = package.namelist()
        assert {"word/charts/chart1.xml", "word/charts/chart2.xml"} <= set(names)
        sheet = openpyxl.load_workbook(BytesIO(package.read("word/embeddings/chart1.xlsx"))).active
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [
        b["份数"] for b in values["档次"]
    ]


def test_equal_input_gives_equal_bytes(samples):
    ranked, store = samples
    values = circular(ranked, store, SETTINGS, RUN, by="substance")
    one, other = (
        fill(template_bytes(CIRCULAR, None), CIRCULAR, with_charts(values)) for _ in range(2)
    )
    assert one == other


def office_template(text: str) -> bytes:
    document = Document()
    document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ 单位名 }}", "没有“单位名”这个占位；可用的有 单位"),
        ("{%p for 条 in 订正 %}", "写得不对"),
        ("{{ 单位", "写得不对"),
        ("{% for 条 in 得分 %}{{ 条.分数 }}{% endfor %}", "没有“分数”"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "不允许"),
        ("{{ 单位.__init__.__globals__ }}", "不允许"),
    ],
)
def test_faulty_template_is_named_with_what_is_wrong(text, told):
    with pytest.raises(TemplateFault) as fault:
        fill(
            office_template(text), FEEDBACK, {"单位": "柳桥镇", "得分": [{"得分": "1"}], "订正": []}
        )
    assert told in str(fault.value)
    assert str(fault.value).startswith("模板 反馈意见.docx：")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"not a document"])
def test_template_that_is_no_document_is_refused_in_one_line(data):
    with pytest.raises(TemplateFault) as fault:
        fill(data, FEEDBACK, {})
    assert "不是完好的 .docx" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_office_replaces_one_template_and_keeps_the_other(tmp_path):
    (tmp_path / FEEDBACK).write_bytes(office_template("致{{ 单位 }}"))
    values = {"单位": "柳桥镇"}
    assert text_of(fill(template_bytes(FEEDBACK, tmp_path), FEEDBACK, values)) == "致柳桥镇"
    assert template_bytes(CIRCULAR, tmp_path) == template_bytes(CIRCULAR, None)


def test_folder_without_templates_is_refused(tmp_path):
    for folder in (tmp_path, tmp_path / "无"):
        with pytest.raises(TemplateFault):
            Letters(folder, SETTINGS, RUN)


def test_file_names_are_safe_and_no_two_the_same():
    names = ["../../etc/passwd", "a:b*c?.", "", "柳桥镇", "柳桥镇", "长" * 300, "x\x00y\ud800"]
    records = [record_of(f"{i}.txt", scores={"substance": 1.0 * i}) for i in range(len(names))]
    for record, name in zip(records, names, strict=True):
        record["identity"] = {**record["identity"], "issuer": name, "year": 2023}
    found = [
        candidate(r, index=i, settings=SETTINGS, by="substance") for i, r in enumerate(records)
    ]
    ranked = standings(found, settings=SETTINGS, group_of=grouping(None), by="substance")
    taken: set[str] = set()
    made = [file_name(standing, taken) for standing in ranked]
    assert len(set(made)) == len(made)
    for name in made:
        assert re.fullmatch(r'反馈意见_[^\\/:*?"<>|\x00-\x1f]+\.docx', name)
        assert len(name.encode()) < 255


def test_numerals_are_chinese():
    assert [chinese(n) for n in (1, 10, 11, 20, 99)] == ["一", "十", "十一", "二十", "九十九"]


def run(capsys, *arguments: str | Path) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    return int(stop.value.code or 0), capsys.readouterr().err


@pytest.fixture
def reports(tmp_path) -> Path:
    folder = tmp_path / "报告"
    folder.mkdir()
    (folder / "柳桥镇.txt").write_text(PLAIN, "utf-8")
    (folder / "望江镇.txt").write_text(PLAIN.replace("柳桥", "望江"), "utf-8")
    (folder / "望江镇副本.txt").write_text(PLAIN.replace("柳桥", "望江") + "\n", "utf-8")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    return folder


def test_command_writes_a_letter_for_each_readable_report_and_a_circular(capsys, reports):
    target = reports / "公文"  # inside the folder that is read: not taken for reports next time
    code, told = run(capsys, "letter", reports, "-o", target, "-q")
    assert code == 3, "an unreadable file is told by the exit code"
    made = sorted(p.name for p in target.iterdir())
    assert len(made) == 3
    assert CIRCULAR in made
    circular_text = text_of((target / CIRCULAR).read_bytes())
    assert "坏.pdf" in circular_text
    assert "共收到报告3份（另有1个文件" in circular_text, "another form of a report is no report"
    assert "反馈意见 2 件" in told
    assert run(capsys, "letter", reports, "-o", target, "-q", "--overwrite")[0] == 3
    assert sorted(p.name for p in target.iterdir()) == made


def test_letters_that_may_have_been_edited_are_not_replaced_unasked(capsys, reports, tmp_path):
    target = tmp_path / "公文"
    run(capsys, "letter", reports, "-o", target, "-q")
    (target / CIRCULAR).write_bytes(b"edited")
    code, told = run(capsys, "letter", reports, "-o", target, "-q")
    assert (code, "--overwrite" in told) == (2, True)
    assert (target / CIRCULAR).read_bytes() == b"edited"


def test_templates_can_be_taken_out_and_used_again(capsys, reports, tmp_path):
    folder = tmp_path / "模板"
    assert run(capsys, "letter", "--export-templates", folder)[0] == 0
    assert sorted(p.name for p in folder.iterdir()) == sorted([FEEDBACK, CIRCULAR, "说明.md"])
    assert run(capsys, "letter", "--export-templates", folder)[0] == 2
    code, _ = run(capsys, "letter", reports, "-o", tmp_path / "公文", "--templates", folder, "-q")
    assert code == 3


def test_faulty_template_stops_the_command_with_one_line(capsys, reports, tmp_path):
    folder = tmp_path / "模板"
    folder.mkdir()
    (folder / FEEDBACK).write_bytes(office_template("{{ 单位名 }}"))
    code, told = run(
        capsys, "letter", reports, "-o", tmp_path / "公文", "--templates", folder, "-q"
    )
    assert code == 2
    assert "单位名" in told
    assert told.count("\n") == 1
    assert not (tmp_path / "公文").exists(), "it is found before the reports are read"


def test_page_for_offices_names_every_placeholder(samples):
    ranked, store = samples
    page = asset("data", "templates", "README.md").read_text("utf-8")
    record = store.get(0)
    for name in (
        *feedback(record, SETTINGS, RUN),
        *with_charts(circular(ranked, store, SETTINGS, RUN, by="substance")),
    ):
        assert name in page, name


@pytest.mark.office
def test_letters_render_in_libreoffice(samples, tmp_path):
    ranked, store = samples
    made = list(
        Letters(None, SETTINGS, RUN).write(tmp_path, ranked[-2:], store, SETTINGS, by="substance")
    )
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", tmp_path, *made],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for path in made:
        pdf = path.with_suffix(".pdf")
        text = subprocess.run(
            ["pdftotext", pdf, "-"], capture_output=True, text=True, check=True
        ).stdout
        assert re.search(r"—\s*1\s*—", text)
        assert "{{" not in text
        assert "{%" not in text
    assert (
        "各分项平均得分"
        in subprocess.run(
            ["pdftotext", tmp_path / "通报.pdf", "-"], capture_output=True, text=True, check=True
        ).stdout
    ), "the chart is drawn"
