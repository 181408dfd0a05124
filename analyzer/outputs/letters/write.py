"""Write the letters of a round into a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analyzer.outputs.letters.chart import Bars
from analyzer.outputs.letters.circular import circular, is_repeat
from analyzer.outputs.letters.feedback import feedback
from analyzer.outputs.letters.template import CIRCULAR, FEEDBACK, fill, template_bytes
from analyzer.outputs.ranking_table import name_of
from analyzer.outputs.record_store import RecordStore
from analyzer.outputs.whole import whole_document
from analyzer.profile.record import empty_record
from analyzer.profile.standing import Standing
from analyzer.settings import Settings
from analyzer.signals.rule import Json

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]+')
_LONGEST = 60  # characters of a unit's name in a file name; file systems allow 255 bytes


class Letters:
    """The letters of a round. Templates are read and tried on an empty round first.

    Raises TemplateFault.
    """

    def __init__(self, templates: Path | None, settings: Settings, run: Mapping[str, Json]) -> None:
        self._run = run
        self._feedback = template_bytes(FEEDBACK, templates)
        self._circular = template_bytes(CIRCULAR, templates)
        nothing = empty_record("", status="unjudged", reason="", provenance={})
        fill(self._feedback, FEEDBACK, feedback(nothing, settings, run))
        with RecordStore() as none:
            values = circular([], none, settings, run, by="substance")
        fill(self._circular, CIRCULAR, with_charts(values))

    def write(
        self,
        folder: Path,
        standings: list[Standing],
        records: RecordStore,
        settings: Settings,
        *,
        by: str,
    ) -> Iterator[Path]:
        """Write 通报 and one 反馈意见 a report that could be read; yield what is there."""
        values = circular(standings, records, settings, self._run, by=by)
        yield _put(folder / CIRCULAR, fill(self._circular, CIRCULAR, with_charts(values)))
        taken: set[str] = set()
        for standing in standings:
            record = records.get(standing.ranked.summary.index)
            if record["status"] == "unreadable" or is_repeat(record):
                continue
            letter = fill(self._feedback, FEEDBACK, feedback(record, settings, self._run))
            yield _put(folder / file_name(standing, taken), letter)


def with_charts(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a 通报 with its charts."""
    bands, blocks = values["档次"], values["分项"]
    return {
        **values,
        "图_档次": Bars(
            f"{values['依据']}分布（份）", [b["档"] for b in bands], [b["份数"] for b in bands]
        ),
        "图_分项": Bars(
            "各分项平均得分", [b["名称"] for b in blocks], [b["值"] for b in blocks], "0.0", 100
        ),
    }


def file_name(standing: Standing, taken: set[str]) -> str:
    """Return a file name that no other letter of the round has and every system allows."""
    summary = standing.ranked.summary
    unit = _UNFIT.sub("_", name_of(standing)).strip(" ._")[:_LONGEST] or "未名单位"
    base = f"反馈意见_{unit}_{summary.year or '年度不明'}"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base}_{number}"
    taken.add(name.casefold())
    return f"{name}.docx"


def _put(path: Path, data: bytes) -> Path:
    with whole_document(path) as temporary:
        temporary.write_bytes(data)
    return path
