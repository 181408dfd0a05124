import io
import os
import pickle
import sys
from pathlib import Path

import pytest

from analyzer.errors import UnreadableReport
from analyzer.readers.discover import STANDARD_INPUT, discover
from analyzer.readers.input_file import InputFile
from analyzer.readers.read import read
from tests.builders import word, zips

TEXT = "一、总体情况\n全年公开信息326条。\n".encode()


@pytest.fixture
def names(limits, tmp_path):
    """Return the names found under paths, relative to the test's folder; errors as their code."""

    def found(*paths, **changes):
        result = []
        for one in discover(paths or [tmp_path], limits={**limits, **changes}):
            name = one.name.replace(str(tmp_path) + os.sep, "").replace(os.sep, "/")
            result.append((name, one.code) if isinstance(one, UnreadableReport) else name)
        return result

    return found


def test_folders_are_walked_in_name_order(names, tmp_path):
    for name in ("b.txt", "a/2.txt", "a/10.txt", "a/1.txt", "c/d/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    assert names() == ["a/1.txt", "a/10.txt", "a/2.txt", "b.txt", "c/d/e.txt"]


def test_traces_and_companions_are_passed_over_in_folders(names, tmp_path):
    (tmp_path / "年报_files").mkdir()
    for name in (
        ".hidden",
        "~$年报.docx",
        "Thumbs.db",
        "年报_files/site.css",
        "年报_files/a.js",
        "results.json",
    ):
        (tmp_path / name).write_bytes(b"x{}")
    (tmp_path / "年报_files" / "logo").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "年报.html").write_bytes(b"<html>")
    assert names() == ["年报.html"]


def test_a_file_the_user_names_is_never_passed_over(names, tmp_path):
    (tmp_path / ".年报.json").write_bytes(TEXT)
    assert names(tmp_path / ".年报.json") == [".年报.json"]


def test_unreadable_formats_in_folders_are_reported_and_not_hidden(names, tmp_path):
    (tmp_path / "年报.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert names() == ["年报.doc"]


def test_file_reached_twice_comes_once(names, tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert names(tmp_path, tmp_path / "a.txt", tmp_path) == ["a.txt"]


def test_standard_input_is_read_as_bytes(limits):
    found = list(discover(["-"], limits=limits, stdin=io.BytesIO(TEXT)))
    assert [one.name for one in found] == [STANDARD_INPUT]
    assert read(found[0], limits=limits).text == TEXT.decode()


def test_standard_input_may_be_an_archive(limits):
    data = zips.archive({"甲.txt": TEXT, "乙.txt": TEXT})
    found = discover(["-"], limits=limits, stdin=io.BytesIO(data))
    assert [one.name for one in found] == [f"{STANDARD_INPUT}!/乙.txt", f"{STANDARD_INPUT}!/甲.txt"]


def test_members_of_archives_are_read_late_and_in_any_process(limits, tmp_path):
    (tmp_path / "a.zip").write_bytes(
        zips.archive({"x/b.txt": TEXT, "word.docx": word.docx(word.p("公开"))})
    )
    found = list(discover([tmp_path / "a.zip"], limits=limits))
    assert [one.name.rsplit("!/", 1)[1] for one in found] == ["word.docx", "x/b.txt"]
    item = pickle.loads(pickle.dumps(found[1]))
    assert isinstance(item, InputFile)
    assert item.content is None
    assert read(item, limits=limits).text == TEXT.decode()


def test_archives_inside_archives_are_walked(names, tmp_path):
    inner = zips.archive({"c.txt": TEXT})
    (tmp_path / "a.zip").write_bytes(zips.archive({"b.zip": inner}))
    assert names() == ["a.zip!/b.zip!/c.txt"]


def test_archives_nested_too_deeply_are_reported(names, tmp_path):
    data = zips.archive({"c.txt": TEXT})
    for _ in range(3):
        data = zips.archive({"b.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    assert names(archive_depth=3) == [("a.zip!/b.zip!/b.zip!/b.zip", "too-deep")]
    assert names(archive_depth=4) == ["a.zip!/b.zip!/b.zip!/b.zip!/c.txt"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_chinese_names_in_archives_without_a_mark_are_read(names, tmp_path, encoding):
    data = zips.unmarked_archive({"柳桥镇/2023年报.txt": TEXT}, encoding=encoding)
    (tmp_path / "a.zip").write_bytes(data)
    assert names() == ["a.zip!/柳桥镇/2023年报.txt"]


def test_path_traversal_is_only_a_name(names, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(
        zips.archive({"../../evil.txt": TEXT, "/etc/x.txt": TEXT})
    )
    assert names(tmp_path / "in") == ["in/a.zip!/../../evil.txt", "in/a.zip!//etc/x.txt"]
    assert not (tmp_path / "evil.txt").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes any bytes")
def test_odd_names_are_found_and_shown_on_one_line(limits, tmp_path):
    odd = [b"\xff\xfe.txt", "换\n行.txt".encode(), " 空 格 .txt".encode(), "\u202e倒.txt".encode()]
    for name in odd:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(TEXT)
    found = list(discover([tmp_path], limits=limits))
    assert len(found) == len(odd)
    for one in found:
        one.name.encode("utf-8")
        assert one.name.isprintable()
        assert read(one, limits=limits).text == TEXT.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights on Windows")
class TestLinks:
    def test_link_to_a_folder_above_is_reported_once_and_the_walk_ends(self, names, tmp_path):
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "b.txt").write_bytes(TEXT)
        (tmp_path / "a" / "loop").symlink_to(tmp_path)
        assert names() == ["a/b.txt", ("a/loop", "link-loop")]

    def test_link_to_itself_and_broken_link_are_reported(self, names, tmp_path):
        (tmp_path / "a.txt").write_bytes(TEXT)
        (tmp_path / "self").symlink_to(tmp_path / "self")
        (tmp_path / "z").symlink_to(tmp_path / "nowhere")
        assert names() == ["a.txt", ("self", "link-loop"), ("z", "link-loop")]

    def test_second_way_into_a_folder_adds_nothing(self, names, tmp_path):
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "b.txt").write_bytes(TEXT)
        (tmp_path / "c").symlink_to(tmp_path / "a")
        assert names() == ["a/b.txt"]

    def test_links_between_sibling_folders_do_not_loop(self, names, tmp_path):
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "r.txt").write_bytes(TEXT)
        (tmp_path / "a" / "to_b").symlink_to(tmp_path / "b")
        (tmp_path / "b" / "to_a").symlink_to(tmp_path / "a")
        found = names()
        assert sorted(one for one in found if isinstance(one, str)) == ["a/r.txt", "a/to_b/r.txt"]


def test_discovery_holds_no_contents(limits, tmp_path):
    for number in range(50):
        (tmp_path / f"{number}.txt").write_bytes(TEXT * 100)
    (tmp_path / "a.zip").write_bytes(zips.archive({f"{n}.txt": TEXT * 100 for n in range(50)}))
    assert all(one.content is None for one in discover([tmp_path], limits=limits))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipe_is_read_once(limits, tmp_path):
    import threading

    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(TEXT,))
    writer.start()
    (item,) = discover([tmp_path / "pipe"], limits=limits)
    writer.join()
    assert read(item, limits=limits).text == TEXT.decode()


def test_pipes_in_folders_are_not_waited_for(names, tmp_path):
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert names() == ["a.txt"]


def test_very_deep_folders_are_walked(names, tmp_path):
    here = tmp_path
    for _ in range(400):
        here = here / "d"
    here.mkdir(parents=True)
    (here / "a.txt").write_bytes(TEXT)
    assert names() == ["d/" * 400 + "a.txt"]


def test_folder_whose_reports_were_given_before_is_not_called_empty(names, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_bytes(TEXT)
    assert names(tmp_path / "a", tmp_path) == ["a/b.txt"]


def test_empty_folders_are_reported(names, tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert names(tmp_path / "a") == [("a", "no-reports")]


def test_folder_without_permission_is_reported_and_the_rest_goes_on(names, tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "b.txt").write_bytes(TEXT)

    def guarded(path):
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return os.scandir(path)

    monkeypatch.setattr("analyzer.readers.discover.scandir", guarded)
    assert names() == [("a", "permission"), "b.txt"]
