"""Write data/lexicons/confusion_shapes.tsv: which characters look alike.

    python models/spelling-zh/shapes.py FONT STROKES GROUPS

FONT is a font with Chinese glyphs (Noto Sans CJK SC, OFL); STROKES and GROUPS are stroke.txt and
same_stroke.txt of the pycorrector wheel (Apache-2.0). Likeness is the greatest of: the correlation
of blurred glyphs, the likeness of stroke sequences, sharing a component (one sequence inside the
other), and standing in one group.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

_HEADER = """\
# Characters that look alike, with likeness in percent; read as "written → what may have been meant".
# Source: made by models/spelling-zh/shapes.py from glyphs of Noto Sans CJK SC (SIL OFL 1.1) and the stroke lists of
#         the pycorrector 1.1.4 wheel (Apache-2.0), 2026-11.
# Licence: Apache-2.0 (this project).
character	neighbours
"""
_MOST = 18


def characters() -> list[str]:
    """Return the characters of GB 2312."""
    cells = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [c for c in (b.decode("gb2312", errors="ignore") for b in cells) if c]


def glyphs(font: str, of: list[str]) -> np.ndarray:
    """Return blurred, centred and normalised pictures, one row a character."""
    face = ImageFont.truetype(font, 44, index=2)
    rows = []
    for character in of:
        picture = Image.new("L", (48, 48), 0)
        ImageDraw.Draw(picture).text((2, -10), character, font=face, fill=255)
        small = picture.filter(ImageFilter.GaussianBlur(1.6)).resize((24, 24), Image.Resampling.BOX)
        row = np.asarray(small, np.float32).ravel()
        row = row - row.mean()
        rows.append(row / (np.linalg.norm(row) + 1e-6))
    return np.array(rows)


def likeness(font: str, strokes: dict[str, str], of: list[str]) -> np.ndarray:
    """Return the likeness of all pairs by picture and by strokes."""
    pictures = glyphs(font, of)
    seen = np.clip((pictures @ pictures.T - 0.5) / 0.5, 0, 1) * 0.9
    written = [strokes.get(c, "") for c in of]
    drawn = cdist(written, written, scorer=Levenshtein.normalized_similarity, dtype=np.float32)
    weight = np.array([0.0 if not s else 0.6 if len(s) <= 3 else 0.9 for s in written])
    drawn = np.clip((drawn - 0.35) / 0.65, 0, 1) * np.minimum(weight[:, None], weight)
    return np.maximum(seen, drawn)


def _component(one: str, other: str) -> float:
    """Return the likeness of characters whose strokes contain one another, else 0."""
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and len(short) >= 0.35 * len(long) and short in long:
        return 0.3 + 0.4 * len(short) / len(long)
    return 0.0


def main(font: str, stroke_file: str, group_file: str) -> None:
    """Write the table."""
    lines = Path(stroke_file).read_text("utf-8").splitlines()
    strokes = dict(line.split("\t") for line in lines if line.count("\t") == 1)
    groups: dict[str, set[str]] = defaultdict(set)
    for line in Path(group_file).read_text("utf-8").splitlines():
        members = [c for c in line.split() if len(c) == 1]
        for member in members:
            groups[member].update(members)
    of = characters()
    table = likeness(font, strokes, of)
    rows = []
    for i, character in enumerate(of):
        found = {of[j]: table[i, j] for j in np.argsort(-table[i])[:_MOST] if table[i, j] >= 0.27}
        own = strokes.get(character, "")
        shared = {c: _component(own, strokes.get(c, "")) for c in of} if own else {}
        best = sorted(shared, key=lambda c: (-shared[c], c))[:_MOST]
        for other in [c for c in best if shared[c]] + sorted(groups[character] & set(of)):
            floor = 0.5 if other in groups[character] else 0.0
            found[other] = max(found.get(other, 0.0), shared.get(other, 0.0), floor)
        found.pop(character, None)
        order = sorted(found, key=lambda c: (-found[c], c))
        rows.append(character + "\t" + " ".join(f"{c}{round(100 * found[c])}" for c in order))
    target = Path(__file__).parents[2] / "data" / "lexicons" / "confusion_shapes.tsv"
    target.write_text(_HEADER + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
