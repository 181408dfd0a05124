"""What every test may use: where ../shared lies, and the promise that CI skips nothing."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
NO_SKIP = bool(os.environ.get("WENZHI_NO_SKIP"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # torch trains the networks and is part of no installation of ours, CI's included: its test is
    # left out by choice there (models/spelling-zh/CARD.md tells how to run it).
    training = [item for item in items if item.get_closest_marker("torch")]
    if training and not importlib.util.find_spec("torch"):
        config.hook.pytest_deselected(items=training)
        items[:] = [item for item in items if item not in training]
    missing = {
        "shared": not (SHARED / "reports").is_dir() and "needs the real reports in ../shared",
        "browser": not shutil.which("chromium") and "needs Chromium (see .ci/run)",
        "office": not shutil.which("soffice") and "needs LibreOffice (see .ci/run)",
    }
    for item in items:
        for mark, reason in missing.items():
            if reason and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    outcome = yield
    report = outcome.get_result()
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but WENZHI_NO_SKIP is set: {report.longrepr}"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material of ../shared; tests that use it carry the marker `shared`."""
    return SHARED
