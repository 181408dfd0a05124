"""Many varied reports in the formats offices send: a third .doc, the rest .docx, .html, .txt, .pdf.

Made from our samples; .doc and .pdf by LibreOffice. Contents are the same every time, the bytes of
.doc and .pdf are not (they hold the hour of their making).
"""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.generate import varied_texts
from tests.builders.samples import as_html, as_text, blocks, write_docx

FORMS = ("doc", "docx", "txt", "doc", "html", "pdf")
_BATCH = 40  # files a run of LibreOffice


def mixed_reports(folder: Path, *, count: int, seed: int = 6, forms: Sequence[str] = FORMS) -> None:
    """Write `count` reports into `folder`, their formats in turn."""
    folder.mkdir(parents=True)
    work = folder.with_name(f"{folder.name}.work")
    work.mkdir()
    wanted: dict[str, list[Path]] = {"doc": [], "pdf": []}
    for number, (stem, text) in enumerate(varied_texts(random.Random(seed), count=count)):
        form = forms[number % len(forms)]
        parts = list(blocks(text))
        name = f"{number:05d}-{stem}"
        if form in wanted:
            write_docx(parts, work / f"{name}.docx")
            wanted[form].append(work / f"{name}.docx")
        elif form == "docx":
            write_docx(parts, folder / f"{name}.docx")
        elif form == "html":
            (folder / f"{name}.html").write_text(as_html(parts, site="示例市人民政府网"), "utf-8")
        else:
            (folder / f"{name}.txt").write_text(as_text(parts), "utf-8")
    for form, files in wanted.items():
        for at in range(0, len(files), _BATCH):
            _convert(files[at : at + _BATCH], form, folder, work / "profile")
    shutil.rmtree(work)


def _convert(files: Sequence[Path], form: str, folder: Path, profile: Path) -> None:
    to = "doc:MS Word 97" if form == "doc" else "pdf"
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation={profile.resolve().as_uri()}"),
            *("--convert-to", to, "--outdir", str(folder), *map(str, files)),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
