"""Write the golden profiles anew: `python -m tests.golden.update`. Review the diff before commit."""

from __future__ import annotations

from tests.golden.profiles import FOLDER, current


def main() -> None:
    for name, text in current().items():
        path = FOLDER / name
        changed = not path.exists() or path.read_text("utf-8") != text
        path.write_text(text, encoding="utf-8")
        print(("changed  " if changed else "same     ") + name)


if __name__ == "__main__":
    main()
