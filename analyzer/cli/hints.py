"""`wenzhi hints`: what would help the author of one report most."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from analyzer.cli.chinese import Command
from analyzer.cli.destination import check_output, destination

HELP = """给撰写人的修改建议：按加分多少排列，每条写明原文在哪里、缺少什么事实、怎么写、例句、重算后加几分。

\b
表格中已有的数字会列出供填写；不编造任何数字，空白写作〔 〕。
退出码：0 完成；2 用法或设置有误；3 文件不可读。
"""


@click.command(cls=Command, name="hints", help=HELP)
@click.argument("file", metavar="FILE")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="输出形式，缺省 text。",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="写入文件（要么完整，要么没有）。"
)
@click.option("--all", "everything", is_flag=True, help="列出全部建议，不止前 12 条。")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    help="语料库（见 wenzhi corpus）：其中的报告参与比对，并作为上年报告。",
)
@click.option("--preset", help="评价方案：默认、评优、通报、基层减负。")
@click.option(
    "--config", type=click.Path(path_type=Path), help="设置文件；缺省向上查找 wenzhi.toml。"
)
@click.option("--debug", is_flag=True, help="程序出错时显示细节，便于反馈。")
def command(  # noqa: PLR0917 - click passes every option by name
    file: str,
    form: str,
    output: Path | None,
    everything: bool,
    corpus: Path | None,
    preset: str | None,
    config: Path | None,
    debug: bool,
) -> int:
    """Write the hints of one file and return the exit code."""
    from analyzer.cli.main import EXIT_DONE, EXIT_UNREADABLE
    from analyzer.corpus.corpus_reference import pinned
    from analyzer.logs import start_logging
    from analyzer.outputs import hints_json, hints_text
    from analyzer.pipeline.run import profiles
    from analyzer.profile.provenance import of_run
    from analyzer.settings import load_settings

    start_logging(debug=debug)
    check_output(output, (file,))
    settings = load_settings(config, preset=preset)
    with pinned(corpus) if corpus else nullcontext() as reference:
        found = list(
            profiles([file], settings=settings, advise=True, exclude=output, corpus=reference)
        )
    if len(found) != 1:
        raise click.UsageError(f"hints 一次只看一份报告，{file} 中有 {len(found)} 份；请逐份查看")
    run = of_run(settings)
    with destination(output) as out:
        if form == "json":
            hints_json.write(found[0], out, settings, run)
        else:
            hints_text.write(found[0], out, settings, run, everything=everything)
    return EXIT_UNREADABLE if found[0]["status"] == "unreadable" else EXIT_DONE
