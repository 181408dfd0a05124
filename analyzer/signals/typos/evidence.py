"""What the language rules read, prepared once per report."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.signals.typos.doubts import Doubt
from analyzer.signals.typos.prose import Prose
from analyzer.signals.typos.templates import TriggerIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageEvidence:
    """Evidence of the family."""

    prose: Prose
    index: TriggerIndex  # where the triggers of the templates stand
    doubts: tuple[Doubt, ...] = ()
