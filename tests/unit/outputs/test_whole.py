from __future__ import annotations

import io
import os
import stat

import pytest

from analyzer.outputs.whole import whole_file, whole_stream


def test_failed_writing_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "结果.json"
    path.write_text("old")
    with pytest.raises(RuntimeError), whole_file(path) as out:
        out.write("half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_finished_writing_replaces_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old")
    path.chmod(0o640)
    with whole_file(path) as out:
        out.write("新的\r\n")
    assert path.read_bytes() == "新的\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_new_file_is_readable_as_any_new_file_would_be(tmp_path):
    with whole_file(tmp_path / "a") as out:
        out.write("x")
    (tmp_path / "b").write_text("x")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_lone_surrogate_does_not_stop_the_output(tmp_path):
    with whole_file(tmp_path / "a") as out:
        out.write("\ud800")
    assert (tmp_path / "a").read_text() == "\\ud800"


def test_failed_stream_prints_nothing():
    stream = io.StringIO()
    with pytest.raises(RuntimeError), whole_stream(stream) as out:
        out.write("half")
        raise RuntimeError
    assert stream.getvalue() == ""


def test_finished_stream_prints_all():
    stream = io.StringIO()
    with whole_stream(stream) as out:
        out.write("全部" * 10)
    assert stream.getvalue() == "全部" * 10


def test_device_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with whole_file(pipe) as out:
        out.write("x")
    assert os.read(reader, 9) == b"x"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_link_keeps_pointing_to_the_file_that_is_written(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with whole_file(tmp_path / "link") as out:
        out.write("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
