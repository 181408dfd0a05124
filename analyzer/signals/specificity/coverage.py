"""How far a report tells of publication and of requests: the grades 0–4 of SPE-02 and SPE-03."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.signals.specificity.evidence import Evidence, GradedSentence

_PUBLICATION = re.compile(r"公开|发布|公布|推送|刊发|编发|制发|上传")
_INFORMATION = re.compile(r"信息|文件|公文|政务|稿件|公报|条目|[条篇份期件]")
_REQUEST = re.compile(r"申请|依申请")
# “Applications” of another kind; what remains without them decides.
_OTHER_REQUEST = re.compile(
    r"行政复议申请|复议申请|许可申请|申请(?:材料|条件|表|书示范)|(?:被|因)[^，。；]{0,14}申请行政复议"
)
_RESULT = re.compile(
    r"予以公开|部分公开|不予公开|不存在|无法提供|不予处理|办结|答复|同意公开|结转|维持|主要涉及|内容涉及|主要内容|当面|信函|网络|网上|自然人"
)
_TIME = re.compile(r"期限|按期|按时|工作日|及时答复|复议|诉讼|延期")
_NO_REQUEST = re.compile(
    r"(?:未|没有|无)[^，。；]{0,16}申请|申请[^，。；]{0,8}(?:0|零)件|(?:0|零)件"
)
_CHANNEL = re.compile(r"网站|公众号|微信|微博|公报|公开栏|客户端|新媒体")
_COUNTED = frozenset(("条", "件", "篇", "份", "期", "则", "项"))


@dataclass(frozen=True, slots=True)
class Coverage:
    """A grade 0–4 with the sentence that earned it; None where nothing speaks of the matter."""

    grade: int
    sentence: GradedSentence | None


def publication_coverage(sentences: Sequence[GradedSentence]) -> Coverage:
    """Grade what is told of proactive publication.

    0 nothing; 1 kinds without numbers; 2 a number; 3 a total with parts; 4 also channel counts or
    a comparison.
    """
    best = Coverage(0, None)
    for sentence in sentences:
        best = max(best, Coverage(_publication(sentence), sentence), key=lambda c: c.grade)
    # Parts told in sentences of their own; the same number again is no further part.
    parts = {tuple(_numbers(s)) for s in sentences if _publication(s) >= 2}
    if best.grade == 2 and len(parts) >= 3:
        best = Coverage(3, best.sentence)
    compared = any(f.type == "comparison" and f.relevant for s in sentences for f in s.facts)
    return Coverage(4, best.sentence) if best.grade == 3 and compared else best


def _publication(sentence: GradedSentence) -> int:
    text = sentence.text
    if sentence.grade.grade == "F" or not _PUBLICATION.search(text):
        return _part(sentence)
    if _REQUEST.search(text) and not re.search(r"主动公开", text):
        return 0
    numbers = _numbers(sentence)
    if not numbers:
        return 1 if _INFORMATION.search(text) and sentence.grade.grade != "0" else 0
    if len(numbers) == 1:
        return 2
    channels = len(set(_CHANNEL.findall(text)))
    return 4 if channels >= 2 and len(numbers) >= 2 else 3


def _part(sentence: GradedSentence) -> int:
    about = any("信息" in f.about for f in sentence.facts)
    return 2 if about and _numbers(sentence) and sentence.grade.grade != "F" else 0


def request_coverage(sentences: Sequence[GradedSentence]) -> Coverage:
    """Grade what is told of requests.

    0 nothing; 1 handled as the law says; 2 a number; 3 also results or subjects; 4 also terms,
    reviews or lawsuits. A report without any request has nothing more to tell: 4.
    """
    best = Coverage(0, None)
    for sentence in sentences:
        grade = _request(sentence)
        if grade > best.grade:
            best = Coverage(grade, sentence)
    return best


def _request(sentence: GradedSentence) -> int:
    text = _OTHER_REQUEST.sub("", sentence.text)
    if sentence.grade.grade == "F" or not _REQUEST.search(text):
        return 0
    if _NO_REQUEST.search(text):
        return 4
    if not _numbers(sentence):
        return 1
    if not _RESULT.search(text):
        return 2
    return 4 if _TIME.search(text) and len(_numbers(sentence)) >= 2 else 3


def _numbers(sentence: GradedSentence) -> list[float]:
    return [
        f.value
        for f in sentence.facts
        if f.type == "quantity" and f.value is not None and f.relevant and f.unit[-1:] in _COUNTED
    ]


def told(evidence: Evidence, *keys: str) -> tuple[GradedSentence, ...]:
    """Return the sentences of the sections with these keys that are not fixed wording."""
    return tuple(s for s in evidence.sentences if s.key in keys and s.grade.grade != "F")
