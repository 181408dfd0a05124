from __future__ import annotations

import io

from analyzer.cli.progress import Reporter, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def counted(stream: io.StringIO, seconds_each: float, *, total: int = 20, **options) -> str:
    now = [0.0]
    with Reporter(stream, quiet=False, clock=lambda: now[0], **options) as reporter:
        for done in range(1, total + 1):
            reporter.progress("分析", done, total)
            now[0] += seconds_each
    return stream.getvalue()


def test_remaining_time_is_told_once_the_stage_has_settled():
    told = counted(Terminal(), 1.0).split("\r")
    assert "分析 1/20 份\x1b[K" in told
    assert "分析 10/20 份，本步约剩 9 秒\x1b[K" in told
    assert "分析 20/20 份\x1b[K" in told


def test_nothing_is_shown_where_nobody_looks():
    assert not counted(io.StringIO(), 1.0)


def test_lines_on_request_every_two_seconds_and_at_the_end():
    lines = counted(io.StringIO(), 0.5, lines=True).splitlines()
    assert lines[0] == "分析 1/20 份"
    assert lines[-1] == "分析 20/20 份"
    assert len(lines) == 6
    assert not [line for line in lines if "\r" in line or "\x1b" in line]


def test_unknown_total_is_not_guessed():
    stream = Terminal()
    with Reporter(stream, quiet=False, clock=iter(range(100)).__next__) as reporter:
        for done in (1, 2, 3, 4):
            reporter.progress("读取", done, None)
    assert "约剩" not in stream.getvalue()


def test_durations_are_rough_and_chinese():
    told = [duration(s).strip() for s in (0.2, 59, 61, 3000, 7300)]
    assert told == ["1 秒", "59 秒", "1 分钟", "50 分钟", "2.0 小时"]
