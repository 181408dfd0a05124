"""Copies planted in a generated corpus: how many are found, and how often nothing is called one."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from analyzer.corpus.run_reference import RunReference, reference_of
from analyzer.structure.report import Report
from tests.builders.reports import report_of
from tests.quality.boilerplate.open_reports import SHARED

_SENTENCE = re.compile(r"[\u4e00-\u9fff，、“”]{30,80}")
_A_REPORT = 60  # sentences
Edit = Callable[[str, random.Random], str]


@dataclass(frozen=True)
class Outcome:
    """How many planted sentences were found at their source, and how much of them was covered."""

    planted: int
    found: int
    covered: float  # mean share of the planted sentence inside the passage


def measure(*, sentences: int = 6000, planted: int = 300) -> dict[str, dict[str, float]]:
    """Plant copies of work-report sentences; statutes give the sentences that are no copies."""
    chance = random.Random(7)
    material = _sentences("gov_work_reports-", chance)[:sentences]
    strange = _sentences("laws-", chance)[:planted]
    with TemporaryDirectory() as folder:
        results = {}
        for name, edit in _EDITS.items():
            chosen = chance.sample(range(len(material)), planted)
            copies = [edit(material[i], chance) for i in chosen]
            own = _report("云岭县林业局", copies)
            reference = reference_of([own, *_reports(material)], Path(folder) / name)
            outcome = _found(own, reference, copies, [material[i] for i in chosen])
            results[name] = {
                "recall": round(outcome.found / outcome.planted, 3),
                "coverage": round(outcome.covered, 3),
            }
        own = _report("云岭县水利局", strange)
        reference = reference_of([own, *_reports(material)], Path(folder) / "strange")
        alarms = {_owner(own, p.span.start) for p in reference.passages(own)}
        results["statutes (no copies)"] = {"false alarms": round(len(alarms) / len(strange), 4)}
    return results


def _substituted(rate: float) -> Edit:
    def edit(sentence: str, chance: random.Random) -> str:
        letters = "云岭县林业局护员树种株数黑板村口拍照归档名单念给老人听"
        return "".join(chance.choice(letters) if chance.random() < rate else c for c in sentence)

    return edit


def _embedded(sentence: str, chance: random.Random) -> str:
    return f"护林员每天清晨沿防火道巡山两趟并记下风向，{sentence}，傍晚再把钥匙交回值班室登记"


def _reordered(sentence: str, chance: random.Random) -> str:
    clauses = sentence.split("，")
    chance.shuffle(clauses)
    return "，".join(clauses)


def _renamed(sentence: str, chance: random.Random) -> str:
    return re.sub(r"全省|全国|我省|我国|全市", "我县", sentence)


_EDITS: dict[str, Edit] = {
    "exact": lambda sentence, _: sentence,
    "5 % edits": _substituted(0.05),
    "10 % edits": _substituted(0.10),
    "20 % edits": _substituted(0.20),
    "30 % edits": _substituted(0.30),
    "embedded": _embedded,
    "clauses reordered": _reordered,
    "names swapped": _renamed,
}


def _found(own: Report, reference: RunReference, copies: list[str], sources: list[str]) -> Outcome:
    text = own.text.text
    places = []
    at = 0
    for copy in copies:
        at = text.index(copy, at)
        places.append((at, at + len(copy)))
        at += len(copy)
    passages = reference.passages(own)
    found, covered = 0, 0.0
    for (start, end), source in zip(places, sources, strict=True):
        mine = [p for p in passages if start <= p.span.start < end]
        right = [p for p in mine if p.other_text[:8] in source or source in p.other_text]
        found += bool(right)
        shared = {i for p in mine for b in p.blocks for i in range(b.span.start, b.span.end)}
        covered += len(shared) / (end - start)
    return Outcome(len(copies), found, covered / len(copies))


def _owner(report: Report, offset: int) -> int:
    return next(i for i, s in enumerate(report.sentences) if s.span.start <= offset < s.span.end)


def _sentences(prefix: str, chance: random.Random) -> list[str]:
    found: dict[str, None] = {}
    with lzma.open(SHARED / "corpora" / "official.jsonl.xz", "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            record = json.loads(line)
            if record["id"].startswith(prefix) and (prefix != "laws-" or number % 20 == 0):
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
