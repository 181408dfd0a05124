"""`wenzhi annotate`: findings as comments in the author's own Word file."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from analyzer.cli.chinese import Command
from analyzer.cli.options import cache_of, cache_option, progress_option

HELP = """把意见写成 Word 批注：PATH（文件、文件夹、zip）中的每份报告另存一份带批注的副本。

\b
批注落在所指的字上；正文、格式、原有批注和修订一律不动。
题名处有一条小结，文末有一条列出其余意见。
每页最多 10 条（[annotate] 设置 per_page；文件没有记下分页时按每页 600 字估计），
其余列在文末批注和意见单中。批注人在 [annotate] 设置 author、initials。
.doc、.wps、.rtf 先转成 .docx 再批注（需要 LibreOffice）。
PDF、网页、OFD、ODT 和纯文本改写意见单（.docx）：页或行、章节、原句、意见与建议。

\b
结果：报告-批注.docx、报告-意见单.docx；从不改写输入文件
退出码：0 完成；2 用法或设置有误；3 有文件不可读（其余照常）
"""


@click.command(cls=Command, name="annotate", help=HELP)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    help="结果所在的文件夹，没有则建立。",
)
@click.option(
    "--min-severity",
    type=click.Choice(("error", "warning", "info")),
    default="info",
    help="只写该等级及更重的意见：error 错误、warning 疑点、info 提示（缺省，全部）。",
)
@click.option(
    "--tier",
    type=click.Choice(("高", "中", "低")),
    default="低",
    help="只写把握不低于此档的意见；缺省 低（全部）。",
)
@click.option("--rule", "rules", multiple=True, help="只写这条规则的意见，可多次给出，例如 LAN01。")
@click.option("--sheet", "sheets", is_flag=True, help="每份 Word 报告也另附意见单。")
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
@click.option("--debug", is_flag=True, help="程序出错时显示细节，便于反馈。")
@progress_option
@click.option("-q", "--quiet", is_flag=True, help="不显示进度。")
def command(  # noqa: PLR0917 - click passes every option by name
    paths: tuple[str, ...],
    folder: Path,
    min_severity: str,
    tier: str,
    rules: tuple[str, ...],
    sheets: bool,
    preset: str | None,
    config: Path | None,
    jobs: int | None,
    corpus: Path | None,
    cache: Path | None,
    debug: bool,
    lines: bool,
    quiet: bool,
) -> int:
    """Write copies and sheets; return the exit code."""
    from analyzer.cli.main import EXIT_DONE, EXIT_UNREADABLE
    from analyzer.cli.progress import Reporter
    from analyzer.corpus.corpus_reference import pinned
    from analyzer.logs import start_logging
    from analyzer.outputs.annotated_list import write
    from analyzer.outputs.word.selection import Wanted
    from analyzer.pipeline.annotating import Outcome, annotate_all
    from analyzer.pipeline.workers import available_cores
    from analyzer.settings import load_settings

    start_logging(debug=debug)
    _check(paths, folder)
    settings = load_settings(config, preset=preset)
    wanted = Wanted(severity=min_severity, tier=tier, rules=_known(rules))
    reporter = Reporter(sys.stderr, quiet=quiet, lines=lines)
    outcomes: list[Outcome] = []
    with pinned(corpus) if corpus else nullcontext() as reference, reporter:
        for outcome in annotate_all(
            paths,
            folder,
            settings=settings,
            wanted=wanted,
            sheets=sheets,
            jobs=jobs or available_cores(),
            progress=reporter.progress,
            corpus=reference,
            cache=cache_of(cache, settings),
        ):
            outcomes.append(outcome)
            for told in (outcome.reason, *outcome.notices):
                if told:
                    reporter.say(f"{outcome.source}：{told}")
    write(outcomes, sys.stdout, folder)
    return EXIT_UNREADABLE if any(o.unreadable for o in outcomes) else EXIT_DONE


def _check(paths: tuple[str, ...], folder: Path) -> None:
    """Refuse what cannot work. Raises click.UsageError."""
    if "-" in paths:
        raise click.UsageError("批注需要文件，不能用标准输入；请给出文件或文件夹")
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"-o {folder} 不是文件夹")
    if not folder.absolute().parent.is_dir():
        raise click.UsageError(f"-o 的上级文件夹 {folder.parent} 不存在，请先建立")


def _known(rules: tuple[str, ...]) -> frozenset[str]:
    from analyzer.signals import catalog

    wanted = frozenset(rule.replace("-", "").upper() for rule in rules)
    known = {rule_id for modules in catalog.TABLE.values() for rule_id in modules}
    for rule in sorted(wanted - known):
        raise click.UsageError(f"没有规则 {rule}，用 wenzhi rules 查看全部")
    return wanted
