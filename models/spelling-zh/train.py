"""Rebuild the spelling model: statistics and tables, then the ranker.

    python models/spelling-zh/train.py --only material --corpora ../shared/corpora \
        --reports ../shared/reports/reports.jsonl --defects ../shared/gold/language_defects.tsv --out DIR
    python models/spelling-zh/stream.py --model DIR --corpora ../shared/corpora --out STREAM.npz
    python models/spelling-zh/network.py --model DIR --stream STREAM.npz --out DIR/network.npz
    python models/spelling-zh/network.py --scout --model DIR --stream STREAM.npz --out DIR/scout.npz
    python models/spelling-zh/train.py --only ranker --corpora ../shared/corpora --pairs ../shared/csc --out DIR

Each step reads what those before it left. Only network.py needs torch (it may run in an environment of
its own). Without --only both of this script's steps run, and without networks the ranker does without.
About forty minutes for the first, eighty for the networks, fifteen for the ranker, on one core with
8 GB of memory. Equal input gives equal files; the networks repeat only on the same processor.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent))

import corpus as corpora_reader
import counting
import examples
import lexis
import sounds

from analyzer.language.lexicon import read_rows
from analyzer.language.spelling.confusables import FIRST, LAST
from analyzer.language.spelling.features import NAMES
from analyzer.language.spelling.forest import Forest
from analyzer.language.spelling.lexicon import Lexicon
from analyzer.language.spelling.noise import SHARES, Typist
from analyzer.language.spelling.store import Material, load_material
from analyzer.language.spelling.symbols import Alphabet, fold

SEED = 7
LEAST_CANDIDATE = 25.0  # count a character needs to be offered as what was meant
# A row from hand-collected pairs counts as ten simulated ones, and only every fourth of those is used:
# the network finds simulated slips more easily than real ones, and the ranker must not learn that.
PAIR_WEIGHT, SIMULATED_STEP = 10.0, 4
WEIGHED = ("official_document_train", "law_train")
MEDICAL, CLEAN = "medical_train", "clean_news"
MEDICAL_STEP = 4  # another trade: every fourth pair is enough
SOURCES = ("simulated", "clean", *WEIGHED, MEDICAL, CLEAN)
REPORT_REPEATS = 3  # the few real reports count threefold, so that their phrases are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much to train on; the tests take little."""

    most_documents: int | None = None
    sentences: int = 24_000
    noisy: int = 24_000
    trees: int = 320
    shares: tuple[tuple[str, float], ...] = (("official", 0.4), ("newscast", 0.2), ("news", 0.4))


def train(args: argparse.Namespace, plan: Plan) -> dict[str, Any]:
    """Build everything into `args.out` and return the manifest."""
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    names = [name for name, _ in plan.shares]
    paths = {name: Path(args.corpora) / f"{name}.jsonl.xz" for name in names}
    corpora = [
        corpora_reader.read_corpus(paths[name], most_documents=plan.most_documents)
        for name in names
    ]
    old = out / "manifest.json"
    numbers = json.loads(old.read_text("utf-8")).get("sizes", {}) if old.exists() else {}
    if args.only != "ranker":
        reports = _report_sentences(Path(args.reports), Path(args.defects)) if args.reports else []
        numbers = build_material(corpora, reports, out)
    if args.only != "material":
        material = load_material(out)
        rows = _rows(corpora, material, plan, Path(args.pairs) if args.pairs else None)
        if args.rows:
            np.savez(args.rows, **{name: getattr(rows, name) for name in Table.__slots__})
        some = rows.take(seen(rows))
        save_ranker(fit(some, plan.trees), out / "ranker.npz")
        numbers |= {"ranker_rows": len(some.right)}
    return manifest(out, paths, numbers)


def save_ranker(ranker: Forest, path: Path) -> None:
    """Write the trees with the names of the features they look at."""
    np.savez_compressed(
        path, feature=ranker.feature, threshold=ranker.threshold, left=ranker.left,
        right=ranker.right, value=ranker.value, depth=ranker.depth, base=ranker.base,
        names=np.array(NAMES),
    )  # fmt: skip


def build_material(
    corpora: list[corpora_reader.Corpus], reports: list[str], out: Path
) -> dict[str, int]:
    """Write alphabet, statistics and tables; return some sizes."""
    alphabet = corpora_reader.alphabet_of(corpora)
    lines = [alphabet.characters[i : i + 60] for i in range(0, len(alphabet.characters), 60)]
    (out / "alphabet.txt").write_text("\n".join(lines), "utf-8")
    texts = [(c.counted(), 1.0 if c.name != "news" else counting.NEWS_WEIGHT) for c in corpora]
    formal = [s for some, weight in texts if weight == 1.0 for s in some]
    news = [s for some, weight in texts if weight != 1.0 for s in some]
    counted = counting.count(formal + REPORT_REPEATS * reports, news, alphabet)
    followers, leaders = lexis.usual_neighbours(counted.pairs, counted.pair_counts, alphabet)
    words = lexis.words_of(texts, alphabet)
    found = lexis.found_words(counted.pairs, counted.pair_counts, counted.single, alphabet)
    long = found | {w: n for w, n in words.items() if len(w) > 1}
    readings, syllables = sounds.readings(long)
    distance = sounds.distances(syllables)
    classes = sounds.groups(distance)
    rows, spoken, word_counts = sounds.spoken_words(long, alphabet, syllables)
    lexicon = Lexicon.of(rows, spoken, word_counts, classes, distance)
    company = lexis.company_of(texts, lexicon, alphabet)
    candidates = _candidates(alphabet, counted.single)
    shape_start, shape_to, shape_likeness = _shapes(alphabet, candidates)
    np.savez_compressed(
        out / "tables.npz", single=counted.single, candidates=candidates, readings=readings,
        distance=distance, shape_start=shape_start, shape_to=shape_to,
        shape_likeness=shape_likeness, words=rows, syllables=spoken, word_log_counts=word_counts,
        classes=classes, followers=followers, leaders=leaders,
        word_single=lexis.single_words(words, alphabet, counted.single),
    )  # fmt: skip
    layout = {"total": counted.total}
    for name, built in (("runs", counted.runs), ("company", company)):
        np.save(out / f"{name}.npy", built.cells)
        layout[name] = {"seed": built.seed, "segment": built.segment, "segments": built.segments}
    (out / "statistics.json").write_text(json.dumps(layout, indent=1) + "\n", "utf-8")
    return {"runs": counted.kept, "words": len(rows), "characters": len(alphabet.characters)}


def _candidates(alphabet: Alphabet, single: NDArray[np.float32]) -> NDArray[np.uint16]:
    numbers = [
        number
        for number, character in enumerate(alphabet.characters, start=2)
        if FIRST <= ord(character) <= LAST and single[number] >= np.log(LEAST_CANDIDATE)
    ]
    return np.array(numbers, np.uint16)


def _shapes(
    alphabet: Alphabet, candidates: NDArray[np.uint16]
) -> tuple[NDArray[np.int32], NDArray[np.uint16], NDArray[np.uint8]]:
    """Return neighbours in shape as rows for all characters with readings."""
    usable = set(candidates.tolist())
    numbers = {c: n for n, c in enumerate(alphabet.characters, start=2) if n in usable}
    listed = {row[0]: row[1].split() for row in read_rows("confusion_shapes.tsv")}
    start, to, likeness = [0], [], []
    for code in range(FIRST, LAST + 1):
        for entry in sorted(listed.get(chr(code), ())):
            if entry[0] in numbers:
                to.append(numbers[entry[0]])
                likeness.append(round(int(entry[1:]) * 2.55))
        start.append(len(to))
    return np.array(start, np.int32), np.array(to, np.uint16), np.array(likeness, np.uint8)


def _report_sentences(reports: Path, defects: Path) -> list[str]:
    """Return the sentences of real reports without those that proofreaders marked."""
    marked = [line.split("\t")[4] for line in defects.read_text("utf-8").splitlines()[1:]]
    folded = [fold(context)[0] for context in marked]
    found: dict[str, None] = {}
    for line in reports.read_text("utf-8").splitlines():
        for sentence in corpora_reader.split(json.loads(line)["text"]):
            if not any(f in sentence or sentence in f for f in folded):
                found[sentence] = None
    return list(found)


@dataclass(frozen=True, slots=True)
class Table:
    """The ranker's rows: features, whether right, weight, where from and which half."""

    table: NDArray[np.float32]
    right: NDArray[np.int8]
    weight: NDArray[np.float32]
    source: NDArray[np.uint8]  # place in SOURCES
    half: NDArray[np.uint8]

    def take(self, some: NDArray[np.bool_]) -> Table:
        """Return some rows."""
        return Table(*(getattr(self, name)[some] for name in self.__slots__))


def _rows(
    corpora: list[corpora_reader.Corpus], material: Material, plan: Plan, pairs: Path | None
) -> Table:
    """Return the rows of simulated slips, of the same sentences without any, and of open pairs."""
    rng = np.random.default_rng(SEED)
    pool: list[str] = []
    for corpus, (_, share) in zip(corpora, plan.shares, strict=True):
        some = [s for s in corpus.of_part(corpora_reader.RANKER) if _usable(s)]
        order = rng.permutation(len(some)).tolist()
        pool += [some[i] for i in order[: int(plan.sentences * share)]]
    order = rng.permutation(len(pool)).tolist()
    pool = [pool[i] for i in order]
    seeker = material.seeker
    typist = Typist(material.alphabet, seeker.confusables, seeker.lexicon, rng, SHARES)
    sets = [list(examples.corrupted(pool[: plan.noisy], typist, clean=0.0))]
    sets.append([(s, s) for s in pool])  # each sentence is also seen as it should be
    if pairs:
        sets += [_pairs(pairs / f"{name}.tsv") for name in SOURCES[2:]]
    parts = []
    for number, some in enumerate(sets):
        rows = examples.rows_of(some, material)
        halves = np.array([half_of(meant) for _, meant in some], np.uint8)
        weight = PAIR_WEIGHT if SOURCES[number] in WEIGHED else 1.0
        count = len(rows.right)
        parts.append(
            Table(
                rows.table, rows.right, np.full(count, weight, np.float32),
                np.full(count, number, np.uint8), halves[rows.sentence],
            )
        )  # fmt: skip
        print(SOURCES[number], len(some), count, flush=True)
    names = Table.__slots__
    return Table(*(np.concatenate([getattr(p, name) for p in parts]) for name in names))


def _pairs(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text("utf-8").splitlines()
    pairs = [(fold(line.split("\t")[0])[0], fold(line.split("\t")[1])[0]) for line in lines]
    return pairs[::MEDICAL_STEP] if path.stem == MEDICAL else pairs


def seen(rows: Table, *, but: int | None = None) -> NDArray[np.bool_]:
    """Tell which rows train a ranker.

    The shipped one sees all pairs and half 0 of CLEAN (the other measures false alarms); in
    cross-validation `but` is the half of the pairs left out, and nothing of CLEAN is seen.
    """
    simulated = rows.source < SOURCES.index(WEIGHED[0])
    clean = rows.source == SOURCES.index(CLEAN)
    use: NDArray[np.bool_] = ~simulated | (np.arange(len(rows.right)) % SIMULATED_STEP == 0)
    if but is None:
        return use & ~(clean & (rows.half == 1))
    return use & ~clean & (simulated | (rows.half != but))


def half_of(folded: str) -> int:
    """Return which half, 0 or 1, a folded correct sentence belongs to."""
    return zlib.crc32(folded.encode()) % 2


def _usable(sentence: str) -> bool:
    han = sum("\u4e00" <= c <= "\u9fa5" for c in sentence)
    return 6 <= len(sentence) <= 140 and han > 0.6 * len(sentence)


def fit(rows: Table, trees: int) -> Forest:
    """Train the ranker."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=trees, learning_rate=0.1, max_leaf_nodes=31, min_samples_leaf=40,
        l2_regularization=1.0, early_stopping=False, random_state=1,
    )  # fmt: skip
    model.fit(rows.table, rows.right, sample_weight=rows.weight)
    return Forest.of(model)


def manifest(out: Path, corpora: dict[str, Path], numbers: dict[str, int]) -> dict[str, Any]:
    """Write manifest.json: files with their hashes, data fingerprints, command, quality."""
    old = out / "manifest.json"
    quality = json.loads(old.read_text("utf-8")).get("quality", {}) if old.exists() else {}
    names = ("alphabet.txt", "statistics.json", "runs.npy", "company.npy", "tables.npz", "network.npz", "scout.npz", "ranker.npz", "calibration.json")  # fmt: skip
    content = {
        "name": "spelling-zh",
        "files": {
            n: {"sha256": _sha(out / n), "bytes": (out / n).stat().st_size}
            for n in names
            if (out / n).exists()
        },
        "data": {name: {"file": p.name, "crc32": _crc(p)} for name, p in corpora.items()},
        "seed": SEED,
        "sizes": numbers,
        "command": "python models/spelling-zh/train.py (five steps: see its head)",
        "quality": quality,
    }
    old.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return content


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _crc(path: Path) -> str:
    return f"{zlib.crc32(path.read_bytes()):08x}"


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--only", choices=("material", "ranker"), default="")
    parser.add_argument("--pairs", default="")
    parser.add_argument("--reports", default="")
    parser.add_argument("--defects", default="")
    parser.add_argument("--rows", default="", help="also keep the ranker's rows in this file")
    parser.add_argument("--out", required=True)
    print(json.dumps(train(parser.parse_args(), Plan()), ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
