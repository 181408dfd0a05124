"""What a shared passage is shown with: both sides, who else holds it, whose template it may be."""

from __future__ import annotations

from pathlib import Path

from tests.unit.corpus.invented import COPIED, OWN, report
from tests.unit.signals.boilerplate.examined import examine


def hits(found: object, rule: str) -> list[object]:
    return [hit for rule_id, hit in found.hits if rule_id == rule]  # type: ignore[attr-defined]


def test_blocks_are_equal_in_both_files(tmp_path: Path) -> None:
    own = report("云岭县林业局", OWN["林业局"], COPIED.replace("十份", "若干"))
    other = report("望江县民政局", COPIED)
    found = examine(own, [other], tmp_path)
    (hit,) = hits(found, "BOI01")
    blocks = hit.evidence["blocks"]  # type: ignore[attr-defined]
    assert len(blocks) == 2
    for start, end, other_start, other_end in blocks:
        assert own.source.text[start:end] == other.source.text[other_start:other_end]
    assert hit.evidence["other_text"] == COPIED  # type: ignore[attr-defined]


def test_neighbouring_sentences_are_one_finding(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED, OWN["水利局"], OWN["林业局"])
    other = report("望江县民政局", COPIED, OWN["水利局"])
    (hit,) = hits(examine(own, [other], tmp_path), "BOI01")
    assert own.slice(hit.place) == f"{COPIED}。{OWN['水利局']}"  # type: ignore[attr-defined]


def test_template_of_one_superior_is_a_hint_and_no_fault(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED)
    others = [report(f"云岭县{office}", COPIED) for office in ("民政局", "水利局")]
    (hit,) = hits(examine(own, others, tmp_path), "BOI01")
    assert hit.severity == "info"  # type: ignore[attr-defined]
    assert "云岭县" in hit.message and "模板" in hit.message  # type: ignore[attr-defined]


def test_file_whose_issuer_is_unknown_is_named_without_its_folder(tmp_path: Path) -> None:
    own = report("云岭县林业局", COPIED)
    text = f"2023年政府信息公开工作年度报告\n一、总体情况\n{COPIED}。\n"
    from tests.builders.reports import report_of

    other = report_of(text, name="某处/镇/甲.txt")
    (hit,) = hits(examine(own, [other], tmp_path), "BOI01")
    assert "甲.txt" in hit.message  # type: ignore[attr-defined]
    assert "某处" not in hit.message  # type: ignore[attr-defined]


def test_short_agreement_in_a_long_sentence_is_no_finding(tmp_path: Path) -> None:
    own = report("云岭县林业局", f"{OWN['林业局']}，{COPIED[:12]}，{OWN['粮食局']}")
    found = examine(own, [report("望江县民政局", COPIED)], tmp_path)
    assert hits(found, "BOI01") == []


def test_sentence_with_other_figures_is_no_repetition() -> None:
    sentence = "复核采伐许可{n}件，其中维持{m}件，更正的当天在村口换贴"
    own = report("云岭县林业局", sentence.format(n=48, m=40), sentence.format(n=9, m=3))
    assert hits(examine(own), "BOI04") == []
