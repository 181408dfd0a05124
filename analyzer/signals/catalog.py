"""The one table of signal families and their rules.

A rule's module defines `RULE`; a family's package defines `FAMILY` in its `signal` module. Import
is by name and late, so that listing commands stay fast.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from analyzer.signals.rule import Family, Rule

# family → {rule id: module below analyzer.signals.<family>}
TABLE: dict[str, dict[str, str]] = {
    "completeness": {
        "STR01": "missing_section",
        "STR02": "reworded_heading",
        "STR03": "broken_numbering",
        "STR04": "uncovered_aspect",
        "STR05": "empty_section",
        "STR06": "incomplete_title",
        "STR07": "mismatched_heading",
        "STR08": "off_topic_paragraph",
        "STR09": "untold_matter",
    },
    "boilerplate": {
        "BOI01": "shared_with_peers",
        "BOI02": "stock_wording",
        "BOI03": "shared_with_last_year",
        "BOI04": "repeated_within_report",
        "BOI05": "clause_of_stock_words",
        "BOI06": "replaceable_sentence",
        "BOI07": "generic_actor",
    },
    "specificity": {
        "SPE01": "fact_poor_part",
        "SPE02": "disclosure_volume_untold",
        "SPE03": "request_handling_untold",
        "SPE04": "nameless_report",
        "SPE05": "no_comparison",
        "SPE08": "hedged_clause",
    },
    "problems": {
        "PRM01": "unanswered_problem",
        "PRM02": "unfounded_measure",
        "PRM03": "evasive_problems",
        "PRM04": "promises_only",
        "SPE06": "vague_problem",
        "SPE07": "vague_measure",
    },
    "typos": {
        "LAN00": "conversion_residue",
        "LAN01": "misspelling",
        "LAN02": "confusable_word",
        "LAN03": "doubled_word",
        "LAN04": "blended_phrase",
        "LAN05": "nonstandard_punctuation",
        "LAN06": "nonstandard_numeral",
        "LAN07": "document_number_form",
        "LAN08": "statute_reference",
        "LAN09": "damaged_formulation",
    },
    "consistency": {
        "CON01": "year_out_of_date",
        "CON02": "reporting_period",
        "CON03": "issuer_mismatch",
        "CON04": "prose_against_table",
        "CON05": "parts_and_total",
        "CON06": "change_and_count",
        "CON07": "claim_against_problem",
        "CON08": "template_residue",
    },
    "continuity": {
        "YOY01": "last_years_problem_unanswered",
        "YOY02": "problem_recycled",
        "YOY03": "figures_recycled",
        "YOY04": "last_years_measure_unaccounted",
    },
}


@cache
def family(name: str) -> Family[Any]:
    """Return a family by name. Raises KeyError for an unknown one."""
    if name not in TABLE:
        raise KeyError(name)
    found: Family[Any] = import_module(f"analyzer.signals.{name}.signal").FAMILY
    return found


@cache
def rule(rule_id: str) -> Rule[Any]:
    """Return a rule by id. Raises KeyError for an unknown one."""
    for name, modules in TABLE.items():
        if rule_id in modules:
            found: Rule[Any] = import_module(f"analyzer.signals.{name}.{modules[rule_id]}").RULE
            return found
    raise KeyError(rule_id)


def rules_of(name: str) -> tuple[Rule[Any], ...]:
    """Return a family's rules in order of id."""
    return tuple(rule(rule_id) for rule_id in sorted(TABLE[name]))


def all_rules() -> tuple[Rule[Any], ...]:
    """Return every rule, in order of family and id."""
    return tuple(r for name in TABLE for r in rules_of(name))
