"""The shape in which hints leave the profile."""

from __future__ import annotations

from typing import TypedDict

from analyzer.signals.rule import Json


class PlaceRecord(TypedDict):
    """A place in the source, with what stands there."""

    start: int
    end: int
    quote: str
    where: str  # in words: 第2页，一、总体情况，第3段
    note: str
    heading: bool  # a heading under which something is missing: not what is wrong
    private: bool  # names a person or a way to reach one: not for tables


class GainRecord(TypedDict):
    """Points won by following one hint alone."""

    total: float
    substance: float
    blocks: dict[str, float]


class HintRecord(TypedDict):
    """A hint as published."""

    action: str
    title: str
    reason: str
    places: list[PlaceRecord]
    missing: list[str]
    skeleton: str | None
    example: str | None
    figures: list[dict[str, Json]]
    rules: list[str]
    effort: int
    gain: GainRecord


class AdviceRecord(TypedDict):
    """All hints of a report; `after` are the scores when all of them are followed."""

    hints: list[HintRecord]
    before: dict[str, float | None]
    after: dict[str, float | None]
    strengths: list[PlaceRecord]
