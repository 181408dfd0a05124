"""Errors that a user sees: what, where, what next. Messages are Chinese and one line long."""

from __future__ import annotations


class WenzhiError(Exception):
    """Base of all errors with a message meant for the user."""


class UnreadableReport(WenzhiError):  # noqa: N818 - a word of the field
    """A file from which no report can be read; the other files go on.

    The message names the file, the cause and the next step.
    """

    def __init__(self, name: str, cause: str, next_step: str, *, code: str) -> None:
        self.name = name
        self.cause = cause
        self.next_step = next_step
        self.code = code  # stable machine word, e.g. "encrypted-pdf"
        super().__init__(f"{printable(name)}：{cause}；{next_step}")

    def __reduce__(self) -> tuple[object, ...]:
        # Travels between processes; Exception alone would call the class with the message only.
        return (_unreadable, (self.name, self.cause, self.next_step, self.code))


def _unreadable(name: str, cause: str, next_step: str, code: str) -> UnreadableReport:
    return UnreadableReport(name, cause, next_step, code=code)


class SettingsError(WenzhiError):
    """A settings file that cannot be used; exit code 2."""


class AssetError(WenzhiError):
    """A lexicon or model that should have been installed is missing or altered."""


class CorpusError(WenzhiError):
    """A corpus on disk that cannot be used or written to as asked."""


class OutputError(WenzhiError):
    """A place where a result cannot be written without loss."""


def printable(name: str) -> str:
    """Make a file name safe for one line on a terminal (control and surrogate characters shown)."""
    return "".join(
        c
        if c.isprintable() or c == "\u3000"
        else c.encode("unicode_escape", "surrogatepass").decode("ascii")
        for c in name
    )
