"""Words of a sentence → a Mention, with offsets from the tokens."""

from __future__ import annotations

from kg.model import Mention, Period, Quantity, Sentence, Span


def span_of(sentence: Sentence, first: int, last: int) -> Span:
    """The characters of tokens `first` to `last` (excluded), in the document."""
    return Span(sentence.tokens[first].span.start, sentence.tokens[last - 1].span.stop)


def text_of(sentence: Sentence, first: int, last: int) -> str:
    """The words of tokens `first` to `last` (excluded) as they are spelt: without soft hyphens, with plain spaces."""
    tokens = sentence.tokens
    gaps = (" " if i > first and tokens[i].span.start > tokens[i - 1].span.stop else "" for i in range(first, last))
    return "".join(gap + token.text for gap, token in zip(gaps, tokens[first:last], strict=True))


def make_mention(
    sentence: Sentence,
    type_: str,
    first: int,
    last: int,
    *,
    head: int,
    normal: str,
    reference: str | None = None,
    quantity: Quantity | None = None,
    period: Period | None = None,
) -> Mention:
    """The mention that tokens `first` to `last` (excluded) make."""
    span = span_of(sentence, first, last)
    return Mention(
        type_,
        span,
        sentence.text[span.start - sentence.span.start : span.stop - sentence.span.start],
        normal,
        sentence.index,
        head,
        first,
        last,
        reference,
        quantity,
        period,
    )
