"""Names in quotation marks, told from speech; those inside a quotation too: «Рядом с «Весной» построят склад»."""

from __future__ import annotations

from functools import lru_cache

from kg.model import Sentence

_LONGEST_NAME = 14  # tokens, marks included


def is_title_quote(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a quotation is a name rather than speech: short, with a capital, without a finite verb."""
    inner = sentence.tokens[first + 1 : last - 1]
    if not inner or last - first > _LONGEST_NAME or not (inner[0].text[0].isupper() or inner[0].text[0].isdigit()):
        return False
    speech = any(token.feats.get("VerbForm") == "Fin" and token.text[0].islower() for token in inner)
    return not speech and inner[-1].text not in {",", ".", "!", "?"}


@lru_cache(maxsize=256)
def all_quotations(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Token ranges of every quotation, those inside another too: «Рядом с «Весной» построят склад»."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for token in sentence.tokens:
        straight = token.text == '"'
        if token.text in "«„" or (straight and not any(sentence.tokens[index].text == '"' for index in opened)):
            opened.append(token.index)
        elif (token.text in "»“" or straight) and opened:
            found.append((opened.pop(), token.index + 1))
    return tuple(sorted(found, key=lambda pair: (pair[0], -pair[1])))


def quotation_from(sentence: Sentence, index: int) -> int | None:
    """Where the quotation that opens at a token ends (excluded), or None."""
    return next((last for first, last in all_quotations(sentence) if first == index), None)


@lru_cache(maxsize=256)
def title_quotes(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The names in quotation marks, marks included; of nested ones the outer."""
    found: list[tuple[int, int]] = []
    for first, last in all_quotations(sentence):
        if is_title_quote(sentence, first, last) and not (found and first < found[-1][1]):
            found.append((first, last))
    return tuple(found)


def in_title_quote(sentence: Sentence, index: int) -> bool:
    """Whether a token is part of a name in quotation marks."""
    return any(first < index < last - 1 for first, last in title_quotes(sentence))
