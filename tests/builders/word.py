"""Word files from pieces of their XML, for what python-docx cannot write (tracked changes …)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def docx(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    footnotes: str = "",
    endnotes: str = "",
    namespace: str = W,
    prolog: str = "",
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return a .docx whose w:body holds `body`; `parts` are further members by name."""

    def whole(root: str, content: str) -> str:
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>{prolog}'
            f'<w:{root} xmlns:w="{namespace}" {_NAMESPACES}>{content}</w:{root}>'
        )

    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": whole("document", f"<w:body>{body}</w:body>"),
    }
    related = {
        "numbering": numbering,
        "styles": styles,
        "footnotes": footnotes,
        "endnotes": endnotes,
    }
    for name, content in related.items():
        if content:
            members[f"word/{name}.xml"] = whole(name, content)
    members["word/_rels/document.xml.rels"] = _related([n for n, c in related.items() if c])
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
        for name, data in (parts or {}).items():
            package.writestr(name, data)
    return file.getvalue()


def _related(names: list[str]) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    lines = "".join(
        f'<Relationship Id="r{i}" Type="{kind}/{name}" Target="{name}.xml"/>'
        for i, name in enumerate(names)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{namespace}">{lines}</Relationships>'


def r(text: str, *, properties: str = "") -> str:
    """Return a run."""
    options = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{options}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """Return a paragraph of runs (plain strings without a tag become runs)."""
    options = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    runs = "".join(one if one.startswith("<") else r(one) for one in content)
    return f"<w:p>{options}{runs}</w:p>"


def numbered(text: str, *, num: int, level: int = 0) -> str:
    """Return a paragraph with an automatic number."""
    return p(
        text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    )


def styled(text: str, style: str) -> str:
    """Return a paragraph of a style."""
    return p(text, properties=f'<w:pStyle w:val="{style}"/>')


def note(kind: str, key: int, text: str) -> str:
    """Return a footnote or endnote for its part."""
    return f'<w:{kind} w:id="{key}">{p(f"<w:r><w:{kind}Ref/></w:r>", " " + text)}</w:{kind}>'


def refer(kind: str, key: int) -> str:
    """Return a run that refers to a note."""
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def ins(content: str) -> str:
    """Return inserted content (tracked change)."""
    return f'<w:ins w:id="1" w:author="a">{content}</w:ins>'


def deleted(text: str) -> str:
    """Return a deleted run (tracked change)."""
    return f'<w:del w:id="2" w:author="a"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def sdt(content: str) -> str:
    """Return a content control."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def text_box(content: str) -> str:
    """Return a run with a text box as Word writes it: the drawing, and the same again for VML."""
    drawing = (
        "<w:drawing><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
        f"{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></w:drawing>"
    )
    picture = (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent>"
        "</v:textbox></v:shape></w:pict>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def tc(*content: str, properties: str = "") -> str:
    """Return a table cell (plain strings become paragraphs)."""
    inner = "".join(one if one.startswith("<") else p(one) for one in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a table row (plain strings become cells)."""
    options = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{options}{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    grid = "<w:gridCol/>" * max(row.count("<w:tc>") for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def abstract_list(key: int, *levels: str) -> str:
    """Return a list definition."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def level(number: int, form: str, pattern: str, *, start: int = 1, extra: str = "") -> str:
    """Return one level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def num(key: int, abstract: int, *, overrides: str = "") -> str:
    """Return an instance of a list."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'
