import numpy as np
import pytest
import rjieba

from analyzer.language.spelling.noise import SHARES, Typist
from analyzer.language.spelling.store import shipped_model

SENTENCE = "全镇各单位认真落实政府信息公开规定，及时回应群众关切。"


def _typist(shares, seed=1):
    material = shipped_model().material
    seeker = material.seeker
    rng = np.random.default_rng(seed)
    return Typist(material.alphabet, seeker.confusables, seeker.lexicon, rng, shares)


def _words():
    words, at = [], 0
    for word in rjieba.cut(SENTENCE, False):
        words.append((at, word))
        at += len(word)
    return words


def _slips(shares, count=40):
    typist = _typist(shares)
    found = (typist.slip(SENTENCE, _words()) for _ in range(count))
    return [slip for slip in found if slip is not None]


def test_equal_seeds_make_equal_slips():
    assert _slips(SHARES) == _slips(SHARES)


def test_every_slip_replaces_what_stands_in_the_sentence():
    for slip in _slips(SHARES, 200):
        assert SENTENCE.startswith(slip.right, slip.start)
        assert slip.wrong != slip.right


@pytest.mark.parametrize(
    ("kind", "longer"), [("missing", -1), ("doubled", 1), ("swapped", 0), ("character", 0)]
)
def test_slip_changes_the_length_as_its_kind_says(kind, longer):
    slips = _slips({kind: 1.0})
    assert slips
    assert {len(s.wrong) - len(s.right) for s in slips} == {longer}


def test_character_slip_keeps_the_sound():
    confusables = shipped_model().material.seeker.confusables
    for slip in _slips({"character": 1.0}):
        assert confusables.sound(slip.right, slip.wrong) == 0
