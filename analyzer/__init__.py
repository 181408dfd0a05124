"""Wenzhi 文质: reads government disclosure reports and measures their form and substance.

Public functions are imported late, so that `import analyzer` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analyzer.version import __version__

if TYPE_CHECKING:
    from analyzer.language.spelling.corrector import correct as correct
    from analyzer.outputs.frame import frame as frame
    from analyzer.pipeline import analyze as analyze
    from analyzer.signals.specificity.grades import grade_specificity as grade_specificity

__all__ = ["__version__", "analyze", "correct", "frame", "grade_specificity"]


def __getattr__(name: str) -> Any:
    if name == "analyze":
        from analyzer.pipeline import analyze

        return analyze
    if name == "grade_specificity":
        from analyzer.signals.specificity.grades import grade_specificity

        return grade_specificity
    if name == "frame":
        from analyzer.outputs.frame import frame

        return frame
    if name == "correct":
        from analyzer.language.spelling.corrector import correct

        return correct
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
