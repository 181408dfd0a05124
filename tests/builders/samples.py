"""Build `data/samples` from `sample_texts` beside this file: `python -m tests.builders.samples`.

The source is plain text in which `[[…]]` lines stand for the statutory tables. Formats are those
offices publish in: text as copied from a web page (cells one a line, tab-indented), government web
pages, Word, and PDF printed from Word (needs LibreOffice).
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.builders import statutory
from tests.builders.statutory import Row

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
TEXTS = Path(__file__).resolve().parent / "sample_texts"
_FIXED = (2026, 1, 1, 0, 0, 0)  # the same bytes every time


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table where `rows` is set."""

    text: str
    rows: tuple[Row, ...] = ()


def blocks(source: str) -> Iterator[Block]:
    """Split a sample's source into paragraphs and tables, empty lines left out."""
    for line in source.split("\n"):
        if line.startswith("[["):
            yield Block("", tuple(statutory.table(line)))
        elif line.strip():
            yield Block(line)


def as_text(parts: list[Block]) -> str:
    """Return text as it comes out of a page's table markup: one cell a line, a blank after each row."""
    lines: list[str] = [""]
    for block in parts:
        if not block.rows:
            lines.append(block.text)
            continue
        carried: list[int] = []  # rows still covered by each merged cell, left to right
        for row in block.rows:
            lines += ["\t"] * len(carried) + ["\t" + cell.text for cell in row] + [""]
            carried = [left - 1 for left in carried if left > 1]
            carried += [cell.rows - 1 for cell in row if cell.rows > 1]
        lines.append("")
    return "\n".join(lines) + "\n"


def as_html(parts: list[Block], *, site: str) -> str:
    """Return a government web page: navigation, article container, footer."""
    title = parts[0].text if "报告" in parts[0].text else parts[0].text + parts[1].text
    body = []
    for block in parts:
        if block.rows:
            body.append(_html_table(block.rows))
        else:
            level = "strong" if re.match(r"[一二三四五六七]、", block.text) else "span"
            text = html.escape(block.text, quote=False)
            body.append(f'<p style="text-indent: 2em;"><{level}>{text}</{level}></p>')
    menu = "".join(f'<li><a href="/{i}/">{name}</a></li>' for i, name in enumerate(_MENU))
    return _PAGE.format(title=html.escape(title), site=site, menu=menu, body="\n".join(body))


_MENU = ("首页", "要闻动态", "政务公开", "政务服务", "互动交流", "数据开放")
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title}-{site}</title>
<style>.main {{ width: 1100px; margin: auto; }}</style>
<script>var siteId = 1024;</script></head>
<body>
<div class="header"><h1>{site}</h1><ul class="nav">{menu}</ul></div>
<div class="main">
<div class="crumbs">当前位置：首页 &gt; 政务公开 &gt; 政府信息公开年报</div>
<div class="article"><h2 class="title">{title}</h2>
<div class="meta">来源：本站　　浏览次数：<span id="hits">0</span>　　【字体：大 中 小】</div>
<div class="TRS_Editor" id="zoom">
{body}
</div></div>
</div>
<div class="footer">主办：{site}　网站标识码：5100000000　<a href="/map/">网站地图</a></div>
</body></html>
"""


def _html_table(rows: tuple[Row, ...]) -> str:
    lines = ['<table border="1" cellspacing="0">']
    for row in rows:
        cells = "".join(
            f'<td colspan="{c.columns}" rowspan="{c.rows}">{html.escape(c.text, quote=False)}</td>'
            for c in row
        )
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>"])


def write_docx(parts: list[Block], path: Path) -> None:
    """Write a Word file with real merged cells."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = "FangSong"
    style.font.size = Pt(12)
    for block in parts:
        if block.rows:
            _docx_table(document, block.rows)
        else:
            document.add_paragraph(block.text)
    stamp = datetime(*_FIXED[:3])
    document.core_properties.created = document.core_properties.modified = stamp
    document.core_properties.author = "Wenzhi samples"
    document.save(str(path))
    _fix_times(path)


def _docx_table(document, rows: tuple[Row, ...]) -> None:
    width = sum(cell.columns for cell in rows[0])
    table = document.add_table(rows=len(rows), cols=width, style="Table Grid")
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(cell.rows) for j in range(cell.columns)}
            target = table.cell(r, c)
            if cell.rows > 1 or cell.columns > 1:
                target = target.merge(table.cell(r + cell.rows - 1, c + cell.columns - 1))
            target.text = cell.text
            c += cell.columns


def _fix_times(path: Path) -> None:
    """Rewrite the zip with fixed times, so that a rebuild gives the same bytes."""
    with zipfile.ZipFile(path) as old:
        members = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members:
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)


def write_pdf(parts: list[Block], path: Path) -> None:
    """Print the Word form to PDF with LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit(f"{path.name}: soffice not found; install libreoffice-writer")
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / (path.stem + ".docx")
        write_docx(parts, word)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(word),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.copyfile(word.with_suffix(".pdf"), path)


def build(name: str, file: str, folder: Path) -> Path:
    """Build one sample from its source; the file name's suffixes say form and encoding."""
    parts = list(blocks((TEXTS / f"{name}.txt").read_text("utf-8")))
    target = folder / file
    if file.endswith(".gb18030.txt"):
        target.write_bytes(as_text(parts).encode("gb18030"))
    elif file.endswith(".utf16.txt"):
        target.write_bytes(as_text(parts).encode("utf-16"))
    elif file.endswith(".txt"):
        target.write_bytes(as_text(parts).encode("utf-8"))
    elif file.endswith(".html"):
        site = re.sub(r"(省|市|区).*", r"\1", parts[0].text) + "人民政府网"
        target.write_bytes(as_html(parts, site=site).encode("utf-8"))
    elif file.endswith(".docx"):
        write_docx(parts, target)
    else:
        write_pdf(parts, target)
    return target


def main() -> None:
    """Build every sample of the manifest."""
    for entry in json.loads((SAMPLES / "manifest.json").read_text("utf-8"))["samples"]:
        print(build(entry["name"], entry["file"], SAMPLES))


if __name__ == "__main__":
    main()
