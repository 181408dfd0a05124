from __future__ import annotations

import os

import pytest

from analyzer.errors import SettingsError
from analyzer.pipeline.shelf import key_of, open_shelf


@pytest.fixture
def shelf(tmp_path):
    return open_shelf(tmp_path / "缓存")


def files(shelf) -> list:
    return [p for p in shelf.folder.glob("??/*") if p.is_file()]


def test_value_kept_comes_back_also_in_another_process(shelf):
    value = {"text": "公开326条\ud800", "list": [1, 2.5, None, True]}
    shelf.put(key_of("a"), value)
    assert open_shelf(shelf.folder).get(key_of("a")) == value
    assert shelf.has(key_of("a"))
    assert shelf.get(key_of("b")) is None


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b"", lambda b: b[:40] + b"x" + b[41:]]
)
def test_damaged_file_counts_as_missing_and_is_removed(shelf, damage):
    shelf.put(key_of("a"), ["公开"] * 50)
    [path] = files(shelf)
    path.write_bytes(damage(path.read_bytes()))
    assert not shelf.has(key_of("a"))
    assert shelf.get(key_of("a")) is None
    assert not files(shelf)


def test_what_was_used_last_stays_when_the_folder_grows_too_large(shelf):
    for number in range(10):
        shelf.put(key_of(number), os.urandom(500).hex())
        os.utime(shelf._path(key_of(number)), (number, number))
    shelf.get(key_of(0))
    size = sum(p.stat().st_size for p in files(shelf))
    shelf.clear_to(size // 2)
    assert shelf.has(key_of(0))
    assert not shelf.has(key_of(1))
    assert shelf.has(key_of(9))
    assert sum(p.stat().st_size for p in files(shelf)) <= size // 2


def test_folder_with_other_things_is_refused_and_left_alone(tmp_path):
    (tmp_path / "报告.txt").write_text("重要", "utf-8")
    with pytest.raises(SettingsError, match="不是空文件夹"):
        open_shelf(tmp_path)
    assert (tmp_path / "报告.txt").read_text("utf-8") == "重要"


def test_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "a").write_text("x")
    with pytest.raises(SettingsError, match="不能用作缓存"):
        open_shelf(tmp_path / "a")


def test_full_disk_or_read_only_folder_costs_nothing_but_the_cache(shelf, monkeypatch):
    def refuse(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("analyzer.pipeline.shelf.tempfile.mkstemp", refuse)
    shelf.put(key_of("a"), 1)
    assert shelf.get(key_of("a")) is None


def test_keys_depend_on_every_part_and_on_nothing_else():
    assert key_of("a", 1) == key_of("a", 1)
    assert len({key_of("a", "b"), key_of("ab"), key_of("a", ["b"]), key_of("b", "a")}) == 4
