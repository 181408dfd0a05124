"""The HTML report in headless Chromium: no request, no violation, works without script."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from analyzer.outputs.html import page as html_page
from analyzer.profile.provenance import of_run
from analyzer.settings import default_settings
from tests.builders.profiles import marked_record

pytestmark = pytest.mark.browser


BRIEF = 12  # a run that counts as too long to show prose


def page(folder: Path, *, reports: int) -> str:
    path = folder / f"{reports}.html"
    settings = default_settings()
    records = (marked_record(n) for n in range(reports))
    with path.open("w", encoding="utf-8", newline="") as out:
        html_page.write(records, out, settings, of_run(settings))
    return path.as_uri()


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[int, str]:
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_page, "WHOLE", BRIEF - 1)
        return {n: page(folder, reports=n) for n in (1, 3, 8, BRIEF)}


@pytest.fixture(scope="module")
def browser():
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_script_timeout(180)
    yield driver
    driver.quit()


def open_page(browser, url: str, *, width: int = 1280, script: bool = True) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    browser.get("about:blank")
    browser.get(url)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("reports", [1, 3, BRIEF])
def test_axe_finds_no_violation(browser, pages, reports, width):
    from axe_selenium_python import Axe

    open_page(browser, pages[reports], width=width)
    browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    axe = Axe(browser)
    axe.inject()
    violations = axe.run()["violations"]
    assert not violations, axe.report(violations)


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_page_is_never_wider_than_the_screen(browser, pages, width):
    open_page(browser, pages[3], width=width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_page_asks_nothing_of_any_network_and_logs_nothing(browser, pages):
    browser.get_log("performance")
    open_page(browser, pages[3])
    requests = [
        entry["message"]
        for entry in browser.get_log("performance")
        if "Network.requestWillBeSent" in entry["message"]
    ]
    assert all("file://" in message or "about:blank" in message for message in requests)
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("reports", [1, 3, BRIEF])
def test_every_link_leads_to_a_place_on_the_page(browser, pages, reports):
    open_page(browser, pages[reports])
    dangling = browser.execute_script(
        "return [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"
        ".filter(id => id && !document.getElementById(id))"
    )
    assert dangling == []


def test_hostile_text_does_not_run(browser, pages):
    open_page(browser, pages[1])
    assert browser.execute_script("return window.hacked === undefined")
    assert "<img src=x onerror=" in browser.execute_script(
        "return document.querySelector('.prose').textContent"
    )


def test_everything_of_a_small_run_is_there_without_script(browser, pages):
    open_page(browser, pages[3], script=False)
    visible = browser.find_elements("css selector", ".prose .hit")
    assert len(visible) >= 3
    assert all(mark.is_displayed() for mark in visible)


def test_toggle_hides_and_shows_a_layer(browser, pages):
    open_page(browser, pages[1])
    button = browser.find_element("css selector", "button[data-layer=error]")
    finding = browser.find_element("css selector", ".finding.error")
    assert finding.is_displayed()
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert not finding.is_displayed()
    button.click()
    assert finding.is_displayed()


def test_folded_report_opens_when_a_link_leads_to_it(browser, pages):
    open_page(browser, pages[8])
    prose = browser.find_element("css selector", "#r7 .prose")
    assert not prose.is_displayed()
    browser.execute_script("location.hash = 'r7f1n'")
    browser.implicitly_wait(2)
    assert browser.find_element("css selector", "#r7f1n").is_displayed()
    browser.implicitly_wait(0)


def test_very_long_run_keeps_findings_and_says_why_there_is_no_prose(browser, pages):
    open_page(browser, pages[BRIEF])
    assert browser.find_elements("css selector", ".prose") == []
    assert len(browser.find_elements("css selector", ".finding.error")) >= BRIEF
    assert "不附正文" in browser.find_element("css selector", "main").text


def test_search_narrows_the_ranking(browser, pages):
    open_page(browser, pages[3])
    browser.find_element("css selector", "#find").send_keys("3.txt")
    rows = browser.find_elements("css selector", ".rank tbody tr")
    assert sum(row.is_displayed() for row in rows) == 1


def test_page_prints_on_a4(browser, pages):
    open_page(browser, pages[1])
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    data = base64.b64decode(printed["data"])
    assert b"/MediaBox [0 0 594.95996 841.91998]" in data or b"/MediaBox [0 0 595" in data
