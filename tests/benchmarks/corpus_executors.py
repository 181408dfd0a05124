"""One index merged by many executors: the same bytes from each, and what each takes.

    [PEERS=<site-packages with dask, distributed, ray>] \\
        python -m tests.benchmarks.corpus_executors [--sentences 100000]

`build_reference` takes any map as `each`. Here: in the process, threads, processes forked and
spawned, joblib, and two cluster engines on this machine. Those that are not installed are left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from analyzer.corpus import layout
from analyzer.corpus.reference_build import Each, build_reference
from analyzer.corpus.reference_writer import ReferenceWriter
from tests.benchmarks.corpus_engine import A_REPORT, plain
from tests.benchmarks.corpus_sentences import sentences

_SHARDS, _WORKERS = 4, 2


@contextmanager
def in_process() -> Iterator[Each]:
    yield map


@contextmanager
def threads() -> Iterator[Each]:
    with ThreadPoolExecutor(_WORKERS) as pool:
        yield pool.map


@contextmanager
def processes(start: str) -> Iterator[Each]:
    context = multiprocessing.get_context(start)
    with ProcessPoolExecutor(_WORKERS, mp_context=context) as pool:
        yield pool.map


@contextmanager
def with_joblib() -> Iterator[Each]:
    import joblib

    with joblib.Parallel(n_jobs=_WORKERS) as pool:

        def each(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]:
            return pool(joblib.delayed(function)(item) for item in items)

        yield each


@contextmanager
def with_dask() -> Iterator[Each]:
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=_WORKERS, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):

        def each(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]:
            return client.gather(client.map(function, list(items), pure=False))

        yield each


@contextmanager
def with_ray() -> Iterator[Each]:
    import ray

    ray.init(num_cpus=_WORKERS, include_dashboard=False, log_to_driver=False, logging_level=40)
    try:

        def each(function: Callable[[Any], Any], items: Iterable[Any], /) -> Iterable[Any]:
            task = ray.remote(num_cpus=1)(lambda item: function(item))  # noqa: PLW0108 - wants a function
            return ray.get([task.remote(item) for item in items])

        yield each
    finally:
        ray.shutdown()


EXECUTORS: dict[str, Callable[[], Any]] = {
    "in the process (map)": in_process,
    "threads": threads,
    "processes, forked": lambda: processes("fork"),
    "processes, spawned": lambda: processes("spawn"),
    "joblib (loky)": with_joblib,
    "dask.distributed": with_dask,
    "ray": with_ray,
}


def stage(count: int, folder: Path) -> None:
    """Write generated sentences to several shards, as several workers would."""
    texts = sentences(count)
    writers = [ReferenceWriter(folder, shard=str(n)) for n in range(_SHARDS)]
    key = 0
    while batch := list(islice(texts, A_REPORT)):
        report, masked = plain(batch, name=f"{key}号局")
        writers[key % _SHARDS].add(key, report, masked=masked)
        key += 1
    for writer in writers:
        writer.close()


def digest(folder: Path) -> str:
    """Return one hash over names and bytes of all tables."""
    found = hashlib.sha256()
    for path in sorted(folder.glob("*.*")):
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def measure(name: str, staged: Path, folder: Path) -> dict[str, Any]:
    """Merge the staged shards with one executor, started beforehand."""
    shutil.copytree(staged, folder)
    with EXECUTORS[name]() as each:
        list(each(_warm, range(_WORKERS)))
        started = time.perf_counter()
        build_reference(folder, each=each)
        spent = time.perf_counter() - started
    return {"executor": name, "seconds": round(spent, 2), "tables": digest(folder)}


def _warm(number: int) -> int:
    return number + len(layout.BLOCK_LENGTHS)


def main() -> None:
    """Print one line per executor; end with 1 where the tables differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=100_000)
    options = parser.parse_args()
    if peers := os.environ.get("PEERS"):
        sys.path.append(peers)
        os.environ["PYTHONPATH"] = os.pathsep.join(("", peers, os.environ.get("PYTHONPATH", "")))
    found = []
    with tempfile.TemporaryDirectory() as base:
        stage(options.sentences, Path(base) / "staged")
        for number, name in enumerate(EXECUTORS):
            try:
                result = measure(name, Path(base) / "staged", Path(base) / str(number))
            except ImportError as error:
                result = {"executor": name, "left out": str(error)}
            found.append(result)
            print(json.dumps(result, ensure_ascii=False), flush=True)
    raise SystemExit(len({r["tables"] for r in found if "tables" in r}) > 1)


if __name__ == "__main__":
    main()
