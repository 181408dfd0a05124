import numpy as np
import pytest

from analyzer.language.spelling.retrieval import build, mix


def _keys(count: int, seed: int) -> np.ndarray:
    return np.unique(mix(np.arange(count, dtype=np.uint64), seed))


@pytest.mark.parametrize("count", [1, 10, 1000, 100_000])
def test_every_stored_key_gives_its_value(count):
    keys = _keys(count, 5)
    values = (np.arange(len(keys)) % 64).astype(np.uint8)
    assert (build(keys, values).get(keys) == values).all()


def test_foreign_keys_are_rarely_taken_for_stored_ones():
    stored = build(_keys(50_000, 5), np.zeros(50_000, np.uint8))
    assert (stored.get(_keys(50_000, 77)) >= 0).mean() < 0.003


def test_values_beyond_six_bits_are_refused():
    with pytest.raises(ValueError, match="below 64"):
        build(_keys(3, 1), np.array([1, 64, 2], np.uint8))
