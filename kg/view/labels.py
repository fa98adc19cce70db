"""Labels wrapped to short lines, and how much room they need."""

from __future__ import annotations

import re

WRAP = 22
LINES = 4
FONT_SIZE = 12
LINE_HEIGHT = 14
GAP = 3

_NARROW = frozenset(" .,:;'!|()[]{}/-·ijlftrI1гт«»")
_WIDE = frozenset("шщжмюфыюШЩЖМЮФЫОДmwMWGOQ@%—№")


def wrap(text: str, width: int = WRAP, lines: int = LINES) -> list[str]:
    """The text in lines of about `width` characters; what does not fit in `lines` lines ends in «…».

    >>> wrap("Строительство скоростной железной дороги")
    ['Строительство', 'скоростной железной', 'дороги']
    """
    wrapped: list[str] = []
    for word in _words(" ".join(text.split()), width):
        if wrapped and len(wrapped[-1]) + len(word) < width:
            wrapped[-1] += f" {word}"
        else:
            wrapped.append(word)
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], wrapped[lines - 1][: width - 1].rstrip() + "…"]
    return wrapped or [""]


def _words(text: str, width: int) -> list[str]:
    """The words of a text; a word longer than a line is cut, after a hyphen where it has one."""
    pieces: list[str] = []
    for word in text.split():
        while len(word) > width + 4:
            hyphen = max((match.end() for match in re.finditer("-", word[:width])), default=width)
            pieces.append(word[:hyphen])
            word = word[hyphen:]
        pieces.append(word)
    return pieces


def text_width(text: str) -> float:
    """Roughly how many pixels a line takes; rather too many than too few, whatever sans-serif font is at hand."""
    return sum(_letter_width(letter) for letter in text) * FONT_SIZE


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return 0.45
    if letter in _WIDE:
        return 0.86
    return 0.72 if letter.isupper() else 0.62


def label_size(lines: list[str]) -> tuple[float, float]:
    """Width and height of a wrapped label, in pixels."""
    if lines == [""]:
        return 0.0, 0.0
    return max(text_width(line) for line in lines), len(lines) * LINE_HEIGHT
