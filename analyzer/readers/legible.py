"""Is it Chinese a person can read? Mojibake and texts without Chinese are reported, not analysed."""

from __future__ import annotations

from functools import lru_cache

from analyzer.errors import UnreadableReport
from analyzer.readers.failures import no_text

_SAMPLE = 20_000  # characters
# Of a report's hanzi ≥ 99.9 % lie in GB 2312 level 1; of the same reports' UTF-8 read as GBK at most
# 13.4 % (16 reports measured), of traditional Chinese about two thirds.
_COMMON_SHARE = 0.5
_REPLACED_SHARE = 0.01
_LATIN_SHARE = 0.2  # GBK or UTF-8 read as Latin-1 is Latin-1 letters nearly throughout
_PRIVATE_SHARE = 0.03  # bullets of symbol fonts lie there too
_FEW_HANZI = 20


@lru_cache(maxsize=1)
def _common_hanzi() -> frozenset[str]:
    """Return the 3,755 characters of GB 2312 level 1 (the standard orders them by frequency)."""
    rows = (bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    return frozenset(pair.decode("gb2312", "ignore") for pair in rows) - {""}


def check_legible(text: str, *, name: str) -> None:
    """Raise UnreadableReport for mojibake ("mojibake") or no Chinese at all ("not-chinese")."""
    if not text.strip("\ufeff\x00 \t\r\n\f\v\u3000\xa0"):
        raise no_text(name)
    sample = text[:_SAMPLE]
    hanzi = [c for c in sample if "\u4e00" <= c <= "\u9fff"]
    latin = sum("\x80" <= c <= "\xff" for c in sample)
    replaced = sample.count("\ufffd")
    if replaced > max(3, len(sample) * _REPLACED_SHARE) or sample.count("锟斤拷") > 2:
        raise _mojibake(name, "有大量无法识别的字符，原文已经丢失")
    if latin > len(sample) * _LATIN_SHARE and latin > len(hanzi):
        raise _mojibake(name, "中文被按西文编码保存")
    if not is_plausible(text):
        raise _mojibake(name, "疑似编码转换有误")
    if not hanzi and not any(_is_hanzi(c) for c in text):
        raise UnreadableReport(
            name,
            "文中没有汉字，不是中文报告",
            "本工具只分析中文年度报告，请换用中文版",
            code="not-chinese",
        )


def is_plausible(text: str) -> bool:
    """Tell whether decoding gave words and not chance: common hanzi, no private characters.

    True also where there are too few hanzi to tell.
    """
    sample = text[:_SAMPLE]
    private = sum("\ue000" <= c <= "\uf8ff" for c in sample)
    if private > max(3, len(sample) * _PRIVATE_SHARE):
        return False
    hanzi = [c for c in sample if "\u4e00" <= c <= "\u9fff"]
    common = _common_hanzi()
    return len(hanzi) < _FEW_HANZI or sum(map(common.__contains__, hanzi)) >= _COMMON_SHARE * len(
        hanzi
    )


def _is_hanzi(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _mojibake(name: str, cause: str) -> UnreadableReport:
    return UnreadableReport(
        name,
        f"文字是乱码（{cause}）",
        "请用原文件重新导出，保存为 UTF-8 或 GB18030 编码",
        code="mojibake",
    )
