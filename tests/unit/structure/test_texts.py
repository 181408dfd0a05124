"""Whole invented texts, each of another build: what came out, paragraph by paragraph."""

import json
from pathlib import Path

import pytest

from tests.unit.structure.reading import keys, outline, parse

TEXTS = Path(__file__).parent / "texts"
EXPECTED = json.loads((TEXTS / "expected.json").read_text(encoding="utf8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_text_of_its_own_build_is_parsed_as_read(name):
    report = parse((TEXTS / name).read_text(encoding="utf8"))
    wanted = EXPECTED[name]
    assert keys(report) == wanted["sections"]
    assert [[t.kind, len(t.rows), len(t.rows[0])] for t in report.tables] == wanted["tables"]
    assert [f"{kind} {text[:12]}" for kind, text in outline(report)] == wanted["paragraphs"]
    assert [[h.level, h.text[:12], h.run_in] for h in report.headings] == wanted["headings"]
