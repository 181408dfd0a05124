"""What a result was made with: version, settings, lexicons, models, reference."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from analyzer.assets import asset, fingerprint
from analyzer.errors import AssetError
from analyzer.profile.record import SCHEMA_VERSION
from analyzer.settings import Settings
from analyzer.signals.rule import Json
from analyzer.version import __version__

SHORT = 16  # hex digits; enough to tell versions apart, short enough for every line of JSONL


@cache
def lexicons() -> dict[str, str]:
    """Return the fingerprint of every shipped word list and section scheme by name."""
    found = {}
    for folder in ("lexicons", "schemes", "presets"):
        for path in _entries("data", folder):
            found[f"{folder}/{path.name}"] = fingerprint("data", folder, path.name)[:SHORT]
    return found


@cache
def models() -> dict[str, str]:
    """Return the fingerprint of every shipped model by name.

    A model's manifest holds the hashes of its files and is checked when the model loads, so its
    own hash stands for the whole.
    """
    found = {}
    for folder in _entries("models"):
        if (folder / "manifest.json").is_file():
            found[folder.name] = fingerprint("models", folder.name, "manifest.json")[:SHORT]
    return found


def of_run(settings: Settings) -> dict[str, Json]:
    """Return the provenance of a whole run."""
    return {
        "version": __version__,
        "schema_version": SCHEMA_VERSION,
        "settings_version": settings.version,
        "settings": settings.fingerprint(),
        "lexicons": dict(lexicons()),
        "models": dict(models()),
    }


def of_report(settings: Settings, *, reference_reports: int | None) -> dict[str, Json]:
    """Return the provenance every single profile carries: the same, lists folded to one hash."""
    return {
        "version": __version__,
        "settings_version": settings.version,
        "settings": settings.fingerprint(),
        "reference_reports": reference_reports,
        "assets": _folded(),
    }


@cache
def _folded() -> str:
    lines = [f"{k} {v}" for part in (lexicons(), models()) for k, v in sorted(part.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:SHORT]


def _entries(*parts: str) -> list[Path]:
    try:
        folder = asset(*parts)
    except AssetError:
        return []
    return sorted(p for p in folder.iterdir() if not p.name.startswith((".", "__")))
