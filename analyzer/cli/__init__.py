"""The command line. Commands are imported when called, so that `wenzhi --help` is instant."""

from __future__ import annotations

from analyzer.cli.main import main

__all__ = ["main"]
