"""Clean text for patterns and models, with a way back to the stored characters.

The stored text is never changed; readers see a copy without soft hyphens and stress marks, with plain spaces, and
with Latin look-alikes put right inside Cyrillic words. `offsets[i]` is where the copy's character i stands in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import combining

from kg.model import Span

_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0301\u0300"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # the direction of writing
)
_SPACES = "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u2005\u2006\u2028\u2029\t\r\n\v\f"
_PLAIN = re.compile(f"[^{''.join(_INVISIBLE)}{_SPACES}\u0306\u0308]*")
_COMPOSED = {"и\u0306": "й", "И\u0306": "Й", "е\u0308": "ё", "Е\u0308": "Ё"}
_LOOKALIKES = str.maketrans("ABEKMHOPCTXaeopcyxk", "АВЕКМНОРСТХаеорсухк")
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")
_LATIN = re.compile(r"[A-Za-z]")
_MIXED = re.compile(r"[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]")


@dataclass(frozen=True, slots=True)
class CleanText:
    """A copy for readers; `offsets` has one entry more than the copy has characters."""

    text: str
    offsets: tuple[int, ...]

    def span(self, span: Span) -> Span:
        """The characters of the stored text that a span of the copy stands for."""
        return Span(self.offsets[span.start], self.offsets[span.stop - 1] + 1)


def _straight(text: str) -> str:
    return _WORD.sub(_straighten, text) if _MIXED.search(text) else text


def _straighten(match: re.Match[str]) -> str:
    """«Витeбск» with a Latin e becomes Cyrillic; a word with other Latin letters stays as it is."""
    word = match.group()
    straight = word.translate(_LOOKALIKES)
    return straight if _MIXED.search(word) and not _LATIN.search(straight) else word


def plain(text: str) -> str:
    r"""A text without what readers do not see.

    >>> plain("\u00adВи\u00adтебск\u00a0и Минск")
    'Витебск и Минск'
    """
    return clean(text, 0, len(text)).text


def belongs_to_letter(character: str) -> bool:
    """Whether a character is read with the one before it: a stress mark, a breve, a soft hyphen."""
    return combining(character) > 0 or character in _INVISIBLE


def clean(text: str, start: int, stop: int) -> CleanText:
    """The clean copy of text[start:stop], with offsets into the whole text."""
    if _PLAIN.fullmatch(text, start, stop):
        return CleanText(_straight(text[start:stop]), tuple(range(start, stop + 1)))
    characters: list[str] = []
    offsets: list[int] = []
    for position in range(start, stop):
        character = text[position]
        pair = text[position - 1 : position + 1] if position > start else ""
        if pair in _COMPOSED and characters:
            characters[-1] = _COMPOSED[pair]
        elif character not in _INVISIBLE:
            characters.append(" " if character in _SPACES else character)
            offsets.append(position)
    offsets.append(stop)
    return CleanText(_straight("".join(characters)), tuple(offsets))
