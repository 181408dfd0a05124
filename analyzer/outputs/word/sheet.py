"""The sheet of opinions (意见单): every finding with its place, its sentence and what would help."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from analyzer.outputs.html.prose import undo_breaks
from analyzer.outputs.html.titles import section_title
from analyzer.outputs.word import wording
from analyzer.outputs.word.official import TEXT_WIDTH, package, paragraph, run, table
from analyzer.profile.discreet import Veil, veil_of
from analyzer.profile.record import SEVERITIES, FindingRecord, ReportRecord

_HEADER = ("序号", "位置", "原文", "意见与建议")
_WIDTHS = (780, 1500, 3100)
_AROUND = 40  # characters beside a place that stands in no sentence
_MOST = 160  # characters of a sentence
_LINE_NUMBERS = frozenset({"text"})


def write_sheet(
    record: ReportRecord,
    findings: Sequence[FindingRecord],
    *,
    made: str,
    privacy: Mapping[str, bool],
) -> bytes:
    """Return the .docx. `record` must carry its text; what is private in it is masked."""
    ordered = sorted(findings, key=lambda f: (SEVERITIES.index(f["severity"]), f["start"], f["id"]))
    identity = record["identity"]
    title = identity["title"] or record["source"].replace("\\", "/").rsplit("/", 1)[-1]
    known = [f"单位：{identity['issuer']}"] if identity["issuer"] else []
    known += [f"年度：{identity['year']}年"] if identity["year"] else []
    body = [
        paragraph(run("审读意见单"), style="Title"),
        paragraph(run(wording.plain(f"报告：{title}"))),
        *([paragraph(run(wording.plain("　".join(known))))] if known else []),
        *(paragraph(run(line)) for line in wording.overview(record, findings)),
    ]
    places = _Places(record, veil_of(record, privacy=privacy))
    if ordered:
        rows = [_row(number, finding, places) for number, finding in enumerate(ordered, start=1)]
        widths = (*_WIDTHS, TEXT_WIDTH - sum(_WIDTHS))
        body.append(paragraph(style="Cell"))
        body.append(table(_HEADER, rows, widths=widths))
    body.append(paragraph(style="Cell"))
    body += [paragraph(run(line), style="Note") for line in (wording.HOW_TO_READ, made)]
    return package("".join(body))


def _row(number: int, finding: FindingRecord, places: _Places) -> list[str]:
    before, quote, after = places.sentence(finding)
    said = [paragraph(run(wording.heading(finding), bold=True), style="Cell")]
    told = (places.veil.over(line) for line in wording.of_finding(finding)[1:])
    said += [paragraph(run(line), style="Cell") for line in told]
    return [
        paragraph(run(str(number)), style="Cell"),
        "".join(paragraph(run(line), style="Cell") for line in places.where(finding)),
        paragraph(run(before), run(quote, bold=True), run(after), style="Cell"),
        "".join(said),
    ]


class _Places:
    """Where findings stand, in words, and the sentences around them."""

    def __init__(self, record: ReportRecord, veil: Veil) -> None:
        self.veil = veil
        self._text = record.get("text", "")
        self._lines = record["format"] in _LINE_NUMBERS
        self._headings = {section["key"]: section["heading"] for section in record["sections"]}
        # Tables and signatures hold no sentences; paragraphs come second, so that sentences win.
        self._ranges = [
            sorted((int(str(one["start"])), int(str(one["end"]))) for one in ranges)
            for ranges in (record["sentences"], record["paragraphs"])
        ]

    def where(self, finding: FindingRecord) -> list[str]:
        """Return page or line, and section, as far as they are known."""
        told = []
        if "page" in finding:
            told.append(f"第{finding['page']}页")
        elif self._lines:
            told.append(f"第{self._text.count(chr(10), 0, finding['start']) + 1}行")
        heading = self._headings.get(finding["section"]) or section_title(finding["section"])
        return [*told, wording.plain(heading)]

    def sentence(self, finding: FindingRecord) -> tuple[str, str, str]:
        """Return the sentence before, at and after the place, on one line each."""
        start, end = finding["start"], finding["end"]
        first, last = self._around(start, end)
        before = undo_breaks(self.veil.slice(first, start))
        quote = undo_breaks(self.veil.slice(start, end))
        after = undo_breaks(self.veil.slice(end, last))
        room = max(_MOST - len(quote), 2 * _AROUND) // 2
        if len(quote) > _MOST:
            quote = f"{quote[: _MOST // 2]}……{quote[-_MOST // 2 :]}"
        before = before if len(before) <= room else "…" + before[-room:]
        after = after if len(after) <= room else after[:room] + "…"
        return wording.plain(before), wording.plain(quote), wording.plain(after)

    def _around(self, start: int, end: int) -> tuple[int, int]:
        for ranges in self._ranges:
            at = bisect_right(ranges, (start, len(self._text))) - 1
            if at >= 0 and ranges[at][0] <= start < ranges[at][1]:
                return ranges[at][0], max(ranges[at][1], end)
        first = max(self._text.rfind("\n", 0, start) + 1, start - _AROUND)
        last = self._text.find("\n", end)
        return first, min(last if last >= 0 else len(self._text), end + _AROUND)
