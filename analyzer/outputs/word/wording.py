"""What comments say. Each is a list of paragraphs; the first is its heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analyzer.outputs.html.titles import confidence_title
from analyzer.profile.record import (
    BLOCK_TITLES,
    BLOCKS,
    SEVERITIES,
    SEVERITY_TITLES,
    FindingRecord,
    ReportRecord,
)
from analyzer.signals import catalog

Paragraphs = list[str]

_QUOTED = 40  # characters of a quotation in a list
HOW_TO_READ = (
    "怎么读：“错误”请先核对改正，“疑点”请核对，“提示”供参考、可以不改；把握分高、中、低三档。"
    "〔 〕处由撰写人按实际填写，没有的事项不要填写。以上均为程序给出的提示，以人工核对为准。"
)


def of_finding(finding: FindingRecord, *, inside: str = "") -> Paragraphs:
    """Return the comment of one finding: severity and rule, what, what would help, how sure."""
    said = [heading(finding), finding["message"]]
    if inside:
        said.append(f"（{inside}内：“{quoted(finding)}”）")
    if finding["suggestion"] is not None:
        said.append(f"建议改为：{_replacement(finding['suggestion'])}")
    if finding["hint"]:
        said.append(finding["hint"])
    said.append(f"把握：{confidence_title(finding['confidence'])}")
    return [plain(paragraph) for paragraph in said]


def heading(finding: FindingRecord) -> str:
    """Return severity, rule and title of a finding."""
    rule = finding["rule"]
    return f"【{SEVERITY_TITLES[finding['severity']]}】{rule} {catalog.rule(rule).title}"


def quoted(finding: FindingRecord, *, most: int = _QUOTED) -> str:
    """Return the place in one line, shortened."""
    text = plain(" ".join(finding["quote"].split()))
    return text if len(text) <= most else text[: most - 1] + "…"


def plain(text: str) -> str:
    """Drop what XML cannot hold and set line breaks as blanks."""
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)


def summary(
    record: ReportRecord, findings: Sequence[FindingRecord], *, listed: int, most: int, made: str
) -> Paragraphs:
    """Return the comment at the title: scores, counts, what to look at first, how to read."""
    said = ["【小结】文质审读意见", *overview(record, findings)]
    if listed:
        said.append(f"每页最多批注 {most} 条，其余 {listed} 条见文末批注和意见单。")
    return [plain(paragraph) for paragraph in [*said, HOW_TO_READ, made]]


def overview(record: ReportRecord, findings: Sequence[FindingRecord]) -> Paragraphs:
    """Return scores, counts by severity, and what to look at first."""
    counts = Counter(finding["severity"] for finding in findings)
    told = "、".join(f"{SEVERITY_TITLES[name]} {counts[name]} 条" for name in SEVERITIES)
    count = f"本次意见共 {len(findings)} 条：{told}。" if findings else "本次没有意见。"
    first = [f"退请复核：{gate['message']}" for gate in record["gates"]]
    return [plain(paragraph) for paragraph in [*scores(record), count, *first]]


def scores(record: ReportRecord) -> Paragraphs:
    """Return the scores in one line, or why there are none."""
    values = {name: record["scores"][name]["value"] for name in (*BLOCKS, "substance", "total")}
    if values["total"] is None:
        return [f"未评：{record['reason'] or record['scores']['total']['reason']}"]
    blocks = "，".join(f"{BLOCK_TITLES[name]} {_number(values[name])}" for name in BLOCKS)
    whole = (f"{BLOCK_TITLES[name]} {_number(values[name])}" for name in ("substance", "total"))
    return [f"{'，'.join(whole)}（满分各 100）。分项：{blocks}。"]


def rest(
    left: Sequence[FindingRecord], elsewhere: Sequence[FindingRecord], *, most: int
) -> list[str]:
    """Return the comment at the end: what is not commented on in the text."""
    said = ["【其余意见】"]
    if left:
        said.append(f"每页最多批注 {most} 条，下列 {len(left)} 条未在文中批注：")
        said += [_line(number, finding) for number, finding in enumerate(left, start=1)]
    if elsewhere:
        said.append(f"下列 {len(elsewhere)} 条所指的文字在正文中没有落脚处，无法在文中批注：")
        said += [_line(number, finding) for number, finding in enumerate(elsewhere, start=1)]
    return [plain(paragraph) for paragraph in said]


def _line(number: int, finding: FindingRecord) -> str:
    suggestion = finding["suggestion"]
    change = "" if suggestion is None else f"；建议改为{_replacement(suggestion)}"
    return f"{number}. {heading(finding)}：“{quoted(finding)}”　{finding['message']}{change}"


def _replacement(text: str) -> str:
    return f"“{text}”" if text else "删去"


def _number(value: float | None) -> str:
    return "未评" if value is None else f"{value:.1f}"
