"""Text that remembers, for every character, where it stood in the source."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyzer.text.span import SourceSpan, Span


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text and, per code point, the source offset it came from.

    `origins` has one entry per character and never decreases. A character that has no counterpart
    in the source (a line break put between two joined paragraphs) carries the origin of the
    character before it, so that every span still leads back to a place.
    """

    text: str
    origins: array[int]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origins):
            raise ValueError(f"{len(self.text)} characters but {len(self.origins)} origins")

    def __len__(self) -> int:
        return len(self.text)

    @classmethod
    def identity(cls, text: str, *, start: int = 0) -> MappedText:
        """Map `text` onto itself; `start` is the source offset of its first character."""
        return cls(text, array("L", range(start, start + len(text))))

    @classmethod
    def join(cls, pieces: Iterable[MappedText], *, separator: str = "") -> MappedText:
        """Concatenate pieces that follow each other in the source."""
        texts: list[str] = []
        origins = array("L")
        for piece in pieces:
            if texts and separator:
                last = origins[-1] if origins else 0
                texts.append(separator)
                origins.extend([last] * len(separator))
            texts.append(piece.text)
            origins.extend(piece.origins)
        return cls("".join(texts), origins)

    def slice(self, start: int, end: int) -> MappedText:
        """Return characters `start` to `end` with their origins."""
        return MappedText(self.text[start:end], self.origins[start:end])

    def without(self, ranges: Sequence[tuple[int, int]]) -> MappedText:
        """Drop the given half-open ranges (sorted, not overlapping)."""
        if not ranges:
            return self
        texts: list[str] = []
        origins = array("L")
        position = 0
        for start, end in ranges:
            texts.append(self.text[position:start])
            origins.extend(self.origins[position:start])
            position = end
        texts.append(self.text[position:])
        origins.extend(self.origins[position:])
        return MappedText("".join(texts), origins)

    def translated(self, table: dict[int, str]) -> MappedText:
        """Replace single characters one for one (`str.translate` with one-character values)."""
        return MappedText(self.text.translate(table), self.origins)

    def source_span(self, span: Span) -> SourceSpan:
        """Lead a span back to the source; an empty span leads to an empty place.

        Raises ValueError when the span does not lie in the text.
        """
        if span.end > len(self.text):
            raise ValueError(f"span [{span.start}, {span.end}) outside text of {len(self.text)}")
        if span.start == span.end:
            at = self._place_of(span.start)
            return SourceSpan(at, at)
        return SourceSpan(self.origins[span.start], self.origins[span.end - 1] + 1)

    def _place_of(self, index: int) -> int:
        if index < len(self.origins):
            return self.origins[index]
        return self.origins[-1] + 1 if self.origins else 0
