from __future__ import annotations

from dataclasses import replace

from analyzer.profile.record import BLOCKS
from analyzer.profile.stability import Stable, intervals
from analyzer.settings import default_settings


def stable(specificity: float | None, problems: float = 50, originality: float = 50, **without):
    blocks = {**dict.fromkeys(BLOCKS), "specificity": specificity, "problems": problems}
    return Stable(blocks={**blocks, "originality": originality}, without_rule=without)


def found(*reports: Stable, **thresholds: float):
    base = default_settings()
    settings = replace(base, thresholds={**base.thresholds, **thresholds})
    return intervals(reports, settings=settings, by="substance")


def test_reports_far_apart_keep_their_ranks():
    got = found(stable(90, 90, 90), stable(50), stable(10, 10, 10))
    assert [i.rank for i in got] == [(1, 1), (2, 2), (3, 3)]


def test_reports_that_are_good_at_different_things_change_places_with_the_weights():
    got = found(stable(80, 30), stable(44, 76), tie_points=0.1)
    assert [i.rank for i in got] == [(1, 2), (1, 2)]


def test_weights_that_stay_and_no_rule_leave_no_interval():
    got = found(stable(80, 30), stable(40, 70), ranking_spread=0)
    assert all(i.rank[0] == i.rank[1] and i.score[0] == i.score[1] for i in got)


def test_leaving_out_a_rule_widens_the_interval_and_names_the_rule():
    rule = {"BOI05": {"originality": 95.0}}
    first, second = found(stable(50, 50, 60), stable(50, 50, 50, **rule), ranking_spread=0)
    assert first.rank == (1, 2)
    assert second.rank == (1, 2)
    assert second.score[1] > second.score[0]
    assert second.rule == "BOI05"


def test_rule_is_left_out_for_all_reports_at_once():
    rule = {"BOI05": {"originality": 95.0}}
    got = found(stable(60, 50, 50, **rule), stable(50, 50, 50, **rule), ranking_spread=0)
    assert [i.rank for i in got] == [(1, 1), (2, 2)]


def test_ties_of_the_ranking_are_ties_of_the_interval():
    got = found(stable(50), stable(49), ranking_spread=0)
    assert [i.rank for i in got] == [(1, 1), (1, 1)]


def test_block_that_was_not_judged_leaves_its_weight_to_the_others():
    [got] = found(stable(None, 40, 60))
    assert 40 < got.score[0] <= got.score[1] < 60


def test_same_reports_have_the_same_intervals():
    reports = [stable(60, 20), stable(40, 55), stable(50, 40, 30)]
    assert found(*reports) == found(*reports)


def test_another_seed_draws_other_weights():
    reports = [stable(60, 20), stable(40, 55)]
    assert [i.score for i in found(*reports)] != [i.score for i in found(*reports, ranking_seed=7)]


def test_no_reports_have_no_intervals():
    assert found() == []
