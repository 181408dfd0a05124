"""An independent eye on annotated Word files: what comments cover, and that nothing else changed.

Reads the XML by itself and shares no code with the annotator.
"""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile

from lxml import etree

R = "{http://schemas.openxmlformats.org/package/2006/relationships}"
T = "{http://schemas.openxmlformats.org/package/2006/content-types}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
# Where ECMA-376 allows EG_RangeMarkupElements and runs beside each other.
HOLDERS = "p|hyperlink|ins|del|moveTo|moveFrom|sdtContent|smartTag|customXml|fldSimple|dir|bdo"


def parts(data: bytes) -> dict[str, bytes]:
    """Return every member of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(names) == len(set(names))
        return {name: package.read(name) for name in names}


def namespace(root: etree._Element) -> str:
    return root.tag[: root.tag.index("}") + 1]


def document(data: bytes) -> etree._Element:
    return etree.fromstring(parts(data)["word/document.xml"])


def comments(data: bytes) -> dict[int, etree._Element]:
    """Return the comments of a file by number."""
    given = parts(data)
    if "word/comments.xml" not in given:
        return {}
    root = etree.fromstring(given["word/comments.xml"])
    w = namespace(root)
    found = {int(one.get(f"{w}id")): one for one in root}
    assert len(found) == len(root)
    return found


def words(comment: etree._Element) -> list[str]:
    """Return the paragraphs of a comment."""
    w = namespace(comment)
    return ["".join(t.text or "" for t in p.iter(f"{w}t")) for p in comment.iter(f"{w}p")]


def covered(root: etree._Element) -> dict[int, str]:
    """Return the visible text that each comment range covers, paragraphs without breaks between."""
    w = namespace(root)
    open_ranges: set[int] = set()
    texts: dict[int, str] = {}
    for element in root.iter():
        name = str(element.tag).removeprefix(w)
        if name == "commentRangeStart":
            open_ranges.add(int(element.get(f"{w}id")))
            texts[int(element.get(f"{w}id"))] = ""
        elif name == "commentRangeEnd":
            open_ranges.discard(int(element.get(f"{w}id")))
        elif (said := _shown(element, name, w)) and not _hidden(element, w):
            for number in open_ranges:
                texts[number] += said
    assert not open_ranges
    return texts


def _shown(element: etree._Element, name: str, w: str) -> str:
    if name == "t":
        text = element.text or ""
        return text if element.get(SPACE) == "preserve" else text.strip(" ")
    if name == "br":
        return "\n" if element.get(f"{w}type", "textWrapping") == "textWrapping" else ""
    if name in SIGNS and str(element.getparent().tag) == f"{w}r":
        return SIGNS[name]
    return ""


def _hidden(element: etree._Element, w: str) -> bool:
    above = [str(one.tag).rsplit("}", 1)[-1] for one in element.iterancestors()]
    return bool({"del", "moveFrom", "rt", "Fallback", "txbxContent"} & set(above))


def plain_form(root: etree._Element, *, without: set[int]) -> bytes:
    """Return the document without the comments `without`, parted runs joined, as canonical XML.

    Runs that stand side by side with the same properties are joined on both sides of a
    comparison, so that this is the same for a document and its annotated copy.
    """
    root = copy.deepcopy(root)
    w = namespace(root)
    for element in root.iter():  # white space that only indents the XML
        if element.tag != f"{w}t" and not (element.text or "").strip():
            element.text = None
        if not (element.tail or "").strip():
            element.tail = None
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in list(root.iter(f"{w}{name}")):
            if int(mark.get(f"{w}id")) not in without:
                continue
            gone = mark.getparent() if name == "commentReference" else mark
            assert name != "commentReference" or len(gone) <= 2
            assert not (gone.tail or "").strip()
            gone.getparent().remove(gone)
    for run in list(root.iter(f"{w}r")):
        following = run.getnext()
        while following is not None and _alike(run, following, w):
            for child in list(following):
                if child.tag != f"{w}rPr":
                    run.append(child)
            following.getparent().remove(following)
            following = run.getnext()
        _join_texts(run, w)
    return etree.tostring(root, method="c14n")


def _alike(run: etree._Element, other: etree._Element, w: str) -> bool:
    if other.tag != run.tag or dict(run.attrib) != dict(other.attrib):
        return False
    looks = [one.find(f"{w}rPr") for one in (run, other)]
    told = [b"" if look is None else etree.tostring(look, method="c14n") for look in looks]
    return told[0] == told[1]


def _join_texts(run: etree._Element, w: str) -> None:
    for text in list(run.iter(f"{w}t")):
        if text.getparent() is not run:
            continue
        shown = text.text or ""
        text.text = shown if text.get(SPACE) == "preserve" else shown.strip(" ")
        text.set(SPACE, "preserve")
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            before.text = (before.text or "") + text.text
            run.remove(text)


def check_same_but_comments(original: bytes, annotated: bytes) -> None:
    """Check that body, formatting, old comments, tracked changes and all other parts are as before."""
    before, after = parts(original), parts(annotated)
    new = set(comments(annotated)) - set(comments(original))
    roots = [etree.fromstring(one["word/document.xml"]) for one in (before, after)]
    assert plain_form(roots[0], without=set()) == plain_form(roots[1], without=new)
    for number, comment in comments(original).items():
        kept = comments(annotated)[number]
        assert etree.tostring(comment, method="c14n") == etree.tostring(kept, method="c14n")
    old = covered(roots[0])
    assert {k: v for k, v in covered(roots[1]).items() if k in old} == old
    may_change = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    for name, data in before.items():
        if name not in may_change and "comments" not in name and name != "word/people.xml":
            assert after[name] == data, name
    assert {name for name in after if name not in before} <= {
        "word/comments.xml",
        "word/_rels/document.xml.rels",
    }
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        lines = [set(_rows(one.get(name))) for one in (before, after)]
        assert lines[0] <= lines[1]


def _rows(data: bytes | None) -> list[bytes]:
    if data is None:
        return []
    return [etree.tostring(one, method="c14n") for one in etree.fromstring(data)]


def check_valid(annotated: bytes) -> None:
    """Check what Open XML asks of comments: numbers, pairs, places, parts, types, relationships."""
    given = parts(annotated)
    for name, data in given.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(data)
    root = document(annotated)
    w = namespace(root)
    defined = set(comments(annotated))
    marks = {
        name: [int(e.get(f"{w}id")) for e in root.iter(f"{w}{name}")]
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    }
    for name, numbers in marks.items():
        assert len(numbers) == len(set(numbers)), name
        assert set(numbers) <= defined, name
    assert set(marks["commentRangeStart"]) == set(marks["commentRangeEnd"])
    assert set(marks["commentReference"]) == defined
    assert len(defined) < 32767  # Word opens no file with more ([MS-OI29500] 2.1.315)
    _check_order(root, w)
    _check_companions(given)
    if defined:
        _check_relation(given, "comments", w)


def _check_order(root: etree._Element, w: str) -> None:
    """Check that each range starts before it ends, where the schema has room for it."""
    seen: set[str] = set()
    for element in root.iter():
        name = str(element.tag).removeprefix(w)
        if name == "commentRangeStart":
            seen.add(element.get(f"{w}id"))
        elif name == "commentRangeEnd":
            assert element.get(f"{w}id") in seen
        if name.startswith("commentRange"):
            assert str(element.getparent().tag).removeprefix(w) in HOLDERS
            above = {str(one.tag).rsplit("}", 1)[-1] for one in element.iterancestors()}
            assert not {"txbxContent", "Choice", "Fallback", "rt", "rubyBase"} & above
            assert not [o for o in element.itersiblings() if str(o.tag) == f"{w}pPr"]
        if name == "r":
            children = [str(one.tag).removeprefix(w) for one in element]
            assert "rPr" not in children[1:]  # properties come first
        if name == "commentReference":
            assert str(element.getparent().tag) == f"{w}r"


def _check_relation(given: dict[str, bytes], kind: str, w: str) -> None:
    relations = etree.fromstring(given["word/_rels/document.xml.rels"])
    keys = [one.get("Id") for one in relations]
    assert len(keys) == len(set(keys))
    found = [one for one in relations if one.get("Type").rsplit("/", 1)[-1] == kind]
    assert len(found) == 1
    assert found[0].get("Type").startswith("http://purl.oclc.org") == ("purl.oclc.org" in w)
    target = found[0].get("Target")
    name = target.lstrip("/") if target.startswith("/") else posixpath.join("word", target)
    assert name in given
    types = etree.fromstring(given["[Content_Types].xml"])
    declared = [o.get("ContentType") for o in types if o.get("PartName") == f"/{name}"]
    assert declared == [
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    ]
    names = [o.get("PartName") or f"*.{o.get('Extension')}" for o in types]
    assert len(names) == len(set(names))


def _check_companions(given: dict[str, bytes]) -> None:
    """Check that each comment has its row in the newer parts, where there are any."""
    if "word/commentsExtended.xml" not in given:
        return
    root = etree.fromstring(given["word/comments.xml"])
    last = [comment[-1].get(f"{W14}paraId") for comment in root]
    body = etree.fromstring(given["word/document.xml"])
    every = [e.get(f"{W14}paraId") for r in (root, body) for e in r.iter() if e.get(f"{W14}paraId")]
    assert len(every) == len(set(every))
    for part, field in (("commentsExtended", "paraId"), ("commentsIds", "paraId")):
        if f"word/{part}.xml" in given:
            rows = etree.fromstring(given[f"word/{part}.xml"])
            told = [next(v for k, v in row.attrib.items() if k.endswith(field)) for row in rows]
            assert told == last
