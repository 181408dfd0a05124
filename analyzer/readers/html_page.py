"""Find the article on a government site's page: known containers, else the densest branch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from analyzer.assets import asset

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_INVISIBLE = (
    "script, style, noscript, template, iframe, object, embed, svg, canvas, select, "
    "button, input, textarea, [hidden], head"
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A template may call the wrapper of everything ".top": what holds this share of the page's text
# is no furniture whatever its name.
_FURNITURE_SHARE = 0.6
_CONTAINER_SHARE = 0.5  # of the text outside links, for a known container to be believed
_NESTED_SHARE = 0.9  # the inner of two known containers is taken while it keeps this share
_BRANCH_SHARE = 0.8  # without known containers: descend while one child keeps this share
_PUNCTUATION = re.compile("[，。；、]")
_MOST_CANDIDATES = 200  # containers weighed, levels descended; real pages have a dozen
_TITLE_CHARS = (6, 100)
_TITLE_SHARE = 0.5  # of the declared title, which often ends in the site's name
_YEARLY_REPORT = re.compile(r"(?:年|年度)(?:政府)?信息公开.{0,8}报告|年度报告")
_DESCEND_INTO = frozenset(
    [
        "html",
        "body",
        "div",
        "section",
        "article",
        "main",
        "form",
        "center",
        "table",
        "tbody",
        "tr",
        "td",
    ]
)


@dataclass(frozen=True, slots=True)
class PageLexicon:
    """The lists of data/lexicons/government_site_pages.tsv."""

    article: str
    title: str
    furniture: str
    line: re.Pattern[str]
    record: tuple[str, ...]


@lru_cache(maxsize=1)
def page_lexicon() -> PageLexicon:
    """Return the containers, furniture and line patterns of government sites."""
    values: dict[str, list[str]] = {}
    path = asset("data", "lexicons", "government_site_pages.tsv")
    for row in path.read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            role, value = row.split("\t")
            values.setdefault(role, []).append(value)
    return PageLexicon(
        article=", ".join(values["article"]),
        title=", ".join(values["title"]),
        furniture=", ".join(values["furniture"]),
        line=re.compile("|".join(f"(?:{pattern})" for pattern in values["line"])),
        record=tuple(values["record"]),
    )


def declared_title(page: LexborHTMLParser) -> str | None:
    """Return the title by metadata: ArticleTitle (the State Council's site standard), else <title>."""
    for meta in page.css("meta[name]"):
        if (meta.attributes.get("name") or "").lower() == "articletitle":
            content = " ".join((meta.attributes.get("content") or "").split())
            if content:
                return content
    node = page.css_first("title")
    text = " ".join(node.text().split()) if node is not None else ""
    return text or None


def shown_title(page: LexborHTMLParser, declared: str | None) -> str:
    """Return the article's title as the page shows it, "" where it shows none.

    That is the element that says most of the declared title (a site's name says little of it), or
    the first that speaks of a yearly report where the metadata name only the site.
    """
    wanted = "".join((declared or "").split())
    best = ""
    for node in page.css(page_lexicon().title):
        text = " ".join(node.text().split())
        bare = text.replace(" ", "")
        if not _TITLE_CHARS[0] <= len(bare) <= _TITLE_CHARS[1]:
            continue
        named = bool(wanted) and (bare in wanted or wanted in bare)
        says_most = named and len(bare) >= len(wanted) * _TITLE_SHARE and len(text) > len(best)
        if says_most or (not best and _YEARLY_REPORT.search(bare)):
            best = text
    return best


def remove_invisible(page: LexborHTMLParser) -> None:
    """Drop scripts, form controls and hidden elements."""
    hidden = [
        node
        for node in page.css("[style]")
        if _HIDING_STYLE.search(node.attributes.get("style") or "")
    ]
    _drop([*hidden, *page.css(_INVISIBLE)])


def remove_furniture(page: LexborHTMLParser) -> None:
    """Drop navigation, footers, sharing bars and the like, told by tag, class or id."""
    body = page.body
    if body is None:
        return
    most = len(body.text()) * _FURNITURE_SHARE
    _drop([node for node in page.css(page_lexicon().furniture) if len(node.text()) <= most])


def _drop(nodes: list[LexborNode]) -> None:
    """Take nodes out of the tree, outermost only: a node inside a freed one must not be touched."""
    dropped = {node.mem_id for node in nodes}
    outermost = {}
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in dropped:
            above = above.parent
        if above is None:
            outermost[node.mem_id] = node
    for node in outermost.values():
        node.decompose()


def find_article(page: LexborHTMLParser) -> LexborNode | None:
    """Return the element that holds the article, or None for a page without a body."""
    body = page.body
    if body is None:
        return None
    whole = weight(body)
    known = [(weight(n), n) for n in body.css(page_lexicon().article)[:_MOST_CANDIDATES]]
    best = max((score for score, _ in known), default=0)
    if best >= whole * _CONTAINER_SHARE and best > 0:
        kept = [(score, node) for score, node in known if score >= best * _NESTED_SHARE]
        return kept[-1][1]  # document order: the last of nested containers is the innermost
    return _densest(body)


def weight(node: LexborNode) -> int:
    """Count the characters of prose: pieces of text with punctuation, outside links.

    Menus, dates, captions and titles have none; footers have little.
    """
    linked = sum(_punctuated(link.text(separator="\n")) for link in node.css("a"))
    return max(_punctuated(node.text(separator="\n")) - linked, 0)


def _punctuated(text: str) -> int:
    return sum(len(piece) for piece in text.split("\n") if _PUNCTUATION.search(piece))


def _densest(body: LexborNode) -> LexborNode:
    current, score = body, weight(body)
    for _ in range(_MOST_CANDIDATES):
        best: LexborNode | None = None
        best_score = 0
        child = current.child
        while child is not None:
            if child.is_element_node and child.tag in _DESCEND_INTO:
                child_score = weight(child)
                if child_score > best_score:
                    best, best_score = child, child_score
            child = child.next
        if best is None or best_score < score * _BRANCH_SHARE:
            return current
        current, score = best, best_score
    return current
