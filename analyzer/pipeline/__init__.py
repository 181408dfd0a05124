"""Joins the layers: from paths to profiles. Only here spans become source spans."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from analyzer.pipeline.run import profiles
from analyzer.profile.record import ReportRecord
from analyzer.settings import Settings, load_settings

__all__ = ["analyze", "profiles"]


def analyze(
    paths: str | Path | Iterable[str | Path],
    *,
    settings: Settings | None = None,
    jobs: int = 1,
    include_text: bool = False,
) -> list[ReportRecord]:
    """Return the profiles of the reports found under `paths` (files, folders, archives).

    Without `settings` those of wenzhi.toml or [tool.wenzhi] hold, else the shipped ones.
    `include_text` adds each report's text as read, which all offsets count. Files that cannot be
    read come with status "unreadable" and a Chinese reason. `profiles` yields the same one by one.
    """
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    return list(
        profiles(given, settings=settings or load_settings(), jobs=jobs, include_text=include_text)
    )
