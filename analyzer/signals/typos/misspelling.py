"""LAN01: slips of the keyboard, found from context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analyzer.language.spelling.corrector import Edit, correct, is_word
from analyzer.language.spelling.suspects import NARROW
from analyzer.signals.rule import Context, Example, Hit, Rule, Subject
from analyzer.signals.typos.doubts import pieces_of
from analyzer.signals.typos.evidence import LanguageEvidence
from analyzer.signals.typos.templates import template_hits
from analyzer.text.span import Span

_REASONS = {
    "char": "字形或读音相近",
    "word": "整词读音相近，疑为输入法选词之误",
    "extra": "疑多一字",
    "doubled": "疑重复一字",
    "order": "疑两字颠倒",
    "missing": "疑缺一字",
}
# A wording that returns this often in one report is its author's habit or a name, not a slip.
_HABIT = 3
# Below this a finding is a question: shown as a hint, and it moves no score (taxonomy, low tier).
_LOW = 0.5


def check(subject: Subject, context: Context, evidence: LanguageEvidence) -> Iterable[Hit]:
    """Yield words that the context shows to be slips, with what was probably meant."""
    text = evidence.prose.text
    spans = pieces_of(subject.report)
    least = context.settings.thresholds["misspelling_confidence"]
    sentences = [span.of(text) for span in spans]
    own = set((subject.report.identity.issuer or "")[-1:])
    # What LAN02 points at needs no second finding, nor one where the office accepted the first.
    near = template_hits("LAN02", evidence.prose, evidence.index)
    known = [hit.place for hit in near if isinstance(hit.place, Span)]
    corrections = correct(sentences, threshold=least, passes=1, screens=NARROW, document=text)
    for span, found in zip(spans, corrections, strict=True):
        for edit in found.edits:
            place = Span(span.start + edit.start, span.start + edit.end)
            if edit.kind == "doubled" and len(place) > 1:
                continue  # LAN03 reports doubled words
            if set(edit.wrong) & own and edit.kind != "word":
                continue  # 厅机关, 局属: a unit's short name for itself is no slip
            if any(k.start < place.end + 1 and place.start < k.end + 1 for k in known):
                continue
            if not _habitual(text, place) and not evidence.prose.shields(place.start, place.end):
                known.append(place)
                yield _hit(edit, place, text, edit.confidence)
    yield from _doubted(evidence, text, known)


def _doubted(evidence: LanguageEvidence, text: str, known: Sequence[Span]) -> Iterator[Hit]:
    """Yield characters the network finds superfluous or missing where nothing else points."""
    for doubt in evidence.doubts:
        place = doubt.place
        near = any(k.start < place.end + 1 and place.start < k.end + 1 for k in known)
        if doubt.is_mark or near or _doubled(text, place) or _habitual(text, place):
            continue
        if not evidence.prose.shields(place.start, place.end):
            wrong, right = (doubt.character, "") if place else ("", doubt.character)
            kind = "extra" if place else "missing"
            edit = Edit(place.start, place.end, wrong, right, doubt.confidence, kind)
            yield _hit(edit, place, text, doubt.confidence)


def _doubled(text: str, place: Span) -> bool:
    """Tell whether a place belongs to a word written twice, which LAN03 reports."""
    return any(
        text[start : start + size] == text[start + size : start + 2 * size]
        for size in (2, 3, 4)
        for start in range(max(0, place.start - 2 * size + 1), place.start + 1)
    )


def _habitual(text: str, place: Span) -> bool:
    around = text[max(0, place.start - 1) : place.end + 1]
    return text.count(around) >= _HABIT


def _hit(edit: Edit, place: Span, text: str, confidence: float) -> Hit:
    """Return the finding, shown on a whole word or on the neighbours of what is missing."""
    before, after = text[max(0, place.start - 1) : place.start], text[place.end : place.end + 1]
    start, end, right = place.start, place.end, edit.right
    if edit.kind == "missing":
        start, end, right = start - len(before), end + len(after), before + right + after
        message = f"此处疑缺“{edit.right}”，请核对"
    elif not right:
        message = f"疑多“{edit.wrong}”，请核对"
    else:
        if len(place) == 1 and is_word(before + right):
            start, right = start - 1, before + right
        elif len(place) == 1 and is_word(right + after):
            end, right = end + 1, right + after
        message = f"疑为“{right}”，请核对"
    return Hit(
        place=Span(start, end),
        message=message,
        hint=f"{_REASONS[edit.kind]}；如属专名或本单位惯用词，可加入 vocabulary",
        suggestion=right,
        confidence=round(min(confidence, 0.99), 3),
        severity="info" if confidence < _LOW else None,
        evidence={"check": "spelling", "kind": edit.kind},
    )


RULE: Rule[LanguageEvidence] = Rule(
    id="LAN01",
    name="misspelling",
    title="错别字",
    severity="warning",
    source="校对惯例",
    page="""
从上下文查找输入错误：同音字、近音字（n/l、z/zh、an/ang 不分，漏键、换键）、形近字、整词误选（“褪尽”应为“推进”），
以及单个字的多余、缺漏和颠倒。

怎样查：先用语料统计找出可疑之处，再列出可能的本意，由训练得到的排序器给出可信度；可信度不足的不报。
人名、地名、机构名、书名号内的名称、网址和固定提法一律不改。

已知局限：只看一句之内；生僻专名和行业术语可能误报，加入 vocabulary 即不再提示。
训练与测量见 models/spelling-zh/CARD.md 和 reports/quality/spelling.md。
""",
    check=check,
    examples=(
        Example(text="本年度深入⟦褪尽⟧政务公开工作。"),
        Example(text="认真⟦旅行⟧政府信息公开职责，及时答复申请。"),
        Example(text="全镇认真落实政府信息公开各项规定，及时答复公众申请。"),
    ),
)
