"""`wenzhi trend`: how boilerplate moves over the years of a corpus."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from analyzer.cli.chinese import Command
from analyzer.cli.destination import check_output, form_of
from analyzer.cli.interruption import saying_what_stays

if TYPE_CHECKING:
    from analyzer.corpus.trend import By

FORMS = ("table", "csv", "json", "html", "svg", "png")
HELP = """语料库中套话与重合逐年的变化：中位数、四分位、95% 区间，新出现、扩散与消失的短语。

\b
每份报告只与同样多的他份报告比对，语料库变大不会抬高比例。
算得较久时可中断，再次运行同一命令即接着做；换一种输出形式不必重算。
2019、2021 年起格式不同，前后不连线。html 为一页图表，svg、png 为一张图（png 需 -o，并安装 wenzhi[chart]）。
"""


@click.command(cls=Command, name="trend", help=HELP)
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    required=True,
    envvar="WENZHI_CORPUS",
    help="语料库文件夹（见 wenzhi corpus）。",
)
@click.option(
    "--by",
    type=click.Choice(("level", "region", "issuer")),
    help="分组：层级、地区、单位；缺省全部为一组。",
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
@click.option("--rounds", type=click.IntRange(2), default=40, help="随机分组的次数；缺省 40。")
@click.option("--seed", type=int, default=20, help="随机数种子；缺省 20。")
@click.option(
    "--config", type=click.Path(path_type=Path), help="设置文件；缺省向上查找 wenzhi.toml。"
)
@click.option("-q", "--quiet", is_flag=True, help="不显示进度。")
def command(  # noqa: PLR0917 - click passes every option by name
    corpus: Path,
    by: str | None,
    form: str | None,
    output: Path | None,
    rounds: int,
    seed: int,
    config: Path | None,
    quiet: bool,
) -> None:
    """Write the trend."""
    from analyzer.cli.progress import Reporter
    from analyzer.corpus.corpus_reference import pinned
    from analyzer.corpus.trend import find_trend
    from analyzer.outputs.trend_forms import trend_writer
    from analyzer.profile.provenance import of_run
    from analyzer.settings import load_settings

    settings = load_settings(config)
    chosen = form or form_of(output, FORMS, "table")
    check_output(output, ())
    if chosen == "png" and output is None:
        raise click.UsageError("png 请用 -o 给出文件名")
    write = trend_writer(chosen)  # what is missing for a picture is said before the work
    with (
        pinned(corpus) as state,
        Reporter(sys.stderr, quiet=quiet) as reporter,
        saying_what_stays("已算完的年度已存下"),
    ):
        found = find_trend(
            state,
            by=cast("By", by or "all"),
            stock_share=settings.thresholds["boilerplate_stock_share"],
            rounds_=rounds,
            seed=seed,
            progress=lambda done, total: reporter.progress("年度", done, total),
        )
    write(found, output, of_run(settings))
