"""The page: ranking of the run first, then every report. Reports are rendered as they come."""

from __future__ import annotations

import base64
import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any, TextIO

from analyzer.outputs.html.article import render_article
from analyzer.outputs.html.template import part, template
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

# Beyond so many reports their bodies are inert until opened (needs the page's script): a phone
# cannot lay out a hundred reports at once.
EAGER = 40
OPEN = 3  # runs of so many reports show them unfolded


def write(
    records: Iterable[ReportRecord], out: TextIO, settings: Settings, run: Mapping[str, Json]
) -> None:
    """Write the page. Records must carry their text; bodies wait in a temporary file."""
    summaries: list[Summary] = []
    places: list[tuple[int, int]] = []
    with tempfile.TemporaryFile() as bodies:
        for index, record in enumerate(records):
            summaries.append(summarise(record, index=index))
            html = b""
            if record["status"] != "unreadable":
                html = render_article(record, index=index).encode("utf-8", "backslashreplace")
            places.append((bodies.tell(), len(html)))
            bodies.write(html)
        ranked = rank(summaries, tie_points=settings.thresholds["tie_points"])
        before, after = _frame(ranked, settings, run).split("<!-- reports -->")
        out.write(before)
        for article in _articles(ranked, bodies, places):
            out.write(article)
        out.write(after)


def _frame(ranked: tuple[Ranked, ...], settings: Settings, run: Mapping[str, Json]) -> str:
    """Return the page around the reports."""
    style, script = part("style.css"), part("script.js")
    return template("page.html.j2").render(
        style=style,
        script=script,
        style_hash=_digest(style),
        script_hash=_digest(script),
        ranked=[entry for entry in ranked if entry.rank is not None],
        unscored=[entry for entry in ranked if entry.rank is None],
        titles=BLOCK_TITLES,
        blocks=SUBSTANCE_BLOCKS,
        tiers=[(name, SEVERITY_TITLES[name]) for name in SEVERITIES],
        weights=[(BLOCK_TITLES[name], f"{value:g}") for name, value in settings.weights.items()],
        tie=f"{settings.thresholds['tie_points']:g}",
        lazy=sum(e.summary.status != "unreadable" for e in ranked) > EAGER,
        run=run,
    )


def _articles(
    ranked: tuple[Ranked, ...], bodies: IO[bytes], places: list[tuple[int, int]]
) -> Iterator[str]:
    """Yield the reports in the order of the ranking."""
    frame = template("frame.html.j2")
    shown = [entry for entry in ranked if entry.summary.status != "unreadable"]
    neighbours = [None, *shown, None]
    for position, entry in enumerate(shown, start=1):
        start, length = places[entry.summary.index]
        bodies.seek(start)
        opening, closing = frame.render(
            entry=entry,
            lazy=len(shown) > EAGER,
            unfolded=len(shown) <= OPEN,
            previous=neighbours[position - 1],
            following=neighbours[position + 1],
            titles=BLOCK_TITLES,
        ).split("<!-- body -->")
        yield opening + bodies.read(length).decode("utf-8") + closing


def _digest(content: Any) -> str:
    """Return the hash by which the content policy admits an inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(str(content).encode()).digest()).decode()
