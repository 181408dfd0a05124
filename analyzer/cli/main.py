"""Entry point: the group of commands, exit codes and what happens on errors."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import click

from analyzer.cli.chinese import Group, PipeClosed, usage_message
from analyzer.errors import WenzhiError
from analyzer.version import __version__

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_UNREADABLE = 3
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141
EXIT_TERMINATED = 143

# What keeps a result from being written, as the system numbers it.
_UNWRITABLE = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "超出磁盘配额",
    errno.EROFS: "所在位置只读",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EIO: "磁盘读写出错",
}

# command → (module with `command`, short help). Short help stands here so that listing the
# commands imports none of them.
COMMANDS = {
    "analyze": ("analyzer.cli.analyze", "分析年度报告，给出质量画像"),
    "rank": ("analyzer.cli.rank", "按实质内容排名，说明名次的理由与稳定区间"),
    "letter": ("analyzer.cli.letter", "起草公文：每个单位一件反馈意见，本批一件通报（.docx）"),
    "hints": ("analyzer.cli.hints", "给撰写人的修改建议：缺什么、怎么写、能加几分"),
    "annotate": ("analyzer.cli.annotate", "把意见写成 Word 批注，另存副本；其他格式写意见单"),
    "recheck": ("analyzer.cli.recheck", "复查修改稿：哪些意见已解决、仍存在、新出现"),
    "corpus": ("analyzer.cli.corpus", "语料库：存下历年报告，供比对、找上年、看趋势"),
    "compare": ("analyzer.cli.compare", "两份报告逐章对照，标出重合的文字"),
    "trend": ("analyzer.cli.trend", "语料库中套话与重合逐年的变化"),
    "correct": ("analyzer.cli.correct", "纠正错别字，每行一句"),
    "rules": ("analyzer.cli.rules", "列出全部规则"),
    "explain": ("analyzer.cli.explain", "说明一条规则，例如 wenzhi explain LAN01"),
    "schema": ("analyzer.cli.schema", "输出 JSON 结果的结构说明（JSON Schema）"),
}

HELP = """文质：评政府信息公开工作年度报告的形式与实质。

\b
常用：
  wenzhi analyze 报告文件夹/ -f html -o 结果.html
  wenzhi analyze 报告.docx
  wenzhi explain LAN01
"""


@click.group(
    cls=Group,
    commands_table=COMMANDS,
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    __version__, "-V", "--version", message="wenzhi %(version)s", help="显示版本后退出。"
)
def wenzhi() -> None:
    """Group of all commands."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    _use_utf8()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminate)
    # One thread per process: libraries that spread over all cores only get in each other's way.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = wenzhi.main(arguments, prog_name="wenzhi", standalone_mode=False)
        sys.stdout.flush()
        return int(code or EXIT_DONE)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        click.echo(usage_message(error), err=True)
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt) as error:
        click.echo(_interrupted(error), err=True)
        return EXIT_INTERRUPTED
    except (PipeClosed, BrokenPipeError):
        # Keep Python from complaining when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_BROKEN_PIPE
    except WenzhiError as error:
        click.echo(str(error), err=True)
        return EXIT_USAGE
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
        click.echo(
            f"写出结果失败：{_UNWRITABLE[error.errno]}；没有写出结果，请换一个位置重试", err=True
        )
        return EXIT_USAGE


def _interrupted(error: BaseException) -> str:
    """Return what is left of an interrupted run; click puts its own error over the cause."""
    notes = [*getattr(error, "__notes__", ()), *getattr(error.__context__, "__notes__", ())]
    return "；".join(notes) or "已中断；没有写出结果。"


def _terminate(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001
    """Leave through the clean-up of everything half-done, as on Ctrl-C."""
    sys.exit(EXIT_TERMINATED)


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale says (LANG=C, Windows code pages)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
