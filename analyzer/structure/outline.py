"""Headings of every level, and what each paragraph is: title, heading, text, note, signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.structure.markers import Marker, read_bare_marker, read_marker
from analyzer.structure.report import Heading, ParagraphKind
from analyzer.text.mapped import MappedText
from analyzer.text.span import Span

_LONGEST_HEADING = 45
_LONGEST_RUN_IN = 38
_STOPS = re.compile(r"[。；！？;!?]")
_RUN_IN_STOP = re.compile(r"[。：:]|[ \u3000]")
_FINAL = "。：:；;，, "
# Labels that divide a paragraph on problems without any number: 存在的主要问题：1、…
_LABELS = re.compile(
    r"(?:目前)?(?:工作)?(?:中)?(?:存在|面临)?的?(?:主要|突出)?(?:问题|不足|困难)(?:和不足|与不足|及原因)?[：:]"
    r"|(?:下一?步)?(?:的)?(?:主要)?(?:改进|整改)(?:的)?(?:措施|情况|方向|打算|意见|办法|计划)?[：:]"
    r"|下一?步(?:的)?(?:主要)?工作(?:打算|计划|措施|安排|思路|重点)?[：:]"
)
# A topic that opens a paragraph without a number: 政府信息管理情况。严格落实…
_TOPIC = re.compile(r"[\u4e00-\u9fff]{3,18}(?:情况|方面|建设|保障|管理|公开)[。：:](?=.)")
_PLAIN_HEADING = re.compile(r"[\u4e00-\u9fff“”《》]{4,14}")
_NOT_HEADING = re.compile(r"(?:如下|无|没有|事项|略)$|^(?:无|暂无|没有|特此)")
_DATE = re.compile(
    r"[（(]?(?:20\d\d|二[〇○零ＯO0][一二三〇○零]?[一二三四五六七八九〇○零ＯO]?)年[\d一二三四五六七八九十]{1,2}月"
    r"(?:[\d一二三四五六七八九十]{1,3}日)?[)）]?|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}"
)
_UNIT = re.compile(
    r"[\u4e00-\u9fff（）()]{2,30}(?:政府|局|厅|委|办|办公室|办公厅|委员会|管委会|街道|办事处|中心|院|署"
    r"|[镇乡]|开发区|实验区|新区|支队|大队|公司|供销社|联合会|管理处|银行|大学|学院)"
)
_NOTE = re.compile(
    r"[\[（(【]?(?:附件|附表|附注|附图|注|备注|说明|附)[\d一二三四五六七八九十]{0,2}(?:[：:、.．]|$)"
    r"|[\[（(【]附"
)
_STATISTICS = re.compile(r".{0,40}(?:统计表|情况表|附表)[)）\]】]?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one paragraph is. `heading_end` is where its heading ends (0: none)."""

    kind: ParagraphKind
    marker: Marker | None = None
    heading_end: int = 0  # within the paragraph


def read_paragraphs(
    texts: Sequence[str], *, sections: Sequence[bool], titles: Sequence[bool]
) -> list[Reading]:
    """Say what each paragraph is. `sections` and `titles` are known already."""
    first = next((i for i, is_section in enumerate(sections) if is_section), len(texts))
    readings: list[Reading] = []
    for i, text in enumerate(texts):
        if titles[i]:
            readings.append(Reading("title"))
        elif sections[i]:
            marker = read_marker(text) or read_bare_marker(text)
            readings.append(Reading("heading", marker, len(text)))
        elif (kind := _closing_kind(texts, i, first, readings)) is not None:
            readings.append(Reading(kind))
        else:
            readings.append(_read(texts, i, sections, readings))
    return readings


def _ends_sentence(text: str) -> bool:
    return text.rstrip("”）)").endswith(("。", "；", "，"))


def _closing_kind(
    texts: Sequence[str], i: int, first: int, before: Sequence[Reading]
) -> ParagraphKind | None:
    """Recognise notes and signatures: at the end, or on the cover before the first section."""
    text = texts[i]
    if len(text) > 60:
        return None
    if _NOTE.match(text) or (_STATISTICS.fullmatch(text) and i >= first):
        return "note"
    if i >= first and before and before[-1].kind == "note" and not _ends_sentence(text):
        return "note"
    at_an_end = i < min(first, 6) or i >= len(texts) - 6
    if not at_an_end or len(texts) == 1:
        return None
    if _DATE.fullmatch(text):
        return "signature"
    beside = [texts[k] for k in (i - 1, i + 1) if 0 <= k < len(texts)]
    unit = _UNIT.fullmatch(text) or (_UNIT.match(text) and _DATE.search(text) and len(text) < 45)
    if unit and not read_marker(text):
        dated = any(_DATE.fullmatch(other) for other in beside) or _DATE.search(text)
        if dated or i >= len(texts) - 2 or i <= 3:
            return "signature"
    return None


def _read(
    texts: Sequence[str], i: int, sections: Sequence[bool], before: Sequence[Reading]
) -> Reading:
    text = texts[i]
    marker = read_marker(text)
    following = texts[i + 1] if i + 1 < len(texts) and not sections[i + 1] else ""
    if marker is None:
        label = _LABELS.match(text)
        if label:
            return Reading("heading" if label.end() == len(text) else "text", None, label.end())
        topic = _TOPIC.match(text)
        if topic:
            return Reading("text", None, topic.end())
        plain = _PLAIN_HEADING.fullmatch(text) and not _NOT_HEADING.search(text)
        if plain and i > 0 and len(following) > len(text):
            return Reading("heading", None, len(text))
        return Reading("text")
    body = text[marker.end :]
    if _whole_line_heading(body, marker, following, before):
        return Reading("heading", marker, len(text))
    end = _run_in_end(body, marker)
    return Reading("text", marker, marker.end + end if end else 0)


def _whole_line_heading(
    body: str, marker: Marker, following: str, before: Sequence[Reading]
) -> bool:
    """Tell whether a numbered line is a heading: short, without a stop, with something under it."""
    if not 2 <= len(body) <= _LONGEST_HEADING or body[-1] in "；;，,、":
        return False
    if _STOPS.search(body[:-1]):
        return False
    if body[-1] in "。！？" and (len(body) > 24 or "，" in body):
        return False
    if not following:
        return _sibling_is_heading(marker, before) and body[-1] not in "。"
    next_marker = read_marker(following)
    if next_marker is None:
        return True
    if next_marker.level > marker.level:
        return True
    if next_marker.level == marker.level:
        return body[-1] not in "。" and _sibling_is_heading(marker, before)
    return _sibling_is_heading(marker, before)


def _sibling_is_heading(marker: Marker, before: Sequence[Reading]) -> bool:
    for reading in reversed(before):
        if reading.marker and reading.marker.level == marker.level:
            return reading.kind == "heading"
        if reading.marker and reading.marker.level < marker.level:
            return False
    return False


def _run_in_end(body: str, marker: Marker) -> int:
    """Return where a heading that runs into its text ends within `body`, 0 for none."""
    match = _RUN_IN_STOP.search(body, 0, _LONGEST_RUN_IN)
    if match is None or match.start() < 2:
        return 0
    head = body[: match.start()]
    if match.group() in "：:" and ("，" in head or len(head) > 20):
        return 0
    if match.group() in " \u3000" and (marker.level > 2 or "，" in head):
        return 0
    if _STOPS.search(head) or len(body) <= match.end() + 1:
        return 0
    if body[match.end()] in "”』」）":
        return 0
    return match.end()


def make_heading(
    source: str, text: MappedText, start: int, reading: Reading, *, level: int, run_in: bool
) -> Heading:
    """Build the heading at `start` of the cleaned text."""
    marker_end = reading.marker.end if reading.marker else 0
    span = Span(start, start + reading.heading_end)
    written = ""
    if marker_end:
        # Up to the first character of the text, so that blanks behind the stop are shown too.
        stop = text.origins[min(start + marker_end, span.end - 1)]
        if marker_end >= reading.heading_end:
            stop += 1
        written = source[text.origins[start] : stop]
    return Heading(
        span=span,
        level=level,
        marker=written,
        ordinal=reading.marker.ordinal if reading.marker else None,
        text=text.text[start + marker_end : span.end].rstrip(_FINAL),
        run_in=run_in,
    )
