"""Apply a function to many items in several processes; results come in the order of the items."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

from analyzer.logs import start_logging

Item = TypeVar("Item")
Result = TypeVar("Result")

# Items handed out ahead of the one awaited, per worker: enough that nobody idles behind a slow
# report, few enough that memory does not grow with the run.
_AHEAD = 4
_PATIENCE = 1.0  # seconds a worker has to end when asked


def available_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def ordered_map(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    jobs: int,
    lost: Callable[[Item], Result],
) -> Iterator[Result]:
    """Yield `function(item)` for every item, in order, from `jobs` processes.

    `function` and items must be picklable, and `function` should return its failures. Where a
    process dies (killed for memory, crash in a C library) the items under way are tried again one
    by one; `lost(item)` stands for the one that kills its process again.
    """
    if jobs <= 1:
        yield from map(function, items)
        return
    waiting: deque[tuple[Item, Future[Result] | None]] = deque()
    source = iter(items)
    pool = new_pool(jobs)
    try:
        while True:
            for item in islice(source, jobs * _AHEAD - len(waiting)):
                waiting.append((item, _submit(pool, function, item)))
            if not waiting:
                return
            try:
                yield _result(waiting[0][1])
                waiting.popleft()
            except BrokenProcessPool:
                stop_pool(pool)
                yield from [_alone(function, item, future, lost) for item, future in waiting]
                waiting.clear()
                pool = new_pool(jobs)
    finally:
        stop_pool(pool)


def stop_pool(pool: ProcessPoolExecutor) -> None:
    """End a pool at once: on Ctrl-C nobody waits for the reports under way."""
    workers = list((pool._processes or {}).values())  # no public way before Python 3.14
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join(_PATIENCE)
        if worker.is_alive():
            # A signal that comes while a worker is being forked is lost: Python clears what is
            # pending in the child. SIGKILL is never lost.
            worker.kill()
            worker.join()


def _submit(
    pool: ProcessPoolExecutor, function: Callable[[Item], Result], item: Item
) -> Future[Result] | None:
    try:
        return pool.submit(function, item)
    except BrokenProcessPool:
        return None


def _result(future: Future[Result] | None) -> Result:
    if future is None:
        raise BrokenProcessPool
    return future.result()


def _alone(
    function: Callable[[Item], Result],
    item: Item,
    future: Future[Result] | None,
    lost: Callable[[Item], Result],
) -> Result:
    if (
        future is not None
        and future.done()
        and not future.cancelled()
        and future.exception() is None
    ):
        return future.result()
    with new_pool(1) as pool:
        try:
            return pool.submit(function, item).result()
        except BrokenProcessPool:
            return lost(item)


def new_pool(jobs: int, *, start: Callable[[int], None] | None = None) -> ProcessPoolExecutor:
    """Return a pool of processes; `start` runs first in each, given this process's id."""
    # Forked workers share lexicons and models that the parent has loaded. Elsewhere fork is
    # missing (Windows) or unsafe with system libraries (macOS).
    method = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context(method),
        initializer=start or _start_worker,
        initargs=(os.getpid(),),
    )


def _start_worker(parent: int) -> None:
    # Ctrl-C reaches the whole group; the parent ends the run and says so once.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # A report makes many small values and few cycles; walking the lexicons for them again and
    # again cost 7 % of the time.
    gc.set_threshold(100_000, 20, 100)
    threading.Thread(target=leave_with, args=(parent,), daemon=True).start()
    start_logging()


def leave_with(parent: int) -> None:
    """End this worker when its parent has been killed: nobody would take its results."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
