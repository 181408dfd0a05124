"""The documents say the same in both languages, stay short, and agree with the code."""

from __future__ import annotations

import configparser
import re

from tests.architecture.committed import ROOT

ENGLISH, CHINESE = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))


def blocks(text: str) -> list[str]:
    """Return the code blocks."""
    return re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def outline(text: str) -> list[int]:
    """Return the levels of the headings."""
    bare = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [len(marks) for marks in re.findall(r"^(#+) ", bare, re.MULTILINE)]


def commands(text: str) -> list[list[str]]:
    """Return the commands of each block with their options; names of files may be translated."""
    lines = [[line.split("#")[0] for line in block.splitlines()] for block in blocks(text)]
    return [re.findall(r"(?:make|wenzhi|pip) \w+|(?<= )--?\w[\w-]*", "\n".join(b)) for b in lines]


def test_readmes_have_the_same_headings_and_the_same_commands():
    assert outline(ENGLISH) == outline(CHINESE)
    assert commands(ENGLISH) == commands(CHINESE)
    assert any("make demo" in block for block in commands(ENGLISH))


def test_readmes_have_the_same_tables_with_the_same_figures():
    rows = [re.findall(r"^\|.*\|$", text, re.MULTILINE) for text in (ENGLISH, CHINESE)]
    # Word order differs between the languages.
    figures = [[sorted(re.findall(r"\d*\.?\d+", row)) for row in one] for one in rows]
    assert figures[0] == figures[1]


def test_readmes_begin_with_demo_and_test():
    for text in (ENGLISH, CHINESE):
        assert re.findall(r"make \w+", blocks(text)[0]) == ["make demo", "make test"]


def test_readmes_have_no_placeholders():
    assert not re.findall(r"@@\w*|TODO|TBD", ENGLISH + CHINESE)


def test_architecture_fits_on_a_page_and_its_layers_are_those_that_are_held():
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    assert len(text.splitlines()) <= 150
    told = re.findall(r"^\| \w+ \| `analyzer/(\w+)` \|", text, re.MULTILINE)
    settings = configparser.ConfigParser()
    settings.read(ROOT / ".importlinter", encoding="utf-8")
    layers = settings["importlinter:contract:layers"]["layers"].split("\n")
    held = [
        {name.strip().removeprefix("analyzer.") for name in layer.split("|")}
        for layer in reversed(layers)
        if layer.strip()
    ]
    assert set(told) == set().union(*held)
    rank = {name: place for place, layer in enumerate(held) for name in layer}
    assert [rank[name] for name in told] == sorted(rank[name] for name in told)
    assert all((ROOT / "analyzer" / name).is_dir() for name in told)


def test_every_package_of_the_product_stands_in_the_layers():
    text = (ROOT / ".importlinter").read_text("utf-8")
    packages = {p.parent.name for p in (ROOT / "analyzer").glob("*/__init__.py")}
    assert packages == {name for name in packages if f"analyzer.{name}" in text}
