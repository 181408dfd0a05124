"""Texts that are no reports cost time in proportion to their length, and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from analyzer.corpus.masking import mask
from analyzer.corpus.run_reference import reference_of
from tests.unit.corpus.invented import COPIED, report

_LIMIT = 10.0  # seconds; quadratic time would take minutes


@pytest.mark.parametrize(
    "text",
    [
        "根据编制报告疑问现将情况统计期限组成部分" * 3000,
        f"{COPIED}；" * 500,
        "未收到" * 5000,
        "（地址：" * 10000,
    ],
    ids=["no punctuation", "one sentence over and over", "one anchor", "open brackets"],
)
def test_long_odd_text_is_masked_and_compared_in_time(text: str, tmp_path: Path) -> None:
    started = time.process_time()
    own, other = report("云岭县林业局", text), report("望江县民政局", text[: len(text) // 2])
    reference = reference_of([own, other], tmp_path)
    reference.passages(own)
    assert time.process_time() - started < _LIMIT


def test_control_characters_are_no_words_and_rare_ideographs_are(tmp_path: Path) -> None:
    own = report("云岭县林业局", f"{COPIED}\x00\U00020000")
    codes = mask(own).codes.tolist()
    assert 0 not in codes
    assert 0x20000 in codes
    (found,) = reference_of([own, report("望江县民政局", COPIED)], tmp_path).passages(own)
    assert own.slice(found.span) == COPIED
