"""The reports of one run as a reference, on disk, in two passes.

How the pipeline uses it (workers are processes or the process itself; `key` is the position of
the report in the run's input, so that results do not depend on which worker took which report):

    # pass 1, in each worker, over its share of the input
    with ReferenceWriter(folder / "reference", shard="0") as writer, \\
            SpoolWriter(folder / "spool", shard="0") as spool:
        spool.put(key, source)
        writer.add(key, parse_report(source))
    # once, when all writers are closed; `each` maps a function over items (default: in-process;
    # a pool's `map` does as well)
    build_reference(folder / "reference", each=pool.map)
    # pass 2, anywhere; opening costs under a millisecond, the object is picklable
    reference = RunReference(folder / "reference", spool=Spool(folder / "spool"))
    Context(settings=settings, reference=reference)

A run of one report needs no reference (`Context.reference` None): the built-in one speaks.
Memory stays flat: writers spill, merging goes by hash range, queries read memory-mapped arrays.
Raises nothing on odd reports: one without sentences adds nothing.
"""

from __future__ import annotations
