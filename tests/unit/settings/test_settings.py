from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import SettingsError
from analyzer.pipeline.run import check_rules
from analyzer.settings import default_settings, load_settings, presets


def settings(folder: Path, text: str, *, name: str = "wenzhi.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return load_settings(start=folder)


def test_without_a_file_the_shipped_settings_hold(tmp_path):
    assert load_settings(start=tmp_path) == default_settings()


def test_file_changes_only_what_it_names(tmp_path):
    got = settings(tmp_path, "[weights]\nproblems = 30\n")
    assert got.weights["problems"] == 30
    assert got.weights["specificity"] == default_settings().weights["specificity"]
    assert got.thresholds == default_settings().thresholds


def test_settings_of_a_folder_above_are_found(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "wenzhi.toml").write_text("version = 'x'\n")
    assert load_settings(start=tmp_path / "a" / "b").version == "x"


def test_pyproject_without_our_table_is_passed_over(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "wenzhi.toml").write_text("version = 'above'\n")
    (tmp_path / "a" / "pyproject.toml").write_text("[tool]\nother = 1\n")
    assert load_settings(start=tmp_path / "a").version == "above"


def test_pyproject_with_our_table_is_read(tmp_path):
    got = settings(tmp_path, "[tool.wenzhi.rules]\nLAN-05 = false\n", name="pyproject.toml")
    assert not got.enabled("LAN05")
    assert got.enabled("LAN01")


def test_changed_weights_without_a_name_show_in_the_version(tmp_path):
    shipped = default_settings().version
    assert settings(tmp_path, "[weights]\nlanguage = 0\n").version == f"{shipped}+local"
    assert (
        settings(tmp_path, "version = '某市2026'\n[weights]\nlanguage = 0\n").version == "某市2026"
    )


def test_everything_that_can_change_a_result_changes_the_fingerprint(tmp_path):
    texts = (
        "",
        "[weights]\nlanguage = 5\n",
        "[thresholds]\ntie_points = 5\n",
        "[rules]\nLAN05 = false\n",
        "vocabulary = ['柳桥']\n",
        "[[ignore]]\nrule = 'LAN05'\nreason = '本单位体例'\n",
        "[limits]\npdf_pages = 9\n",
    )
    assert len({settings(tmp_path, text).fingerprint() for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[weigths]\nlanguage = 5\n", "不认识的设置 weigths"),
        ("[weights]\nlangage = 5\n", "weights.langage 不存在"),
        ("[weights]\nlanguage = '5'\n", "应是数字"),
        ("[weights]\nlanguage = -5\n", "非负数"),
        ("weights = 5\n", "应是一个表"),
        ("[rules]\nLAN05 = 'off'\n", "true 或 false"),
        ("[[ignore]]\nrule = 'LAN05'\n", "reason"),
        ("vocabulary = '柳桥'\n", "列表"),
        ("[limits]\npdf_pages = 0\n", "正整数"),
        ("[limits]\npdf_pages = 1.5\n", "正整数"),
        ("not toml", "不是合法的 TOML（第1行第5列有误）"),
        ("x = [", "不是合法的 TOML（文件末尾不完整）"),
        ("[weights]\nlanguage = nan\n", "应是数字"),
        ("[weights]\nlanguage = inf\n", "应是数字"),
        ("[thresholds]\ntie_point = 1\n", "可用的有 tie_points、"),
        ("[[ignore]]\nrule = 'LAN05'\nreason = '体例'\ntxt = '（'\n", "不认识 txt"),
    ],
)
def test_mistake_is_one_chinese_line_that_names_file_and_cause(tmp_path, text, words):
    with pytest.raises(SettingsError) as raised:
        settings(tmp_path, text)
    message = str(raised.value)
    assert "wenzhi.toml" in message
    assert words in message
    assert "\n" not in message


def test_missing_settings_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"no\.toml"):
        load_settings(tmp_path / "no.toml")


def test_folder_in_place_of_a_settings_file_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="读不了"):
        load_settings(tmp_path)


@pytest.mark.parametrize(
    "text", ["[rules]\nLAN99 = false\n", "[[ignore]]\nrule = 'LAN99'\nreason = '无'\n"]
)
def test_switch_of_a_rule_there_is_not_is_refused(tmp_path, text):
    with pytest.raises(SettingsError, match="LAN99"):
        check_rules(settings(tmp_path, text))


def test_settings_in_another_encoding_are_named_so(tmp_path):
    (tmp_path / "wenzhi.toml").write_bytes("vocabulary = ['柳桥']".encode("gb18030"))
    with pytest.raises(SettingsError, match="不是 UTF-8 编码"):
        load_settings(tmp_path / "wenzhi.toml")


def test_shipped_presets_are_versioned_and_weigh_a_hundred_points():
    assert next(iter(presets())) == "默认"
    assert {"评优", "通报", "基层减负"} <= set(presets())
    for name, one in presets().items():
        assert sum(one.weights.values()) == 100
        assert one.preset == name
        assert one.version != default_settings().version or name == "默认"


def test_file_builds_on_the_preset_it_names(tmp_path):
    got = settings(tmp_path, 'preset = "评优"\n[thresholds]\ntie_points = 2\n')
    assert got.preset == "评优"
    assert got.weights == presets()["评优"].weights
    assert got.thresholds["tie_points"] == 2


def test_preset_of_the_command_goes_before_that_of_the_file(tmp_path):
    (tmp_path / "wenzhi.toml").write_text('preset = "评优"\n', encoding="utf-8")
    assert load_settings(start=tmp_path, preset="通报").weights == presets()["通报"].weights


def test_own_weights_on_a_preset_are_marked_in_the_version(tmp_path):
    got = settings(tmp_path, 'preset = "评优"\n[weights]\nlanguage = 9\n')
    assert got.version == f"{presets()['评优'].version}+local"


def test_unknown_preset_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(SettingsError, match="评优"):
        settings(tmp_path, 'preset = "没有"\n')


def test_privacy_is_kept_unless_the_office_says_otherwise(tmp_path):
    assert not any(default_settings().privacy.values())
    assert settings(tmp_path, "[privacy]\nshow_phones = true\n").privacy["show_phones"]


@pytest.mark.parametrize(
    "text",
    ["[privacy]\nshow_faces = true\n", "[privacy]\nshow_names = 1\n", "[folders]\nx = '1'\n"],
)
def test_unknown_privacy_or_folder_is_refused(tmp_path, text):
    with pytest.raises(SettingsError):
        settings(tmp_path, text)


def test_author_of_comments_is_what_the_office_says_and_changes_no_result(tmp_path):
    got = settings(tmp_path, '[annotate]\nauthor = "县政务公开办"\nper_page = 5\n')
    assert (got.commenting.author, got.commenting.per_page) == ("县政务公开办", 5)
    assert got.commenting.initials == default_settings().commenting.initials
    assert got.fingerprint() == default_settings().fingerprint()


@pytest.mark.parametrize(
    "line",
    ["colour = 'red'", "per_page = 0", "per_page = true", "author = 3", "date = '昨天'"],
)
def test_wrong_setting_of_comments_is_refused(tmp_path, line):
    with pytest.raises(SettingsError, match="annotate"):
        settings(tmp_path, f"[annotate]\n{line}\n")
