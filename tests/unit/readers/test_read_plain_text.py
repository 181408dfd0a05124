import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.errors import UnreadableReport
from analyzer.readers.decode import decode
from analyzer.readers.detect import declared_charset

REPORT = (
    "临澜县柳桥镇2023年政府信息公开工作年度报告\r\n\r\n一、总体情况\r\n"
    "全年公开信息326条，其中补贴名单48期、招标结果9条。每月10日由包村干部张贴并拍照上传。\r\n"
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (REPORT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + REPORT.encode(), "utf-8"),
        (REPORT.encode("gb18030"), "gb18030"),
        (b"\x84\x31\x95\x33" + REPORT.encode("gb18030"), "gb18030"),
        (REPORT.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + REPORT.encode("utf-16-be"), "utf-16-be"),
        (REPORT.encode("utf-16-le"), "utf-16-le"),
        (REPORT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + REPORT.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_text_is_the_decoded_file_without_its_mark(read_bytes, data, encoding):
    document = read_bytes(data)
    assert document.text == REPORT
    assert document.encoding == encoding
    assert document.format == "text"
    assert document.notices == ()


def test_traditional_text_in_big5_is_read_by_guessing(read_bytes):
    text = "臺北縣政府資訊公開年度報告，本年度公開資訊三百二十六則，受理申請九件。" * 20
    assert read_bytes(text.encode("big5")).text == text


@given(st.text(min_size=1).filter(lambda s: "\x00" not in s))
@settings(max_examples=200)
def test_utf8_text_survives_decoding_exactly(text):
    data = text.encode("utf-8", "ignore")
    decoded = decode(codecs.BOM_UTF8 + data)
    assert decoded is not None
    assert decoded.text == data.decode()


@given(st.binary(max_size=300))
@settings(max_examples=300)
def test_any_bytes_decode_to_text_without_surrogates_or_not_at_all(data):
    decoded = decode(data)
    if decoded is not None:
        decoded.text.encode("utf-8")  # a lone surrogate would raise


def test_file_cut_inside_a_character_is_read_with_a_notice(read_bytes):
    data = (REPORT * 3).encode()
    document = read_bytes(data[: data.rindex("传".encode()) + 2])
    assert document.text.endswith("拍照上\ufffd")
    assert document.encoding == "utf-8"
    assert "1 处字节无法按 utf-8 解码" in document.notices[0]


def test_gb18030_with_a_bad_byte_is_read_with_a_notice(read_bytes):
    data = (REPORT * 10).encode("gb18030")
    document = read_bytes(data[:200] + b"\xff" + data[200:])
    assert document.encoding == "gb18030"
    assert document.notices != ()


def test_lone_surrogate_of_utf16_becomes_a_replacement_character(read_bytes):
    data = codecs.BOM_UTF16_LE + REPORT.encode("utf-16-le") + b"\x00\xd8" + "完".encode("utf-16-le")
    document = read_bytes(data)
    assert document.text[len(REPORT)] == "\ufffd"
    document.text.encode("utf-8")


def test_control_characters_stay_in_the_text(read_bytes):
    text = REPORT + "本年\x00公开\x0b了\x1f326条。"
    assert read_bytes(text.encode()).text == text


def test_lines_are_paragraphs_numbered_from_zero(read_bytes):
    document = read_bytes(REPORT.encode())
    texts = [(p.index, p.span.of(document.text)[:4]) for p in document.paragraphs]
    assert texts == [(0, "临澜县柳"), (2, "一、总体"), (3, "全年公开")]


def test_lone_returns_and_line_feeds_both_end_lines(read_bytes):
    document = read_bytes("一、总体情况\r二、问题\n\r\n三、其他情况".encode())
    assert [p.index for p in document.paragraphs] == [0, 1, 3]


def test_form_feeds_tell_pages(read_bytes):
    document = read_bytes("第一页的文字\n\f第二页的文字\n\f".encode())
    assert len(document.page_starts) == 2
    assert document.place(document.text.index("二")).page == 2


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("utf-8", "utf-8"), ("big5", "big5")],
)
def test_charset_of_a_page_is_found(declared, codec):
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    assert declared_charset(page.encode()) == codec


def test_size_beyond_the_limit_is_refused_without_reading(read_bytes):
    with pytest.raises(UnreadableReport, match="文字过多") as caught:
        read_bytes(REPORT.encode() * 100, text_chars=1000)
    assert caught.value.code == "too-long"


def test_text_beyond_the_limit_of_characters_is_refused(read_bytes):
    with pytest.raises(UnreadableReport, match="文字过多（超过 300 字）"):
        read_bytes(("公开。" * 101).encode(), text_chars=300)
