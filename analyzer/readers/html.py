"""HTML pages of government sites: the article with its title and tables, without the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyzer.errors import UnreadableReport
from analyzer.readers.assemble import assemble
from analyzer.readers.blocks import Block, Grid, Line, flat_lines, join_lines
from analyzer.readers.decode import Decoded
from analyzer.readers.html_blocks import collapse, html_blocks
from analyzer.readers.html_page import (
    declared_title,
    find_article,
    page_lexicon,
    remove_furniture,
    remove_invisible,
    shown_title,
)
from analyzer.readers.input_file import Limits
from analyzer.readers.legible import check_legible
from analyzer.readers.plain import check_length, damage_notices
from analyzer.text.source import SourceDocument

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_HANZI = re.compile("[\u4e00-\u9fff]")
_SHELL_HANZI = 60  # a page with scripts and less Chinese than this shows its article by script
_EDGE_LINES = 12  # furniture stands at most this many lines from an edge of the article
_PROSE_LINE = 80  # characters; from here on a line is the article's, whatever it begins with
_ATTACHMENT = re.compile(r"\.(?:pdf|docx?|wps|ofd|zip|rar|xlsx?)(?:[?#].*)?$", re.IGNORECASE)
# What TRS and UCAP pages call with the number of pages an article is cut into.
_PAGES = re.compile(r"(?:createPageHTML\(\s*['\"]?|countPage\s*=\s*['\"]?)(\d+)")
_ONE_OF_SEVERAL = "这里只有其中一页，请补充其余各页后再分析"
_NEXT_PAGE = frozenset({"下一页", "下页", "后一页"})


def read_html(data: bytes, decoded: Decoded, *, name: str, limits: Limits) -> SourceDocument:
    """Return the article's lines and tables; `title` is what the page's metadata declare.

    A paragraph's index counts the lines of the article, cells included, from 0. Raises
    UnreadableReport, among others for pages whose text comes by script ("scripted-page").
    """
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(decoded.text)
    title = declared_title(page)
    scripted = page.css_first("script, iframe, frame, frameset, noscript, object") is not None
    attachment = _attachment(page)
    paging = _paging_notices(page, decoded.text)
    blocks = _article(page, title)
    hanzi = sum(len(_HANZI.findall(line.text)) for line in flat_lines(blocks))
    if hanzi < _SHELL_HANZI and (scripted or attachment):
        raise _shell(name, attachment)
    document = assemble(
        blocks,
        data=data,
        name=name,
        format="html",
        encoding=decoded.encoding,
        title=title,
        notices=damage_notices(decoded) + paging,
    )
    check_length(document.text, name=name, limits=limits)
    check_legible(document.text, name=name)
    return document


def _article(page: LexborHTMLParser, title: str | None) -> list[Block]:
    remove_invisible(page)
    heading = shown_title(page, title)
    remove_furniture(page)
    article = find_article(page)
    if article is None:
        return []
    blocks = _without_edges([b for b in html_blocks(article) if not _is_record(b)])
    # The title usually stands above the container; a printed page shows it, so the text has it.
    first = "".join("".join(line.text.split()) for line in flat_lines(blocks[:3]))
    if heading and "".join(heading.split()) not in first:
        blocks.insert(0, Line(heading, style="h1"))
    return blocks


def _is_record(block: Block) -> bool:
    """Tell the catalogue record (索引号, 发布机构, …) that sites print above an article."""
    if not isinstance(block, Grid) or block.rows > 8:
        return False
    texts = [join_lines(line.text for line in flat_lines(cell.blocks)) for cell in block.cells]
    marks = sum(text.startswith(page_lexicon().record) for text in texts)
    return marks >= 2


def _without_edges(blocks: list[Block]) -> list[Block]:
    """Drop lines of furniture before the first and after the last paragraph of prose."""
    prose = [i for i, b in enumerate(blocks) if isinstance(b, Line) and len(b.text) >= _PROSE_LINE]
    first = min(prose[0] if prose else len(blocks), _EDGE_LINES)
    last = max(prose[-1] if prose else 0, len(blocks) - 1 - _EDGE_LINES)
    pattern = page_lexicon().line
    return [
        block
        for i, block in enumerate(blocks)
        if not (
            isinstance(block, Line)
            and (i < first or i > last)
            and pattern.fullmatch(block.text.strip())
        )
    ]


def _attachment(page: LexborHTMLParser) -> str | None:
    """Return the text of the first link to a document, for pages that only point at a file."""
    for link in page.css("a[href]"):
        if _ATTACHMENT.search(link.attributes.get("href") or ""):
            return collapse(link.text())[:60] or "附件"
    return None


def _paging_notices(page: LexborHTMLParser, markup: str) -> tuple[str, ...]:
    """Tell that this is one page of several, by the site's script or a link to the next page."""
    found = _PAGES.search(markup)
    if found is not None and int(found.group(1)[:6]) >= 2:
        return (f"网页正文分为 {found.group(1)} 页，{_ONE_OF_SEVERAL}",)
    for link in page.css("a[href]"):
        target = (link.attributes.get("href") or "").strip().lower()
        leads = target and not target.startswith(("#", "javascript:"))
        if leads and collapse(link.text()).strip(" >»›") in _NEXT_PAGE:
            return (f"网页正文分为多页（有“下一页”），{_ONE_OF_SEVERAL}",)
    return ()


def _shell(name: str, attachment: str | None) -> UnreadableReport:
    if attachment is not None:
        return UnreadableReport(
            name,
            f"网页里没有报告正文，正文可能在附件“{attachment}”中",
            "请下载附件后分析附件",
            code="scripted-page",
        )
    return UnreadableReport(
        name,
        "网页里没有正文（正文由脚本或内嵌页面载入）",
        "请用浏览器打开网页，把正文复制到 .docx 或 .txt 后重试",
        code="scripted-page",
    )
