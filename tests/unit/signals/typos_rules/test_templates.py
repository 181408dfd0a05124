"""Every context template finds its bad example exactly and leaves its good one alone."""

from __future__ import annotations

import re

import pytest

from analyzer.signals.typos.prose import Prose
from analyzer.signals.typos.templates import Template, all_templates

TEMPLATES = all_templates()


def prose_of(text: str) -> Prose:
    return Prose(text=text, protected=(), starts=())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.id)
def test_template_finds_its_bad_example(template: Template) -> None:
    before, quote, after = re.split("[⟦⟧]", template.bad)
    found = [
        h.place.of(before + quote + after) for h in template.hits(prose_of(before + quote + after))
    ]
    assert found == [quote]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.id)
def test_template_leaves_its_good_example_alone(template: Template) -> None:
    assert list(template.hits(prose_of(template.good))) == []


def test_template_ids_are_unique() -> None:
    ids = [template.id for template in TEMPLATES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.id)
def test_trigger_stands_in_the_bad_example(template: Template) -> None:
    assert any(trigger in re.sub("[⟦⟧]", "", template.bad) for trigger in template.triggers)


def test_suggestion_replaces_exactly_the_quoted_text() -> None:
    deadline = next(t for t in TEMPLATES if t.id == "deadline-as-of")
    text = "截止到12月底，全镇公开信息12条。"
    (hit,) = deadline.hits(prose_of(text))
    assert hit.suggestion is not None
    repaired = text[: hit.place.start] + hit.suggestion + text[hit.place.end :]
    assert repaired == "截至12月底，全镇公开信息12条。"


def test_matter_of_taste_is_pointed_out_once() -> None:
    taste = next(t for t in TEMPLATES if t.id == "quote-list-mark")
    text = "落实“谁制作”、“谁公开”、“谁负责”的要求。"
    assert len(list(taste.hits(prose_of(text)))) == 1
