"""A ratchet: names on our own labels."""

from __future__ import annotations

from tests.quality.names.measure import measure, read_invented


def test_people_places_and_bodies_of_invented_sentences() -> None:
    found = measure(read_invented())
    assert found["person"]["f1"] >= 0.93
    assert found["place"]["f1"] >= 0.92
    assert found["organisation"]["f1"] >= 0.79
