from __future__ import annotations

import copy

from analyzer.profile.discreet import discreet
from tests.builders.reports import record_of


def planted() -> dict:
    record = record_of(scores={"substance": 40.0})
    record["text"] = "联系人王小明"
    record["facts"] = [{"start": 0, "end": 3, "text": "王小明", "type": "person"}]
    record["problems"] = [{"start": 0, "end": 9, "text": "由王小明整改，电话0791-88886666"}]
    record["reason"] = "王小明处见wang@lq.gov.cn"
    return record


def test_what_the_report_calls_a_person_is_masked_in_every_quotation():
    found = discreet(planted(), privacy={})
    assert found["problems"][0]["text"] == "由〔姓名〕整改，电话〔电话〕"
    assert found["reason"] == "〔姓名〕处见〔邮箱〕"
    assert "text" not in found
    assert found["facts"] == []


def test_settings_can_show_names_and_telephones():
    privacy = {"show_names": True, "show_phones": True}
    assert discreet(planted(), privacy=privacy)["problems"] == planted()["problems"]


def test_given_record_is_left_alone():
    record = planted()
    before = copy.deepcopy(record)
    discreet(record, privacy={})
    assert record == before
