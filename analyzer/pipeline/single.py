"""One file: read, parse, examine, record. Failures become records; nothing is raised."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from analyzer.errors import UnreadableReport, printable
from analyzer.pipeline.build import build_record
from analyzer.pipeline.early import Known
from analyzer.pipeline.examine import NOTHING_KNOWN, examine
from analyzer.profile import provenance
from analyzer.profile.record import ReportRecord, empty_record
from analyzer.settings import Settings
from analyzer.signals.rule import Context, Subject
from analyzer.structure.judgeable import why_not_judgeable

if TYPE_CHECKING:
    from analyzer.corpus.reference import Reference
    from analyzer.corpus.twins import Twin
    from analyzer.readers.input_file import InputFile
    from analyzer.structure.report import Report
    from analyzer.text.source import SourceDocument

SAME_REPORT = "same-report"  # code of a record that repeats another one

_log = logging.getLogger(__name__)


def parse_input(
    item: InputFile | UnreadableReport,
    settings: Settings,
    *,
    source: SourceDocument | None = None,
) -> Report | ReportRecord:
    """Return the parsed report of one file, or the record that says why there is none.

    `source` is what an earlier run read from the same bytes.
    """
    from analyzer.readers.read import read
    from analyzer.structure.parse import parse_report

    if isinstance(item, UnreadableReport):
        return unreadable(item, settings)
    try:
        return parse_report(source or read(item, limits=settings.limits, office=settings.office))
    except UnreadableReport as error:
        return unreadable(error, settings)
    except MemoryError:
        return failed(item.name, settings, "内存不足；请拆分文件或在内存更大的机器上重试")
    except Exception as error:
        _log.exception("reading failed: %s", item.name)
        cause = f"读取时出现意外错误（{type(error).__name__}）"
        return failed(item.name, settings, f"{cause}；请确认文件完好，或将该文件反馈给开发者")


def profile_report(
    report: Report,
    settings: Settings,
    *,
    reference: Reference | None = None,
    include_text: bool = False,
    advise: bool = False,
    known: Known = NOTHING_KNOWN,
) -> ReportRecord:
    """Return the profile of a parsed report; `advise` adds hints and what each rule moves.

    `known` are hits found ahead (see `early`).
    """
    from analyzer.language.annotation import annotate

    try:
        subject = Subject(
            report=report,
            doc=annotate(report.text.text),
            last_year=reference.last_year(report) if reference else None,
        )
        context = Context(settings=settings, reference=reference)
        examined = examine(subject, context, known=known)
        record = build_record(
            report,
            examined,
            settings=settings,
            provenance=provenance.of_report(
                settings, reference_reports=reference.reports if reference else None
            ),
            unjudged=why_not_judgeable(report, thresholds=settings.thresholds),
            include_text=include_text,
        )
        if advise and record["scores"]["substance"]["value"] is not None:
            from analyzer.pipeline.advice import add_advice

            add_advice(record, subject, context, examined)
        return record
    except Exception as error:
        _log.exception("examining failed: %s", report.source.name)
        cause = f"分析时出现意外错误（{type(error).__name__}）"
        return failed(report.source.name, settings, f"{cause}；请将该文件反馈给开发者")


def unreadable(error: UnreadableReport, settings: Settings) -> ReportRecord:
    """Return the record of a file that cannot be read."""
    record = failed(error.name, settings, f"{error.cause}；{error.next_step}")
    record["code"] = error.code
    return record


def failed(name: str, settings: Settings, reason: str) -> ReportRecord:
    """Return the record of a file about which only the reason is known."""
    return empty_record(
        printable(name),
        status="unreadable",
        reason=reason,
        provenance=provenance.of_report(settings, reference_reports=None),
    )


def twin_record(twin: Twin, folder: Path, settings: Settings) -> ReportRecord:
    """Return the record of a file of a run that is another form of a report counted already."""
    from analyzer.corpus.run_reference import Spool

    spool = Spool(folder / "spool")
    report, other = spool.report(twin.key), spool.get(twin.of)
    share = math.floor(twin.agreement * 1000) / 10
    record = empty_record(
        printable(report.source.name),
        status="unjudged",
        reason=f"与“{printable(other.name)}”是同一份报告（正文一致 {share:g}%），"
        "不重复评价、不重复计入；结果见该文件",
        provenance=provenance.of_report(settings, reference_reports=None),
    )
    identity = report.identity
    record["code"] = SAME_REPORT
    record["format"], record["sha256"] = report.source.format, report.source.sha256
    record["identity"] = {
        "title": identity.title,
        "issuer": identity.issuer,
        "year": identity.year,
        "level": identity.level,
        "era": identity.era,
        "scheme": identity.scheme,
    }
    return record


def note_twins(record: ReportRecord, names: Sequence[str]) -> None:
    """Tell in a record which other files are the same report."""
    if names:
        listed = "、".join(map(printable, names))
        record["notices"].append(f"同一份报告另有 {listed}，只计这一份")
