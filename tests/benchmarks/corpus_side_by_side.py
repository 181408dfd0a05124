"""Our index beside others on the same sentences, in one run, at equal recall.

    PEERS=<site-packages with datasketch, rensa, scikit-learn, sparse_dot_topn> \\
        python -m tests.benchmarks.corpus_side_by_side [--sentences 100000] [--each 500]

The others are benchmarks, no dependencies: they are found in the folder named by PEERS. Each gets
the sentences without punctuation and answers with the sentences it holds for copies. A threshold
is set per engine so that its recall at 10 % edits comes as near as it can to ours; what is compared
is what that costs: false alarms, recall at heavier edits, speed, memory.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.corpus_sentences import planted, sentences

KINDS = ("exact", "5 %", "10 %", "20 %", "30 %", "embedded", "reordered", "names swapped")


def material(count: int, each: int) -> tuple[list[str], list[Any], list[str]]:
    """Return the corpus, the copies and sentences that are none."""
    corpus = list(sentences(count))
    copies = list(planted(corpus[: each * 4], sentences(each * 2, seed=8), each=each))
    return corpus, copies, list(sentences(each * 4, seed=9))


def bare(text: str) -> str:
    return text.replace("，", "")


def grams(text: str, length: int) -> list[bytes]:
    return [text[i : i + length].encode() for i in range(max(1, len(text) - length + 1))]


Found = list[set[int]]  # per sentence asked, the numbers of the sentences named
Engine = Callable[[list[str], list[str]], tuple[float, float, Found]]


def with_datasketch(length: int, threshold: float) -> Engine:
    def run(corpus: list[str], asked: list[str]) -> tuple[float, float, Found]:
        from datasketch import MinHash, MinHashLSH

        started = time.process_time()
        index = MinHashLSH(threshold=threshold, num_perm=128)
        with index.insertion_session() as session:
            for number, made in enumerate(
                MinHash.generator((grams(t, length) for t in corpus), num_perm=128)
            ):
                session.insert(number, made)
        fitted = time.process_time()
        found = [
            set(index.query(made))
            for made in MinHash.generator((grams(t, length) for t in asked), num_perm=128)
        ]
        return fitted - started, time.process_time() - fitted, found

    return run


def with_rensa(length: int, threshold: float) -> Engine:
    def run(corpus: list[str], asked: list[str]) -> tuple[float, float, Found]:
        from rensa import RMinHash, RMinHashLSH

        def hashed(text: str) -> Any:
            made = RMinHash(num_perm=128, seed=1)
            made.update([text[i : i + length] for i in range(max(1, len(text) - length + 1))])
            return made

        started = time.process_time()
        index = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32)
        kept = []
        for number, text in enumerate(corpus):
            made = hashed(text)
            kept.append(made)
            index.insert(number, made)
        fitted = time.process_time()
        found = []
        for text in asked:
            made = hashed(text)
            near = index.query(made)
            found.append({n for n in near if made.jaccard(kept[n]) >= threshold})
        return fitted - started, time.process_time() - fitted, found

    return run


def with_tfidf(length: int, threshold: float) -> Engine:
    def run(corpus: list[str], asked: list[str]) -> tuple[float, float, Found]:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sparse_dot_topn import sp_matmul_topn

        started = time.process_time()
        vectors = TfidfVectorizer(analyzer="char", ngram_range=(length, length), dtype=np.float32)
        whole = vectors.fit_transform(corpus).T.tocsr()
        fitted = time.process_time()
        found: Found = []
        for start in range(0, len(asked), 500):
            part = vectors.transform(asked[start : start + 500])
            best = sp_matmul_topn(part, whole, top_n=5, threshold=threshold, sort=False)
            found.extend(
                set(best.indices[a:b].tolist())
                for a, b in zip(best.indptr[:-1], best.indptr[1:], strict=True)
            )
        return fitted - started, time.process_time() - fitted, found

    return run


def with_ours() -> Engine:
    def run(corpus: list[str], asked: list[str]) -> tuple[float, float, Found]:
        from tests.benchmarks.corpus_engine import A_REPORT, fit, plain

        with tempfile.TemporaryDirectory() as folder:
            reference, seconds = fit(iter(corpus), Path(folder))
            numbers = {bare(text): n for n, text in enumerate(corpus)}
            places = {}
            for first in range(0, len(corpus), A_REPORT):
                at = 0
                for number in range(first, min(first + A_REPORT, len(corpus))):
                    places[f"{first // A_REPORT}号局", at] = number
                    at += len(corpus[number]) + 1
            answers, spent = [], 0.0
            for start in range(0, len(asked), A_REPORT):
                report, masked = plain(asked[start : start + A_REPORT], name="某局")
                started = time.process_time()
                answers.append((masked, reference.passages(report, masked=masked)))
                spent += time.process_time() - started
            found: Found = []
            starts: dict[str, list[tuple[int, int]]] = {}
            for (source, at), number in places.items():
                starts.setdefault(source, []).append((at, number))
            for masked, passages in answers:
                for unit in masked.units:
                    mine = [p for p in passages if unit.span.start <= p.span.start < unit.span.end]
                    found.append(
                        {
                            max(e for e in starts[p.other_source] if e[0] <= p.other_start)[1]
                            for p in mine
                        }
                    )
            assert len(numbers) <= len(corpus)
            return seconds["add_s"] + seconds["build_s"], spent, found

    return run


ENGINES: dict[str, Engine] = {
    "ours": with_ours(),
    "datasketch, 3-grams, 0.5": with_datasketch(3, 0.5),
    "datasketch, 2-grams, 0.4": with_datasketch(2, 0.4),
    "rensa, 3-grams, 0.4": with_rensa(3, 0.4),
    "rensa, 2-grams, 0.4": with_rensa(2, 0.4),
    "rensa, 2-grams, 0.25": with_rensa(2, 0.25),
    "TF-IDF 3-grams + sparse_dot_topn, 0.4": with_tfidf(3, 0.4),
    "TF-IDF 3-grams + sparse_dot_topn, 0.5": with_tfidf(3, 0.5),
    "TF-IDF 2-grams + sparse_dot_topn, 0.4": with_tfidf(2, 0.4),
    "TF-IDF 2-grams + sparse_dot_topn, 0.55": with_tfidf(2, 0.55),
}


def measured(name: str, count: int, each: int) -> dict[str, Any]:
    """Run one engine; call it in a process of its own, so that its memory is its own."""
    sys.path.append(os.environ.get("PEERS", ""))
    corpus, copies, strange = material(count, each)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    given = corpus if name == "ours" else [bare(text) for text in corpus]
    asked = [c.text for c in copies] + strange
    asked = asked if name == "ours" else [bare(text) for text in asked]
    fitted, scored, found = ENGINES[name](given, asked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    recall = {
        kind: float(
            np.mean([c.source in f for c, f in zip(copies, found, strict=False) if c.kind == kind])
        )
        for kind in KINDS
    }
    return {
        "engine": name,
        "fit_per_s": round(count / fitted),
        "score_per_s": round(len(asked) / scored),
        "memory_mb": round((peak - before) / 1024),
        "recall": {kind: round(share, 3) for kind, share in recall.items()},
        "false_alarms": round(float(np.mean([bool(f) for f in found[len(copies) :]])), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--each", type=int, default=500)
    parser.add_argument("--engines", nargs="+", choices=list(ENGINES), default=list(ENGINES))
    options = parser.parse_args()
    for name in options.engines:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            try:
                result = pool.apply(measured, (name, options.sentences, options.each))
            except Exception as error:
                result = {"engine": name, "error": repr(error)}
            print(json.dumps(result, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
