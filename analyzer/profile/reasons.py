"""Three sentences that explain a place: best evidence, worst gap, cheapest improvement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.profile.advice.hint import EFFORTS
from analyzer.profile.advice.record import AdviceRecord, HintRecord, PlaceRecord
from analyzer.profile.record import BLOCK_TITLES, BLOCKS, SUBSTANCE_BLOCKS

_QUOTED = 60  # characters of a quotation
_EASY = EFFORTS["核对"]
_MARKER = re.compile(
    r"^(?:\d{1,2}[.、．]|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]是)"
)
INNER = str.maketrans("“”", "‘’")  # quotation marks inside a quotation
NO_FACTS = "未见可核对的具体事实"
NO_GAP = "各项均无明显失分"
NO_HINT = "没有能明显加分的改动"


@dataclass(frozen=True, slots=True)
class Reasons:
    """The three sentences, Chinese; no place that names a person or a contact is quoted."""

    evidence: str
    gap: str
    improvement: str


def reasons(advice: AdviceRecord, *, weights: Mapping[str, float], by: str) -> Reasons:
    """Return the sentences for a report ranked by `by` (substance or total)."""
    return Reasons(_evidence(advice), _gap(advice, weights, by), _improvement(advice, by))


def _evidence(advice: AdviceRecord) -> str:
    return next((_quoted(p) for p in advice["strengths"] if not p["private"]), NO_FACTS)


def _gap(advice: AdviceRecord, weights: Mapping[str, float], by: str) -> str:
    names = SUBSTANCE_BLOCKS if by == "substance" else BLOCKS
    losses = [
        ((100.0 - value) * weights.get(name, 0.0), name)
        for name in names
        if (value := advice["before"].get(name)) is not None
    ]
    loss, block = max(losses, key=lambda pair: pair[0], default=(0.0, ""))
    if loss < 1.0:
        return NO_GAP
    told = f"{BLOCK_TITLES[block]}{advice['before'][block]:.1f}分"
    hint = _hint_for(block, advice["hints"], weights)
    if hint is None:
        return told
    return f"{told}，{_what(hint)}"


def _hint_for(
    block: str, hints: Sequence[HintRecord], weights: Mapping[str, float]
) -> HintRecord | None:
    """Return the hint that wins most in a block, of those that are mainly about this block."""

    def mainly(hint: HintRecord) -> bool:
        won = {b: v * weights.get(b, 0.0) for b, v in hint["gain"]["blocks"].items()}
        return won.get(block, 0.0) >= max(won.values(), default=0.0)

    winning = [h for h in hints if h["gain"]["blocks"].get(block, 0.0) > 0]
    own = [h for h in winning if mainly(h)]
    return max(own or winning, key=lambda h: h["gain"]["blocks"][block], default=None)


def _improvement(advice: AdviceRecord, by: str) -> str:
    """Return the easy change that wins most, or the one that wins most where none is easy."""
    winning = [h for h in advice["hints"] if _won(h, by) >= 0.1]
    easy = [h for h in winning if h["effort"] <= _EASY]
    best = max(easy or winning or advice["hints"], key=lambda h: _won(h, by), default=None)
    if best is None:
        return NO_HINT
    gain = best["gain"]
    points = f"实质分{gain['substance']:+.1f}、总分{gain['total']:+.1f}"
    return f"{_what(best)}（重算{points}）"


def _won(hint: HintRecord, by: str) -> float:
    return hint["gain"]["substance"] if by == "substance" else hint["gain"]["total"]


def _what(hint: HintRecord) -> str:
    place = next((p for p in hint["places"] if not p["private"] and not _is_heading(p)), None)
    return hint["title"] if place is None else f"{hint['title']}，如{_quoted(place)}"


def _is_heading(place: PlaceRecord) -> bool:
    return place["where"].endswith(place["quote"]) or len(place["quote"]) < 4


def _quoted(place: PlaceRecord) -> str:
    quote = _MARKER.sub("", place["quote"]).translate(INNER)
    short = quote if len(quote) <= _QUOTED else quote[: _QUOTED - 1] + "…"
    return f"“{short}”（{place['where']}）" if place["where"] else f"“{short}”"
