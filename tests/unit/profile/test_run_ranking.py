from __future__ import annotations

from analyzer.profile.ranking import rank, summarise
from tests.builders.reports import finding, record_of


def places(*points: float | None, tie: float = 3) -> list[tuple[str, int | None, bool]]:
    summaries = [
        summarise(record_of(f"{n}", scores={"substance": p, "total": p}), index=n)
        for n, p in enumerate(points)
    ]
    ranked = rank(summaries, tie_points=tie)
    return [(r.summary.source, r.rank, r.tied) for r in ranked]


def test_best_substance_comes_first():
    assert places(40, 80, 60) == [("1", 1, False), ("2", 2, False), ("0", 3, False)]


def test_less_than_three_points_apart_is_a_tie():
    assert places(80, 77.1, 70) == [("0", 1, True), ("1", 1, True), ("2", 3, False)]


def test_three_points_apart_is_no_tie():
    assert [tied for _, _, tied in places(80, 77)] == [False, False]


def test_chain_of_small_steps_does_not_tie_the_best_with_the_worst():
    assert [place for _, place, _ in places(80, 78, 76, 74)] == [1, 1, 3, 3]


def test_unscored_report_comes_last_without_rank():
    assert places(None, 50) == [("1", 1, False), ("0", None, False)]


def test_report_with_a_failed_rule_is_ranked_by_what_was_scored_and_marked():
    record = record_of("a", status="unjudged", reason="规则出错", scores={"substance": 90})
    [entry] = rank([summarise(record, index=0)], tie_points=3)
    assert entry.rank == 1
    assert entry.summary.partial


def test_equal_points_keep_the_order_of_the_input():
    assert [source for source, _, _ in places(50, 50, 50)] == ["0", "1", "2"]


def test_summary_counts_findings_by_severity():
    findings = [finding(0, "，", severity=s) for s in ("error", "info", "info")]
    summary = summarise(record_of(findings=findings), index=0)
    assert summary.findings == {"error": 1, "warning": 0, "info": 2}
