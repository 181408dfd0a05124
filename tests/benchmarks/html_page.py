"""Measure how usable the HTML report of a long run is; writes reports/speed/html.md.

    python -m tests.benchmarks.html_page [--count 300]

Needs Chromium. A phone is a 360-pixel screen on a processor slowed down four times.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.__main__ import TARGET, provenance
from tests.benchmarks.generate import varied_reports
from tests.benchmarks.watch import wenzhi

_SETTLED = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))"
DEVICES = {"desktop": (1280, 1), "phone": (360, 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    options = parser.parse_args()
    lines = [
        "# The HTML report of a long run",
        "",
        f"`python -m tests.benchmarks.html_page --count {options.count}` at {provenance()}.",
        "",
        "| reports | file MB | device | first paint s | load s | elements | jump s | toggle s |",
        "|---:|---:|---|---:|---:|---:|---:|---:|",
    ]
    for size in (options.count // 10, options.count):
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.html"
            varied_reports(Path(folder) / "reports", count=size)
            wenzhi("analyze", Path(folder) / "reports", "-o", page)
            for device in DEVICES:
                found = measure(page, device=device)
                lines.append(
                    f"| {size} | {page.stat().st_size / 1e6:.1f} | {device} | {found['paint']:.2f} "
                    f"| {found['load']:.2f} "
                    f"| {found['elements']} | {found['jump']:.2f} | {found['toggle']:.2f} |"
                )
    lines += [
        "",
        "Jump: to the last report. Toggle: hide a layer of marks. A phone is a 360-pixel screen on a processor slowed down four times.",
        "",
    ]
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "html.md").write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))


def measure(page: Path, *, device: str) -> dict[str, Any]:
    """Return seconds to load, to jump to the last report and to toggle a layer."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    width, slowdown = DEVICES[device]
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600},
        )
        browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        return {
            "load": _seconds(browser, lambda: browser.get(page.as_uri())),
            "jump": _seconds(
                browser,
                lambda: browser.execute_script(
                    "location.hash = [...document.querySelectorAll('.report')].at(-1).id"
                ),
            ),
            "toggle": _seconds(
                browser,
                lambda: browser.find_element("css selector", "[data-layer=fact]").click(),
            ),
            "paint": browser.execute_script(
                "return performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"
            ),
            "elements": browser.execute_script("return document.getElementsByTagName('*').length"),
        }
    finally:
        browser.quit()


def _seconds(browser: Any, action: Any) -> float:
    started = time.perf_counter()
    action()
    browser.execute_async_script(_SETTLED)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
