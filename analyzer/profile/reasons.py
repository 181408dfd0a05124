"""Three sentences that explain a place: best evidence, worst gap, cheapest improvement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analyzer.profile.advice.hint import EFFORTS
from analyzer.profile.advice.record import AdviceRecord, HintRecord, PlaceRecord
from analyzer.profile.record import BLOCK_TITLES, BLOCKS, SUBSTANCE_BLOCKS

_LEAST_QUOTED = 4
_QUOTED = 60  # characters of a quotation
_LOSS = 1.0  # less is no gap
_NEARLY_FULL = 85.0  # points of a block at which nothing is far off
_WORTH = 0.5  # points an easy change must win to be named before a harder one
_EASY = EFFORTS["核对"]
_MARKER = re.compile(
    r"^(?:\d{1,2}[.、．]|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]是)"
)
_OF_PROBLEMS = frozenset(("SPE06", "SPE07", "PRM01", "PRM04"))
INNER = str.maketrans("“”", "‘’")  # quotation marks inside a quotation
NO_FACTS = "全文未见可核对的具体事实。"
NO_GAP = "各项均无明显失分。"
NO_HINT = "没有能明显加分的改动。"


@dataclass(frozen=True, slots=True)
class Reasons:
    """The three sentences, Chinese; no place that names a person or a contact is quoted."""

    evidence: str
    gap: str
    improvement: str


def reasons(advice: AdviceRecord, *, weights: Mapping[str, float], by: str) -> Reasons:
    """Return the sentences for a report ranked by `by` (substance or total)."""
    block, loss = _largest_loss(advice, weights, by)
    worst = _hint_for(block, advice["hints"], weights) if loss >= _LOSS else None
    gap = NO_GAP
    if loss >= _LOSS:
        told = f"差距最大的是{BLOCK_TITLES[block]}（{advice['before'][block]:.1f}分）"
        gap = f"{told}。" if worst is None else f"{told}：{_what(worst)}。"
    return Reasons(_evidence(advice), gap, _improvement(advice, by, besides=worst))


def _evidence(advice: AdviceRecord) -> str:
    best = next((_quoted(p) for p in advice["strengths"] if not p["private"]), None)
    return NO_FACTS if best is None else f"最有说服力的是{best}。"


def _largest_loss(advice: AdviceRecord, weights: Mapping[str, float], by: str) -> tuple[str, float]:
    """Return the block that costs most, and how much of the whole (in points times weight)."""
    names = SUBSTANCE_BLOCKS if by == "substance" else BLOCKS
    losses = {
        name: (100.0 - value) * weights.get(name, 0.0)
        for name in names
        if (value := advice["before"].get(name)) is not None and value < _NEARLY_FULL
    }
    return max(losses.items(), key=lambda pair: pair[1], default=("", 0.0))


def _hint_for(
    block: str, hints: Sequence[HintRecord], weights: Mapping[str, float]
) -> HintRecord | None:
    """Return the hint that wins most in a block, of those that are mainly about this block.

    What is lacking tells more of a gap than what can be cut or corrected.
    """

    def mainly(hint: HintRecord) -> bool:
        won = {b: v * weights.get(b, 0.0) for b, v in hint["gain"]["blocks"].items()}
        return won.get(block, 0.0) >= max(won.values(), default=0.0)

    winning = [h for h in hints if h["gain"]["blocks"].get(block, 0.0) > 0]
    if block != "problems":  # facts told in problems and measures win there first
        winning = [h for h in winning if not _OF_PROBLEMS & set(h["rules"])] or winning
    own = [h for h in winning if mainly(h)]
    lacking = [h for h in own if h["effort"] > _EASY] or [h for h in winning if h["effort"] > _EASY]
    return max(lacking or own or winning, key=lambda h: h["gain"]["blocks"][block], default=None)


def _improvement(advice: AdviceRecord, by: str, *, besides: HintRecord | None) -> str:
    """Return the easy change that wins most, or the one that wins most where none is easy."""
    hints = [h for h in advice["hints"] if h is not besides] or advice["hints"]
    easy = [h for h in hints if h["effort"] <= _EASY and _won(h, by) >= _WORTH]
    best = max(easy or hints, key=lambda h: _won(h, by), default=None)
    if best is None:
        return NO_HINT
    gain = best["gain"]
    points = f"实质分{gain['substance']:+.1f}、总分{gain['total']:+.1f}"
    told = "最省力的改进是" if best["effort"] <= _EASY else "最见效的改进是"
    return f"{told}{_what(best)}，重算{points}。"


def _won(hint: HintRecord, by: str) -> float:
    return hint["gain"]["substance"] if by == "substance" else hint["gain"]["total"]


def _what(hint: HintRecord) -> str:
    place = next((p for p in hint["places"] if _says_much(p)), None)
    return hint["title"] if place is None else f"{hint['title']}，如{_quoted(place)}"


def _says_much(place: PlaceRecord) -> bool:
    """Tell whether a quotation helps: no person, no heading, no mere comma."""
    return not place["private"] and not place["heading"] and len(place["quote"]) >= _LEAST_QUOTED


def _quoted(place: PlaceRecord) -> str:
    quote = _MARKER.sub("", place["quote"]).strip("，；,;").translate(INNER)
    short = quote if len(quote) <= _QUOTED else quote[: _QUOTED - 1] + "…"
    return f"“{short}”（{place['where']}）" if place["where"] else f"“{short}”"
