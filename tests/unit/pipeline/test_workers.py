from __future__ import annotations

import os
import signal
import time
from itertools import count

import pytest

from analyzer.pipeline.workers import ordered_map


def square(n: int) -> int:
    time.sleep(0.002 * (n % 3))
    return n * n


def dies_at_three(n: int) -> int:
    if n == 3:
        os._exit(9)
    return n


def first_is_deaf(n: int) -> int:
    if n == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(0.3 if n else 0.9)
    return n


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs):
    got = list(ordered_map(square, range(20), jobs=jobs, lost=lambda n: -1))
    assert got == [n * n for n in range(20)]


def test_item_that_kills_its_process_is_lost_and_the_others_are_done():
    got = list(ordered_map(dies_at_three, range(12), jobs=2, lost=lambda n: -n))
    assert got == [0, 1, 2, -3, 4, 5, 6, 7, 8, 9, 10, 11]


def test_worker_that_did_not_hear_the_end_does_not_hold_up_the_run():
    # A SIGTERM that comes while a worker is being forked is lost (here it is ignored). The other
    # worker, idle for longer, holds the lock of the queue when it is ended, and never gives it back.
    started = time.monotonic()
    assert list(ordered_map(first_is_deaf, range(2), jobs=2, lost=lambda n: -1)) == [0, 1]
    assert time.monotonic() - started < 30


def test_items_are_taken_only_a_little_ahead():
    taken = []

    def items():
        for n in count():
            taken.append(n)
            yield n

    results = ordered_map(square, items(), jobs=2, lost=lambda n: -1)
    assert [next(results) for _ in range(3)] == [0, 1, 4]
    results.close()
    assert len(taken) < 20
