"""Hashes are found in large sorted tables by their highest bits as well as by halving."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analyzer.corpus.tables import find_hashes, find_sorted, starts_of


@given(st.integers(0, 3000), st.integers(0, 2**32))
def test_hashes_are_found_where_halving_finds_them(size: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    table = np.unique(chance.integers(0, 2**64, size, dtype=np.uint64))
    strange = chance.integers(0, 2**64, 60, dtype=np.uint64)
    edges = np.array([0, 2**63, 2**64 - 1], dtype=np.uint64)
    wanted = np.concatenate((strange, table[::3], edges))
    found = find_hashes(table, wanted, starts_of(table))
    assert found.tolist() == find_sorted(table, wanted).tolist()


def test_uneven_hashes_are_found_too() -> None:
    table = np.arange(5000, dtype=np.uint64)  # all in one bucket
    wanted = np.arange(0, 9000, 7, dtype=np.uint64)
    expected = np.where(wanted < 5000, wanted, 0).astype(np.int64)
    expected[wanted >= 5000] = -1
    assert find_hashes(table, wanted, starts_of(table)).tolist() == expected.tolist()
