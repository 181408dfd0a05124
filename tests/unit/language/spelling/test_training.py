"""The recorded training, in little: it runs, repeats itself, and gives a model that corrects.

Training the networks needs torch, which is no dependency of the product. Here the statistics and the
ranker are trained, around networks with drawn weights; where torch is installed, a small network too.
"""

import argparse
import hashlib
import importlib.util
import json
import lzma
import sys
from pathlib import Path

import numpy as np
import pytest

from analyzer import correct
from analyzer.language.spelling.store import load_material, load_model
from tests.unit.language.spelling.seeded import write_network

ROOT = Path(__file__).resolve().parents[4]
OBJECTS = [
    "政府信息",
    "规范性文件",
    "财政预算",
    "办事指南",
    "工作动态",
    "政策解读",
    "行政许可",
    "人事任免",
    "应急预案",
    "重大项目",
]
ACTIONS = [
    "及时公开",
    "主动公布",
    "认真整理",
    "集中发布",
    "逐项核对",
    "定期更新",
    "统一归档",
    "依法提供",
    "全面梳理",
    "严格审查",
]
PLACES = ["柳桥县", "平川市", "清溪镇", "望江区", "云岭街道"]
FRAMES = (
    "{place}{action}{thing}，推进政务公开工作。",
    "本年度{place}共{action}{thing}多条，提高公开质量。",
    "各单位{action}{thing}，并接受群众监督。",
    "对{thing}没有{action}的，由{place}督促整改。",
)


def _corpus(path: Path, offset: int) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        number = offset
        for thing in OBJECTS:
            for action in ACTIONS:
                for place in PLACES:
                    frame = FRAMES[number % len(FRAMES)]
                    text = frame.format(place=place, action=action, thing=thing)
                    row = {"title": f"{thing}{number}", "text": text * 2}
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
                    number += 1


@pytest.fixture(scope="module")
def training():
    folder = ROOT / "models" / "spelling-zh"
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("spelling_training", folder / "train.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _train(training, tmp_path: Path, name: str) -> Path:
    corpora = tmp_path / "corpora"
    corpora.mkdir(exist_ok=True)
    for offset, part in enumerate(("official", "newscast", "news")):
        _corpus(corpora / f"{part}.jsonl.xz", offset)
    out = tmp_path / name
    arguments = argparse.Namespace(
        only="material", corpora=str(corpora), pairs="", reports="", defects="", rows="",
        out=str(out),
    )  # fmt: skip
    plan = training.Plan(sentences=80, noisy=60, trees=12)
    training.train(arguments, plan)
    material = load_material(out)
    for file, seed in (("network.npz", 5), ("scout.npz", 6)):
        write_network(
            out / file,
            alphabet=len(material.alphabet.characters) + 2,
            syllables=len(material.seeker.confusables.distance) - 1,
            seed=seed,
        )
    arguments.only = "ranker"
    training.train(arguments, plan)
    return out


@pytest.fixture(scope="module")
def trained(training, tmp_path_factory) -> tuple[Path, Path]:
    place = tmp_path_factory.mktemp("spelling")
    return _train(training, place, "one"), _train(training, place, "two")


def test_equal_input_gives_equal_files(trained):
    one, two = ({p.name: p.read_bytes() for p in folder.iterdir()} for folder in trained)
    assert one == two


def test_manifest_names_every_file_with_its_hash(trained):
    folder, _ = trained
    files = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    assert set(files) == {p.name for p in folder.iterdir()} - {"manifest.json"}
    for name, entry in files.items():
        assert entry["sha256"] == hashlib.sha256((folder / name).read_bytes()).hexdigest()


def test_little_model_leaves_clean_sentences_of_its_domain_alone(trained):
    model = load_model(trained[0])
    sentence = "柳桥县及时公开政府信息，推进政务公开工作。"
    assert correct([sentence], model=model)[0].text == sentence


def test_slips_come_with_what_was_meant(training, trained):
    slips = importlib.import_module("slips")
    stream = importlib.import_module("stream")
    material = load_material(trained[0])
    sentences = ["柳桥县及时公开政府信息，推进政务公开工作。"] * 200
    numbers, words, begins = stream.encode(sentences, material.alphabet, material.seeker.lexicon)
    sentence = np.repeat(np.arange(len(sentences)), np.diff(begins))
    clean = slips.Clean(numbers, words, sentence)
    tables = slips.tables_of(material)
    made = slips.corrupt(clean, tables, slips.Rates(), np.random.default_rng(3))
    again = slips.corrupt(clean, tables, slips.Rates(), np.random.default_rng(3))
    assert np.array_equal(made.written, again.written)
    kept = made.place >= 0
    assert np.array_equal(made.meant[kept], numbers[made.place[kept]])
    assert np.array_equal(made.tag == slips.EXTRA, ~kept)
    assert (made.written[made.tag == slips.OK] == made.meant[made.tag == slips.OK]).all()
    gone = np.setdiff1d(np.arange(len(numbers)), made.place)
    assert len(gone) == (made.lost > 0).sum() > 0
    untouched = slips.corrupt(clean, tables, slips.Rates(clean=1.0), np.random.default_rng(3))
    assert np.array_equal(untouched.written, numbers)


@pytest.mark.torch
def test_a_small_network_learns(training, trained, tmp_path):
    network = importlib.import_module("network")
    stream = importlib.import_module("stream")
    material = load_material(trained[0])
    sentences = [f"{p}{a}{t}，推进政务公开工作。" for p in PLACES for a in ACTIONS for t in OBJECTS]
    encoded = stream.encode(sentences, material.alphabet, material.seeker.lexicon)
    rows = {
        f"{name}_{part}": value
        for name in stream.NAMES
        for part, value in zip(("numbers", "words", "begins"), encoded, strict=True)
    }
    np.savez(tmp_path / "stream.npz", **rows)
    shape = network.Shape(width=16, hidden=16, dilations=(1, 2), attention=(1,), heads=2)
    plan = network.Training(shape=shape, steps=100, rate=5e-3, tokens=1024, compiled=False)
    said: list[str] = []
    weights = network.train(material, tmp_path / "stream.npz", plan, said.append)
    assert said
    assert {"characters.weight", "tags.weight"} <= set(weights)
