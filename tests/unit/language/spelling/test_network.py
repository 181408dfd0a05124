import numpy as np
import pytest

from analyzer.language.spelling.network import MISSING, Network
from analyzer.language.spelling.store import shipped_model
from analyzer.language.spelling.weights import load_network, packed
from tests.unit.language.spelling.seeded import write_network

SENTENCES = (
    "全面推进政务公开工作。",
    "及时回应群众关切，",
    "公开。",
    "依法办理信息公开申请并按时答复。",
)


@pytest.fixture(scope="module")
def network(tmp_path_factory) -> Network:
    material = shipped_model().material
    path = tmp_path_factory.mktemp("network") / "network.npz"
    confusables = material.seeker.confusables
    write_network(
        path,
        alphabet=len(material.alphabet.characters) + 2,
        syllables=len(confusables.distance) - 1,
    )
    statistics = material.seeker.statistics
    return load_network(path, material.alphabet.characters, confusables, statistics)


def _numbers(sentence: str) -> np.ndarray:
    return shipped_model().material.alphabet.encode(sentence)


def test_a_sentence_is_read_alone_as_among_others(network):
    together = network.read([_numbers(s) for s in SENTENCES * 40])
    for place, sentence in enumerate(SENTENCES):
        alone = network.read([_numbers(sentence)])
        rows = slice(together.begins[place], together.begins[place] + len(sentence) + 1)
        assert np.allclose(together.states[rows], alone.states, atol=1e-3)


def test_every_character_and_the_end_have_tags_that_add_up(network):
    outlook = network.read([_numbers(s) for s in SENTENCES])
    assert len(outlook.tags) == sum(len(s) + 1 for s in SENTENCES)
    assert np.allclose(outlook.tags[:, :MISSING].sum(1), 1, atol=1e-4)
    assert outlook.tags[:, MISSING].min() >= 0
    assert outlook.tags[:, MISSING].max() <= 1


def test_a_character_far_off_is_seen(network):
    one, other = "全市各级行政机关及时公开政府信息。", "全市各级行政机关及时公开政府文件。"
    first = network.read([_numbers(one)]).states[0]
    second = network.read([_numbers(other)]).states[0]
    assert not np.allclose(first, second, atol=1e-4)


def test_weights_in_one_byte_stay_close():
    rng = np.random.default_rng(1)
    matrix = rng.normal(0, 1, (8, 40)).astype(np.float32)
    stored = packed({"some": matrix, "row": matrix[0]})
    back = stored["some"].astype(np.float32) * stored["some.scale"]
    assert stored["some"].dtype == np.int8
    assert np.abs(back - matrix).max() <= np.abs(matrix).max() / 127
    assert stored["row"] is not None
    assert np.array_equal(stored["row"], matrix[0])
