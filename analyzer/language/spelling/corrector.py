"""Correct sentences: seek hypotheses, rank them, keep the likely ones that touch nothing named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from analyzer.language.lexicon import read_rows
from analyzer.language.spelling import hypotheses as slips
from analyzer.language.spelling.features import describe
from analyzer.language.spelling.hypotheses import MARGIN, Hypotheses, Page, lay_out
from analyzer.language.spelling.opinion import doubtful, opinion_of, pieces, proposals
from analyzer.language.spelling.protect import guessed_names, makes_formulation, protected_spans
from analyzer.language.spelling.store import Material, Model, shipped_model
from analyzer.language.spelling.suspects import WIDE, Screens
from analyzer.language.spelling.symbols import BOUNDARY, fold

_BATCH = 128  # sentences laid out together
_PASSES = 3  # a slip beside another is often seen only when that one is gone
_SCREEN_TREES, _HOPELESS = 40, -4.5
# Least confidence of an edit (cross-validated on the open pairs and measured on clean newspaper
# sentences: reports/quality/spelling.md).
THRESHOLD = 0.65
# Slips come together: where one was found, the next needs a little less evidence.
_AFTER_ONE = 0.75
_SURE = 0.8  # least confidence inside what may be a name
# A word that the report uses elsewhere is likelier to be what was meant: 质量 for 之狼. Measured on
# the sixteen open reports: reports/quality/spelling.md.
_LEAST_WORD, _ODDS_OF_OWN_WORD, _MOST_FROM_DOCUMENT = 0.005, 40.0, 0.6

_REPEATABLE = frozenset("一几每半很好多越再又如")

KINDS = {
    slips.SUBSTITUTE: "char",
    slips.WORD: "word",
    slips.DELETE: "extra",
    slips.DOUBLED: "doubled",
    slips.SWAP: "order",
    slips.INSERT: "missing",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A suggested change of the half-open range [start, end) of a sentence."""

    start: int
    end: int
    wrong: str
    right: str
    confidence: float
    kind: str  # char, word, extra, doubled, order, missing


@dataclass(frozen=True, slots=True)
class Correction:
    """A sentence with the edits applied, in order of place."""

    text: str
    edits: tuple[Edit, ...]


@dataclass(slots=True)
class _Draft:
    """A sentence at work: folded text, and for each character its offset in the original."""

    original: str
    folded: str
    offsets: list[int]  # -1 for a character that a correction put there
    edits: list[Edit]
    banned: list[tuple[int, int]] | None = None  # found out when first needed
    guarded: list[tuple[int, int]] = field(default_factory=list)


def correct(
    sentences: Sequence[str],
    *,
    threshold: float = THRESHOLD,
    passes: int = _PASSES,
    screens: Screens = WIDE,
    document: str = "",
    model: Model | None = None,
) -> list[Correction]:
    """Return a correction for each sentence, in order.

    `threshold` is the least confidence of an edit; corrected sentences are read again, `passes`
    times in all. `screens` says which places are looked at (NARROW is faster and sees few missing
    characters). A word that `document` uses elsewhere is likelier to be what was meant. Political formulations, names, places, institutions, addresses and quoted titles
    are never touched.
    """
    engine = model or shipped_model()
    drafts = []
    for sentence in sentences:
        folded, offsets = fold(sentence)
        drafts.append(_Draft(sentence, folded, offsets, []))
    active = [d for d in drafts if len(d.folded) >= 3]
    least = threshold
    for _ in range(passes):
        changed: list[_Draft] = []
        for begin in range(0, len(active), _BATCH):
            changed += _improve(
                active[begin : begin + _BATCH], engine, least, screens=screens, document=document
            )
        active = changed
        least = threshold * _AFTER_ONE
    return [_finish(d) for d in drafts]


def is_word(text: str) -> bool:
    """Tell whether `text` is a word of two to four characters."""
    material = shipped_model().material
    return material.alphabet.encode(text).tobytes() in material.seeker.lexicon.index


def _improve(
    drafts: list[_Draft], engine: Model, threshold: float, *, screens: Screens, document: str
) -> list[_Draft]:
    """Apply likely edits to drafts; return the drafts that were changed."""
    page = page_of([d.folded for d in drafts], engine.material)
    found, chances = rank(page, engine, screens=screens)
    sentence = np.searchsorted(page.begins, found.start, "right") - 1
    if document:
        _favour_own_words(page, found, chances, engine, document)
    changed = []
    likely = np.flatnonzero(chances >= threshold)
    likely = likely[np.argsort(-chances[likely], kind="stable")]
    by_draft: dict[int, list[int]] = {}
    for row in likely.tolist():
        by_draft.setdefault(int(sentence[row]), []).append(row)
    for index, rows in sorted(by_draft.items()):
        begin = int(page.begins[index])
        chosen: list[tuple[int, int, str, float, str]] = []
        for row in rows:
            start, end = int(found.start[row]) - begin, int(found.end[row]) - begin
            if any(start < e + 1 and s < end + 1 for s, e, *_ in chosen):
                continue
            right = engine.material.alphabet.decode(found.text[row, : found.size[row]])
            if _allowed(drafts[index], start, end, right, float(chances[row])):
                kind = KINDS[int(found.kind[row])]
                chosen.append((start, end, right, float(chances[row]), kind))
        if chosen:
            _apply(drafts[index], sorted(chosen))
            changed.append(drafts[index])
    return changed


def _favour_own_words(
    page: Page, found: Hypotheses, chances: slips.Scores, engine: Model, document: str
) -> None:
    """Raise the chances of whole words that the document uses and whose slip it has once."""
    words = (found.kind == slips.WORD) & (chances >= _LEAST_WORD)
    for row in np.flatnonzero(words & (chances < _MOST_FROM_DOCUMENT)).tolist():
        right = engine.material.alphabet.decode(found.text[row, : found.size[row]])
        start, end = int(found.start[row]), int(found.end[row])
        if right not in document or document.count(page.text[start:end]) > 1:
            continue
        odds = chances[row] / (1 - chances[row]) * _ODDS_OF_OWN_WORD
        # What a document says elsewhere never makes a slip certain.
        chances[row] = min(odds / (1 + odds), _MOST_FROM_DOCUMENT)


def rank(page: Page, engine: Model, *, screens: Screens = WIDE) -> tuple[Hypotheses, slips.Scores]:
    """Return the hypotheses about a page with their confidences."""
    found, table = describe_page(page, engine.material, screens=screens)
    if not len(found):
        return found, np.zeros(0, np.float32)
    chances = engine.ranker.probabilities(table, screen=_SCREEN_TREES, hopeless=_HOPELESS)
    return found, engine.confidences(chances)


def describe_page(
    page: Page, material: Material, *, screens: Screens = WIDE
) -> tuple[Hypotheses, slips.Scores]:
    """Return the hypotheses about a page with their features."""
    seeker = material.seeker
    if material.network is None:
        opinion = None
        found = seeker.seek(page, screens=screens)
    else:
        read = pieces(page, screens.piece)
        if material.scout is not None:
            read = doubtful(page, material.scout, read, screens.sentence)
        opinion = opinion_of(page, material.network, read)
        found = seeker.seek(page, screens=screens, doubt=opinion.doubt())
        found = seeker.with_more(page, found, proposals(page, opinion, seeker.confusables))
    hypotheses, ahead, behind = found
    return hypotheses, describe(page, hypotheses, (ahead, behind), material.sources, opinion)


def page_of(folded: Sequence[str], material: Material) -> Page:
    """Lay out folded sentences."""
    gap = "\0" * MARGIN
    joined = gap + gap.join(folded) + gap
    numbers = material.alphabet.encode(joined).copy()
    numbers[np.frombuffer(joined.encode("utf-32-le"), np.uint32) == 0] = BOUNDARY
    return lay_out(list(folded), numbers, material.seeker.statistics)


def _allowed(draft: _Draft, start: int, end: int, right: str, chance: float) -> bool:
    """Tell whether a draft's characters may be changed: not twice, and nothing protected."""
    if any(o < 0 for o in draft.offsets[max(0, start - (start == end)) : end + (start == end)]):
        return False
    if draft.banned is None:
        draft.banned = [(s.start, s.end) for s in protected_spans(draft.original)]
        draft.guarded = [(s.start, s.end) for s in guessed_names(draft.original)]
    first = draft.offsets[start] if start < len(draft.offsets) else len(draft.original)
    last = draft.offsets[end - 1] + 1 if end > start else first
    closed = draft.banned if chance >= _SURE else draft.banned + draft.guarded
    if any(first < b and a < max(last, first + (first == last)) and not (first == last == a)
           for a, b in closed):  # fmt: skip
        return False
    if not right and _reduplicated(draft.folded[start:end]):
        return False
    corrected = draft.folded[:start] + right + draft.folded[end:]
    return not makes_formulation(corrected, start, start + max(1, len(right)))


def _reduplicated(word: str) -> bool:
    """Tell whether a word may well stand twice: 一步一步, 很高很高, 讨论讨论."""
    return len(word) > 1 and (word[0] in _REPEATABLE or word in _reduplications())


@cache
def _reduplications() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("reduplications.tsv"))


def _apply(draft: _Draft, chosen: list[tuple[int, int, str, float, str]]) -> None:
    for start, end, right, chance, kind in reversed(chosen):
        first = draft.offsets[start] if start < len(draft.offsets) else len(draft.original)
        last = draft.offsets[end - 1] + 1 if end > start else first
        draft.edits.append(Edit(first, last, draft.original[first:last], right, chance, kind))
        draft.folded = draft.folded[:start] + right + draft.folded[end:]
        draft.offsets[start:end] = [-1] * len(right)


def _finish(draft: _Draft) -> Correction:
    edits = tuple(sorted(draft.edits, key=lambda e: (e.start, e.end)))
    parts, at = [], 0
    for edit in edits:
        parts += [draft.original[at : edit.start], edit.right]
        at = edit.end
    return Correction("".join([*parts, draft.original[at:]]), edits)
