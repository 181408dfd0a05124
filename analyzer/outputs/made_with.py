"""The line that says what a result was made with: program, preset, version and weights."""

from __future__ import annotations

from collections.abc import Mapping

from analyzer.profile.record import BLOCK_TITLES
from analyzer.settings import Settings
from analyzer.signals.rule import Json


def made_with(settings: Settings, run: Mapping[str, Json]) -> str:
    """Return one line for the foot of an output."""
    return (
        f"文质 {run['version']}；方案 {settings.preset}；设置版本 {run['settings_version']}"
        f"（{run['settings']}）；权重 {weights_of(settings)}"
    )


def weights_of(settings: Settings) -> str:
    """Return the weights as shown to users."""
    return " ".join(f"{BLOCK_TITLES[k]}{v:g}" for k, v in settings.weights.items())
