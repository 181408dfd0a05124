"""What a corpus keeps of a report for trends: sizes, level, region, era."""

from __future__ import annotations

from analyzer.corpus import names
from analyzer.corpus.identities import told
from analyzer.corpus.issuers import parse_issuer
from analyzer.corpus.masking import MaskedReport
from analyzer.structure.report import Report


def kept_with(report: Report, masked: MaskedReport) -> dict[str, int | str | None]:
    """Return what is written beside a report: how to know it, and what trends count by."""
    identity = report.identity
    places = parse_issuer(identity.issuer).places if identity.issuer else ()
    fixed = masked.codes == ord(names.FIXED)
    return {
        **told(report),
        "level": identity.level,
        "region": places[0] if places else None,
        "era": identity.era,
        # In masked characters and what they stand for: punctuation does not count.
        "characters": int((masked.ends - masked.starts).sum()),
        "mandated": int((masked.ends - masked.starts)[fixed].sum()),
    }
