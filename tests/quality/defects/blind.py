"""Measure the rules on invented proses whose defects were labelled before the rules saw them.

    python -m tests.quality.defects.blind data/gold/defects/batch_a.txt [--show]

Prints precision and recall with 95 % Wilson intervals, by tier and by kind of defect.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from analyzer.language.annotation import annotate
from analyzer.pipeline.places import to_source
from analyzer.settings import default_settings
from analyzer.signals import catalog
from analyzer.signals.rule import Context, Subject
from analyzer.structure.parse import parse_report
from analyzer.text.source import SourceDocument
from tests.quality.defects.material import Defect, Proofread

FAMILIES = ("typos", "consistency", "completeness")
HIGH = 0.9
_MARK = re.compile(r"⟦(?P<wrong>[^⟦⟧→]*)→(?P<right>[^⟦⟧|]*)\|(?P<kind>\w+)\|(?P<sure>[hm])⟧")
_ROOM = 4  # characters beside the changed place that still belong to the mark


@dataclass(frozen=True, slots=True)
class Pointed:
    """A finding on a labelled prose with the defects it touches."""

    report: Proofread
    rule: str
    check: str
    confidence: float
    start: int
    end: int
    touched: tuple[int, ...]


def labelled(path: Path) -> tuple[Proofread, ...]:
    """Return the proses of a batch, marks taken out."""
    blocks = re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return tuple(_read(*block.split("\n", 1)) for block in blocks)


def _read(head: str, body: str) -> Proofread:
    name, issuer, year, *_ = (part.strip() for part in head.split("|"))
    body = body.strip()
    titled = "报告" in body.split("\n", 1)[0] and "。" not in body.split("\n", 1)[0]
    prose = "" if titled else f"{issuer}{year}年政府信息公开工作年度报告\n"
    defects, last = [], 0
    for match in _MARK.finditer(body):
        prose += body[last : match.start()]
        first, behind = _changed(match["wrong"], match["right"])
        defects.append(
            Defect(
                start=len(prose) + first,
                end=len(prose) + behind,
                both=True,
                sure=match["sure"] == "h",
                kind=match["kind"],
            )
        )
        prose += match["wrong"]
        last = match.end()
    prose += body[last:]
    if "⟦" in prose or "⟧" in prose:
        raise ValueError(f"{head}: mark not read: {prose[prose.find('⟦') :][:40]}")
    return Proofread(name, prose, tuple(defects))


def _changed(wrong: str, right: str) -> tuple[int, int]:
    """Return what of `wrong` a proofreader would underline: the changed part and its neighbours."""
    prefix = next((i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), None)
    first = min(len(wrong), len(right)) if prefix is None else prefix
    behind = 0
    while behind < min(len(wrong), len(right)) - first and wrong[-1 - behind] == right[-1 - behind]:
        behind += 1
    end = len(wrong) - behind
    return max(0, first - _ROOM), min(len(wrong), max(end, first) + _ROOM)


def pointed(report: Proofread, *, spelling: bool = True) -> Iterator[Pointed]:
    """Yield what the rules of language, consistency and numbering find in a labelled prose."""
    document = SourceDocument(name=report.id, format="text", text=report.prose, sha256="0" * 64)
    parsed = parse_report(document)
    subject = Subject(report=parsed, doc=annotate(parsed.text.text))
    context = Context(settings=default_settings())
    for family in FAMILIES:
        evidence = catalog.family(family).prepare(subject, context)
        for rule in catalog.rules_of(family):
            scored = rule.id.startswith(("LAN", "CON")) or rule.id == "STR03"
            if not scored or rule.id == "LAN00" or (rule.id == "LAN01" and not spelling):
                continue
            for hit in rule.check(subject, context, evidence):
                place = to_source(parsed, hit.place)
                touched = tuple(
                    k for k, d in enumerate(report.defects) if d.touches(place.start, place.end)
                )
                check = next(
                    (
                        str(hit.evidence[k])
                        for k in ("template", "check", "kind")
                        if k in hit.evidence
                    ),
                    "",
                )
                yield Pointed(
                    report, rule.id, check, hit.confidence, place.start, place.end, touched
                )


def interval(hits: int, of: int) -> str:
    """Return a share with its 95 % Wilson interval."""
    if not of:
        return "–"
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{share:.2f} ({middle - half:.2f}–{middle + half:.2f}; {hits}/{of})"


def tables(reports: Sequence[Proofread], found: Sequence[Pointed]) -> Iterator[str]:
    """Yield the lines of both tables."""
    yield "| tier | precision | recall | F1 |\n|---|---|---|---|"
    for name, least, sure in (("high", HIGH, True), ("all", 0.0, False)):
        kept = [f for f in found if f.confidence >= least]
        reached = {(f.report.id, k) for f in kept for k in f.touched}
        wanted = [(r.id, k) for r in reports for k, d in enumerate(r.defects) if d.sure or not sure]
        right, got = sum(bool(f.touched) for f in kept), sum(w in reached for w in wanted)
        p, r = right / max(1, len(kept)), got / max(1, len(wanted))
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        yield f"| {name} | {interval(right, len(kept))} | {interval(got, len(wanted))} | {f1:.2f} |"
    reached = {(f.report.id, k) for f in found for k in f.touched}
    every: Counter[str] = Counter()
    got_by: Counter[str] = Counter()
    for report in reports:
        for k, defect in enumerate(report.defects):
            every[defect.kind] += 1
            got_by[defect.kind] += (report.id, k) in reached
    yield "\n| kind | recall, all tiers |\n|---|---|"
    for kind, count in every.most_common():
        yield f"| {kind} | {interval(got_by[kind], count)} |"


def _show(reports: Sequence[Proofread], found: Sequence[Pointed]) -> Iterator[str]:
    for report in reports:
        mine = [f for f in found if f.report.id == report.id]
        for k, d in enumerate(report.defects):
            by = [f"{f.rule}/{f.check}/{f.confidence}" for f in mine if k in f.touched]
            sure = "H" if d.sure else "m"
            around = report.prose[max(0, d.start - 6) : d.start]
            written = report.prose[d.start : d.end].replace("\n", "⏎")
            yield f"{'+' if by else '-'} {report.id} {sure} {d.kind:9} …{around}[{written}] {by}"
        for f in mine:
            if not f.touched:
                around = report.prose[max(0, f.start - 12) : f.start]
                behind = report.prose[f.end : f.end + 10].replace("\n", "⏎")
                yield (
                    f"! {report.id} {f.rule}/{f.check}/{f.confidence} "
                    f"…{around}[{report.prose[f.start : f.end]}]{behind}"
                )


def main(paths: Sequence[str], *, show: bool, spelling: bool) -> None:
    """Print the tables of the batches together."""
    reports = [report for path in paths for report in labelled(Path(path))]
    found = [f for report in reports for f in pointed(report, spelling=spelling)]
    for line in (*(_show(reports, found) if show else ()), *tables(reports, found)):
        print(line)


if __name__ == "__main__":
    flags = {a for a in sys.argv[1:] if a.startswith("--")}
    main(
        [a for a in sys.argv[1:] if a not in flags],
        show="--show" in flags,
        spelling="--without-spelling" not in flags,
    )
