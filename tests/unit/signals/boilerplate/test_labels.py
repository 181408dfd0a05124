"""Every character of the prose has one label, and the shares sum to one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.signals.boilerplate.labels import LABELS, SPACE, shares
from tests.unit.corpus.invented import COPIED, OWN, report
from tests.unit.signals.boilerplate.examined import examine

_FIXED = "本年度未收到政府信息公开申请"
_SENTENCES = st.lists(
    st.sampled_from((*OWN.values(), COPIED, _FIXED, "进一步加强组织领导，完善工作机制")),
    min_size=1,
    max_size=8,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None
)
@given(_SENTENCES)
def test_labels_cover_the_prose_and_sum_to_one(tmp_path: Path, sentences: list[str]) -> None:
    own = report("云岭县林业局", *sentences)
    found = examine(own, [report("望江县民政局", COPIED)], tmp_path)
    for character, label in zip(own.text.text, found.evidence.labels.tolist(), strict=True):
        assert (label == SPACE) == character.isspace()
    assert sum(shares(found.evidence.labels).values()) == pytest.approx(1)
    for mark in found.measurement.marks:
        if mark.kind == "section_wording":
            told = [mark.data[name] for name in LABELS if mark.data[name] is not None]
            assert sum(told) == pytest.approx(1)  # type: ignore[arg-type]


def label_of(examined: object, text: str, needle: str) -> set[str]:
    at = text.index(needle)
    codes = examined.evidence.labels[at : at + len(needle)]  # type: ignore[attr-defined]
    return {LABELS[code] for code in codes.tolist()}


def test_each_label_is_given_where_it_belongs(tmp_path: Path) -> None:
    own = report("云岭县林业局", OWN["林业局"], COPIED, OWN["粮食局"], _FIXED, OWN["水利局"])
    peer = report("望江县民政局", COPIED)
    before = report("云岭县林业局", OWN["粮食局"], year=2022)
    found = examine(own, [peer, before], tmp_path)
    text = own.text.text
    assert label_of(found, text, OWN["林业局"]) == {"original"}
    assert label_of(found, text, COPIED) == {"peers"}
    assert label_of(found, text, OWN["粮食局"]) == {"own_last_year"}
    assert label_of(found, text, _FIXED) == {"mandated"}


def test_second_of_two_equal_sentences_is_repetition() -> None:
    own = report("云岭县林业局", OWN["林业局"], OWN["水利局"], OWN["林业局"])
    found = examine(own)
    text = own.text.text
    first, second = text.index(OWN["林业局"]), text.rindex(OWN["林业局"])
    length = len(OWN["林业局"])
    assert {LABELS[c] for c in found.evidence.labels[first : first + length]} == {"original"}
    assert {LABELS[c] for c in found.evidence.labels[second : second + length]} == {"within"}


def test_mandated_wording_is_never_called_shared(tmp_path: Path) -> None:
    own = report("云岭县林业局", _FIXED, OWN["林业局"])
    found = examine(own, [report("望江县民政局", _FIXED)], tmp_path)
    assert label_of(found, own.text.text, _FIXED) == {"mandated"}
    assert found.metrics["share_of_own_wording_shared_with_peers_4"] == 0
