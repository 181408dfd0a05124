"""Copies planted among real sentences: how many are found, how exactly, and what false alarms cost.

The reference is made of sentences of work reports. Statutes served to choose the thresholds; the
other sentences that are no copies (policies, newscast, newspapers) were not looked at for it.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from analyzer.corpus.run_reference import RunReference, reference_of
from analyzer.structure.report import Report
from tests.benchmarks.corpus_coverage import Answer, coverage, recall
from tests.benchmarks.corpus_sentences import Planted
from tests.builders.reports import report_of
from tests.quality.boilerplate.open_reports import SHARED

_SENTENCE = re.compile(r"[\u4e00-\u9fff，、“”]{30,80}")
_A_REPORT = 60  # sentences
_LETTERS = "云岭县林业局护员树种株数黑板村口拍照归档名单念给老人听"
Copy = tuple[str, list[bool]]
Edit = Callable[[str, random.Random], Copy]
Measured = dict[str, dict[str, float]]

# What is no copy: file of the corpora, how its ids begin, whether thresholds were chosen on it.
STRANGE = {
    "statutes (thresholds chosen on them)": ("official", "laws-", 20),
    "policies": ("official", "policies-", 1),
    "newscast": ("newscast", "", 40),
    "newspapers": ("news", "", 40),
}


def measure(*, sentences: int = 6000, planted: int = 300, strange: int = 1000) -> Measured:
    """Plant copies of work-report sentences; other texts give the sentences that are no copies."""
    chance = random.Random(7)
    material = _sentences("official", "gov_work_reports-", 1, chance)[:sentences]
    copies = list(_copies(material, planted, chance))
    with TemporaryDirectory() as folder:
        answers = _answers(copies, material, Path(folder))
        shares, errors = recall(copies, answers), coverage(copies, answers)
        results = {
            kind: {"recall": round(share, 3)} | {n: round(e, 3) for n, e in errors[kind].items()}
            for kind, share in shares.items()
        }
        for number, (name, place) in enumerate(STRANGE.items()):
            texts = _sentences(*place, chance)[:strange]
            share = _alarms(texts, material, Path(folder) / f"strange{number}")
            results[name] = {"sentences": len(texts), "false alarms": round(share, 4)}
    return results


def _copies(material: list[str], planted: int, chance: random.Random) -> Iterator[Planted]:
    for kind, edit in _EDITS.items():
        for source in chance.sample(range(len(material)), planted):
            text, kept = edit(material[source], chance)
            yield Planted(kind, text, source, tuple(kept))


def _answers(copies: list[Planted], material: list[str], folder: Path) -> list[Answer]:
    answers: list[Answer] = []
    for number, kind in enumerate(_EDITS):
        mine = [copy for copy in copies if copy.kind == kind]
        own = _report("云岭县林业局", [copy.text for copy in mine])
        reference = reference_of([own, *_reports(material)], folder / str(number))
        answers.extend(_asked(own, reference, mine, material))
    return answers


def _asked(
    own: Report, reference: RunReference, copies: list[Planted], material: list[str]
) -> Iterator[Answer]:
    passages = reference.passages(own)
    at = 0
    for copy in copies:
        start = own.text.text.index(copy.text, at)
        at = start + len(copy.text)
        mine = [p for p in passages if start <= p.span.start < at]
        shared = {i - start for p in mine for b in p.blocks for i in range(*_ends(b.span))}
        stretch = {i - start for p in mine for i in range(*_ends(p.span))}
        right = any(p.other_text in material[copy.source] for p in mine)
        yield Answer(len(mine), right, frozenset(shared), frozenset(stretch))


def _ends(span: object) -> tuple[int, int]:
    return span.start, span.end  # type: ignore[attr-defined]


def _alarms(texts: list[str], material: list[str], folder: Path) -> float:
    own = _report("云岭县水利局", texts)
    reference = reference_of([own, *_reports(material)], folder)
    return len({_owner(own, p.span.start) for p in reference.passages(own)}) / len(texts)


def _substituted(rate: float) -> Edit:
    def edit(sentence: str, chance: random.Random) -> Copy:
        copy = "".join(chance.choice(_LETTERS) if chance.random() < rate else c for c in sentence)
        return copy, [a == b for a, b in zip(copy, sentence, strict=True)]

    return edit


def _mixed(rate: float) -> Edit:
    """Change, put in and leave out characters, a third of the edits each."""

    def edit(sentence: str, chance: random.Random) -> Copy:
        copy: list[tuple[str, bool]] = []
        for c in sentence:
            kind = chance.randrange(3) if chance.random() < rate else None
            other = chance.choice(_LETTERS)
            if kind is None:
                copy.append((c, True))
            elif kind == 0:
                copy.append((other, other == c))
            elif kind == 1:
                copy += [(other, False), (c, True)]
        return "".join(c for c, _ in copy), [kept for _, kept in copy]

    return edit


def _embedded(sentence: str, _: random.Random) -> Copy:
    before, after = "护林员每天清晨沿防火道巡山两趟并记下风向，", "，傍晚再把钥匙交回值班室登记"
    kept = [False] * len(before) + [True] * len(sentence) + [False] * len(after)
    return before + sentence + after, kept


def _reordered(sentence: str, chance: random.Random) -> Copy:
    clauses = sentence.split("，")
    chance.shuffle(clauses)
    return "，".join(clauses), [True] * len(sentence)


def _renamed(sentence: str, _: random.Random) -> Copy:
    """Names are masked, so another one leaves the wording the same."""
    copy = re.sub(r"全省|全国|我省|我国|全市", "我县", sentence)
    return copy, [True] * len(copy)


def _both(first: Edit, second: Edit) -> Edit:
    """Apply two edits; `second` must keep the length."""

    def edit(sentence: str, chance: random.Random) -> Copy:
        once, kept = first(sentence, chance)
        twice, still = second(once, chance)
        return twice, [a and b for a, b in zip(kept, still, strict=True)]

    return edit


_EDITS: dict[str, Edit] = {
    "exact": lambda sentence, _: (sentence, [True] * len(sentence)),
    "5 % edits": _substituted(0.05),
    "10 % edits": _substituted(0.10),
    "20 % edits": _substituted(0.20),
    "30 % edits": _substituted(0.30),
    "embedded": _embedded,
    "clauses reordered": _reordered,
    "names swapped": _renamed,
    "10 % mixed edits": _mixed(0.10),
    "20 % mixed edits": _mixed(0.20),
    "embedded, 10 % edits": _both(_embedded, _substituted(0.10)),
    "clauses reordered, 10 % edits": _both(_reordered, _substituted(0.10)),
}


def _owner(report: Report, offset: int) -> int:
    return next(i for i, s in enumerate(report.sentences) if s.span.start <= offset < s.span.end)


def _sentences(file: str, prefix: str, every: int, chance: random.Random) -> list[str]:
    """Return sentences of a corpus in random order, from one text in `every`."""
    found: dict[str, None] = {}
    with lzma.open(SHARED / "corpora" / f"{file}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            record = json.loads(line)
            if number % every == 0 and record.get("id", "").startswith(prefix):
                for piece in record["text"].split("。"):
                    if _SENTENCE.fullmatch(piece):
                        found.setdefault(piece)
    sentences = list(found)
    chance.shuffle(sentences)
    return sentences


def _reports(material: list[str]) -> Iterator[Report]:
    for number in range(0, len(material), _A_REPORT):
        yield _report(f"望江县第{number}乡人民政府", material[number : number + _A_REPORT])


def _report(issuer: str, sentences: list[str]) -> Report:
    text = f"{issuer}2023年政府信息公开工作年度报告\n一、总体情况\n{'。'.join(sentences)}。\n"
    return report_of(text, name=f"{issuer}.txt")
