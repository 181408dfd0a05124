"""Every defect planted in the samples is found by the rule that should, at its words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analyzer import analyze

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
MANIFEST = json.loads((SAMPLES / "manifest.json").read_text("utf-8"))["samples"]
PLANTED = [(s["file"], d) for s in MANIFEST for d in s["defects"]]


@cache
def profiles() -> dict[str, Any]:
    return {Path(r["source"]).name: r for r in analyze([SAMPLES])}


@pytest.mark.parametrize(
    ("file", "defect"), PLANTED, ids=lambda v: v if isinstance(v, str) else v["rule"]
)
def test_planted_defect_is_found(file: str, defect: dict[str, str]) -> None:
    found = [f for f in profiles()[file]["findings"] if f["rule"] == defect["rule"]]
    assert any(defect["quote"] in f["quote"] for f in found), [f["quote"] for f in found]


@pytest.mark.parametrize("sample", MANIFEST, ids=lambda s: s["name"])
def test_identity_of_a_sample_is_read_from_its_file(sample: dict[str, Any]) -> None:
    identity = profiles()[sample["file"]]["identity"]
    assert (identity["issuer"], identity["year"], identity["level"]) == (
        sample["unit"],
        sample["year"],
        sample["level"],
    )


def test_substance_ranks_the_samples_as_they_were_written() -> None:
    value = {name: r["scores"]["substance"]["value"] for name, r in profiles().items()}
    rich = ["yunling-2022.html", "yunling-2023.docx", "pingchuan-2018.docx"]
    empty = ["liuqiao-2021.utf16.txt", "liuqiao-2022.docx", "wangjiang-2023.docx"]
    middling = ["qingxi-2019.txt", "qingxi-2021.html"]
    assert min(value[n] for n in rich) > max(value[n] for n in middling)
    assert min(value[n] for n in middling) > max(value[n] for n in empty)
