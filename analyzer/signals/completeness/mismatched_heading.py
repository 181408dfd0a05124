"""STR07: a sub-heading whose text says nothing of it."""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.signals.completeness.evidence import CompletenessEvidence
from analyzer.signals.completeness.requirements import Aspect, aspects
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.structure.report import Heading, Report
from analyzer.text.span import Span

_PLAIN_UP_TO = 12  # characters: 平台建设情况, not a sentence that happens to name a platform
_LEAST_TEXT = 20


def check(
    subject: Subject,
    context: Context,
    evidence: CompletenessEvidence,
) -> Iterable[Hit]:
    """Yield second-level headings of 总体情况 whose paragraphs are about something else."""
    report = subject.report
    headings = [h for h in report.headings if h.level == 2]
    for heading in headings:
        if report.section_key(report.section_at(heading.span.start)) != "overview":
            continue
        aspect = _aspect_of(heading)
        text = _text_under(report, heading)
        if aspect is None or len(text) < _LEAST_TEXT or aspect.told.search(text):
            continue
        others = [a.name for a in aspects() if a is not aspect and a.told.search(text)]
        if others:
            yield Hit(
                place=heading.span,
                message=f"“{heading.text}”之下未见{aspect.name}的内容，写的似是{'、'.join(others)}",
                hint=f"请补写{aspect.name}情况：〔做了什么〕、〔数量〕；或调整标题",
                confidence=0.7,
                evidence={"heading": aspect.name, "told": others},
            )


def _aspect_of(heading: Heading) -> Aspect | None:
    """Return the one aspect a short heading names."""
    if len(heading.text) > _PLAIN_UP_TO:
        return None
    named = [a for a in aspects() if a.heading.search(heading.text)]
    return named[0] if len(named) == 1 else None


def _text_under(report: Report, heading: Heading) -> str:
    later = [h.span.start for h in report.headings if h.span.start > heading.span.start]
    section = report.sections[report.section_at(heading.span.start)]
    end = min([section.span.end, *(s for s in later if _level_at(report, s) <= 2)])
    return report.slice(Span(heading.span.end, max(end, heading.span.end)))


def _level_at(report: Report, start: int) -> int:
    return next(h.level for h in report.headings if h.span.start == start)


RULE: Rule[CompletenessEvidence] = Rule(
    id="STR07",
    name="mismatched-heading",
    title="标题与内容不符",
    severity="warning",
    source="国办公开办函〔2021〕30号",
    page="""
总体情况的二级标题写明了一个方面（如“平台建设”），而其下的段落没有一个词涉及这一方面，
写的是另外的方面。

为什么：标题下没有相应内容，等于这一方面缺失。

例：标题为“平台建设”，内容是保密审查和培训，没有写到网站、栏目、新媒体。

已知局限：只看词语，不理解含义；较长的句子式标题不查。用词在 data/lexicons/aspects.tsv。
""",
    check=check,
    examples=(
        Example(
            text="（一）主动公开\n主动公开信息86条。\n⟦（二）平台建设⟧\n"
            "开展业务培训2次，组织考核1次，由分管领导带队检查3个科室的落实情况。",
        ),
        Example(
            text="（一）主动公开\n主动公开信息86条。\n（二）平台建设\n"
            "政府网站开设专栏2个，更新31次，由分管领导带队检查3个科室的落实情况。",
        ),
    ),
)
