"""The published shape of a profile. The JSON Schema in data/schema says the same in its terms.

`start` and `end` count code points of the text as read from the source, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NotRequired, TypedDict

from analyzer.profile.advice.record import AdviceRecord
from analyzer.signals.rule import Json

SCHEMA_VERSION = "1.0"

BLOCKS = (
    "specificity",
    "problems",
    "originality",
    "structure",
    "consistency",
    "language",
    "continuity",
)
SUBSTANCE_BLOCKS = ("specificity", "problems", "originality")
SCORES = (*BLOCKS, "substance", "total")

BLOCK_TITLES = {
    "specificity": "具体性",
    "problems": "问题与改进",
    "originality": "原创性",
    "structure": "结构",
    "consistency": "一致性",
    "language": "语言",
    "continuity": "与上年衔接",
    "substance": "实质分",
    "total": "总分",
}

Status = Literal["ok", "unjudged", "unreadable"]
STATUS_TITLES: Mapping[str, str] = {"ok": "已评", "unjudged": "未评", "unreadable": "不可读"}
SEVERITIES = ("error", "warning", "info")  # gravest first
SEVERITY_TITLES = {"error": "错误", "warning": "疑点", "info": "提示"}


class RangeRecord(TypedDict):
    """A place in the text as read."""

    start: int
    end: int


class IdentityRecord(TypedDict):
    """Who reports about what; null where the report does not tell."""

    title: str | None
    issuer: str | None
    year: int | None
    level: str | None
    era: str | None
    scheme: str | None


class SectionRecord(TypedDict):
    """A first-level part, from its heading (as written) to the next one, tables included."""

    key: str
    heading: str | None
    start: int
    end: int
    implied: bool


class ParagraphRecord(TypedDict):
    """A paragraph of the prose; headings carry their level (1 for 一、, 2 for （一）, …)."""

    kind: str
    start: int
    end: int
    level: NotRequired[int]


class TableRecord(TypedDict):
    """A table set aside."""

    kind: str
    section: str
    start: int
    end: int
    rows: list[list[str]]


class MetricRecord(TypedDict):
    """A measured quantity; `value` null with a reason where it cannot be judged."""

    title: str
    value: float | None
    unit: str
    denominator: str
    n: int | None
    reason: str | None


class ScoreRecord(TypedDict):
    """A score 0-100, or null with the reason (未评); `parts` are contributions in points."""

    value: float | None
    reason: str | None
    weight: NotRequired[float]
    parts: NotRequired[dict[str, float]]


class FindingRecord(TypedDict):
    """A place a rule points at. `quote` is exactly the text from `start` to `end`."""

    id: str
    rule: str
    start: int
    end: int
    quote: str
    message: str
    hint: str
    suggestion: str | None
    severity: str
    confidence: float
    section: str
    evidence: dict[str, Json]
    page: NotRequired[int]
    paragraph: NotRequired[int]
    run: NotRequired[int]


class IgnoredRecord(TypedDict):
    """A finding that the settings accept, with the reason given there."""

    rule: str
    start: int
    end: int
    quote: str
    reason: str


class GateRecord(TypedDict):
    """A reason to return the report for human review; never a deduction."""

    id: str
    message: str
    findings: list[str]


MarkRecord = dict[str, Json]  # start, end and what the family's record kind says


class ReportRecord(TypedDict):
    """Everything known about one file."""

    source: str
    status: Status
    reason: str | None
    format: str | None
    encoding: str | None
    sha256: str | None
    characters: int
    notices: list[str]
    identity: IdentityRecord
    sections: list[SectionRecord]
    tables: list[TableRecord]
    prose: list[RangeRecord]
    paragraphs: list[ParagraphRecord]
    metrics: dict[str, MetricRecord]
    scores: dict[str, ScoreRecord]
    gates: list[GateRecord]
    findings: list[FindingRecord]
    ignored: list[IgnoredRecord]
    problems: list[MarkRecord]
    measures: list[MarkRecord]
    facts: list[MarkRecord]
    passages: list[MarkRecord]
    sentences: list[MarkRecord]
    section_wording: list[MarkRecord]  # per section: shares of mandated, stock, … that sum to 1
    provenance: dict[str, Json]
    text: NotRequired[str]
    code: NotRequired[str]  # machine word of the cause: unreadable, or "same-report" (unjudged)
    # Only where asked for (`wenzhi rank`, `wenzhi hints`); no part of the published profile.
    advice: NotRequired[AdviceRecord]
    without_rule: NotRequired[dict[str, dict[str, float | None]]]  # rule → blocks it moves


NO_IDENTITY: IdentityRecord = {
    "title": None,
    "issuer": None,
    "year": None,
    "level": None,
    "era": None,
    "scheme": None,
}


def empty_record(
    source: str, *, status: Status, reason: str, provenance: dict[str, Json]
) -> ReportRecord:
    """Return the record of a file about which nothing else can be said."""
    return {
        "source": source,
        "status": status,
        "reason": reason,
        "format": None,
        "encoding": None,
        "sha256": None,
        "characters": 0,
        "notices": [],
        "identity": NO_IDENTITY.copy(),
        "sections": [],
        "tables": [],
        "prose": [],
        "paragraphs": [],
        "metrics": {},
        "scores": {name: {"value": None, "reason": reason} for name in SCORES},
        "gates": [],
        "findings": [],
        "ignored": [],
        "problems": [],
        "measures": [],
        "facts": [],
        "passages": [],
        "sentences": [],
        "section_wording": [],
        "provenance": provenance,
    }
