"""Print how far the forms of one report agree, as a Markdown table.

    python -m tests.quality.formats

All samples in all forms, and the five seeds (with ../shared). Needs LibreOffice.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.conftest import SHARED
from tests.quality.formats.material import every_form, sample_sources, seed_sources
from tests.quality.formats.measure import Agreement, compare

NAMES = {
    "doc": ".doc (LibreOffice)",
    "rtf": ".rtf (LibreOffice)",
    "odt": ".odt (LibreOffice)",
    "html": ".html (LibreOffice)",
    "web": ".html (government page)",
    "txt": "text",
    "pdf": ".pdf (LibreOffice)",
    "print": ".pdf (reportlab)",
    "ofd": ".ofd (own builder)",
}


def main() -> None:
    """Print one table for the samples and one for the seeds."""
    _print("Our samples", compare(every_form(sample_sources())))
    if SHARED.is_dir():
        _print("The five seeds, rebuilt from their text", compare(every_form(seed_sources())))


def _print(title: str, found: Sequence[Agreement]) -> None:
    print(f"\n## {title} ({len({one.name for one in found})} reports, against their .docx)\n")
    print("| form | prose, mean | prose, least | tables | sections | findings | paragraphs |")
    print("|---|---|---|---|---|---|---|")
    for form, name in NAMES.items():
        rows = [one for one in found if one.form == form]
        if rows:
            mean = sum(one.prose for one in rows) / len(rows)
            equal = [
                f"{sum(getattr(one, part) for one in rows)}/{len(rows)}"
                for part in ("tables", "sections", "findings", "paragraphs")
            ]
            least = min(one.prose for one in rows)
            print(f"| {name} | {mean:.2%} | {least:.2%} | {' | '.join(equal)} |")
    for one in found:
        if one.unequal:
            print(
                f"\n- {one.name}.{one.form}: {one.unequal} {one.findings_lost} {one.findings_more}"
            )


if __name__ == "__main__":
    main()
