"""The forms a trend can take, by name: text forms, a page, and pictures."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TextIO

from analyzer.corpus.trend import Trend
from analyzer.outputs import trend_page, trend_rows
from analyzer.outputs.chinese_font import Font, chinese_font
from analyzer.outputs.picture import as_png
from analyzer.outputs.trend_sheet import sheet
from analyzer.outputs.whole import whole_document, whole_file, whole_stream

Provenance = Mapping[str, Any]
Write = Callable[[Trend, Path | None, Provenance], None]
_NOTHING: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def _write_svg(trend: Trend, out: TextIO, provenance: Provenance) -> None:
    out.write(sheet(trend, version=str(provenance["version"])))


_TEXT: Final[dict[str, Callable[[Trend, TextIO, Provenance], None]]] = {
    "table": trend_rows.write_table,
    "csv": trend_rows.write_csv,
    "json": trend_rows.write_json,
    "html": trend_page.write,
    "svg": _write_svg,
}


def trend_writer(form: str) -> Write:
    """Return what writes a trend in a form to a file, or to standard output.

    Raises AssetError where a picture cannot be drawn, so that it is said before the work is done.
    """
    if form == "png":
        font = chinese_font()
        as_png(_NOTHING, font=font)
        return _drawing(font)
    told = _TEXT[form]

    def write(trend: Trend, output: Path | None, provenance: Provenance) -> None:
        with whole_file(output) if output else whole_stream(sys.stdout) as out:
            told(trend, out, provenance)

    return write


def _drawing(font: Font) -> Write:
    def draw(trend: Trend, output: Path | None, provenance: Provenance) -> None:
        assert output is not None
        svg = sheet(trend, version=str(provenance["version"]), font=font.family)
        with whole_document(output) as path:
            path.write_bytes(as_png(svg, font=font))

    return draw
