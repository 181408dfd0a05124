"""OpenDocument texts from pieces of their XML."""

from __future__ import annotations

from collections.abc import Mapping

from tests.builders import zips

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
    }.items()
)


def odt(
    body: str,
    *,
    styles: str = "",
    prolog: str = "",
    kind: str = "text",
    members: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return an .odt whose office:text holds `body`."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<office:document-content {_NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>"
        f"{body}</office:{kind}></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.text"
    return zips.archive({"mimetype": mimetype, "content.xml": content.encode(), **(members or {})})


def p(*content: str) -> str:
    """Return a paragraph."""
    return f"<text:p>{''.join(content)}</text:p>"


def span(text: str, style: str) -> str:
    """Return text in a character style."""
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def heading(text: str, *, level: int = 1) -> str:
    """Return a heading."""
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def listing(*items: str, style: str = "", key: str = "", continues: str = "") -> str:
    """Return a list."""
    options = f' text:style-name="{style}"' if style else ""
    options += f' xml:id="{key}"' if key else ""
    options += f' text:continue-list="{continues}"' if continues else ""
    return f"<text:list{options}>{''.join(items)}</text:list>"


def item(*content: str, start: int | None = None) -> str:
    """Return an item of a list."""
    option = "" if start is None else f' text:start-value="{start}"'
    return f"<text:list-item{option}>{''.join(content)}</text:list-item>"


def list_style(name: str, *levels: tuple[str, str, str]) -> str:
    """Return a list style; a level is (number format, prefix, suffix), bullets have no format."""
    written = ""
    for number, (form, before, after) in enumerate(levels, start=1):
        kind = "number" if form else "bullet"
        written += (
            f'<text:list-level-style-{kind} text:level="{number}" style:num-format="{form}" '
            f'style:num-prefix="{before}" style:num-suffix="{after}"/>'
        )
    return f'<text:list-style style:name="{name}">{written}</text:list-style>'


def table(*rows: str) -> str:
    """Return a table."""
    return f"<table:table>{''.join(rows)}</table:table>"


def row(*cells: str) -> str:
    """Return a row (plain strings become cells)."""
    inner = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<table:table-row>{inner}</table:table-row>"


def cell(text: str, *, columns: int = 1, repeated: int = 1) -> str:
    """Return a cell that covers `columns`, or stands for several equal ones."""
    options = f' table:number-columns-spanned="{columns}"' if columns > 1 else ""
    options += f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-cell{options}>{p(text)}</table:table-cell>"
