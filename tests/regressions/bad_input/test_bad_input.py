"""Each kind of bad input gives one Chinese line: file, cause, next step; the others go on."""

import io
import tracemalloc
import zipfile

import pytest

from analyzer.errors import UnreadableReport
from analyzer.readers.discover import discover
from analyzer.readers.read import read
from tests.builders import printed, word, zips
from tests.regressions.bad_input.conftest import LIMITS, TEXT, assert_form, outcome


def test_empty_file(refusal):
    assert refusal(b"").code == "empty"


@pytest.mark.parametrize("text", ["\n\n  \n", "\ufeff", "\x00\x00\x00\x00\x00\x00"])
def test_file_of_nothing_but_white_space(refusal, text):
    assert refusal(text.encode()).code in {"empty", "unsupported-binary"}


def test_folder_without_reports(tmp_path):
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (only,) = outcome(tmp_path)
    assert only.code == "no-reports"
    assert str(tmp_path) in str(only)
    assert_form(only)


def test_archive_without_reports(refusal):
    assert refusal(zips.archive({"a.css": b"x"}), name="a.zip").code == "no-reports"


def test_missing_path(tmp_path):
    (only,) = outcome(tmp_path / "没有.txt")
    assert only.code == "missing"
    assert_form(only)


def test_two_hundred_megabytes_of_text_are_refused_unread(tmp_path):
    path = tmp_path / "大.txt"
    with path.open("wb") as file:  # sparse: costs no disk
        file.write(TEXT.encode())
        file.truncate(200_000_000)
    tracemalloc.start()
    (only,) = outcome(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert only.code == "too-long"
    assert_form(only)
    assert most < 2_000_000


def test_file_beyond_the_byte_limit(refusal):
    assert refusal(b"%PDF-1.4" + bytes(3000), file_bytes=2000).code == "too-large"


def test_truncated_docx(refusal):
    data = word.docx(word.p(TEXT))
    error = refusal(data[: len(data) // 2])
    assert error.code == "damaged"
    assert "不完整" in error.cause


def test_docx_with_damaged_data(refusal):
    data = bytearray(word.docx(word.p(TEXT * 50)))
    middle = data.index(b"word/document.xml") + 60
    data[middle : middle + 20] = bytes(20)
    assert refusal(bytes(data)).code == "damaged"


def test_docx_with_broken_xml(refusal):
    assert refusal(word.docx("<w:p><w:r>")).code == "damaged"


def test_encrypted_docx(refusal):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    assert refusal(ole).code == "encrypted"


def test_docx_of_pictures_only(refusal):
    data = word.docx("<w:p/>", parts={"word/media/image1.png": b"\x89PNG"})
    assert refusal(data).code == "scanned"


def test_xml_bomb_is_contained(tmp_path):
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    prolog = f'<!DOCTYPE x [<!ENTITY e0 "爆">{entities}]>'
    (tmp_path / "a.docx").write_bytes(word.docx(word.p("公开&e9;信息326条"), prolog=prolog))
    (only,) = outcome(tmp_path / "a.docx")
    assert only.code == "damaged"
    assert_form(only)


def test_external_entity_is_never_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    prolog = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    (tmp_path / "a.docx").write_bytes(word.docx(word.p("公开&e;信息326条"), prolog=prolog))
    (only,) = outcome(tmp_path / "a.docx")
    assert only.code == "damaged"


def test_deeply_nested_docx_is_contained(refusal):
    body = word.sdt("") * 1
    for _ in range(3000):
        body = f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>"
    assert refusal(word.docx(body)).code == "damaged"


def test_zip_bomb_by_ratio_is_skipped_and_the_rest_is_read(tmp_path):
    data = zips.archive({"a.txt": TEXT.encode(), "bomb.txt": bytes(30_000_000)})
    (tmp_path / "a.zip").write_bytes(data)
    first, second = outcome(tmp_path / "a.zip")
    assert first == TEXT
    assert second.code == "zip-bomb"
    assert_form(second)


def test_zip_bomb_of_one_member_is_refused(refusal):
    assert refusal(zips.archive({"b.txt": bytes(30_000_000)}), name="a.zip").code == "zip-bomb"


def test_docx_that_is_a_bomb_is_refused(refusal):
    error = refusal(word.docx("", parts={"word/styles.xml": bytes(30_000_000)}))
    assert error.code == "zip-bomb"


def test_zip_with_too_many_members_is_refused(refusal):
    data = zips.archive({f"{i}.txt": b"x" for i in range(30)})
    assert refusal(data, name="a.zip", archive_members=20).code == "too-many-members"


def test_zip_with_too_much_inside_is_refused(refusal):
    noise = bytes(range(256)) * 400
    data = zips.archive({f"{i}.txt": noise for i in range(10)})
    error = refusal(data, name="a.zip", archive_total_bytes=500_000)
    assert error.code == "archive-too-large"


def test_nested_archives_share_one_budget(tmp_path):
    inner = zips.archive({f"{i}.txt": TEXT.encode() for i in range(8)})
    (tmp_path / "a.zip").write_bytes(zips.archive({"1.zip": inner, "2.zip": inner}))
    found = outcome(tmp_path / "a.zip", archive_members=12)
    assert next(one for one in found if one != TEXT).code == "too-many-members"
    assert found.count(TEXT) == 8


def test_quine_like_overlap_is_a_bomb(refusal):
    """Members that share their packed bytes unpack to any size from a small file."""
    member = zips.archive({"0.txt": bytes(range(256)) * 2000})
    with zipfile.ZipFile(io.BytesIO(member)) as opened:
        info = opened.infolist()[0]
    directory = member[member.index(b"PK\x01\x02") : member.index(b"PK\x05\x06")]
    assert info.header_offset == 0
    count = 200
    start = member.index(b"PK\x01\x02")
    end = bytearray(member[member.index(b"PK\x05\x06") :])
    end[8:12] = count.to_bytes(2, "little") * 2
    end[12:16] = (len(directory) * count).to_bytes(4, "little")
    data = member[:start] + directory * count + bytes(end)
    assert refusal(data, name="a.zip").code == "zip-bomb"


def test_encrypted_archive_member(refusal):
    data = zips.with_flag(zips.archive({"a.txt": TEXT.encode()}), 1)
    assert refusal(data, name="a.zip").code == "encrypted"


def test_truncated_archive(refusal):
    data = zips.archive({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()})
    assert refusal(data[:-40], name="a.zip").code == "damaged"


def test_archive_member_with_a_false_checksum(refusal):
    data = bytearray(zips.unmarked_archive({"a.txt": TEXT.encode()}, encoding="utf-8"))
    data[60] ^= 0xFF
    assert refusal(bytes(data), name="a.zip").code == "damaged"


def test_encrypted_pdf(refusal):
    data = printed.pdf([TEXT.strip()], password="secret")
    assert refusal(data, name="a.pdf").code == "encrypted"


def test_scanned_pdf_names_its_pages(refusal):
    error = refusal(printed.scanned_pdf(3), name="a.pdf")
    assert error.code == "scanned"
    assert "第 1–3 页" in error.cause


def test_pdf_with_a_scanned_page_inside_names_it(refusal):
    error = refusal(printed.scanned_pdf(4, text_pages=(1, 2, 4)), name="a.pdf")
    assert "第 3 页" in error.cause


def test_scanned_cover_hides_no_report(tmp_path):
    (tmp_path / "a.pdf").write_bytes(printed.scanned_pdf(3, text_pages=(2, 3)))
    (text,) = outcome(tmp_path / "a.pdf")
    assert "三百二十六条" in text


@pytest.mark.parametrize("cut", [20, 300, -200])
def test_truncated_pdf(refusal, tmp_path, cut):
    data = printed.pdf([TEXT.strip()] * 40)
    (tmp_path / "a.pdf").write_bytes(data[:cut])
    (only,) = outcome(tmp_path / "a.pdf")
    if isinstance(only, UnreadableReport):  # pdfium repairs what lacks only its index
        assert only.code == "damaged"
        assert_form(only)
    else:
        assert "补贴名单" in only


def test_pdf_with_too_many_pages(refusal):
    data = printed.pdf([TEXT.strip()] * 60)
    assert refusal(data, name="a.pdf", pdf_pages=2).code == "too-many-pages"


def test_pdf_whose_fonts_give_no_characters(refusal):
    assert refusal(printed.pdf_without_meaning(), name="a.pdf").code == "garbled-fonts"


@pytest.mark.parametrize("seed", range(5))
def test_binary_junk(refusal, seed):
    import random

    assert refusal(random.Random(seed).randbytes(5000)).code == "unsupported-binary"


def test_mojibake_of_utf8_read_as_gbk(refusal):
    wrong = (TEXT * 3).encode().decode("gb18030", "replace")
    assert refusal(wrong.encode(), name="a.txt").code == "mojibake"


def test_mojibake_of_gbk_read_as_latin1(refusal):
    wrong = (TEXT * 3).encode("gb18030").decode("latin-1")
    assert refusal(wrong.encode(), name="a.txt").code == "mojibake"


def test_mojibake_of_gbk_read_as_utf8(refusal):
    wrong = (TEXT * 3).encode("gb18030").decode("utf-8", "replace")
    assert refusal(wrong.encode(), name="a.txt").code == "mojibake"


def test_mojibake_of_repeated_conversion(refusal):
    wrong = "锟斤拷" * 40 + "公开信息326条" * 3
    assert refusal(wrong.encode(), name="a.txt").code == "mojibake"


def test_report_in_another_language(refusal):
    english = "Annual report on government information disclosure. 326 items were published.\n"
    error = refusal((english * 10).encode(), name="a.txt")
    assert error.code == "not-chinese"


def test_scripted_page(refusal):
    page = '<html><head><title>年报</title></head><body><div id="app"></div><script src="a.js"></script></body></html>'
    assert refusal(page.encode(), name="a.html").code == "scripted-page"


def test_page_that_only_links_to_the_report_names_the_attachment(refusal):
    page = (
        '<html><body><p>现予公布。</p><a href="/2024/1.pdf">柳桥镇2023年年报.pdf</a></body></html>'
    )
    error = refusal(page.encode(), name="a.html")
    assert error.code == "scripted-page"
    assert "柳桥镇2023年年报.pdf" in error.cause


def test_one_bad_file_stops_no_other(tmp_path):
    (tmp_path / "1.txt").write_bytes(TEXT.encode())
    (tmp_path / "2.docx").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "3.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "4.txt").write_bytes(b"")
    (tmp_path / "5.txt").write_bytes(TEXT.encode("gb18030"))
    found = outcome(tmp_path)
    assert [one if isinstance(one, str) else one.code for one in found] == [
        TEXT,
        "damaged",
        "damaged",
        "empty",
        TEXT,
    ]


def test_file_that_vanishes_between_finding_and_reading(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    (item,) = discover([path], limits=LIMITS)
    path.unlink()
    with pytest.raises(UnreadableReport) as caught:
        read(item, limits=LIMITS)
    assert caught.value.code == "missing"
    assert_form(caught.value)
