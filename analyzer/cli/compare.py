"""`wenzhi compare`: two reports side by side, what agrees marked in both."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from analyzer.cli.chinese import Command

HELP = """逐章对照两份报告 A、B（今年与上年，或两个单位），标出两边相同的文字。

比对前遮蔽法定与固定用语、单位名、地名和数字；数字不同不算相同。只陈述重合，请核对。
"""


@click.command(cls=Command, name="compare", help=HELP)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("table", "html")),
    help="输出形式；缺省按 -o 的后缀，否则 table。",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="写入文件（要么完整，要么没有）。"
)
@click.option(
    "--meaning",
    is_flag=True,
    help="另找换词改写的句子（需安装 wenzhi[meaning]，较慢）；不计入重合。",
)
@click.option(
    "--config", type=click.Path(path_type=Path), help="设置文件；缺省向上查找 wenzhi.toml。"
)
def command(  # noqa: PLR0917 - click passes every option by name
    first: str,
    second: str,
    form: str | None,
    output: Path | None,
    meaning: bool,
    config: Path | None,
) -> int:
    """Write the comparison; the exit code is 3 where a file cannot be read."""
    from analyzer.cli.main import EXIT_DONE, EXIT_UNREADABLE
    from analyzer.corpus.comparison import compare
    from analyzer.corpus.meaning import load_encoder
    from analyzer.errors import UnreadableReport
    from analyzer.outputs import compare_page, compare_table
    from analyzer.outputs.whole import whole_file, whole_stream
    from analyzer.pipeline.one import one_report
    from analyzer.settings import load_settings

    settings = load_settings(config)
    try:
        left, right = (one_report(path, settings) for path in (first, second))
    except UnreadableReport as error:
        click.echo(str(error), err=True)
        return EXIT_UNREADABLE
    encode = load_encoder() if meaning else None
    as_page = form == "html" or (
        form is None and output is not None and output.suffix.lower() in {".html", ".htm"}
    )
    with whole_file(output) if output else whole_stream(sys.stdout) as out:
        if as_page:
            compare_page.write(compare(left, right, encode=encode), out)
        else:
            columns = shutil.get_terminal_size((100, 24)).columns
            compare_table.write(compare(left, right, encode=encode), out, cells=columns)
    return EXIT_DONE
