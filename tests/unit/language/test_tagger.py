"""The entity tagger: features, labels, a tiny training, and what annotation takes from it."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest
import rjieba

from analyzer.language.annotation import find_entities
from analyzer.language.entities import Organisation, Person, Place
from analyzer.language.tagger import features, find_tagged, spans_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def trainer() -> ModuleType:
    path = ROOT / "models/entity-zh/train.py"
    spec = importlib.util.spec_from_file_location("entity_train", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def names(text: str, kind: type[Person] | type[Place] | type[Organisation]) -> list[str]:
    return [e.name for e in find_entities(text) if isinstance(e, kind)]


def test_every_character_has_attributes() -> None:
    text = "石桥村公开栏"
    assert len(features(text, rjieba.tag(text))) == len(text)


def test_words_that_do_not_cover_the_text_are_refused() -> None:
    with pytest.raises(ValueError, match="cover"):
        features("石桥村", [("石桥", "ns")])


def test_labels_become_spans() -> None:
    assert spans_of(["O", "B-P", "I-P", "B-P", "I-L"]) == [(1, 3, "P"), (3, 4, "P"), (4, 5, "L")]


def test_tiny_training_learns_its_sentences(trainer: ModuleType, tmp_path: Path) -> None:
    rows = [
        (f"d{n}", f"由{name}同志负责公开工作。", [(1, 1 + len(name), "P")])
        for n, name in enumerate(("丁海波", "李青", "许文涛", "宋晓梅", "吕小燕", "石立军"))
    ]
    model = tmp_path / "tiny.crfsuite"
    parameters = {"c1": 0.0, "c2": 0.01, "max_iterations": 30}
    used = trainer.train(rows, model, random.Random(1), characters=1000, parameters=parameters)
    assert used == sum(len(text) for _, text, _ in rows)
    assert trainer.measure(model, rows)["f1"] == 1.0


def test_names_inside_titles_are_not_learnt(trainer: ModuleType, tmp_path: Path) -> None:
    taught = tmp_path / "taught.tsv"
    taught.write_text("d1\t《望川县公开办法》由李青起草。\t1,4,L 10,12,P\n", "utf-8")
    assert trainer.read(taught)[0][2] == [(10, 12, "P")]


def test_person_without_a_post_and_with_one_behind_is_found() -> None:
    text = "居民许志强当面提出申请，孔德明科长作了说明。"
    found = [e for e in find_entities(text) if isinstance(e, Person)]
    assert [(p.name, p.title) for p in found] == [("许志强", ""), ("孔德明", "科长")]


def test_firm_and_village_in_no_list_are_found() -> None:
    assert names("系统由沅江市远达信息技术有限公司维护。", Organisation) == [
        "沅江市远达信息技术有限公司"
    ]
    assert "后山村" in names("在石桥村、后山村张贴公示。", Place)


def test_bodies_every_place_has_are_no_names() -> None:
    assert list(find_tagged("切实加强组织领导。", rjieba.tag("切实加强组织领导。"))) == []
    tagged = [e for e in find_entities("县委、县政府高度重视。") if isinstance(e, Organisation)]
    assert all(e.kind == "generic" for e in tagged)


def test_manifest_names_the_shipped_file(trainer: ModuleType) -> None:
    import json

    manifest = json.loads((ROOT / "models/entity-zh/manifest.json").read_text("utf-8"))
    for name, digest in manifest["files"].items():
        assert trainer.sha(ROOT / "models/entity-zh" / name) == digest
