"""What no committed file may say: where packages come from, where this machine keeps things."""

from __future__ import annotations

import re

import pytest

from tests.architecture.committed import named, texts

# Written in pieces, so that this file does not say them either.
_REGISTRIES = re.compile(
    "|".join(
        re.escape("".join(pieces))
        for pieces in (
            ("py", "pi.", "org"),
            ("python", "hosted"),
            ("npm", "js."),
            ("mirrors.", "aliyun"),
            ("tuna.", "tsinghua"),
            ("index", "-url"),
        )
    ),
    re.IGNORECASE,
)
_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/[\w.]")


@pytest.mark.parametrize(("what", "pattern"), [("registry", _REGISTRIES), ("path", _MACHINE)])
def test_no_file_names_a_registry_or_a_place_on_a_machine(what, pattern):
    found = [(named(path), hit[0]) for path, text in texts() if (hit := pattern.search(text))]
    assert not found, what
