"""Numbers as official letters count: （一）, （二）, …"""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Return 1–99 in Chinese. Raises ValueError for others."""
    if not 1 <= number <= 99:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def item(number: int) -> str:
    """Return the number of an item, e.g. （三）."""
    return f"（{chinese(number)}）"
