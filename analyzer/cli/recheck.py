"""`wenzhi recheck`: after the author's revision, what is resolved, still open, new."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.chinese import Command
from analyzer.cli.destination import check_output, destination, form_of
from analyzer.cli.options import cache_of, cache_option, progress_option

if TYPE_CHECKING:
    from analyzer.cli.progress import Reporter
    from analyzer.profile.recheck.changes import Recheck
    from analyzer.profile.recheck.pairing import Alone

FORMS = ("table", "json", "csv", "xlsx", "html")
SEVERITIES = ("error", "warning", "info")
HELP = """复查：比对修改前的 OLD 与修改后的 NEW（文件、文件夹或 zip），逐条说明意见的下落。

\b
已解决、仍存在、新出现：两边的意见按规则和文字的对应位置相配，
段落移动、句子拆并、换了文件格式也能对上；同时列出各项得分的变化。
文件夹中的报告按单位和年度对应，认不出时按文件名对应（不计“修改稿”“v2”“-批注”等后缀）。
-f xlsx 是下一轮可用的复查清单，“处理意见”一列留空。

\b
例：wenzhi recheck 原件/ 修改件/ -o 复查.xlsx
退出码（同时成立时取靠前者）：
  2  用法或设置有误
  3  有文件不可读（其余照常比对）
  1  仍存在或新出现达到 --fail-on 等级的意见
  0  完成
"""


@dataclass(slots=True)
class Tally:
    """What the exit code needs to know."""

    unreadable: int = 0
    severities: set[str] = field(default_factory=set)


@click.command(cls=Command, name="recheck", help=HELP)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="输出形式；缺省按 -o 的后缀，否则 table。",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="写入文件（要么完整，要么没有）。"
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="仍有或新出现该等级或更重的意见时退出码为 1。",
)
@click.option("--all", "everything", is_flag=True, help="终端上列出全部意见；缺省每种状态 20 条。")
@click.option("--preset", help="评价方案：默认、评优、通报、基层减负。")
@click.option(
    "--config", type=click.Path(path_type=Path), help="设置文件；缺省向上查找 wenzhi.toml。"
)
@click.option("--jobs", type=click.IntRange(1), help="并行进程数；缺省为可用核数。")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    help="语料库（见 wenzhi corpus）：其中的报告参与比对，并作为上年报告；两边相同。",
)
@cache_option
@click.option("--debug", is_flag=True, help="程序出错时显示细节，便于反馈。")
@progress_option
@click.option("-q", "--quiet", is_flag=True, help="不显示进度。")
def command(  # noqa: PLR0917 - click passes every option by name
    old: str,
    new: str,
    form: str | None,
    output: Path | None,
    fail_on: str | None,
    everything: bool,
    preset: str | None,
    config: Path | None,
    jobs: int | None,
    corpus: Path | None,
    cache: Path | None,
    debug: bool,
    lines: bool,
    quiet: bool,
) -> int:
    """Write what became of the findings and return the exit code."""
    from analyzer.cli.main import EXIT_DONE, EXIT_FINDINGS, EXIT_UNREADABLE
    from analyzer.cli.progress import Reporter
    from analyzer.corpus.corpus_reference import pinned
    from analyzer.logs import start_logging
    from analyzer.outputs.recheck import book, forms
    from analyzer.outputs.whole import whole_document
    from analyzer.pipeline.rechecking import recheck_all
    from analyzer.pipeline.workers import available_cores
    from analyzer.profile.provenance import of_run
    from analyzer.settings import load_settings

    start_logging(debug=debug)
    chosen = form or form_of(output, FORMS, "table")
    _check(old, new, chosen, output)
    settings = load_settings(config, preset=preset)
    run = of_run(settings)
    tally = Tally()
    reporter = Reporter(sys.stderr, quiet=quiet, lines=lines)
    with pinned(corpus) if corpus else nullcontext() as reference, reporter:
        found = recheck_all(
            [old],
            [new],
            settings=settings,
            jobs=jobs or available_cores(),
            progress=reporter.progress,
            exclude=output,
            corpus=reference,
            cache=cache_of(cache, settings),
        )
        told = _tallied(found, tally, reporter)
        if chosen == "xlsx" and output is not None:
            with whole_document(output) as path:
                book.write_book(told, path, settings, run)
        else:
            with destination(output) as out:
                forms.write(chosen, told, out, settings, run, everything=everything)
    if tally.unreadable:
        return EXIT_UNREADABLE
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on else ()
    return EXIT_FINDINGS if tally.severities.intersection(grave) else EXIT_DONE


def _check(old: str, new: str, form: str, output: Path | None) -> None:
    """Refuse what cannot work. Raises click.UsageError."""
    check_output(output, (old, new))
    if "-" in {old, new}:
        raise click.UsageError("复查需要两份文件或两个文件夹，不能用标准输入")
    if form == "xlsx" and output is None:
        raise click.UsageError("工作簿须用 -o 写入文件，例如 -o 复查.xlsx")


def _tallied(
    found: Iterable[Recheck | Alone], tally: Tally, reporter: Reporter
) -> Iterator[Recheck | Alone]:
    from analyzer.profile.recheck.pairing import Alone

    for one in found:
        if isinstance(one, Alone):
            tally.unreadable += one.unreadable
            reporter.say(f"{one.source}：{one.reason}")
        else:
            tally.severities.update(c.severity for c in one.changes if c.state != "resolved")
        yield one
