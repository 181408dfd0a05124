"""A profile without telephones, mailboxes and names, for what goes round in an office."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from analyzer.language.private import PrivateKind, find_private, mask
from analyzer.profile.record import ReportRecord

_SETTINGS: dict[str, PrivateKind] = {
    "show_phones": "phone",
    "show_mailboxes": "mailbox",
    "show_names": "name",
    "show_identities": "identity",
}
# What tables, workbooks and letters quote. Offsets are numbers and stay.
_QUOTED = ("reason", "identity", "gates", "findings", "problems", "measures", "passages", "advice")
_LEAST_NAME = 2  # characters


def shown_kinds(privacy: Mapping[str, bool]) -> frozenset[PrivateKind]:
    """Return what the settings allow to be shown."""
    return frozenset(kind for name, kind in _SETTINGS.items() if privacy.get(name, False))


def discreet(record: ReportRecord, *, privacy: Mapping[str, bool]) -> ReportRecord:
    """Return a copy whose quotations and messages hold nothing private; no text, no facts.

    Names found anywhere in the report (in its text, where the record carries it) are masked
    wherever they stand.
    """
    veil = partial(mask, names=_names(record), shown=shown_kinds(privacy))
    copy: dict[str, Any] = {k: v for k, v in record.items() if k not in {"text", "facts"}}
    for name in _QUOTED:
        if name in copy:
            copy[name] = _veiled(copy[name], veil)
    copy["facts"] = []
    return cast(ReportRecord, copy)


def _names(record: ReportRecord) -> frozenset[str]:
    facts = (fact for fact in record["facts"] if fact.get("type") == "person")
    told = {str(fact.get("text") or "") for fact in facts}
    text = record.get("text", "")
    told.update(span.of(text) for span, kind in find_private(text) if kind == "name")
    return frozenset(name for name in told if len(name) >= _LEAST_NAME)


def _veiled(value: Any, veil: Any) -> Any:
    if isinstance(value, str):
        return veil(value)
    if isinstance(value, Mapping):
        return {key: _veiled(part, veil) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_veiled(part, veil) for part in value]
    return value
