"""Sections: those with a heading, and those only implied by wording or by numbering."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.structure.report import Heading, Paragraph, ParagraphKind, Section
from analyzer.text.mapped import MappedText
from analyzer.text.span import SourceSpan, Span

# What a preface says; the first paragraph that says none of it opens 总体情况 when its heading is
# missing.
_PREFACE = re.compile(
    r"^(?:本(?:年度)?报告|本年报|如(?:对|需)|如有)|统计期限"
    r"|(?:根据|依据|按照|遵照).{2,90}(?:编制|公布|发布|撰写|形成).{0,40}(?:报告|年报)"
    r"|现(?:将|对|就)?.{0,60}(?:报告|汇报|总结|公布|公开|发布|通报).{0,12}(?:如下|[：:。]$)"
)
_PROBLEMS_LABEL = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,2}[)）])?"
    r"(?:(?:目前)?(?:工作)?(?:中)?存在的?(?:主要|突出)?(?:问题|不足|困难)(?:和不足|与不足)?[：:。]"
    r"|(?:主要)?(?:问题|不足)(?:和不足)?[：:])"
)
_PROBLEMS_TEXT = re.compile(
    r"(?:存在|还有|仍有).{0,24}(?:问题|不足|差距|薄弱|短板)|(?:问题|不足|差距)(?:主要)?(?:表现|体现)"
)
_SUBJECT = re.compile(r"信息公开|政务公开")
_LEAST_SUBJECT = 3  # mentions that make a text without headings a report all the same


@dataclass(frozen=True, slots=True)
class Start:
    """Where a section begins: index of its first paragraph."""

    key: str
    paragraph: int
    heading: Heading | None
    implied: bool = False


def with_implied(
    starts: Sequence[Start], texts: Sequence[str], kinds: Sequence[str]
) -> list[Start]:
    """Add the sections a text has without a heading: 总体情况 and 存在的主要问题."""
    found = list(starts)
    keys = {start.key for start in found}
    first = found[0].paragraph if found else len(texts)
    numbered_from = found[0].heading.ordinal if found and found[0].heading else None
    if "overview" not in keys and (not found or (numbered_from or 0) > 1):
        at = _first_after_preface(texts, kinds, first)
        if at is not None and (found or "title" in kinds or _is_about_disclosure(texts)):
            found.insert(0, Start("overview", at, None, implied=True))
    if "problems" not in keys:
        at = _implied_problems(texts, kinds, found)
        if at is not None:
            found.append(Start("problems", at, None, implied=True))
    return sorted(found, key=lambda start: start.paragraph)


def _first_after_preface(texts: Sequence[str], kinds: Sequence[str], before: int) -> int | None:
    for i in range(before):
        if kinds[i] in ("title", "signature", "note"):
            continue
        if kinds[i] == "heading" or not _PREFACE.search(texts[i]):
            return i
    return None


def _is_about_disclosure(texts: Sequence[str]) -> bool:
    return sum(len(_SUBJECT.findall(text)) for text in texts) >= _LEAST_SUBJECT


def _implied_problems(
    texts: Sequence[str], kinds: Sequence[str], starts: Sequence[Start]
) -> int | None:
    taken = {start.paragraph for start in starts if not start.implied}
    for i, text in enumerate(texts):
        if i not in taken and kinds[i] in ("text", "heading") and _PROBLEMS_LABEL.match(text):
            return i
    if any(not start.implied for start in starts) or not starts:
        return None
    for i in range(max(1, len(texts) // 3), len(texts)):
        if kinds[i] == "text" and i not in taken and _PROBLEMS_TEXT.search(texts[i][:120]):
            return i
    return None


def build_sections(
    starts: Sequence[Start], spans: Sequence[Span], text: MappedText, source_length: int
) -> tuple[Section, ...]:
    """Give each section its span in the cleaned text and its range of the source."""
    sections = []
    for start, following in zip(starts, [*starts[1:], None][: len(starts)], strict=True):
        begin = spans[start.paragraph].start
        if following is None:
            end, source_end = len(text), source_length
        else:
            end = spans[following.paragraph - 1].end
            source_end = text.origins[spans[following.paragraph].start]
        sections.append(
            Section(
                key=start.key,
                heading=start.heading,
                span=Span(begin, max(begin, end)),
                source=SourceSpan(text.origins[begin], source_end),
                implied=start.implied,
            )
        )
    return tuple(sections)


def number_paragraphs(
    spans: Sequence[Span],
    kinds: Sequence[ParagraphKind],
    starts: Sequence[Start],
    headings: Sequence[Heading],
) -> tuple[Paragraph, ...]:
    """Give each paragraph its section and the heading it stands under."""
    heading_starts = [heading.span.start for heading in headings]
    paragraphs = []
    section = -1
    for i, (span, kind) in enumerate(zip(spans, kinds, strict=True)):
        while section + 1 < len(starts) and starts[section + 1].paragraph <= i:
            section += 1
        heading = bisect_right(heading_starts, span.start) - 1
        opened = spans[starts[section].paragraph].start if section >= 0 else 0
        if heading >= 0 and heading_starts[heading] < opened:
            heading = -1
        paragraphs.append(Paragraph(span, kind, section, heading))
    return tuple(paragraphs)
