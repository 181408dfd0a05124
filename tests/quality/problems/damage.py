"""Print the agreement on our sections after what extraction does to text.

    python -m tests.quality.problems.damage

Sub-headings dropped: lines of up to 14 characters without a stop. Glued: one line. Half-width: , ; :
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.quality.problems.agreement import compare, figures
from tests.quality.problems.labels import BATCHES, invented

_HALF = str.maketrans("，；：", ",;:")
_SHOWN = ("problem_f1", "problem_exact", "measure_f1", "measure_exact", "links_f1", "state")


def main() -> None:
    """Print one row per kind of damage."""
    print("| | " + " | ".join(_SHOWN) + " |\n" + "|---" * (len(_SHOWN) + 1) + "|")
    for name, damage in _KINDS.items():
        batches = [one for batch in ("", *BATCHES) for one in invented(batch, change=damage)]
        values = figures(compare(batches).values())
        print(f"| {name} | " + " | ".join(f"{values[n]:.3f}" for n in _SHOWN) + " |")


def _without_sub_headings(marked: str) -> str:
    first, *lines = marked.split("\n")
    kept = [line for line in lines if len(line) > 14 or line[-1] in "。；：，"]
    return "\n".join([first, *kept])


def _glued(marked: str) -> str:
    first, *lines = marked.split("\n")
    return first + "\n" + "".join(lines)


def _half_width(marked: str) -> str:
    """Change the stops, but not those inside the marks of labels."""
    return re.sub(r"(\[[PM]:[^ ]* )|[，；：]", lambda m: m[1] or m[0].translate(_HALF), marked)


_KINDS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "sub-headings dropped": _without_sub_headings,
    "lines glued": _glued,
    "half-width stops": _half_width,
}


if __name__ == "__main__":
    main()
