"""Profiles as a data frame."""

from analyzer.outputs.frame import frame
from tests.builders.reports import record_of


def test_a_score_that_was_not_judged_is_missing_and_not_zero() -> None:
    table = frame([record_of("a.txt", scores={"substance": 40.0}), record_of("b.txt")])
    assert table["substance"].tolist()[0] == 40.0
    assert table["substance"].isna().tolist() == [False, True]


def test_one_row_a_report_with_its_metrics_in_the_given_order() -> None:
    metrics = {"problems.found": {"value": 3.0}}
    table = frame([record_of("a.txt"), record_of("b.txt", metrics=metrics)])
    assert table["source"].tolist() == ["a.txt", "b.txt"]
    assert table["problems.found"].iloc[1] == 3.0


def test_no_report_gives_an_empty_frame() -> None:
    assert frame([]).empty
