"""Whole reports: every comment covers exactly what was found, and the document stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.outputs.word.annotate import Manner, annotate
from analyzer.pipeline import profiles
from analyzer.settings import default_settings
from tests.builders import samples
from tests.builders.word_comments import (
    check_same_but_comments,
    check_valid,
    comments,
    covered,
    document,
    words,
)
from tests.conftest import SHARED
from tests.unit.outputs.word.conftest import AUTHOR, source_of

WORD_SAMPLES = sorted(samples.SAMPLES.glob("*.docx"))
SEEDS = sorted((SHARED / "seeds").glob("*.txt")) or ["none"]


def check_report(path: Path) -> None:
    """Annotate all findings of a report and check every comment."""
    settings = default_settings()
    (record,) = profiles([path], settings=settings, include_text=True)
    original = path.read_bytes()
    source = source_of(original)
    findings = record["findings"]
    assert findings
    manner = Manner(author=AUTHOR, per_page=1000, characters_per_page=600, made="文质")
    made = annotate(original, source, record, findings, manner=manner, limits=settings.limits)
    check_valid(made.data)
    check_same_but_comments(original, made.data)
    assert len(made.shown) == len(findings)
    texts = covered(document(made.data))
    inner = [n for n, c in comments(made.data).items() if words(c)[0][1:3] != "小结"]
    for number, finding in zip(sorted(inner), made.shown, strict=True):
        assert texts[number] == finding["quote"].replace("\n", "").replace("\t", "")
    assert source_of(made.data).text == source.text


@pytest.mark.parametrize("path", WORD_SAMPLES, ids=lambda path: path.stem)
def test_every_finding_of_a_sample_is_commented_on_at_its_words(path):
    check_report(path)


@pytest.mark.shared
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: Path(path).stem)
def test_every_finding_of_a_seed_is_commented_on_at_its_words(path, tmp_path):
    target = tmp_path / "seed.docx"
    lines = path.read_text("utf-8").split("\n")
    samples.write_docx([samples.Block(line) for line in lines if line.strip()], target)
    check_report(target)


@pytest.mark.shared
def test_official_form_is_annotated(shared):
    check_report(shared / "reports" / "files" / "template.docx")
