"""Settings: from `wenzhi.toml` or `[tool.wenzhi]` in pyproject.toml, checked, with defaults.

Defaults are data (`data/presets/default.toml`), so that each threshold stands beside the
measurement that justifies it.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from analyzer.assets import asset
from analyzer.errors import SettingsError

# Tier → least confidence.
TIERS = {"高": 0.9, "中": 0.7, "低": 0.0}


@dataclass(frozen=True, slots=True)
class Ignore:
    """A finding the office has accepted, with the reason it gave."""

    rule: str
    reason: str
    text: str = ""  # only findings whose quote contains this; "" for all of the rule
    issuer: str = ""  # only reports of this issuer; "" for all


@dataclass(frozen=True, slots=True)
class Commenting:
    """How findings are written into Word files ([annotate])."""

    author: str
    initials: str
    date: str  # ISO 8601, on every comment; "" for none
    per_page: int
    characters_per_page: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a user can set. Values are final: build a new one to change anything."""

    version: str
    weights: Mapping[str, float]  # block → points out of 100
    thresholds: Mapping[str, float]
    rules: Mapping[str, bool] = field(default_factory=dict)  # rule id → on or off
    vocabulary: frozenset[str] = frozenset()  # words never reported as typos
    ignores: tuple[Ignore, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)  # bytes, pages, members …
    privacy: Mapping[str, bool] = field(default_factory=dict)  # what tables and letters show
    folders: Mapping[str, str] = field(default_factory=dict)  # templates of letters, cache
    office: str = ""  # where LibreOffice is; "" looks in the usual places
    commenting: Commenting = Commenting("文质", "文", "", 10, 600)
    tier: str = "高"  # language findings below this confidence are hints
    preset: str = "默认"  # the shipped set of weights and thresholds this builds on

    def enabled(self, rule_id: str) -> bool:
        """Tell whether a rule is switched on (the default)."""
        return self.rules.get(rule_id, True)

    def doubtful(self, rule_id: str, confidence: float) -> bool:
        """Tell whether a finding of language is less sure than the tier that is shown in full."""
        return rule_id.startswith("LAN") and confidence < TIERS[self.tier]

    def fingerprint(self) -> str:
        """Return a short hash of everything that can change a result."""
        content = {
            "version": self.version,
            "weights": dict(sorted(self.weights.items())),
            "thresholds": dict(sorted(self.thresholds.items())),
            "rules": dict(sorted(self.rules.items())),
            "tier": self.tier,
            "vocabulary": sorted(self.vocabulary),
            "ignores": [[i.rule, i.text, i.issuer, i.reason] for i in self.ignores],
            # How long one waits for LibreOffice, and how much is kept, changes no result.
            "limits": {
                key: value
                for key, value in sorted(self.limits.items())
                if not key.startswith(("conversion_", "cache_"))
            },
        }
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def default_settings() -> Settings:
    """Return the shipped settings."""
    with asset("data", "presets", "default.toml").open("rb") as file:
        return _build(tomllib.load(file), base=None, origin="default.toml")


@lru_cache(maxsize=1)
def presets() -> Mapping[str, Settings]:
    """Return the shipped presets by their Chinese names, the default first."""
    found = {default_settings().preset: default_settings()}
    for path in sorted(asset("data", "presets").glob("*.toml")):
        content = tomllib.loads(path.read_text("utf-8"))
        title = content.pop("title", "")
        if title:
            built = _build(content, base=default_settings(), origin=path.name)
            found[title] = replace(built, preset=title)
    return found


def load_settings(
    path: Path | None = None, *, start: Path | None = None, preset: str | None = None
) -> Settings:
    """Read settings from `path`, or look for wenzhi.toml / pyproject.toml from `start` upwards.

    They build on `preset`, else on the one the file names (`preset = "评优"`), else on the
    defaults. Without a file the preset holds. Raises SettingsError with a Chinese message.
    """
    found = path or _search(start or Path.cwd())
    if found is None:
        return _preset(preset, "--preset") if preset else default_settings()
    try:
        with found.open("rb") as file:
            content: Mapping[str, Any] = tomllib.load(file)
    except FileNotFoundError as error:
        raise SettingsError(f"{found}：没有这个设置文件；请检查 --config 的路径") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SettingsError(f"{found}：读不了设置文件（{reason}）；请检查路径与权限") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{found}：不是 UTF-8 编码；请另存为 UTF-8 后重试") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{found}：不是合法的 TOML{_toml_place(error)}；请改正后重试"
        ) from error
    if found.name == "pyproject.toml":
        content = _section(content)
    named = content.get("preset")
    base = default_settings() if preset is None and named is None else None
    if base is None:
        base = _preset(preset, "--preset") if preset else _preset(named, str(found))
    return replace(_build(content, base=base, origin=str(found)), preset=base.preset)


def _toml_place(error: tomllib.TOMLDecodeError) -> str:
    place = re.search(r"line (\d+), column (\d+)", str(error))
    return f"（第{place[1]}行第{place[2]}列有误）" if place else "（文件末尾不完整）"


def _preset(name: Any, origin: str) -> Settings:
    known = presets()
    if not isinstance(name, str) or name not in known:
        raise SettingsError(f"{origin}：没有方案 {name}；可用的有 {'、'.join(known)}")
    return known[name]


def _search(start: Path) -> Path | None:
    for folder in (start, *start.parents):
        if (folder / "wenzhi.toml").is_file():
            return folder / "wenzhi.toml"
        project = folder / "pyproject.toml"
        if project.is_file():
            try:
                if _section(tomllib.loads(project.read_text("utf-8"))):
                    return project
            except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
                continue
    return None


def _section(project: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return [tool.wenzhi] of a pyproject.toml, empty where there is none."""
    tool = project.get("tool")
    section = tool.get("wenzhi") if isinstance(tool, Mapping) else None
    return section if isinstance(section, Mapping) else {}


_KEYS = {
    "version",
    "weights",
    "thresholds",
    "rules",
    "vocabulary",
    "ignore",
    "limits",
    "reading",
    "preset",
    "tier",
    "privacy",
    "folders",
    "annotate",
}


def _build(content: Mapping[str, Any], *, base: Settings | None, origin: str) -> Settings:
    unknown = sorted(set(content) - _KEYS)
    if unknown:
        raise SettingsError(
            f"{origin}：不认识的设置 {'、'.join(unknown)}；可用的有 {'、'.join(sorted(_KEYS))}"
        )
    weights = _numbers(
        content.get("weights", {}), base.weights if base else None, origin, "weights"
    )
    if any(w < 0 for w in weights.values()) or sum(weights.values()) <= 0:
        raise SettingsError(f"{origin}：weights 须为非负数且不全为零；请改正后重试")
    return Settings(
        version=_version(content, weights, base),
        weights=weights,
        thresholds=_numbers(
            content.get("thresholds", {}), base.thresholds if base else None, origin, "thresholds"
        ),
        rules={**(base.rules if base else {}), **_switches(content.get("rules", {}), origin)},
        vocabulary=(base.vocabulary if base else frozenset())
        | _words(content.get("vocabulary", []), origin),
        ignores=(base.ignores if base else ()) + _ignores(content.get("ignore", []), origin),
        limits=_limits(content.get("limits", {}), base, origin),
        office=_office(content.get("reading", {}), base, origin),
        privacy=_privacy(content.get("privacy", {}), base, origin),
        folders=_folders(content.get("folders", {}), base, origin),
        commenting=_commenting(content.get("annotate", {}), base, origin),
        tier=_tier(content.get("tier", base.tier if base else "高"), origin),
    )


def _tier(given: Any, origin: str) -> str:
    if not isinstance(given, str) or given not in TIERS:
        raise SettingsError(f"{origin}：tier 应是 {'、'.join(TIERS)} 之一，现在是 {given!r}")
    return given


def _version(
    content: Mapping[str, Any], weights: Mapping[str, float], base: Settings | None
) -> str:
    """Return the version; weights that were changed and not named are marked."""
    if "version" in content or base is None:
        return str(content.get("version", "1"))
    return base.version if weights == base.weights else f"{base.version}+local"


def _words(given: Any, origin: str) -> frozenset[str]:
    if not isinstance(given, list) or not all(isinstance(w, str) and w for w in given):
        raise SettingsError(f'{origin}：vocabulary 应是词的列表；请写成 ["词一", "词二"]')
    return frozenset(given)


def _limits(given: Any, base: Settings | None, origin: str) -> dict[str, int]:
    numbers = _numbers(given, base.limits if base else None, origin, "limits")
    for key, value in numbers.items():
        if value < 1 or value != int(value):
            raise SettingsError(f"{origin}：limits.{key} 应是正整数，现在是 {value}；请改正后重试")
    return {key: int(value) for key, value in numbers.items()}


def _privacy(given: Any, base: Settings | None, origin: str) -> dict[str, bool]:
    known = base.privacy if base else given
    if not isinstance(given, Mapping) or not all(isinstance(v, bool) for v in given.values()):
        raise SettingsError(f"{origin}：privacy 应写成 show_names = true 或 false；请改正后重试")
    for key in given:
        if key not in known:
            raise SettingsError(f"{origin}：privacy.{key} 不存在；可用的有 {'、'.join(known)}")
    return {**known, **given}


def _folders(given: Any, base: Settings | None, origin: str) -> dict[str, str]:
    known = base.folders if base else given
    if not isinstance(given, Mapping) or not all(isinstance(v, str) for v in given.values()):
        raise SettingsError(f'{origin}：folders 应写成 templates = "文件夹"；请改正后重试')
    for key in given:
        if key not in known:
            raise SettingsError(f"{origin}：folders.{key} 不存在；可用的有 {'、'.join(known)}")
    return {**known, **given}


_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?")


def _commenting(given: Any, base: Settings | None, origin: str) -> Commenting:
    known = asdict(base.commenting) if base else given
    if not isinstance(given, Mapping):
        raise SettingsError(f"{origin}：annotate 应是一个表；请写成 [annotate]")
    for key, value in given.items():
        if key not in known:
            raise SettingsError(f"{origin}：annotate.{key} 不存在；可用的有 {'、'.join(known)}")
        counted = key.endswith("per_page")
        right = (type(value) is int and value >= 1) if counted else isinstance(value, str)
        if key == "date" and right:
            right = not value or _DATE.fullmatch(value) is not None
        if not right:
            wanted = "正整数" if counted else "文字"
            wanted = '日期，如 "2026-01-31T09:00:00Z"，或空着' if key == "date" else wanted
            raise SettingsError(f"{origin}：annotate.{key} 应是{wanted}，现在是 {value!r}")
    return Commenting(**{**known, **given})


def _office(given: Any, base: Settings | None, origin: str) -> str:
    if not isinstance(given, Mapping) or set(given) - {"office"}:
        raise SettingsError(
            f'{origin}：[reading] 只有一项 office（LibreOffice 的位置）；请写成 office = "…/soffice"'
        )
    office = given.get("office", base.office if base else "")
    if not isinstance(office, str):
        raise SettingsError(f'{origin}：reading.office 应是路径；请写成 office = "…/soffice"')
    return office


def _numbers(
    given: Any, base: Mapping[str, float] | None, origin: str, table: str
) -> dict[str, float]:
    if not isinstance(given, Mapping):
        raise SettingsError(f"{origin}：{table} 应是一个表；请写成 [{table}]")
    for key, value in given.items():
        if base is not None and key not in base:
            raise SettingsError(f"{origin}：{table}.{key} 不存在；可用的有 {_near(key, base)}")
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise SettingsError(f"{origin}：{table}.{key} 应是数字，现在是 {value!r}；请改正后重试")
    return {**(base or {}), **{str(k): v for k, v in given.items()}}


def _near(key: str, known: Mapping[str, float]) -> str:
    """Return the names most like `key`; all of them where they are few."""
    if len(known) <= 10:
        return "、".join(sorted(known))
    near = difflib.get_close_matches(key, known, n=3, cutoff=0.5)
    return "、".join([*near, "…"]) + "（全部见 data/presets/default.toml）"


def _switches(given: Any, origin: str) -> dict[str, bool]:
    if not isinstance(given, Mapping) or not all(isinstance(v, bool) for v in given.values()):
        raise SettingsError(f"{origin}：rules 应写成 LAN05 = true 或 false；请改正后重试")
    return {str(k).replace("-", "").upper(): v for k, v in given.items()}


def _ignores(given: Any, origin: str) -> tuple[Ignore, ...]:
    entries = []
    for entry in given if isinstance(given, list) else [None]:
        if not isinstance(entry, Mapping) or not entry.get("rule") or not entry.get("reason"):
            raise SettingsError(f"{origin}：[[ignore]] 须有 rule 与 reason；请补上理由")
        odd = sorted(set(entry) - {"rule", "reason", "text", "issuer"})
        if odd:
            raise SettingsError(
                f"{origin}：[[ignore]] 中不认识 {'、'.join(odd)}；可用的有 rule、reason、text、issuer"
            )
        entries.append(
            Ignore(
                rule=str(entry["rule"]).replace("-", "").upper(),
                reason=str(entry["reason"]),
                text=str(entry.get("text", "")),
                issuer=str(entry.get("issuer", "")),
            )
        )
    return tuple(entries)
