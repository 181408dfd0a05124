"""The table of formats: what we recognise, what we read, and what to do about the rest.

To add a format: give it a `Format` line here, teach `detect.py` its mark, write its reader module
and name it in `read.py`. A format without a reader is refused with its `advice`.
"""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.readers.detect import sniff


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `advice` is the next step where we cannot read it, "" where we can."""

    key: str
    label: str  # Chinese, as it stands in messages
    advice: str = ""
    report: bool = True  # False: evidently no report, passed over when a folder is walked


_TO_DOCX = "请用 Word 或 WPS 打开，另存为 .docx 后重试"
_TO_TEXT = "请把正文另存为 .docx 或 .txt 后重试"
_NO_TEXT = "请提供有文字的版本（.docx、.html、.txt 或带文字层的 PDF）"

_ALL = (
    Format("text", "纯文本"),
    Format("html", "网页"),
    Format("docx", "Word 文档（.docx）"),
    Format("pdf", "PDF 文档"),
    Format("odt", "OpenDocument 文档（.odt）"),
    Format("ofd", "OFD 版式文档"),
    Format("zip", "压缩包", "压缩包嵌套过深，请先解压，再分析解压后的文件夹"),
    # Read through LibreOffice.
    Format("ole-word", "旧版 Word/WPS 文档（.doc、.wps）"),
    Format("rtf", "RTF 文档"),
    Format("word-xml", "Word XML 文档"),
    Format("mhtml", "网页存档（.mht）"),
    # Recognised and never a report by themselves.
    Format("ole-encrypted", "Office 文档", "请去掉密码后另存一份再试"),
    Format("ole-sheet", "旧版 Excel 表格（.xls）", _TO_TEXT),
    Format("ole-slides", "旧版演示文稿（.ppt）", _TO_TEXT),
    Format("ole", "旧版 Office 文档", _TO_DOCX),
    Format("xlsx", "Excel 表格（.xlsx）", _TO_TEXT),
    Format("pptx", "演示文稿（.pptx）", _TO_TEXT),
    Format("ods", "OpenDocument 表格或演示文稿（.ods、.odp）", _TO_TEXT),
    Format("epub", "电子书（.epub）", _TO_TEXT),
    Format(
        "archive", "压缩包（RAR、7z、gzip 等）", "目前只能读取 .zip，请先解压，再分析解压后的文件夹"
    ),
    Format("image", "图片", f"图片里没有可读的文字；{_NO_TEXT}", report=False),
    Format("media", "音视频文件", _NO_TEXT, report=False),
    Format("font", "字体文件", _NO_TEXT, report=False),
    Format("program", "程序文件", _NO_TEXT, report=False),
    Format("binary", "无法识别的二进制数据", f"请确认文件未损坏；{_NO_TEXT}"),
)
FORMATS = {one.key: one for one in _ALL}


# Only for walking folders and archives: companions of saved pages and traces of systems and tools.
# A file the user names is never passed over, and no suffix ever decides how a file is read.
_COMPANIONS = frozenset(
    [
        ".css",
        ".js",
        ".mjs",
        ".map",
        ".json",
        ".jsonl",
        ".part",
        ".sarif",
        ".xml",
        ".csv",
        ".tsv",
        ".toml",
        ".yaml",
        ".yml",
        ".ini",
        ".log",
        ".lnk",
        ".url",
        ".db",
        ".tmp",
        ".svg",
        ".ico",
        ".woff",
        ".woff2",
        ".ttf",
        ".eot",
        ".otf",
        ".py",
        ".pyc",
        ".sh",
        ".bat",
        ".md5",
        ".sha256",
    ]
)
# Who names a picture so means it to be a report (scans saved as "…年报.pdf"): say what is wrong.
_DOCUMENTS = frozenset(
    [".pdf", ".doc", ".docx", ".wps", ".rtf", ".odt", ".ofd", ".txt", ".htm", ".html", ".mht"]
)
# Our own pages and tables, left in the folder by an earlier run, are no reports.
_OWN_PAGE = b'<meta name="generator" content="wenzhi"'
_OWN_TABLE = ("名次  ".encode(), "没有可排名的报告。".encode())
_SYSTEM_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"})


def is_passed_over(name: str, *, head: bytes | None = None) -> bool:
    """Tell whether something met in a folder is evidently no report.

    `name` may be a path inside an archive; without `head` only the name is judged (folders too).
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    if last.startswith((".", "~$", "._")) or last.lower() in _SYSTEM_NAMES:
        return True
    if head is None:
        return False
    dot = last.rfind(".")
    suffix = last[dot:].lower() if dot > 0 else ""
    if suffix in _COMPANIONS or head.startswith(_OWN_TABLE) or _OWN_PAGE in head[:400]:
        return True
    if suffix in _DOCUMENTS:
        return False
    kind = sniff(head)
    return kind is not None and not FORMATS[kind].report
