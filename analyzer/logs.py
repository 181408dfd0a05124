"""The log of failures: silent unless asked for, in this process and in workers."""

from __future__ import annotations

import logging
import os

_VARIABLE = "WENZHI_DEBUG"  # carries the wish to processes started afresh


def start_logging(*, debug: bool = False) -> None:
    """Write the log to standard error when `debug` or the environment asks for it."""
    logger = logging.getLogger("analyzer")
    if debug:
        os.environ[_VARIABLE] = "1"
    if os.environ.get(_VARIABLE):
        logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    elif not logger.handlers:
        logger.addHandler(logging.NullHandler())
