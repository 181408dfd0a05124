"""What a rule, a metric and a family of signals are. One rule stands in one file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from analyzer.text.span import SourceSpan, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from analyzer.corpus.reference import Reference
    from analyzer.settings import Settings
    from analyzer.structure.report import Report

Severity = Literal["error", "warning", "info"]
Status = Literal["preview", "stable", "retired"]
Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]

E = TypeVar("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One report under examination: its structure, its annotation, last year's report if known."""

    report: Report
    doc: Doc  # spaCy Doc over `report.text.text`; see analyzer.language.annotation
    last_year: Report | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What rules may consult besides the subject. Built once per run by the pipeline."""

    settings: Settings
    reference: Reference | None = None  # the other reports; None when there are none


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place a rule points at, with what it has to say."""

    place: Span | SourceSpan  # Span in the prose; SourceSpan for tables and residue
    message: str  # Chinese, one sentence, neutral wording
    hint: str = ""  # Chinese: what would help; blanks as 〔 〕, never an invented figure
    suggestion: str | None = None  # replacement for exactly the quoted text; None: no rewrite
    confidence: float = 1.0  # 0–1
    evidence: Mapping[str, Json] = field(default_factory=dict)
    severity: Severity | None = None  # None: the rule's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A tested example. ⟦ ⟧ marks what must be found; without marks nothing may be found.

    `text` is a whole report when `whole` is set; otherwise prose that the test harness puts into
    the section `section` of a minimal report of `year`.
    """

    text: str
    whole: bool = False
    section: str = "overview"
    year: int = 2023
    last_year: str | None = None  # a whole report of the year before
    peers: tuple[str, ...] = ()  # whole reports of other issuers


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[E]):
    """A stable id that points at places. `E` is what the family's `prepare` returns."""

    id: str  # e.g. "LAN05"; never reused
    name: str  # English, states the pattern: "halfwidth-punctuation"
    title: str  # Chinese, short
    severity: Severity
    page: str  # Chinese documentation: what it finds, why, known problems, source
    check: Callable[[Subject, Context, E], Iterable[Hit]]
    examples: tuple[Example, ...]
    status: Status = "stable"
    source: str = ""  # key into the sources of the taxonomy, e.g. "GB/T 15834"


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricSpec:
    """A quantity's stable id with unit and denominator."""

    id: str  # "<family>.<name_with_unit_and_denominator>"
    title: str  # Chinese
    unit: str  # "ratio", "count", "per_1000_chars", "grade_0_3", …
    denominator: str  # Chinese: what one divides by; "" for counts


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricValue:
    """A measured quantity; `value` is None with a Chinese `reason` where it cannot be judged."""

    id: str
    value: float | None
    n: int | None = None  # size of the denominator
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A block score 0–100, or None with the Chinese reason why it was not judged (未评)."""

    value: float | None
    reason: str | None = None
    parts: Mapping[str, float] = field(default_factory=dict)  # contributions in points


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A record other than a finding that is shown in the text: a fact, a shared passage, a label.

    `kind` is one of the family's record kinds ("fact", "passage", "problem", "measure",
    "sentence_grade"); `data` holds what the published schema says for that kind.
    """

    kind: str
    place: Span | SourceSpan
    data: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What a family measured on one report, besides the hits of its rules."""

    metrics: tuple[MetricValue, ...] = ()
    marks: tuple[Mark, ...] = ()
    score: Score | None = None  # the family's block score


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Generic[E]):
    """A signal family: prepares evidence once, its rules read it, its metrics sum it up.

    `block` names the score it feeds (specificity, problems, originality, structure, consistency,
    language, continuity).
    """

    name: str
    title: str
    block: str
    metrics: tuple[MetricSpec, ...]
    prepare: Callable[[Subject, Context], E]
    measure: Callable[[Subject, Context, E, Sequence[tuple[str, Hit]]], Measurement]
    # the last argument: (rule id, hit) of the family's enabled rules on this report
