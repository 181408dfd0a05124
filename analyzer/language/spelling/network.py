"""A network that reads the whole sentence: which characters are wrong, superfluous, exchanged, missing.

Residual blocks of dilated convolutions and one layer of attention over characters, their sounds and
how usual the runs around them are. Trained by models/spelling-zh/network.py, run with numpy: the
layers are too small for a framework to pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from analyzer.language.spelling.statistics import Statistics
from analyzer.language.spelling.symbols import BOUNDARY, UNKNOWN
from analyzer.language.spelling.usual import ORDERS, usualness

Scores = NDArray[np.float32]
Numbers = NDArray[np.uint16]
OK, WRONG, EXTRA, SWAPPED, MISSING = range(5)  # columns of `Outlook.tags`
_ROWS_AT_ONCE = 1600  # characters read together; keeps the layers' values in the cache
_REMEMBERED = 256  # sentences whose reading is kept
_EPSILON = np.float32(1e-5)


@dataclass(frozen=True, slots=True)
class Block:
    """A convolution over three characters `dilation` apart, squared, and a mixing layer."""

    dilation: int
    before: Scores  # [width, hidden], the norm's scale multiplied in
    here: Scores
    after: Scores
    bias: Scores
    mix: Scores  # [hidden, width]
    mix_bias: Scores
    look: Attention | None


@dataclass(frozen=True, slots=True)
class Attention:
    """Every character looks at every other one of its sentence."""

    enter: Scores  # [width, 3 · width], the norm's scale multiplied in
    enter_bias: Scores
    leave: Scores
    leave_bias: Scores
    heads: int


@dataclass(frozen=True, slots=True)
class Head:
    """From a state to a character."""

    weight: Scores  # [width, width]
    weight_bias: Scores
    bias: Scores  # [alphabet]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the network makes of sentences laid out one after the other.

    Sentence k has its characters in the rows `begins[k]` … `begins[k] + length - 1`; the row after
    the last character is the sentence's end.
    """

    begins: NDArray[np.int64]
    states: Scores  # [rows, width]
    tags: Scores  # [rows, 5] probabilities; the first four add up to one


@dataclass(frozen=True, slots=True)
class Network:
    """Weights. `inputs` adds up a character and its sounds."""

    inputs: Scores  # [alphabet + 1, width]
    usual: Scores  # [FEATURES, width]
    usual_bias: Scores
    blocks: tuple[Block, ...]
    norm: Scores
    characters: Scores  # [alphabet, width]
    meant: Head
    lost: Head
    tags: Scores  # [width, 5]
    tags_bias: Scores
    keep: float  # added to the character that was written
    statistics: Statistics
    _recent: dict[bytes, tuple[Scores, Scores]] = field(default_factory=dict)

    def read(self, sentences: Sequence[Numbers]) -> Outlook:
        """Read sentences given as numbers of the alphabet.

        The latest ones are remembered: rules of one report ask for the same sentences.
        """
        keys = [sentence.tobytes() for sentence in sentences]
        known = {key: self._recent[key] for key in keys if key in self._recent}
        new = {k: s for k, s in zip(keys, sentences, strict=True) if k not in known}
        for key, state in zip(new, self._states(list(new.values())), strict=True):
            known[key] = self._recent[key] = state, self._tags(state)
        while len(self._recent) > _REMEMBERED:
            del self._recent[next(iter(self._recent))]
        width = self.inputs.shape[1]
        found = [known[key] for key in keys]
        states = [s for s, _ in found] or [np.zeros((0, width), np.float32)]
        tags = [t for _, t in found] or [np.zeros((0, MISSING + 1), np.float32)]
        ends = np.cumsum([len(s) for s in states])
        begins = np.concatenate([[0], ends[:-1]])[: len(found)].astype(np.int64)
        return Outlook(begins, np.concatenate(states), np.concatenate(tags))

    def _tags(self, states: Scores) -> Scores:
        scores = states @ self.tags + self.tags_bias
        share: Scores = np.exp(scores[:, :MISSING] - scores[:, :MISSING].max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        missing = 1 / (1 + np.exp(-scores[:, MISSING:]))
        return np.concatenate([share, missing], axis=1).astype(np.float32)

    def logits(self, states: Scores, head: Head) -> Scores:
        """Return how well every character of the alphabet fits states, [n, alphabet]."""
        turned: Scores = states @ head.weight + head.weight_bias
        found: Scores = turned @ self.characters.T
        found += head.bias
        return found

    def _states(self, sentences: list[Numbers]) -> list[Scores]:
        """Return the states of all characters and of each sentence's end."""
        found: list[Scores] = []
        first = 0
        while first < len(sentences):
            last, size = first + 1, len(sentences[first])
            while last < len(sentences) and size + len(sentences[last]) <= _ROWS_AT_ONCE:
                size += len(sentences[last])
                last += 1
            found += self._some_states(sentences[first:last])
            first = last
        return found

    def _some_states(self, sentences: list[Numbers]) -> list[Scores]:
        gap = max(b.dilation for b in self.blocks)
        sizes = np.array([len(s) + 2 for s in sentences], np.int64)
        begins = gap + np.concatenate([[0], np.cumsum(sizes + gap)[:-1]]).astype(np.int64)
        total = int(begins[-1] + sizes[-1]) + gap
        numbers = np.full(total, BOUNDARY, np.uint16)
        there = np.zeros((total, 1), np.float32)
        for begin, sentence in zip(begins.tolist(), sentences, strict=True):
            numbers[begin + 1 : begin + 1 + len(sentence)] = sentence
            there[begin : begin + len(sentence) + 2] = 1
        state: Scores = self.inputs[numbers] + self._usual(numbers, begins, sizes)
        for block in self.blocks:
            _convolve(state, there, block)
            if block.look is not None:
                _attend(state, begins, sizes, block.look)
        final = _normal(state) * self.norm
        spans = zip((begins + 1).tolist(), (begins + sizes).tolist(), strict=True)
        return [final[begin:end].copy() for begin, end in spans]

    def _usual(
        self, numbers: Numbers, begins: NDArray[np.int64], sizes: NDArray[np.int64]
    ) -> Scores:
        """Runs are counted with one boundary on either side, as in training."""
        shown = np.where(numbers == BOUNDARY, UNKNOWN, numbers)
        shown[begins] = shown[begins + sizes - 1] = BOUNDARY
        counts = self.statistics.log_counts(shown[None], orders=ORDERS)
        features = usualness(self.statistics, counts)[0]
        found: Scores = features @ self.usual + self.usual_bias
        return found


def _normal(state: Scores) -> Scores:
    size = np.einsum("nd,nd->n", state, state) / np.float32(state.shape[1]) + _EPSILON
    normal: Scores = state / np.sqrt(size)[:, None]
    return normal


def _convolve(state: Scores, there: Scores, block: Block) -> None:
    """Add what the block makes of a character and the two at its dilation."""
    far, total = block.dilation, len(state)
    size = np.einsum("nd,nd->n", state, state) / np.float32(state.shape[1]) + _EPSILON
    normal = state * (there / np.sqrt(size)[:, None])
    hidden = normal[far : total - far] @ block.here
    hidden += normal[: total - 2 * far] @ block.before
    hidden += normal[2 * far :] @ block.after
    hidden += block.bias
    np.maximum(hidden, 0, out=hidden)
    hidden *= hidden
    inner = state[far : total - far]
    inner += hidden @ block.mix
    inner += block.mix_bias


def _attend(
    state: Scores, begins: NDArray[np.int64], sizes: NDArray[np.int64], look: Attention
) -> None:
    """Add what every character gathers from the others of its sentence."""
    entered = _normal(state) @ look.enter
    entered += look.enter_bias
    mixed = np.zeros_like(state)
    deep = state.shape[1] // look.heads
    scale = np.float32(deep**-0.5)
    for begin, size in zip(begins.tolist(), sizes.tolist(), strict=True):
        parts = entered[begin : begin + size].reshape(size, 3, look.heads, deep)
        query, key, value = parts.transpose(1, 2, 0, 3)
        scores = (query * scale) @ key.transpose(0, 2, 1)
        scores -= scores.max(-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(-1, keepdims=True)
        mixed[begin : begin + size] = (scores @ value).transpose(1, 0, 2).reshape(size, -1)
    state += mixed @ look.leave
    state += look.leave_bias
