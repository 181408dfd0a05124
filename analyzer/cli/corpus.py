"""`wenzhi corpus`: reports kept on disk, to compare with, as last year's, for trends."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import click

from analyzer.cli.chinese import Command, Group
from analyzer.cli.interruption import saying_what_stays

DEFAULT = "wenzhi-corpus"
_OF_SELF = "analyzer.cli.corpus"
COMMANDS = {
    "add": (f"{_OF_SELF}:add", "加入报告（已有的不重复，更正的版本取代原来的）"),
    "list": (f"{_OF_SELF}:list_reports", "列出其中的报告"),
    "info": (f"{_OF_SELF}:info", "说明规模、年度与占用"),
    "remove": (f"{_OF_SELF}:remove", "删除报告"),
    "verify": (f"{_OF_SELF}:verify", "检查文件是否完好"),
}
STATES = {
    "new": "新加入",
    "superseding": "取代旧版本",
    "known": "已在库中",
    "failed": "未加入",
}

HELP = """管理语料库：一个存放历年报告的文件夹。

\b
常用：
  wenzhi corpus add 历年报告/ --corpus 语料库/
  wenzhi analyze 今年报告/ --corpus 语料库/

加入时中断，已完成的部分仍在，再次运行同一命令即接着做。写入期间可以照常分析。

语料库常在单位间传用，所以电话、邮箱、证件号和姓名缺省不存入（以 0、x、某 代替，位置不变）；
确需保留的，在设置文件的 [privacy] 中打开。
"""


class _Commands(Group):
    """Subcommands that stand in this module."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a subcommand, None for an unknown one."""
        if cmd_name not in self.commands_table:
            return None
        found: click.Command = globals()[self.commands_table[cmd_name][0].partition(":")[2]]
        return found


@click.group(cls=_Commands, name="corpus", commands_table=COMMANDS, help=HELP)
def command() -> None:
    """Group of the subcommands."""


_corpus = click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    default=DEFAULT,
    envvar="WENZHI_CORPUS",
    help=f"语料库文件夹；缺省为环境变量 WENZHI_CORPUS 或 ./{DEFAULT}。",
)
_form = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("table", "json")),
    default="table",
    help="输出形式；缺省 table。",
)


@click.command(cls=Command, name="add", help="将 PATH（文件、文件夹、zip）中的报告加入语料库。")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@_corpus
@click.option(
    "--config", type=click.Path(path_type=Path), help="设置文件；缺省向上查找 wenzhi.toml。"
)
@click.option("--jobs", type=click.IntRange(1), help="并行进程数；缺省为可用核数。")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度。")
def add(
    paths: tuple[str, ...], corpus: Path, config: Path | None, jobs: int | None, quiet: bool
) -> int:
    """Add reports; the exit code is 3 where a file could not be added."""
    from analyzer.cli.main import EXIT_DONE, EXIT_UNREADABLE
    from analyzer.cli.progress import Reporter
    from analyzer.pipeline.corpus import add_to_corpus
    from analyzer.pipeline.workers import available_cores
    from analyzer.settings import load_settings

    counts: Counter[str] = Counter()
    with (
        Reporter(sys.stderr, quiet=quiet) as reporter,
        saying_what_stays(f"已完成的部分已存入 {corpus}"),
    ):
        for outcome in add_to_corpus(
            paths,
            corpus,
            settings=load_settings(config),
            jobs=jobs or available_cores(),
            progress=lambda done: reporter.progress("加入", done, None),
        ):
            counts[outcome.state] += 1
            if outcome.state == "failed":
                reporter.say(f"{outcome.name}：{outcome.note}")
            elif outcome.state == "superseding":
                reporter.say(f"{outcome.name}：同一单位同一年度的另一版本，取代{outcome.note}")
    told = "，".join(f"{title} {counts[state]} 份" for state, title in STATES.items())
    click.echo(f"{corpus}：{told}。")
    return EXIT_UNREADABLE if counts["failed"] else EXIT_DONE


@click.command(cls=Command, name="list", help="列出语料库中的报告：编号、年度、单位、来源。")
@_corpus
@_form
def list_reports(corpus: Path, form: str) -> None:
    """Print one line per report."""
    from analyzer.corpus.contents import contents
    from analyzer.corpus.corpus_reference import pinned

    with pinned(corpus) as state:
        for entry in contents(state):
            if form == "json":
                click.echo(json.dumps(entry.as_json(), ensure_ascii=False))
            else:
                year = entry.year or "—"
                click.echo(f"{entry.key}\t{year}\t{entry.issuer or '—'}\t{entry.source}")


@click.command(cls=Command, name="info", help="说明语料库的规模、年度分布与占用空间。")
@_corpus
@_form
def info(corpus: Path, form: str) -> None:
    """Print what the corpus holds."""
    from analyzer.corpus.contents import summary
    from analyzer.corpus.corpus_reference import pinned

    with pinned(corpus) as state:
        said = summary(state)
    if form == "json":
        click.echo(json.dumps(said, ensure_ascii=False, indent=1))
        return
    click.echo(
        f"{corpus}：报告 {said['reports']} 份，单位 {said['issuers']} 家，"
        f"不同的句子 {said['sentences']} 句，占用 {said['bytes'] / 1e6:.1f} MB，"
        f"分 {said['segments']} 段，第 {said['generation']} 版。"
    )
    for year, count in said["years"].items():
        click.echo(f"  {year} 年度：{count} 份")
    if said["undated"]:
        click.echo(f"  年度不明：{said['undated']} 份")


@click.command(
    cls=Command, name="remove", help="删除报告。NUMBER 为 wenzhi corpus list 所示的编号。"
)
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True, type=int)
@_corpus
def remove(numbers: tuple[int, ...], corpus: Path) -> None:
    """Remove reports by number."""
    from analyzer.corpus.store import open_for_writing

    with open_for_writing(corpus) as writer:
        live = set(writer.catalogue["key"][writer.catalogue["live"]].tolist())
        unknown = [number for number in numbers if number not in live]
        if unknown:
            shown = "、".join(map(str, unknown))
            raise click.UsageError(f"{corpus} 中没有编号 {shown}（见 wenzhi corpus list）")
        writer.remove(numbers)
    click.echo(f"{corpus}：已删除 {len(set(numbers))} 份。")


@click.command(cls=Command, name="verify", help="检查语料库的文件是否齐全、是否被改动。")
@_corpus
def verify(corpus: Path) -> int:
    """Check every file; the exit code is 1 where something is wrong."""
    from analyzer.cli.main import EXIT_DONE, EXIT_FINDINGS
    from analyzer.corpus.contents import faults
    from analyzer.corpus.corpus_reference import pinned

    with pinned(corpus) as state:
        found = faults(state)
    for fault in found:
        click.echo(fault)
    if found:
        click.echo(f"{corpus}：{len(found)} 处有误；请从备份恢复，或重新建立语料库。")
        return EXIT_FINDINGS
    click.echo(f"{corpus}：完好。")
    return EXIT_DONE
