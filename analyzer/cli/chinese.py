"""click in Chinese: headings of the help, usage errors, and commands loaded by name."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class _ChineseHelp(click.Command):
    """A command whose help page is Chinese throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[选项]")
        pieces = pieces.replace("COMMAND [ARGS]...", "命令 [参数]…")
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [r for p in options if (r := p.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("选项"):
                formatter.write_dl([(n, t.replace("[required]", "（必填）")) for n, t in records])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明后退出。"
        return option


class Command(_ChineseHelp):
    """A single command."""


class PipeClosed(Exception):  # noqa: N818 - no error: whoever read our output has had enough
    """The reader of our output has gone (`| head`)."""


class Group(_ChineseHelp, click.Group):
    """Commands from a table of name → (module, short help), imported when called."""

    def __init__(
        self, *args: Any, commands_table: Mapping[str, tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.commands_table = commands_table

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; keep click from turning a closed pipe into exit code 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise PipeClosed from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order of the table."""
        return list(self.commands_table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command, None for an unknown one."""
        if cmd_name not in self.commands_table:
            return None
        found: click.Command = import_module(self.commands_table[cmd_name][0]).command
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the table of commands."""
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, text) for name, (_, text) in self.commands_table.items()])


def usage_message(error: click.ClickException) -> str:
    """Return one Chinese line for a wrong call, with the way to the help page.

    A call with nothing at all gets the help page itself.
    """
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "wenzhi"
    return f"用法有误：{_cause(error)}；用 {path} --help 查看用法"


def _cause(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}"
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_name(error)}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 缺少取值或用法不对"
    if isinstance(error, click.BadParameter):
        choices = getattr(getattr(error.param, "type", None), "choices", None)
        if choices:
            return f"{_name(error)} 只能取 {'、'.join(map(str, choices))}"
        return f"{_name(error)} 的值不对，{_wanted(error)}" if error.param else error.message
    if isinstance(error, click.UsageError) and error.message.startswith("No such command"):
        return "没有这个命令 " + error.message.split("'")[1]
    if isinstance(error, click.UsageError) and "unexpected extra argument" in error.message:
        return "多余的参数" + error.message.partition("(")[2].rstrip(")")
    return error.message


def _wanted(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    number = "整数" if isinstance(kind, click.types.IntParamType) else "数"
    if isinstance(kind, click.IntRange | click.FloatRange):
        bounds = [f"不小于 {kind.min:g}" if kind.min is not None else ""]
        bounds.append(f"不大于 {kind.max:g}" if kind.max is not None else "")
        return f"应是{'、'.join(b for b in bounds if b)} 的{number}"
    if isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        return f"应是{number}"
    return "请核对"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "参数")
    longest = max(error.param.opts, key=len, default="")
    return longest if longest.startswith("-") else (error.param.human_readable_name or "参数")
