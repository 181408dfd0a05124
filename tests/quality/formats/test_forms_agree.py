"""One report in every format gives the same prose, tables, sections and findings."""

import pytest

from tests.quality.formats.material import BY_OFFICE, OWN, every_form, sample_sources, seed_sources
from tests.quality.formats.measure import Agreement, compare

FLOORS = {"pdf": 0.99, "print": 0.99, "ofd": 0.99}  # pages; the others 0.995
# Reports of both editions with tables, problems and slips; LibreOffice takes a second a file.
CONVERTED = ("pingchuan-2018", "wangjiang-2023")


def faults(found: list[Agreement]) -> list[str]:
    """Return what falls short, one line each."""
    assert found
    return [
        f"{one.name}.{one.form}: prose {one.prose:.4f}, {one.unequal} "
        f"lost {one.findings_lost} more {one.findings_more}"
        for one in found
        if one.prose < FLOORS.get(one.form, 0.995) or one.unequal
    ]


@pytest.mark.parametrize("source", sample_sources(), ids=lambda source: source.name)
def test_forms_of_our_own_builders_say_the_same(source):
    assert faults(compare(every_form([source], OWN))) == []


@pytest.mark.office
@pytest.mark.slow
def test_forms_that_libreoffice_makes_say_the_same():
    sources = [source for source in sample_sources() if source.name in CONVERTED]
    found = compare(every_form(sources, tuple(BY_OFFICE)))
    assert len(found) == len(CONVERTED) * len(BY_OFFICE)
    assert faults(found) == []


@pytest.mark.shared
def test_seeds_rebuilt_as_word_and_pages_say_what_their_text_says():
    found = compare(every_form(seed_sources(), ("docx", "print", "ofd", "txt")))
    assert faults(found) == []


@pytest.mark.shared
@pytest.mark.office
@pytest.mark.slow
def test_seeds_rebuilt_as_old_word_and_pdf_say_the_same():
    found = compare(every_form(seed_sources(), ("doc", "pdf")))
    assert len(found) == 2 * 5
    assert faults(found) == []
