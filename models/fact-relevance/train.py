"""Learn to tell figures about disclosure from figures about a unit's other business.

    python models/fact-relevance/train.py [--shared ../shared] [--write]

Nobody labelled the training text: what government work reports count, in sentences without a word
of disclosure, is other business; what our invented disclosure reports say is not. Deterministic.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from analyzer.signals.specificity.wording import grams

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CLAUSES = 12_000  # of other business; more of them changed nothing
_SENTENCE = re.compile(r"[^。！？；\n]+")
_CLAUSE = re.compile(r"[^，。；：,;]{4,}")
_DISCLOSURE = re.compile(
    r"公开|信息|网站|政务新媒体|公众号|微博|公示|公告|公布|新闻发布|解读|征求|听证|复议|诉讼|依申请|栏目|公报"
)


def other_business(corpus: Path) -> list[str]:
    """Return clauses with a figure from sentences of government work reports (seed 4)."""
    sentences = []
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if not record["id"].startswith("gov_work"):
                continue
            for sentence in _SENTENCE.findall(record["text"]):
                if re.search(r"\d", sentence) and not _DISCLOSURE.search(sentence):
                    sentences.append(sentence.strip())
    random.Random(4).shuffle(sentences)
    clauses = [c for s in sentences for c in _CLAUSE.findall(s) if re.search(r"\d", c)]
    return clauses[:CLAUSES]


def disclosure(folder: Path) -> Iterator[str]:
    """Yield the clauses of our graded sentences that are no fixed wording."""
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith(("#", "label\t", "F\t")):
                yield from _CLAUSE.findall(line.split("\t")[1])


def learn(ours: Sequence[str], others: Sequence[str], *, least: int) -> dict[str, object]:
    """Return a table for `wording_scores` with one column: log-odds of other business."""
    vectorizer = TfidfVectorizer(analyzer=grams, min_df=least, sublinear_tf=True)
    x = vectorizer.fit_transform([*ours, *others])
    y = np.r_[np.zeros(len(ours), int), np.ones(len(others), int)]
    model = LogisticRegression(C=10, max_iter=2000, class_weight="balanced").fit(x, y)
    return {
        "grams": vectorizer.get_feature_names_out().tolist(),
        "idf": np.round(vectorizer.idf_, 3).tolist(),
        "weights": np.round(model.coef_.T, 3).tolist(),
        "bias": np.round(model.intercept_, 3).tolist(),
    }


def sha(path: Path) -> str:
    """Return a file's SHA-256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Train, and store table and manifest with `--write`."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    corpus = given.shared / "corpora/official.jsonl.xz"
    folder = ROOT / "data/gold/specificity"
    ours, others = list(disclosure(folder)), other_business(corpus)
    table = learn(ours, others, least=4)
    print(len(ours), "clauses of ours,", len(others), "of others,", len(table["grams"]), "pairs")  # type: ignore[arg-type]
    if not given.write:
        return
    target = HERE / "table.json"
    target.write_text(json.dumps(table, ensure_ascii=False) + "\n", "utf-8")
    manifest = {
        "name": "fact-relevance",
        "licence": "Apache-2.0",
        "files": {target.name: sha(target)},
        "command": "python models/fact-relevance/train.py --write",
        "data": {
            "shared/corpora/official.jsonl.xz": sha(corpus),
            **{p.relative_to(ROOT).as_posix(): sha(p) for p in sorted(folder.glob("*.tsv"))},
        },
        "clauses": {"ours": len(ours), "others": len(others)},
        "measured": "reports/quality/facts.md",
    }
    (HERE / "manifest.json").write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
