"""Build the built-in reference of the boilerplate signal: hashes and counts, no text.

    python models/boilerplate-reference/train.py [--shared ../shared] [--out FOLDER] [--without G]

Reads `reports/reports.jsonl` and the work reports and policies of `corpora/official.jsonl.xz`
under --shared. `--without` leaves a group of reports out (to measure transfer). The same input
gives the same files, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from analyzer.corpus.builtin import LENGTHS, names_of
from analyzer.corpus.issuers import comparable_issuer
from analyzer.corpus.masking import MaskedReport, mask, mask_text
from analyzer.corpus.shingles import block_hashes, block_starts, text_hash
from analyzer.structure.parse import parse_report
from analyzer.text.source import SourceDocument

ROOT = Path(__file__).resolve().parents[2]
# A block of an official document is kept when this many different issuers use it.
FEWEST_ISSUERS = {4: 5, 6: 3, 8: 3}
# Reports of one place are one group: what they share is no sign of general use.
GROUPS = {"pt": "pingtan", "ar-014": "pingtan", "ar-006": "huaian", "ar-122": "huaian"}
GROUPS["ar-123"] = "huaian"


def group_of(report_id: str) -> str:
    """Return the group of an open report: its place where several are from one."""
    return GROUPS.get(report_id.split("-", maxsplit=1)[0], GROUPS.get(report_id, report_id))


def read_reports(shared: Path) -> list[tuple[str, str, MaskedReport]]:
    """Return id, group and masked text of the open reports."""
    found = []
    with (shared / "reports" / "reports.jsonl").open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            digest = hashlib.sha256(record["text"].encode()).hexdigest()
            source = SourceDocument(
                name=record["id"], format="text", text=record["text"], sha256=digest
            )
            masked = mask(parse_report(source))
            found.append((record["id"], group_of(record["id"]), masked))
    return found


def read_documents(shared: Path) -> Iterator[tuple[str, MaskedReport]]:
    """Yield issuer and masked text of work reports and policies.

    Statutes are left out: 21 M characters of legal drafting whose blocks say nothing about
    reports (rank correlation with judged boilerplate 0.08 to 0.16 at six to eight characters).
    """
    with lzma.open(shared / "corpora" / "official.jsonl.xz", "rt", encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if record["id"].startswith("laws-"):
                continue
            title = re.sub(r"\d+年?", "", record["title"])
            issuer = record["id"] if record["id"].startswith("policies-") else title
            yield issuer, mask_text(record["text"])


def block_table(
    reports: list[tuple[int, MaskedReport]], documents: list[tuple[int, MaskedReport]], length: int
) -> dict[str, np.ndarray[Any, Any]]:
    """Return hashes with the groups (bits) and the number of documents' issuers that use them."""

    def blocks(masked: MaskedReport) -> np.ndarray[Any, Any]:
        return np.unique(block_hashes(masked.codes, length)[block_starts(masked, length)])

    by_issuer: dict[int, list[np.ndarray[Any, Any]]] = {}
    for issuer, masked in documents:
        by_issuer.setdefault(issuer, []).append(blocks(masked))
    used = [np.unique(np.concatenate(parts)) for parts in by_issuer.values()]
    official, issuers = np.unique(np.concatenate(used), return_counts=True)
    kept = issuers >= FEWEST_ISSUERS[length]
    official, issuers = official[kept], issuers[kept]
    own = [(group, blocks(masked)) for group, masked in reports]
    hashes = np.unique(np.concatenate([official, *(found for _, found in own)]))
    groups = np.zeros(len(hashes), dtype=np.uint16)
    for group, found in own:
        groups[np.searchsorted(hashes, found)] |= np.uint16(1 << group)
    counts = np.zeros(len(hashes), dtype=np.uint8)
    counts[np.searchsorted(hashes, official)] = np.minimum(issuers, 255)
    return {
        f"blocks{length}_hashes": hashes,
        f"blocks{length}_groups": groups,
        f"blocks{length}_documents": counts,
    }


def own_tables(reports: list[tuple[int, MaskedReport]]) -> dict[str, np.ndarray[Any, Any]]:
    """Return by what a report is known to be of a group: sentences, names of issuer and places."""
    sentences = {(text_hash(m.text(u)), group) for group, m in reports for u in m.units}
    names = {(text_hash(name), group) for group, m in reports for name in names_of(m.issuer)}
    tables = {}
    for name, pairs in (("sentences", sorted(sentences)), ("names", sorted(names))):
        tables[f"{name}_hashes"] = np.array([h for h, _ in pairs], dtype=np.uint64)
        tables[f"{name}_group"] = np.array([g for _, g in pairs], dtype=np.uint8)
    return tables


def build(shared: Path, out: Path, *, without: str | None = None) -> dict[str, Any]:
    """Write the reference to `out` and return its size."""
    read = [row for row in read_reports(shared) if row[1] != without]
    numbers = {name: i for i, name in enumerate(sorted({group for _, group, _ in read}))}
    reports = [(numbers[group], masked) for _, group, masked in read]
    issuers: dict[str, int] = {}
    documents = [
        (issuers.setdefault(issuer, len(issuers)), masked)
        for issuer, masked in read_documents(shared)
    ]
    tables = own_tables(reports)
    for length in LENGTHS:
        tables.update(block_table(reports, documents, length))
    out.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        np.save(out / f"{name}.npy", table)
    named = {comparable_issuer(m.issuer) for _, m in reports if m.issuer}
    size = {
        "reports": len(reports),
        "issuers": len(named) + sum(m.issuer is None for _, m in reports),
        "groups": len(numbers),
        "documents": len(documents),
        "document_issuers": len(issuers),
        "blocks": {str(n): len(tables[f"blocks{n}_hashes"]) for n in LENGTHS},
    }
    write_manifest(out, sorted(tables), size, shared)
    return size


def write_manifest(out: Path, names: list[str], size: dict[str, Any], shared: Path) -> None:
    """Write files with hashes, training command, data fingerprints and size."""
    data = [shared / "reports" / "reports.jsonl", shared / "corpora" / "official.jsonl.xz"]
    masks = sorted((ROOT / "data" / "lexicons").glob("fixed_phrases*.tsv"))
    manifest = {
        "name": "boilerplate-reference",
        "version": "1",
        "command": "python models/boilerplate-reference/train.py --shared ../shared",
        "size": size,
        "data": {p.name: fingerprint(p) for p in [*data, *masks]},
        "files": {f"{name}.npy": fingerprint(out / f"{name}.npy") for name in names},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (out / "manifest.json").write_text(text, encoding="utf-8")


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file (hex)."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Build from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--without", default=None)
    options = parser.parse_args()
    print(json.dumps(build(options.shared, options.out, without=options.without), indent=2))


if __name__ == "__main__":
    main()
