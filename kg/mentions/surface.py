"""A sentence's words as one plain string, for regular expressions, with the way back to its tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.model import Sentence, Token


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Lower-case, without ё.

    >>> fold("Ещё")
    'еще'
    """
    return text.lower().replace("ё", "е")


def words_of(tokens: tuple[Token, ...]) -> list[str]:
    """The folded words."""
    return [fold(token.text) for token in tokens]


def touches(sentence: Sentence, index: int) -> bool:
    """Whether a token follows the one before it without a space."""
    tokens = sentence.tokens
    return 0 < index < len(tokens) and tokens[index].span.start == tokens[index - 1].span.stop


@dataclass(frozen=True, slots=True)
class Surface:
    """The folded words with single spaces; `starts` and `stops` lead from characters of `text` to token indexes."""

    text: str
    starts: dict[int, int]
    stops: dict[int, int]

    def tokens(self, start: int, stop: int) -> tuple[int, int] | None:
        """The token range (last excluded) of text[start:stop]; None where it cuts a token."""
        first, last = self.starts.get(start), self.stops.get(stop)
        return (first, last + 1) if first is not None and last is not None else None


@lru_cache(maxsize=256)
def surface_of(sentence: Sentence) -> Surface:
    """The sentence's surface."""
    parts: list[str] = []
    starts: dict[int, int] = {}
    stops: dict[int, int] = {}
    position = 0
    for token in sentence.tokens:
        if token.index and not touches(sentence, token.index):
            parts.append(" ")
            position += 1
        word = fold(token.text)
        parts.append(word)
        starts[position] = token.index
        position += len(word)
        stops[position] = token.index
    return Surface("".join(parts), starts, stops)
