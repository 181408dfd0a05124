from __future__ import annotations

import copy

from analyzer.profile.discreet import discreet
from tests.builders.reports import finding, record_of


def planted() -> dict:
    record = record_of(scores={"substance": 40.0})
    told = "由王小明整改，电话0791-88886666"
    record["text"] = f"{told}。"
    record["facts"] = [{"start": 1, "end": 4, "text": "王小明", "type": "person"}]
    record["problems"] = [{"start": 0, "end": len(told), "text": told}]
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


def test_half_of_a_telephone_number_is_masked_with_what_repeats_it():
    text = "咨询电话0791-88886666。"
    record = record_of(scores={"substance": 40.0})
    record["text"] = text
    start = text.index("8888")
    record["findings"] = [finding(start, "88886666", message="“88886666”是半角，请核对")]
    [found] = discreet(record, privacy={})["findings"]
    assert (found["quote"], found["message"]) == ("〔电话〕", "“〔电话〕”是半角，请核对")


def test_a_quotation_around_a_name_masks_the_name_alone():
    text = "全年由副县长王小明主持会议4次。"
    record = record_of(scores={"substance": 40.0})
    record["text"] = text
    record["findings"] = [finding(2, text[2:])]
    [found] = discreet(record, privacy={})["findings"]
    assert found["quote"] == "由副县长〔姓名〕主持会议4次。"
