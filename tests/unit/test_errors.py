"""Errors reach the user whole."""

from __future__ import annotations

import pickle

from analyzer.errors import UnreadableReport, printable


def test_unreadable_report_travels_between_processes():
    error = pickle.loads(
        pickle.dumps(UnreadableReport("a.txt", "空文件", "请换一份", code="empty"))
    )
    assert (error.name, error.cause, error.next_step, error.code) == (
        "a.txt",
        "空文件",
        "请换一份",
        "empty",
    )
    assert str(error) == "a.txt：空文件；请换一份"


def test_name_stays_on_one_line():
    assert printable("a\nb\udcff　c") == "a\\nb\\udcff　c"
