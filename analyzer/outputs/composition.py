"""What prose is made of, for the whole report and per section: the same rows for every form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from analyzer.outputs.section_titles import section_title
from analyzer.profile.record import ReportRecord
from analyzer.signals.boilerplate.labels import LABEL_TITLES, LABELS, apportioned
from analyzer.signals.boilerplate.metrics import RAW_TITLES

WHOLE: Final = "全文"
RAW: Final = tuple(f"{name}_{length}" for name in RAW_TITLES for length in (4, 8))
RAW_HEADINGS: Final = {
    f"{name}_{length}": f"{title}（不短于{length}字）"
    for name, title in RAW_TITLES.items()
    for length in (4, 8)
}
LABEL_HEADINGS: Final = {label: LABEL_TITLES[label] for label in LABELS}
_TENTHS: Final = 1000  # of a percent in a whole


@dataclass(frozen=True, slots=True)
class Composition:
    """A section or the whole report. Percentages have one decimal; `shares` sum to 100."""

    key: str  # section key, "" for the whole report
    title: str
    characters: int | None
    shares: Mapping[str, float | None]  # per label; None where there was nothing to compare with
    raw: Mapping[str, float | None]  # per name and block length, overlapping, of own wording


def compositions(record: ReportRecord) -> Iterator[Composition]:
    """Yield the whole report and its sections; nothing where it was not measured."""
    metrics = record["metrics"]
    whole = {label: metrics.get(f"boilerplate.share_of_prose_{label}") for label in LABELS}
    shares = {label: metric["value"] if metric else None for label, metric in whole.items()}
    if any(shares.values()):
        sizes = [metric["n"] for metric in whole.values() if metric and metric["n"]]
        named = {name: metrics.get(f"boilerplate.share_of_own_wording_{name}") for name in RAW}
        raw = {name: metric["value"] if metric else None for name, metric in named.items()}
        yield _composition("", WHOLE, sizes[0] if sizes else None, shares, raw)
    for section in record["section_wording"]:
        found = {label: _number(section.get(label)) for label in LABELS}
        if any(found.values()):
            given = section.get("raw")
            size = section.get("characters")
            yield _composition(
                str(section["key"]),
                section_title(str(section["key"])),
                size if isinstance(size, int) else None,
                found,
                {n: _number(given.get(n)) for n in RAW} if isinstance(given, Mapping) else {},
            )


def _composition(
    key: str,
    title: str,
    characters: int | None,
    shares: Mapping[str, float | None],
    raw: Mapping[str, float | None],
) -> Composition:
    tenths = apportioned([share or 0.0 for share in shares.values()], whole=_TENTHS)
    return Composition(
        key=key,
        title=title,
        characters=characters,
        shares={
            label: None if share is None else part / 10
            for (label, share), part in zip(shares.items(), tenths, strict=True)
        },
        raw={n: None if share is None else round(100 * share, 1) for n, share in raw.items()},
    )


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None
