from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
import pytest

from analyzer.outputs.office_record import office_record
from analyzer.outputs.record_store import RecordStore
from analyzer.outputs.workbook.book import write_book
from analyzer.outputs.workbook.table import MOST_UNITS, cell_text, height_of
from analyzer.pipeline import profiles
from analyzer.profile.peers import grouping
from analyzer.profile.provenance import of_run
from analyzer.profile.standing import candidate, standings
from analyzer.settings import default_settings
from tests.builders.reports import PLAIN, record_of

SHEETS = ["排名", "分项", "问题清单", "重合", "口径说明"]
HOSTILE = '=HYPERLINK("http://a.b","点")'
CONTACT = "联系人李建国，电话0791-88886666，信箱li@lq.gov.cn，负责全年公开信息326条的登记，登记由李建国负责。\n"


def book_of(records, path: Path, *, by: str = "substance", peers: str | None = None) -> Path:
    settings = default_settings()
    with RecordStore() as store:
        kept = [office_record(record, privacy=settings.privacy) for record in records]
        for record in kept:
            store.put(record)
        found = [candidate(r, index=i, settings=settings, by=by) for i, r in enumerate(kept)]
        ranked = standings(found, settings=settings, group_of=grouping(peers), by=by)
        write_book(ranked, store, path, settings, of_run(settings), by=by)
    return path


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> list:
    folder = tmp_path_factory.mktemp("reports")
    text = PLAIN.replace("\n二、", f"\n{CONTACT}二、", 1)
    (folder / "柳桥镇.txt").write_text(text, encoding="utf-8")
    (folder / "望江镇.txt").write_text(text.replace("柳桥镇", "望江镇"), encoding="utf-8")
    (folder / "空.pdf").write_bytes(b"%PDF-1.4 broken")
    return list(profiles([folder], settings=default_settings(), include_text=True, advise=True))


@pytest.fixture(scope="module")
def path(reports, tmp_path_factory) -> Path:
    return book_of(reports, tmp_path_factory.mktemp("book") / "排名.xlsx")


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


def column(sheet, title: str) -> list:
    [at] = [c.column for c in sheet[1] if c.value == title]
    return [row[at - 1].value for row in sheet.iter_rows(min_row=2)]


def test_five_sheets_in_order(book):
    assert book.sheetnames == SHEETS


@pytest.mark.parametrize("name", SHEETS[:4])
def test_tables_begin_with_a_running_number_under_a_frozen_header_with_filter(book, name):
    sheet = book[name]
    assert sheet["A1"].value == "序号"
    numbers = column(sheet, "序号")
    assert numbers == list(range(1, len(numbers) + 1))
    assert sheet.freeze_panes[1:] == "2"
    assert sheet.auto_filter.ref.startswith("A1:")


@pytest.mark.parametrize("name", SHEETS)
def test_sheets_print_on_landscape_a4_with_repeated_header(book, name):
    sheet = book[name]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth in {None, 1}) and sheet.page_setup.fitToHeight == 0
    if name != "口径说明":
        assert sheet.print_title_rows == "$1:$1"


def test_scores_are_numbers_with_format_and_bars(book):
    sheet = book["排名"]
    scores = [c for c in sheet["F"][1:] if isinstance(c.value, int | float)]
    assert scores and all(c.number_format == "0.0" for c in scores)
    ranges = {str(r.sqref) for r in sheet.conditional_formatting}
    assert any(r.startswith("F2") for r in ranges)


def test_unreadable_file_is_unscored_with_its_reason_and_never_zero(book):
    sheet = book["排名"]
    assert column(sheet, "名次")[-1] == "不可读"
    assert column(sheet, "实质分")[-1] == "未评"
    told = [c.value for c in book["口径说明"]["B"] if c.value]
    assert any("空.pdf" in line for line in told)


def test_findings_stand_with_quote_section_and_rule(book, reports):
    sheet = book["问题清单"]
    assert sheet.max_row - 1 == sum(len(r["findings"]) for r in reports)
    assert {r["findings"][0]["rule"] for r in reports if r["findings"]} <= set(
        column(sheet, "编号")
    )
    assert all(column(sheet, "原文"))
    assert any("总体情况" in str(s) for s in column(sheet, "章节"))


def test_shared_passages_stand_with_both_sides(book, reports):
    sheet = book["重合"]
    assert sheet.max_row - 1 == sum(len(r["passages"]) for r in reports) > 0
    assert all(column(sheet, "本报告文字")) and all(column(sheet, "对方文字"))
    assert all(count > 0 for count in column(sheet, "相同字数"))


def test_method_names_version_preset_weights_and_every_block(book):
    told = {row[0].value: row[1].value for row in book["口径说明"].iter_rows(max_col=2)}
    run = of_run(default_settings())
    assert run["version"] in told["程序版本"]
    assert run["settings"] in told["设置版本"]
    assert told["评价方案"] == "默认"
    assert "具体性" in told["权重"]
    assert "名次区间、得分区间" in told


def test_nothing_private_leaves_with_the_workbook(book):
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value]
    for private in ("李建国", "0791-88886666", "li@lq.gov.cn"):
        assert not [cell for cell in cells if private in cell]
    assert any("〔姓名〕" in cell for cell in cells)


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t=", "\r=", " =", "\u3000=", "＝", "\x00="]
)
def test_text_never_becomes_a_formula(tmp_path, start):
    record = record_of(f"{start}a.txt", scores={"substance": 40.0})
    record["identity"] = {**record["identity"], "issuer": f"{start}{HOSTILE[1:]}"}
    sheets = openpyxl.load_workbook(book_of([record], tmp_path / "a.xlsx"))
    cells = [c for sheet in sheets for row in sheet.iter_rows() for c in row]
    assert "f" not in {c.data_type for c in cells}
    assert not [c for c in cells if c.hyperlink]
    issuer = sheets["排名"]["D2"]
    assert issuer.value.endswith(HOSTILE[1:])
    assert issuer.style is not None and issuer.quotePrefix


def test_control_characters_are_left_out_and_long_texts_cut():
    assert cell_text("甲\x07乙\x1b丙\ud800丁\ufffe") == "甲乙丙丁"
    for text in ("长" * 40_000, "😀" * 20_000):
        cut = cell_text(text)
        assert len(cut.encode("utf-16-le")) // 2 <= MOST_UNITS
        assert cut.endswith("（后文略）")
    assert cell_text("长" * MOST_UNITS) == "长" * MOST_UNITS


def test_rows_are_high_enough_for_what_is_wrapped_in_them():
    assert height_of("一" * 100, 40) > 3 * height_of("一" * 10, 40) > 0
    assert height_of("一" * 10**6, 40) == 409


def test_equal_input_gives_equal_bytes(reports, path, tmp_path):
    assert book_of(reports, tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_run_without_a_single_scored_report_still_gives_a_workbook(tmp_path):
    record = record_of("a.pdf", status="unreadable", reason="已加密；请去掉密码")
    sheets = openpyxl.load_workbook(book_of([record], tmp_path / "a.xlsx"))
    assert column(sheets["排名"], "名次") == ["不可读"]


def test_peers_have_columns_only_where_reports_were_grouped(book, reports, tmp_path):
    assert "同组" not in [c.value for c in book["排名"][1]]
    grouped = openpyxl.load_workbook(book_of(reports, tmp_path / "p.xlsx", peers="level"))
    assert "同组" in [c.value for c in grouped["排名"][1]]


@pytest.mark.office
def test_workbook_renders_in_libreoffice_with_all_its_sheets(path, tmp_path):
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pdf = tmp_path / f"{path.stem}.pdf"
    told = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    )
    pages = told.stdout.split("\f")
    for title in SHEETS:
        assert any(page.lstrip().startswith(title) for page in pages), title
    assert "柳桥镇" in told.stdout
    size = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert "841." in size and "595." in size
