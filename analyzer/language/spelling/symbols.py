"""Characters as numbers: the alphabet of the language statistics, and text normalised to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

BOUNDARY = 0  # before the first and after the last character of a sentence
UNKNOWN = 1
BASE = 6300  # size of the alphabet; BASE ** 5 still fits into 64 bits

# Width, quotation marks and brackets carry no spelling information: they are folded, so that
# statistics of edited corpora also hold for carelessly typed text.
_FOLD = str.maketrans(
    dict(zip(",;:?!()[]〔〕%﹪", "，；：？！（）（）（）％％", strict=True))
    | dict.fromkeys("“”‘’「」『』＂", '"')
    | dict.fromkeys("～—－–", "-")
    | dict.fromkeys("﹒•・", "·")
    | {"○": "〇", "．": "."}
)
_KEPT_WIDE = frozenset("，；：？！（）％")


@lru_cache(maxsize=65536)
def _fold_character(character: str) -> str:
    if character.isspace() or character in "\u200b\ufeff":
        return ""
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E and character not in _KEPT_WIDE:
        character = chr(code - 0xFEE0)
    if character.isdigit() and ord(character) < 0x3000:
        return "0"
    if character.isascii() and character.isalpha():
        return "a"
    return character


def fold(text: str) -> tuple[str, list[int]]:
    """Fold a text; return it with the offset in `text` of each remaining character."""
    folded, offsets = [], []
    for offset, character in enumerate(text.translate(_FOLD)):
        if symbol := _fold_character(character):
            folded.append(symbol)
            offsets.append(offset)
    return "".join(folded), offsets


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The known characters; number 2 is the most frequent one."""

    characters: str
    _table: NDArray[np.uint16]

    @classmethod
    def of(cls, characters: str) -> Alphabet:
        """Build the alphabet from its characters, most frequent first."""
        if len(characters) > BASE - 2:
            raise ValueError(f"{len(characters)} characters do not fit into base {BASE}")
        table = np.ones(0x110000, np.uint16)
        codes = np.array([ord(c) for c in characters], np.int64)
        table[codes] = np.arange(2, len(characters) + 2, dtype=np.uint16)
        return cls(characters, table)

    def encode(self, folded: str) -> NDArray[np.uint16]:
        """Return the numbers of a folded text."""
        return self._table[np.frombuffer(folded.encode("utf-32-le"), np.uint32)]

    def decode(self, numbers: NDArray[np.integer]) -> str:
        """Return the characters of numbers; what is not a known character gives `？`."""
        return "".join(self.characters[n - 2] if n >= 2 else "？" for n in numbers.tolist())
