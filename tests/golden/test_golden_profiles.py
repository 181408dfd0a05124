from __future__ import annotations

import pytest

from tests.golden.profiles import FOLDER, KEPT, current


@pytest.fixture(scope="module")
def profiles() -> dict[str, str]:
    return current()


@pytest.mark.parametrize("name", KEPT)
def test_profile_of_the_sample_is_as_reviewed(profiles, name):
    kept = (FOLDER / f"{name}.json").read_text("utf-8")
    assert profiles[f"{name}.json"] == kept, (
        "the analysis says something else now; if that is right, run "
        "`python -m tests.golden.update` and review the diff"
    )
