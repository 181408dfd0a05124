"""Many varied reports made from our samples: other names, other numbers, sentences mixed.

Invented units only. The same seed gives the same files, byte for byte.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from tests.builders.samples import TEXTS, Block, as_html, as_text, blocks, write_docx

_PLACES = ("云陵", "青溪", "临澜", "柳桥", "望江", "平川")  # of the samples
_FIRST = "安宝昌长德东丰福广海合和恒洪华惠吉嘉建江金锦靖康乐灵龙隆明南宁平"
_SECOND = "安滨昌城川德丰岗港谷海河湖化江津康岭陵宁坪浦桥泉山水滩塘田阳源州"
_SENTENCE = re.compile(r"[^。；]+[。；]?")
_NUMBER = re.compile(r"(?<![\d年〔\[第])(\d{1,5})(?=[条件次个人篇期份场项篇家])")
_DROPPED, _EXCHANGED = 0.12, 0.25  # of the sentences
_FORMATS = ("txt",) * 16 + ("html",) * 3 + ("docx",)


def varied_reports(folder: Path, *, count: int, seed: int = 20) -> list[Path]:
    """Write `count` reports into `folder` and return their paths in name order."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    paths = []
    for stem, text in varied_texts(chance, count=count):
        form = chance.choice(_FORMATS)
        path = folder / f"{len(paths):05d}-{stem}.{form}"
        _write(list(blocks(text)), path)
        paths.append(path)
    return paths


def varied_texts(chance: random.Random, *, count: int) -> Iterator[tuple[str, str]]:
    """Yield name and text of `count` reports."""
    sources = {path.stem: path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt"))}
    pool = [sentence for text in sources.values() for sentence in _sentences(text)]
    made = 0
    while made < count:
        names = _names(chance)  # one round: the samples' units and years under other names
        for stem, source in sources.items():
            if made < count:
                made += 1
                yield stem, _varied(source, names, pool, chance)


def _names(chance: random.Random) -> dict[str, str]:
    return {place: chance.choice(_FIRST) + chance.choice(_SECOND) for place in _PLACES}


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if _is_prose(line):
            yield from _SENTENCE.findall(line)


def _is_prose(line: str) -> bool:
    return len(line) > 40 and not line.startswith("[[")


def _varied(source: str, names: dict[str, str], pool: list[str], chance: random.Random) -> str:
    lines = [_mixed(line, pool, chance) if _is_prose(line) else line for line in source.split("\n")]
    text = "\n".join(lines)
    for old, new in names.items():
        text = text.replace(old, new)
    return text


def _mixed(line: str, pool: list[str], chance: random.Random) -> str:
    kept = []
    for sentence in _SENTENCE.findall(line):
        roll = chance.random()
        if roll >= _DROPPED:
            kept.append(chance.choice(pool) if roll > 1 - _EXCHANGED else sentence)
    mixed = "".join(kept) or line
    return _NUMBER.sub(lambda m: str(max(0, int(m[1]) + chance.randint(-9, 30))), mixed)


def _write(parts: list[Block], path: Path) -> None:
    if path.suffix == ".txt":
        path.write_text(as_text(parts), encoding="utf-8")
    elif path.suffix == ".html":
        path.write_text(as_html(parts, site="示例市人民政府网"), encoding="utf-8")
    else:
        write_docx(parts, path)
