"""`wenzhi letter`: a 反馈意见 for each unit and a draft 通报 of the round."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analyzer.cli.chinese import Command
from analyzer.cli.options import cache_of, cache_option, progress_option

if TYPE_CHECKING:
    from analyzer.cli.progress import Reporter
    from analyzer.outputs.letters.write import Letters
    from analyzer.pipeline.round import Round
    from analyzer.settings import Settings

HELP = """为 PATH（文件、文件夹、zip）中的报告起草公文（.docx），写入文件夹 DIR。

每份报告一件《反馈意见》：值得肯定之处、请核对订正之处、充实内容的建议，附原文和位置；本批一件《通报》代拟稿：
情况、图表、好的做法、共性问题、得分与名次。文号、日期、落款留空〔 〕；所有数字和引文都出自报告，不另编造。
电话、邮箱、姓名以〔 〕代替。代拟稿请审改后使用。

\b
模板可换成本单位的：--export-templates 取出随附的模板，改好后用 --templates 指明所在文件夹
（或在设置 [folders] 中写 templates）。文件名不变：反馈意见.docx、通报.docx；只放一个也可以。
占位的写法见一并取出的 说明.md。
退出码：0 完成；2 用法、设置或模板有误；3 有文件不可读（其余照常起草）。
"""


@click.command(cls=Command, name="letter", help=HELP)
@click.argument("paths", metavar="PATH...", nargs=-1)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="写入的文件夹，没有则新建。",
)
@click.option("--overwrite", is_flag=True, help="替换文件夹中已有的反馈意见和通报。")
@click.option(
    "--templates",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="本单位模板所在文件夹；缺省用随附的模板。",
)
@click.option(
    "--export-templates",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="把随附的模板写入文件夹后退出，供修改。",
)
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    help="语料库（见 wenzhi corpus）：其中的报告参与比对，并作为上年报告。",
)
@click.option("--preset", help="评价方案：默认、评优、通报、基层减负。")
@click.option(
    "--by",
    type=click.Choice(("substance", "total")),
    default="substance",
    help="排名依据：substance 实质分（缺省），total 总分。",
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
    output: Path | None,
    overwrite: bool,
    templates: Path | None,
    export_templates: Path | None,
    corpus: Path | None,
    preset: str | None,
    by: str,
    config: Path | None,
    jobs: int | None,
    cache: Path | None,
    lines: bool,
    debug: bool,
    quiet: bool,
) -> int:
    """Write the letters and return the exit code."""
    from analyzer.cli.main import EXIT_DONE, EXIT_UNREADABLE
    from analyzer.cli.progress import Reporter
    from analyzer.corpus.corpus_reference import pinned
    from analyzer.logs import start_logging
    from analyzer.outputs.letters.write import Letters
    from analyzer.pipeline.round import ranked_round
    from analyzer.pipeline.workers import available_cores
    from analyzer.profile.peers import grouping
    from analyzer.profile.provenance import of_run
    from analyzer.settings import load_settings

    start_logging(debug=debug)
    if export_templates is not None:
        return _export(export_templates, overwrite=overwrite)
    folder = _checked(paths, output, overwrite=overwrite)
    settings = load_settings(config, preset=preset)
    own = templates or (
        Path(settings.folders["templates"]) if settings.folders["templates"] else None
    )
    letters = Letters(own, settings, of_run(settings))
    reporter = Reporter(sys.stderr, quiet=quiet, lines=lines)
    with (
        pinned(corpus) if corpus else nullcontext() as reference,
        reporter,
        ranked_round(
            paths,
            settings=settings,
            jobs=jobs or available_cores(),
            by=by,
            group_of=grouping(None),
            progress=reporter.progress,
            exclude=folder,
            corpus=reference,
            cache=cache_of(cache, settings),
            keep=True,
        ) as done,
    ):
        _write(done, folder, letters, reporter, settings, by=by)
        return EXIT_UNREADABLE if done.unreadable else EXIT_DONE


def _write(
    done: Round, folder: Path, letters: Letters, reporter: Reporter, settings: Settings, *, by: str
) -> None:
    """Write the letters, and tell how many and what could not be read."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, _ in enumerate(
        letters.write(folder, done.standings, done.records, settings, by=by), start=1
    ):
        reporter.progress("起草", count, 1 + len(done.standings))
    for standing in done.standings:
        summary = standing.ranked.summary
        if summary.status == "unreadable":
            reporter.say(f"{summary.source}：{summary.reason}")
    reporter.say(f"已写入 {folder}：通报 1 件，反馈意见 {count - 1} 件；代拟稿，请审改后使用")


def _checked(paths: tuple[str, ...], output: Path | None, *, overwrite: bool) -> Path:
    """Return the folder to write to; refuse what would fail, or lose an edited letter."""
    if not paths:
        raise click.UsageError("缺少 PATH...")
    if output is None:
        raise click.UsageError("请用 -o 给出写入的文件夹")
    if not output.is_dir() and not output.absolute().parent.is_dir():
        raise click.UsageError(f"-o 的上级文件夹 {output.parent} 不存在，请先建立")
    there = [*output.glob("反馈意见_*.docx"), *output.glob("通报.docx")] if output.is_dir() else []
    if there and not overwrite:
        raise click.UsageError(
            f"{output} 中已有 {len(there)} 件公文，可能已改过；请换一个文件夹，或加 --overwrite 替换"
        )
    return output


def _export(folder: Path, *, overwrite: bool) -> int:
    from analyzer.cli.main import EXIT_DONE
    from analyzer.outputs.letters.template import shipped_templates
    from analyzer.outputs.whole import whole_document

    folder.mkdir(parents=True, exist_ok=True)
    for name, data in shipped_templates():
        path = folder / name
        if path.exists() and not overwrite:
            raise click.UsageError(f"{path} 已存在；请换一个文件夹，或加 --overwrite 替换")
        with whole_document(path) as temporary:
            temporary.write_bytes(data)
    click.echo(f"已写入 {folder}：模板和说明", err=True)
    return EXIT_DONE
