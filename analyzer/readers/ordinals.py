"""Write ordinals as Word's automatic numbering does (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def ordinal(number: int, form: str) -> str:
    """Return `number` in a Word number format; formats we do not know become decimal."""
    if form in {"none", "bullet"}:
        return ""
    return _FORMS.get(form, str)(number) if number > 0 else str(number)


def chinese(number: int, *, digits: str = _DIGITS, units: str = "十百千", zero: str = "零") -> str:
    """Count in Chinese up to 9999: 十一, 二十, 一百零一."""
    if not 0 < number <= 9999:
        return str(number)
    text = ""
    pending = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            pending = bool(text)
            continue
        text += (zero if pending else "") + digits[digit] + (units[power - 1] if power else "")
        pending = False
    if digits == _DIGITS and 10 <= number < 20:
        return text[1:]
    return text


def _legal(number: int) -> str:
    return chinese(number, digits=_LEGAL_DIGITS, units="拾佰仟")


def _positional(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, sign in (
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
        (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
    ):  # fmt: skip
        text += sign * (number // value)
        number %= value
    return text


def _block(first: str, count: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


_FORMS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimalZero": lambda number: f"{number:02d}",
        "upperRoman": lambda number: _roman(number).upper(),
        "lowerRoman": _roman,
        "upperLetter": lambda number: _letters(number).upper(),
        "lowerLetter": _letters,
        "chineseCounting": chinese,
        "chineseCountingThousand": chinese,
        "japaneseCounting": chinese,
        "taiwaneseCounting": chinese,
        "taiwaneseCountingThousand": chinese,
        "koreanDigital2": _positional,
        "ideographDigital": _positional,
        "taiwaneseDigital": _positional,
        "chineseLegalSimplified": _legal,
        "japaneseLegal": _legal,
        "ideographLegalTraditional": _legal,
        "ideographTraditional": _cycle(_STEMS),
        "ideographZodiac": _cycle(_BRANCHES),
        "decimalFullWidth": lambda number: "".join(chr(ord(c) + 0xFEE0) for c in str(number)),
        "decimalFullWidth2": lambda number: "".join(chr(ord(c) + 0xFEE0) for c in str(number)),
        "decimalEnclosedCircle": _block("①", 20),
        "decimalEnclosedCircleChinese": _block("①", 20),
        "decimalEnclosedParen": _block("⑴", 20),
        "decimalEnclosedFullstop": _block("⒈", 20),
        "ideographEnclosedCircle": _block("㊀", 10),
    }
)
