from __future__ import annotations

import pytest

from analyzer.outputs.letters.feedback import feedback
from analyzer.outputs.office_record import office_record
from analyzer.pipeline import profiles
from analyzer.profile.provenance import of_run
from analyzer.settings import default_settings
from tests.builders.reports import PLAIN

SETTINGS = default_settings()
RUN = of_run(SETTINGS)
WORDS = ("甲处占位", "乙处占位", "丙处占位", "丁处占位", "戊处占位")


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("letters") / "柳桥镇.txt"
    path.write_text(PLAIN.replace("，", ",", 3), encoding="utf-8")
    [found] = profiles([path], settings=SETTINGS, include_text=True, advise=True)
    return office_record(found, privacy=SETTINGS.privacy)


def corrections(record, words):
    first = next(f for f in record["findings"] if f["rule"].startswith("LAN"))
    alike = [{**first, "severity": "warning", "quote": word, "hint": "请删去。"} for word in words]
    return feedback({**record, "findings": alike}, SETTINGS, RUN)["订正"]


def test_a_remark_made_many_times_is_one_entry_with_the_other_places(record):
    [entry] = corrections(record, WORDS)
    assert all(f"“{word}”" in entry["说明"] for word in WORDS[1:])


def test_a_remark_made_twice_is_two_entries(record):
    assert len(corrections(record, WORDS[:2])) == 2
