"""`wenzhi analyze`: profiles of the reports under the given paths."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from analyzer.cli.chinese import Command
from analyzer.cli.destination import check_output, form_of
from analyzer.cli.options import cache_of, cache_option, progress_option

if TYPE_CHECKING:
    from analyzer.cli.progress import Reporter
    from analyzer.profile.record import ReportRecord

FORMS = ("table", "json", "jsonl", "csv", "sections", "html", "sarif", "github", "junit")
SEVERITIES = ("error", "warning", "info")

HELP = """分析 PATH（文件、文件夹、zip；- 为标准输入），给出每份报告的质量画像。

json 是完整的结果；sections 为 CSV，每章一行，列出文字构成与重合比例；sarif（代码扫描）、github（工作流注解）、junit（流水线，每份报告一例）供其他工具读取。

\b
退出码（同时成立时取靠前者）：
  2  用法或设置有误，未开始分析
  3  有文件不可读（其余文件照常分析）
  1  有达到 --fail-on 等级的发现
  0  完成
"""


@dataclass(slots=True)
class Tally:
    """What the exit code and the closing line need to know."""

    done: int = 0
    unreadable: int = 0
    severities: set[str] = field(default_factory=set)


@click.command(cls=Command, name="analyze", help=HELP)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="输出形式；缺省按 -o 的后缀，否则 table。",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="写入文件（要么完整，要么没有；jsonl 逐条写入 .part，完成后改名）。",
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    help="有该等级或更重的发现时退出码为 1；junit 中记为失败（缺省 error）。",
)
@click.option("--preset", help="评价方案：默认、评优、通报、基层减负。")
@click.option(
    "--config", type=click.Path(path_type=Path), help="设置文件；缺省向上查找 wenzhi.toml。"
)
@click.option("--jobs", type=click.IntRange(1), help="并行进程数；缺省为可用核数。")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    help="语料库（见 wenzhi corpus）：其中的报告参与比对，并作为上年报告。",
)
@cache_option
@click.option("--text", "include_text", is_flag=True, help="在 JSON 中附上读出的全文。")
@click.option("--debug", is_flag=True, help="程序出错时显示细节，便于反馈。")
@progress_option
@click.option("-q", "--quiet", is_flag=True, help="不显示进度。")
def command(  # noqa: PLR0917 - click passes every option by name
    paths: tuple[str, ...],
    form: str | None,
    output: Path | None,
    fail_on: str | None,
    preset: str | None,
    config: Path | None,
    jobs: int | None,
    corpus: Path | None,
    cache: Path | None,
    include_text: bool,
    debug: bool,
    lines: bool,
    quiet: bool,
) -> int:
    """Run the analysis and return the exit code."""
    from analyzer.cli.main import EXIT_DONE, EXIT_FINDINGS, EXIT_UNREADABLE
    from analyzer.cli.progress import Reporter
    from analyzer.corpus.corpus_reference import pinned
    from analyzer.logs import start_logging
    from analyzer.outputs.forms import WITH_TEXT, writer
    from analyzer.pipeline.run import profiles
    from analyzer.pipeline.workers import available_cores
    from analyzer.profile.provenance import of_run
    from analyzer.settings import load_settings

    start_logging(debug=debug)
    chosen = form or form_of(output, FORMS, "table")
    check_output(output, paths)
    settings = load_settings(config, preset=preset)
    tally = Tally()
    reporter = Reporter(sys.stderr, quiet=quiet, lines=lines)
    target = _target(output, chosen)
    with pinned(corpus) if corpus else nullcontext() as reference, reporter, target as out:
        records = profiles(
            paths,
            settings=settings,
            jobs=jobs or available_cores(),
            include_text=include_text or chosen in WITH_TEXT,
            progress=reporter.progress,
            exclude=output,
            corpus=reference,
            cache=cache_of(cache, settings),
        )
        write = writer(chosen, fail_on=fail_on)
        write(_tallied(records, tally, reporter), out, settings, of_run(settings))
    if tally.unreadable:
        return EXIT_UNREADABLE
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on else ()
    return EXIT_FINDINGS if tally.severities.intersection(grave) else EXIT_DONE


def _target(output: Path | None, form: str) -> AbstractContextManager[TextIO]:
    from analyzer.outputs.whole import growing_file, whole_file, whole_stream

    if output is not None:
        return growing_file(output) if form == "jsonl" else whole_file(output)
    # Lines of JSON are whole one by one, and readers want them now.
    return nullcontext(sys.stdout) if form == "jsonl" else whole_stream(sys.stdout)


NO_OFFICE = "no-libreoffice"


def _tallied(
    records: Iterable[ReportRecord], tally: Tally, reporter: Reporter
) -> Iterator[ReportRecord]:
    partial: Counter[str | None] = Counter()
    without_office = 0
    for record in records:
        tally.done += 1
        tally.unreadable += record["status"] == "unreadable"
        tally.severities.update(finding["severity"] for finding in record["findings"])
        if record.get("code") == NO_OFFICE:
            without_office += 1  # one message for the run, not one for every .doc
            if without_office == 1:
                reporter.say(f"{record['source']}：{record['reason']}")
        elif record["status"] != "ok" and record["scores"]["total"]["value"] is None:
            reporter.say(f"{record['source']}：{record['reason']}")
        elif record["status"] != "ok":
            partial[record["reason"]] += 1  # a rule that fails may fail on every report
        yield record
    if without_office > 1:
        reporter.say(f"因没有 LibreOffice，共 {without_office} 个文件未读；其余照常评价")
    for reason, count in partial.items():
        reporter.say(f"{reason}（{count} 份报告；加 --debug 看细节）")
