"""Data and models say where they come from, and are what their manifests say."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from tests.architecture.committed import files, named

DATA = [p for p in files() if named(p).startswith(("data/lexicons/", "data/schemes/"))]
MODELS = sorted({p.parent for p in files() if named(p).startswith("models/")})
_SOURCE = re.compile(r"source:|written for|written by|templates? ", re.IGNORECASE)
_DATE = re.compile(r"20\d\d-\d\d")
_LARGEST = 60_000_000  # bytes, all models together


def header(path) -> str:
    lines = path.read_text("utf-8").splitlines()
    count = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(lines[:count])


@pytest.mark.parametrize("path", DATA, ids=named)
def test_lexicon_names_source_and_date(path):
    assert _SOURCE.search(header(path))
    assert _DATE.search(header(path))


@pytest.mark.parametrize("folder", MODELS, ids=lambda folder: folder.name)
def test_model_has_card_manifest_and_training_script(folder):
    assert (folder / "CARD.md").is_file()
    assert (folder / "train.py").is_file()
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["name"] == folder.name
    assert manifest["command"].startswith(f"python models/{folder.name}/train.py")
    assert manifest["data"]


@pytest.mark.parametrize("folder", MODELS, ids=lambda folder: folder.name)
def test_files_of_a_model_are_those_of_its_manifest(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    made = {p for p in files() if p.parent == folder and p.suffix not in {".md", ".py"}}
    made.discard(folder / "manifest.json")
    assert {p.name for p in made} == set(manifest["files"])
    for path in made:
        told = manifest["files"][path.name]
        digest = told["sha256"] if isinstance(told, dict) else told
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest, path.name


@pytest.mark.parametrize("folder", MODELS, ids=lambda folder: folder.name)
def test_model_was_trained_on_the_data_that_are_here(folder):
    fingerprints = json.loads((folder / "manifest.json").read_text("utf-8"))["data"]
    here = {named(p): p for p in files() if named(p).startswith("data/")}
    for name, digest in fingerprints.items():
        for known, path in here.items():
            if known == name or known.endswith("/" + name):
                assert hashlib.sha256(path.read_bytes()).hexdigest() == digest, name


def test_models_stay_small():
    assert sum(p.stat().st_size for p in files() if named(p).startswith("models/")) < _LARGEST
