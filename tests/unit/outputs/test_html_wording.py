from __future__ import annotations

from analyzer.outputs.html.wording import wording
from tests.builders.profiles import marked_record
from tests.builders.reports import record_of


def test_shares_of_a_section_stand_side_by_side_and_fill_the_bar():
    [row] = wording(marked_record())
    assert row.title == "总体情况"
    assert [piece.kind for piece in row.pieces] == ["original", "peers", "stock", "mandated"]
    for piece, following in zip(row.pieces, row.pieces[1:], strict=False):
        assert abs(piece.start + piece.width - following.start) < 0.02
    assert abs(sum(piece.width for piece in row.pieces) - 100) < 0.1


def test_whole_report_comes_first():
    record = marked_record()
    record["metrics"]["boilerplate.share_of_prose_original"] = {
        "title": "",
        "value": 1.0,
        "unit": "ratio",
        "denominator": "",
        "n": None,
        "reason": None,
    }
    assert [row.title for row in wording(record)] == ["全文", "总体情况"]


def test_unmeasured_report_has_no_rows():
    assert wording(record_of()) == []
