"""A spaCy tokenizer over jieba's dictionary whose tokens cover the text code point for code point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class JiebaTokenizer:
    """Cut text by jieba (the Rust build), with part-of-speech tags of the same dictionary.

    White space is kept as tokens of its own, so `token.idx` is the offset in the text and
    `"".join(t.text for t in doc)` is the text.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens of `text`."""
        return self.tokenize(text, edges=())

    def tokenize(
        self,
        text: str,
        *,
        edges: Iterable[int],
        tagged: Sequence[tuple[str, str]] | None = None,
    ) -> Doc:
        """Return the tokens of `text`, cut also at the offsets `edges` (ends of entities).

        `tagged` are jieba's words and tags of the text when they are known already.
        """
        import rjieba
        from spacy.tokens import Doc

        words, tags = split_at(tagged or rjieba.tag(text), sorted(set(edges)))
        return Doc(self.vocab, words=words, spaces=[False] * len(words), tags=tags)

    # The tokenizer has no state beside the vocabulary, which spaCy stores itself.
    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:  # noqa: ARG002
        """Return nothing: there is no state to store."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> JiebaTokenizer:  # noqa: ARG002
        """Return self."""
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Store nothing."""

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> JiebaTokenizer:  # noqa: ARG002
        """Return self."""
        return self


def split_at(
    tagged: Sequence[tuple[str, str]], edges: Sequence[int]
) -> tuple[list[str], list[str]]:
    """Return words and tags with words cut at `edges` (ascending offsets)."""
    words: list[str] = []
    tags: list[str] = []
    position, index, count = 0, 0, len(edges)
    for word, tag in tagged:
        end = position + len(word)
        while index < count and edges[index] <= position:
            index += 1
        begin = position
        while index < count and edges[index] < end:
            words.append(word[begin - position : edges[index] - position])
            tags.append(tag)
            begin = edges[index]
            index += 1
        words.append(word[begin - position :])
        tags.append(tag)
        position = end
    return words, tags


def create_tokenizer() -> Any:
    """Return a factory as spaCy's registry expects it."""

    def make(nlp: Any) -> JiebaTokenizer:
        return JiebaTokenizer(nlp.vocab)

    return make
