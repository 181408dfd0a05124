"""A ratchet: what the parser reached on the labels is not given up."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib

import pytest

from tests.quality.structure.floors import (
    FLOORS,
    below,
    load_floors,
    reached_changes,
    reached_files,
    reached_texts,
)
from tests.quality.structure.labels import ROOT, fingerprint
from tests.quality.structure.layouts import measure_layouts
from tests.quality.structure.measure import measure_files, measure_texts, measure_views
from tests.quality.structure.perturb import measure_changes


def test_floors_were_set_on_these_labels():
    assert load_floors()["labels"] == fingerprint()


@pytest.mark.shared
def test_prose_sections_and_tables_of_the_real_texts_reach_their_floors():
    assert below(load_floors(), reached_texts(measure_texts(), measure_views())) == []


@pytest.mark.shared
def test_the_published_files_reach_their_floors():
    assert below(load_floors(), reached_files(measure_files())) == []


@pytest.mark.shared
def test_changed_prints_of_the_real_texts_reach_their_floors():
    assert below(load_floors(), {"changes": reached_changes(measure_changes())}) == []


def test_random_layouts_reach_their_floor():
    layouts = measure_layouts(count=300)
    assert layouts["sound"] >= load_floors()["layouts"]["sound"], layouts


def test_a_floor_is_lowered_only_with_a_reason():
    """Compare with the last commit; WENZHI_LOWER_FLOORS names the reason of a lowering."""
    git = shutil.which("git")
    path = FLOORS.relative_to(ROOT).as_posix()
    if git is None or os.environ.get("WENZHI_LOWER_FLOORS"):
        return
    shown = subprocess.run(
        [git, "show", f"HEAD:{path}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if shown.returncode:
        return  # not a checkout, or not committed yet
    before, now = tomllib.loads(shown.stdout), load_floors()
    lowered = [
        f"{group}.{name}"
        for group, figures in before.items()
        if isinstance(figures, dict)
        for name, value in figures.items()
        if now.get(group, {}).get(name, 0.0) < value
    ]
    assert lowered == []
