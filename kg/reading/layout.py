"""A text's layout: header, title, dateline, paragraphs and the scraps that a copied page leaves behind."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Metadata, Span
from kg.reading.dateline import find_dateline
from kg.reading.days import read_day
from kg.reading.normalization import CleanText, clean, plain

# Invisible characters stand at the edges of copied paragraphs; str.strip knows only some of them.
_EDGE = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]"
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_LEADING = re.compile(rf"{_EDGE}*")
_EDGES = re.compile(_EDGE)
# «date 2025-09-29 29 сентября, Минск …»: the header that the collection writes before the text.
_HEADER = re.compile(rf"{_EDGE}*date[ \t]+(?P<date>\d{{4}}-\d\d-\d\d)(?:T[\d:.+Z-]+)?(?!\w)")
# «−0-», «-0-»: an agency's end mark; lines of stars or dashes close many pages.
_END_MARK = re.compile(r"(?:^|(?<=[\s.!?…»)]))[-−–—]+\s?[0О]\s?[-−–—]+$")
_ORNAMENT = re.compile(r"[\s*•·#=_~⁂—–−-]+")
_SENTENCE_END = re.compile(r"[.,…:;]$")
_LONGEST_TITLE = 200


def lay_out(text: str) -> tuple[tuple[Span, ...], Metadata]:
    r"""The blocks of running text in order, and what the text says of itself.

    >>> blocks, metadata = lay_out("Побратимов прибыло\n\nФорум принял Брест. −0-")
    >>> [block.start for block in blocks], metadata.title
    ([0, 20], 'Побратимов прибыло')
    """
    metadata, start = _read_header(text)
    blocks = _find_blocks(text, start)
    blocks, metadata = _read_title(text, blocks, metadata)
    blocks, metadata = _read_dateline(text, blocks, metadata)
    return tuple(blocks), metadata


def _read_header(text: str) -> tuple[Metadata, int]:
    match = _HEADER.match(text)
    if not match:
        return Metadata(), 0
    published = read_day(match["date"])
    span = Span(*match.span("date")) if published else None
    return Metadata(published=published, published_span=span), match.end()


def _find_blocks(text: str, start: int) -> list[Span]:
    lines = (_trim(text, *match.span()) for match in _LINE.finditer(text, start))
    blocks = [line for line in lines if line and not _ORNAMENT.fullmatch(line.of(text))]
    return _without_end_mark(text, blocks)


def _without_end_mark(text: str, blocks: list[Span]) -> list[Span]:
    if not blocks:
        return blocks
    last = blocks[-1]
    mark = _END_MARK.search(last.of(text))
    if not mark:
        return blocks
    rest = _trim(text, last.start, last.start + mark.start())
    return [*blocks[:-1], rest] if rest else blocks[:-1]


def _read_title(text: str, blocks: list[Span], metadata: Metadata) -> tuple[list[Span], Metadata]:
    """The first line is a title where it is short, does not end as a sentence does, and a text follows."""
    if len(blocks) < 2 or len(blocks[0]) > _LONGEST_TITLE:
        return blocks, metadata
    first = blocks[0].of(text)
    if _SENTENCE_END.search(first) or find_dateline(plain(first)):
        return blocks, metadata
    return blocks, replace(metadata, title=plain(first))


def _read_dateline(text: str, blocks: list[Span], metadata: Metadata) -> tuple[list[Span], Metadata]:
    """The dateline opens the text, after its title if there is one; it is no running text."""
    index = 1 if metadata.title is not None else 0
    if index >= len(blocks):
        return blocks, metadata
    block = blocks[index]
    copy = clean(text, block.start, block.stop)
    dateline = find_dateline(copy.text)
    if dateline is None:
        return blocks, metadata
    rest = _trim(text, copy.offsets[dateline.stop], block.stop)
    blocks = [*blocks[:index], *([rest] if rest else []), *blocks[index + 1 :]]
    return blocks, _merge(metadata, _placed(dateline.metadata, copy))


def _placed(metadata: Metadata, copy: CleanText) -> Metadata:
    """Spans of the clean copy as spans of the text."""
    return replace(
        metadata,
        published_span=metadata.published_span and copy.span(metadata.published_span),
        publisher_span=metadata.publisher_span and copy.span(metadata.publisher_span),
        place_span=metadata.place_span and copy.span(metadata.place_span),
    )


def _merge(metadata: Metadata, dateline: Metadata) -> Metadata:
    """The header knows the day better than the dateline."""
    if metadata.published is None:
        return replace(dateline, title=metadata.title)
    return replace(dateline, published=metadata.published, published_span=metadata.published_span, title=metadata.title)


def _trim(text: str, start: int, stop: int) -> Span | None:
    if leading := _LEADING.match(text, start, stop):
        start = leading.end()
    while stop > start and _EDGES.match(text, stop - 1):
        stop -= 1
    return Span(start, stop) if start < stop else None
