"""SVG to PNG. Optional: needs the extra `chart` (resvg-py, a Rust renderer without other parts)."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from analyzer.errors import AssetError
from analyzer.outputs.chinese_font import Font

_ZOOM: Final = 2  # sharp on paper and on dense screens


def as_png(svg: str, *, font: Font) -> bytes:
    """Return the picture of an SVG whose text asks for the font's family.

    Only that font is loaded, so the same machine always gives the same picture. Raises AssetError
    with the way to install the renderer where it is missing.
    """
    try:
        renderer: Any = import_module("resvg_py")
    except ImportError:
        raise AssetError(
            "没有安装图片组件，画不出 PNG；请运行 pip install 'wenzhi[chart]'，或改用 .svg、.html"
        ) from None
    drawn = renderer.svg_to_bytes(
        svg_string=svg,
        background="#fffefb",
        zoom=_ZOOM,
        skip_system_fonts=True,
        font_files=[str(font.path)],
        font_family=font.family,
        sans_serif_family=font.family,
    )
    return bytes(drawn)
