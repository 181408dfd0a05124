"""Collocations and 的/地: what edited text does not write."""

from __future__ import annotations

import pytest

from analyzer.language.annotation import annotate
from analyzer.signals.rule import Hit
from analyzer.signals.typos.grammar import collocation, particles
from analyzer.signals.typos.prose import Prose


def prose_of(text: str) -> Prose:
    return Prose(text=text, protected=(), starts=())


def pairs(text: str) -> list[tuple[str, str | None]]:
    return [(hit.place.of(text), hit.suggestion) for hit in collocation.find(prose_of(text))]


def particle_hits(text: str) -> list[Hit]:
    return list(particles.find(prose_of(text), annotate(text)))


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("家长对政策的知晓率明显增强。", ("增强", "提高")),
        ("公开的时效性有待进一步加快。", ("加快", "提高")),
        ("不断加快公开工作水平。", ("加快", "提升")),
        ("进一步扩大公开渠道，方便群众。", None),
    ],
)
def test_verb_is_compared_with_the_usual_verbs_of_its_noun(
    text: str, pair: tuple[str, str] | None
) -> None:
    assert pairs(text) == ([pair] if pair else [])


def test_noun_that_belongs_to_another_verb_is_left_alone() -> None:
    assert pairs("加快平台建设，提高服务水平。扩大公开范围并提升质量。") == []


def test_adverbial_before_a_verb_with_object_takes_di() -> None:
    (hit,) = particle_hits("各部门积极稳妥处置，有效的降低了争议发生率。")
    assert hit.suggestion == "地"


def test_attribute_before_a_noun_keeps_de() -> None:
    assert particle_hits("采取有效的措施，取得明显的进步，形成良好的氛围。") == []
