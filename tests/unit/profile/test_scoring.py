from __future__ import annotations

import pytest

from analyzer.profile.record import BLOCKS
from analyzer.profile.scoring import combine
from analyzer.settings import default_settings
from analyzer.signals.rule import Score

WEIGHTS = default_settings().weights


def scores(**values: float | None) -> dict[str, Score]:
    return {
        name: Score(value=value, reason=None if value is not None else "没有条件")
        for name, value in values.items()
    }


def test_weights_of_the_rubric_sum_to_a_hundred():
    assert sum(WEIGHTS[block] for block in BLOCKS) == 100


def test_substance_is_the_sum_of_the_three_blocks_over_65():
    given = scores(specificity=80, problems=50, originality=60, language=0)
    record = combine(given, weights=WEIGHTS)["substance"]
    assert record["value"] == pytest.approx((80 * 25 + 50 * 20 + 60 * 20) / 65, abs=0.05)


def test_unjudged_block_leaves_its_weight_to_the_others():
    record = combine(scores(specificity=80, problems=50, originality=None), weights=WEIGHTS)
    assert record["substance"]["value"] == pytest.approx((80 * 25 + 50 * 20) / 45, abs=0.05)
    assert "1 项未评" in record["substance"]["reason"]


def test_unjudged_block_keeps_its_own_reason_and_is_no_zero():
    record = combine(scores(specificity=80, continuity=None), weights=WEIGHTS)["continuity"]
    assert record["value"] is None
    assert record["reason"] == "没有条件"


def test_total_counts_every_judged_block_by_weight():
    record = combine(scores(**dict.fromkeys(BLOCKS, 70.0)), weights=WEIGHTS)
    assert record["total"]["value"] == 70.0
    assert record["total"]["reason"] is None


def test_nothing_judged_gives_no_total():
    record = combine({}, weights=WEIGHTS)
    assert record["total"]["value"] is None
    assert record["total"]["reason"]


def test_weight_zero_takes_a_block_out():
    weights = {**WEIGHTS, "problems": 0}
    given = scores(specificity=80, problems=0, originality=80)
    assert combine(given, weights=weights)["substance"]["value"] == 80


def test_scores_outside_the_scale_are_brought_back():
    assert combine(scores(language=104.2), weights=WEIGHTS)["language"]["value"] == 100


def test_parts_of_a_mean_are_what_each_block_brings():
    parts = combine(scores(specificity=80, problems=50, originality=60), weights=WEIGHTS)
    assert parts["substance"]["parts"] == {
        "specificity": pytest.approx(80 * 25 / 65, abs=0.01),
        "problems": pytest.approx(50 * 20 / 65, abs=0.01),
        "originality": pytest.approx(60 * 20 / 65, abs=0.01),
    }


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (100.0, {}),
        (70.0, {"STR01": -30.0}),
        (0.0, {"STR01": -80.0, "STR05": -40.0}),
        (42.0, {"一": 30.0, "二": 12.0}),
        (55.0, {"满分": 100.0, "套话": -45.0}),
        (0.0, {"一": 0.0}),
    ],
)
def test_parts_add_up_to_the_score(value, parts):
    record = combine({"structure": Score(value=value, parts=parts)}, weights=WEIGHTS)["structure"]
    assert sum(record["parts"].values()) == pytest.approx(value, abs=0.05)
