"""`wenzhi rank`: the order of a run by substance, with what explains it."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.chinese import Command
from analyzer.cli.destination import check_output, destination, form_of
from analyzer.cli.options import cache_of, cache_option, progress_option

if TYPE_CHECKING:
    from analyzer.pipeline.round import Round
    from analyzer.settings import Settings

FORMS = ("table", "json", "csv", "xlsx")
HELP = """按实质内容给 PATH（文件、文件夹、zip）中的报告排名。

每份给出名次与得分及其稳定区间、同组位次、退请复核情形，以及三句理由：最有说服力的一句、差距最大的一项、最省力的改进。
未评和不可读的报告另列，写明原因。方案、版本和权重印在每份输出上。
-f xlsx 写成工作簿（须给 -o）：排名、分项、问题清单、重合、口径说明。电话、邮箱、姓名以〔 〕代替。

\b
--peers level    同层级比较（多个年度时只在同一年度内）
--peers region   同一地区（上级）内比较
--peers 分组.tsv  两列：单位（或文件名）、组名，如 市直、县直、乡镇街道
退出码：0 完成；2 用法或设置有误；3 有文件不可读（其余照常排名）。
"""


@click.command(cls=Command, name="rank", help=HELP)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--peers", metavar="level|region|FILE", help="同组比较的分组方法，缺省全部为一组。")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    help="语料库（见 wenzhi corpus）：其中的报告参与比对，并作为上年报告，不参加排名。",
)
@click.option("--preset", help="评价方案：默认、评优、通报、基层减负。")
@click.option(
    "--by",
    type=click.Choice(("substance", "total")),
    default="substance",
    help="排名依据：substance 实质分（缺省），total 总分。",
)
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
    "--config", type=click.Path(path_type=Path), help="设置文件；缺省向上查找 wenzhi.toml。"
)
@click.option("--jobs", type=click.IntRange(1), help="并行进程数；缺省为可用核数。")
@cache_option
@progress_option
@click.option("--debug", is_flag=True, help="程序出错时显示细节，便于反馈。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度。")
def command(  # noqa: PLR0917 - click passes every option by name
    paths: tuple[str, ...],
    peers: str | None,
    corpus: Path | None,
    preset: str | None,
    by: str,
    form: str | None,
    output: Path | None,
    config: Path | None,
    jobs: int | None,
    cache: Path | None,
    lines: bool,
    debug: bool,
    quiet: bool,
) -> int:
    """Write the ranking and return the exit code."""
    from analyzer.cli.main import EXIT_DONE, EXIT_UNREADABLE
    from analyzer.cli.progress import Reporter
    from analyzer.corpus.corpus_reference import pinned
    from analyzer.logs import start_logging
    from analyzer.pipeline.round import ranked_round
    from analyzer.pipeline.workers import available_cores
    from analyzer.profile.peers import grouping
    from analyzer.settings import load_settings

    start_logging(debug=debug)
    check_output(output, paths)
    chosen = form or form_of(output, FORMS, "table")
    if chosen == "xlsx" and output is None:
        raise click.UsageError("工作簿须用 -o 写入文件，例如 -o 排名.xlsx")
    settings = load_settings(config, preset=preset)
    group_of = grouping(peers)
    reporter = Reporter(sys.stderr, quiet=quiet, lines=lines)
    with (
        pinned(corpus) if corpus else nullcontext() as reference,
        reporter,
        ranked_round(
            paths,
            settings=settings,
            jobs=jobs or available_cores(),
            by=by,
            group_of=group_of,
            progress=reporter.progress,
            exclude=output,
            corpus=reference,
            cache=cache_of(cache, settings),
            keep=chosen == "xlsx",
        ) as done,
    ):
        _write(done, chosen, output, settings, by=by)
        return EXIT_UNREADABLE if done.unreadable else EXIT_DONE


def _write(done: Round, form: str, output: Path | None, settings: Settings, *, by: str) -> None:
    from analyzer.outputs.rankings import WRITERS
    from analyzer.outputs.whole import whole_document
    from analyzer.outputs.workbook.book import write_book
    from analyzer.profile.provenance import of_run

    run = of_run(settings)
    if form == "xlsx" and output is not None:
        with whole_document(output) as path:
            write_book(done.standings, done.records, path, settings, run, by=by)
        return
    with destination(output) as out:
        WRITERS[form](done.standings, out, settings, run, by=by)
