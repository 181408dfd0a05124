"""Wenzhi 文质: reads government disclosure reports and measures their form and substance.

Public functions are imported late, so that `import analyzer` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyzer.pipeline import analyze as analyze

__all__ = ["analyze"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name == "analyze":
        from analyzer.pipeline import analyze

        return analyze
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
