"""Half-width marks inside Chinese prose (GB/T 15834)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.signals.rule import Hit
from analyzer.signals.typos.prose import Prose
from analyzer.text.span import Span

_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_HAN = "\u4e00-\u9fff"
_MARK = re.compile(
    rf"(?<=[{_HAN}”》）〕％])[,;:!?](?!//)"
    rf"|(?<=[\d%])[,;!?](?=[{_HAN}“《（])"
    rf"|(?<=[{_HAN}]{{2}})\.(?=[{_HAN}\n]|$)"
)
_QUOTES = re.compile(r'"(?=[^"\n]*[\u4e00-\u9fff])([^"\n]{1,60})"')
# A text written throughout in half-width marks is one habit (or a conversion), not a hundred slips.
_HABIT = 12


def find(prose: Prose) -> Iterator[Hit]:
    """Yield half-width marks that stand beside Chinese characters."""
    by_mark: dict[str, list[Span]] = {}
    for match in _MARK.finditer(prose.text):
        if not prose.shields(match.start(), match.end()):
            by_mark.setdefault(match.group(), []).append(Span(*match.span()))
    for mark, places in by_mark.items():
        yield from _hits(mark, places)
    quotes = [m for m in _QUOTES.finditer(prose.text) if not prose.shields(m.start(), m.end())]
    if quotes:
        first = Span(*quotes[0].span())
        yield Hit(
            place=first,
            message=f"引号宜用全角“”（本文共{len(quotes)}处）",
            suggestion=f"“{quotes[0].group(1)}”",
            confidence=0.92,
            evidence={"check": "straight-quotes", "count": len(quotes)},
        )


def _hits(mark: str, places: list[Span]) -> Iterator[Hit]:
    habit = len(places) >= _HABIT
    for place in places[:1] if habit else places:
        many = f"（本文共{len(places)}处）" if habit else ""
        yield Hit(
            place=place,
            message=f"中文句中用了半角“{mark}”{many}",
            hint=f"改为全角“{_FULL[mark]}”",
            suggestion=_FULL[mark],
            confidence=0.9 if mark in ":." else 0.96,
            evidence={"check": "halfwidth-mark", "count": len(places)},
        )
