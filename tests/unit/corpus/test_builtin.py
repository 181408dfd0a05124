"""The reference that ships with the product: intact, without text, and fair to its own reports."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from analyzer.assets import asset
from analyzer.corpus.builtin import LENGTHS, NAME, builtin_reference
from analyzer.corpus.masking import mask
from tests.unit.corpus.invented import OWN, report

FOLDER = asset("models", NAME)


def test_files_are_those_of_the_manifest() -> None:
    files = json.loads((FOLDER / "manifest.json").read_text("utf-8"))["files"]
    assert {path.name for path in FOLDER.glob("*.npy")} == set(files)
    for name, digest in files.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_it_is_small_and_holds_numbers_only() -> None:
    arrays = [np.load(path) for path in FOLDER.glob("*.npy")]
    assert {a.dtype.kind for a in arrays} == {"u"}
    assert sum(a.nbytes for a in arrays) < 8 << 20


def test_tables_are_sorted_and_say_who_uses_a_block() -> None:
    for length in LENGTHS:
        hashes = np.load(FOLDER / f"blocks{length}_hashes.npy")
        groups = np.load(FOLDER / f"blocks{length}_groups.npy")
        documents = np.load(FOLDER / f"blocks{length}_documents.npy")
        assert (hashes[1:] > hashes[:-1]).all()
        assert ((groups > 0) | (documents > 0)).all()


def test_wording_that_reports_share_is_known_and_invented_wording_is_not() -> None:
    masked = mask(report("云岭县林业局", "政府信息公开工作领导小组会同渔政站核对鱼塘账目"))
    assert builtin_reference().usage(masked, length=6, own=0).groups.max() > 0
    masked = mask(report("云岭县林业局", OWN["林业局"]))
    overview = [u for u in masked.units if u.section == "overview"]
    groups = builtin_reference().usage(masked, length=6, own=0).groups
    assert groups[overview[0].first : overview[0].last].max() == 0


def test_groups_left_out_do_not_count() -> None:
    masked = mask(report("云岭县林业局", "政府信息公开工作领导小组会同渔政站核对鱼塘账目"))
    everyone = (1 << builtin_reference().groups) - 1
    assert builtin_reference().usage(masked, length=6, own=everyone).groups.max() == 0


def test_report_of_an_unknown_place_has_no_group_of_its_own() -> None:
    assert builtin_reference().own_groups(mask(report("云岭县林业局", *OWN.values()))) == 0


@pytest.mark.shared
def test_reports_in_it_know_their_own_group(shared: Path) -> None:
    from analyzer.structure.parse import parse_report
    from analyzer.text.source import SourceDocument

    for line in (shared / "reports" / "reports.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        source = SourceDocument(name="a", format="text", text=record["text"], sha256="x")
        own = builtin_reference().own_groups(mask(parse_report(source)))
        assert own.bit_count() == 1, record["id"]
