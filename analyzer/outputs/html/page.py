"""The page: ranking of the run first, then every report in that order."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TextIO

from analyzer.outputs.html.article import render_article
from analyzer.outputs.html.template import part, template
from analyzer.outputs.record_store import RecordStore
from analyzer.profile.ranking import Ranked, Summary, rank, summarise
from analyzer.profile.record import (
    BLOCK_TITLES,
    SEVERITIES,
    SEVERITY_TITLES,
    SUBSTANCE_BLOCKS,
    ReportRecord,
)
from analyzer.settings import Settings
from analyzer.signals.rule import Json

# Runs of more reports show scores and findings without the prose. Measured (reports/speed/html.md):
# 300 reports whole load in a second on a desktop and in three on a phone four times slower.
WHOLE = 300
OPEN = 3  # runs of so many reports show them unfolded
_HERE = "<!-- reports -->"


def write(
    records: Iterable[ReportRecord], out: TextIO, settings: Settings, run: Mapping[str, Json]
) -> None:
    """Write the page. Records must carry their text; they wait in a temporary file."""
    summaries: list[Summary] = []
    bare: set[int] = set()  # of which there is nothing to show but the reason
    with RecordStore() as store:
        for index, record in enumerate(records):
            summaries.append(summarise(record, index=index))
            if "text" not in record:
                bare.add(index)
            store.put(record)
        ranked = rank(summaries, tie_points=settings.thresholds["tie_points"])
        before, after = _frame(ranked, settings, run, bare).split(_HERE)
        out.write(before)
        for article in _articles(ranked, store, bare):
            out.write(article)
        out.write(after)


def _frame(
    ranked: tuple[Ranked, ...], settings: Settings, run: Mapping[str, Json], bare: Collection[int]
) -> str:
    """Return the page around the reports."""
    style, script = part("style.css"), part("script.js")
    return template("page.html.j2").render(
        style=style,
        script=script,
        style_hash=_digest(style),
        script_hash=_digest(script),
        ranked=[entry for entry in ranked if entry.rank is not None],
        unscored=[entry for entry in ranked if entry.rank is None],
        bare=bare,
        titles=BLOCK_TITLES,
        blocks=SUBSTANCE_BLOCKS,
        tiers=[(name, SEVERITY_TITLES[name]) for name in SEVERITIES],
        weights=[(BLOCK_TITLES[name], f"{value:g}") for name, value in settings.weights.items()],
        tie=f"{settings.thresholds['tie_points']:g}",
        whole=len(ranked) <= WHOLE,
        most=WHOLE,
        run=run,
        here=_HERE,
    )


def _articles(
    ranked: tuple[Ranked, ...], store: RecordStore, bare: Collection[int]
) -> Iterator[str]:
    """Yield the reports in the order of the ranking, without those that have nothing to show."""
    shown = [entry for entry in ranked if entry.summary.index not in bare]
    for position, entry in enumerate(shown):
        record = store.get(entry.summary.index)
        following = shown[position + 1] if position + 1 < len(shown) else None
        yield render_article(
            record,
            entry,
            previous=shown[position - 1] if position else None,
            following=following,
            whole=len(ranked) <= WHOLE,
            unfolded=len(shown) <= OPEN,
        )


def _digest(content: str) -> str:
    """Return the hash by which the content policy admits an inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
