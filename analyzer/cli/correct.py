"""`wenzhi correct`: one sentence a line in, the corrected line out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from analyzer.cli.chinese import Command

if TYPE_CHECKING:
    from analyzer.language.spelling.corrector import Correction

_CHUNK = 512  # lines corrected together: memory stays flat however long the input is


@click.command(cls=Command, name="correct", help="纠正错别字：每行一句，逐行输出改后的句子。")
@click.argument("source", metavar="[FILE|-]", default="-", type=click.File("r", encoding="utf-8"))
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="text 输出改后的句子；json 每行一个对象，含改动的位置与可信度。缺省 text。",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0.01, 1.0),
    default=None,
    help="改动的最低可信度。",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="设置文件；其中 vocabulary 所列的词不改。缺省向上查找 wenzhi.toml。",
)
def command(source: TextIO, form: str, threshold: float | None, config: Path | None) -> None:
    """Correct lines and write them in order."""
    from analyzer.language.spelling.accepted import without_accepted
    from analyzer.language.spelling.corrector import correct
    from analyzer.settings import load_settings

    words = load_settings(config).vocabulary

    def write(lines: list[str]) -> None:
        found = correct(lines) if threshold is None else correct(lines, threshold=threshold)
        if words:
            found = [
                without_accepted(line, one, words=words)
                for line, one in zip(lines, found, strict=True)
            ]
        shape = _as_json if form == "json" else _as_text
        sys.stdout.writelines(shape(one) for one in found)

    lines: list[str] = []
    for line in source:
        lines.append(line.rstrip("\r\n"))
        if len(lines) >= _CHUNK:
            write(lines)
            lines = []
    if lines:
        write(lines)


def _as_text(one: Correction) -> str:
    return one.text + "\n"


def _as_json(one: Correction) -> str:
    edits = [
        {
            "start": e.start,
            "end": e.end,
            "wrong": e.wrong,
            "right": e.right,
            "confidence": round(e.confidence, 4),
            "kind": e.kind,
        }
        for e in one.edits
    ]
    return json.dumps({"text": one.text, "edits": edits}, ensure_ascii=False) + "\n"
