import pytest

from analyzer.errors import UnreadableReport
from analyzer.readers.detect import sniff, text_kind, zip_kind
from analyzer.readers.formats import FORMATS, is_passed_over
from analyzer.readers.ole import ole_kind
from tests.builders import word, zips

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(200)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n\r\n%PDF-1.4", "pdf"),
        (b"PK\x03\x04....", "zip"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00", "image"),
        (b"RIFF\x00\x00\x00\x00WEBP", "image"),
        (b"\x00\x00\x00\x20ftypisom", "media"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "program"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:x/>', "word-xml"),
        ("BM公司2023年报告".encode(), None),
        ("MZ镇2023年报告".encode(), None),
        ("一、总体情况".encode("utf-16"), None),
    ],
)
def test_first_bytes_tell_the_format(head, kind):
    assert sniff(head) == kind


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["[Content_Types].xml", "word/document.xml"], "docx"),
        (["[Content_Types].xml", "word\\document.xml"], "docx"),
        (["[Content_Types].xml", "xl/workbook.xml"], "xlsx"),
        (["mimetype", "content.xml", "styles.xml"], "odt"),
        (["OFD.xml", "Doc_0/Document.xml"], "ofd"),
        (["2023年报.docx", "word/2022.docx"], "zip"),
        ([], "zip"),
    ],
)
def test_members_tell_a_document_from_an_archive(names, kind):
    assert zip_kind(names) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><html>", "html"),
        ("\n <!-- 备份 --><HTML>", "html"),
        ("<p>一</p><p>二</p><p>三</p>", "html"),
        ("<div class='x'>正文</div>", "html"),
        ("《条例》<第二十条>规定", "text"),
        ("<第二十条>：a < b", "text"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "mhtml"),
    ],
)
def test_markup_is_told_from_plain_text(text, kind):
    assert text_kind(text) == kind


def test_name_never_decides(read_bytes):
    page = "<html><body><p>" + "本年公开信息三百二十六条。" * 9 + "</p></body></html>"
    assert read_bytes(page.encode(), name="report.docx").format == "html"
    assert read_bytes(word.docx(word.p("本年公开信息326条。")), name="a.txt").format == "docx"
    assert read_bytes("一、总体情况".encode(), name="a.pdf").format == "text"


@pytest.mark.parametrize(
    ("data", "what", "step"),
    [
        (ole("WordDocument"), "不完整", "重新下载"),
        (ole("Workbook"), ".xls", ".docx"),
        (ole("EncryptedPackage"), "加密", "去掉密码"),
        (zips.archive({"mimetype": b"x", "content.xml": b"<x/>"}), "不完整", "重新下载"),
        (zips.archive({"OFD.xml": b"<x/>"}), "不完整", "重新下载"),
        (zips.archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), ".xlsx", ".docx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "图片", "文字"),
        (b"Rar!\x1a\x07\x00" + bytes(100), "压缩包", "解压"),
    ],
)
def test_formats_we_do_not_read_get_their_advice(read_bytes, data, what, step):
    with pytest.raises(UnreadableReport) as caught:
        read_bytes(data, name="a.docx")
    assert what in caught.value.cause
    assert step in caught.value.next_step
    assert "\n" not in str(caught.value)


def test_every_unread_format_names_a_next_step():
    read = {"text", "html", "docx", "pdf", "ole-word", "rtf", "word-xml", "odt", "ofd", "mhtml"}
    assert all(bool(one.advice) != (key in read) for key, one in FORMATS.items())


def test_compound_file_without_known_stream_is_still_named():
    assert ole_kind(OLE) == "ole"


@pytest.mark.parametrize(
    "name", [".DS_Store", "~$2023年报.docx", "Thumbs.db", "__MACOSX", "._a.txt"]
)
def test_traces_of_systems_are_passed_over(name):
    assert is_passed_over(name)


@pytest.mark.parametrize("name", ["2023年报.docx", "报告", "a.b.txt", "index.html", "~年报.txt"])
def test_possible_reports_are_not_passed_over(name):
    assert not is_passed_over(name, head="一、总体情况".encode())


def test_picture_named_as_a_document_is_reported_and_not_passed_over():
    picture = b"\x89PNG\r\n\x1a\n" + bytes(50)
    assert not is_passed_over("年报.pdf", head=picture)
    assert is_passed_over("年报.png", head=picture)
