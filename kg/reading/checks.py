"""What is refused as an article, each with its reason: too large, empty, binary, marked up, or not Russian."""

from __future__ import annotations

import re

from kg.errors import ReadError

LIMIT = 20_000_000
_SAMPLE = 100_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|rss)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
# Letters of the neighbours' alphabets (Belarusian, Ukrainian, Kazakh, Kyrgyz, Tajik, Tatar …) that Russian has not.
_FOREIGN = re.compile(r"[іўїєґәғқңөұүһҳҷӯӣҗ]", re.IGNORECASE)
# A Russian article quotes foreign names, so shares decide: in Russian news four letters of five are Cyrillic.
_LEAST_CYRILLIC = 0.3
_MOST_FOREIGN = 0.03


def check_volume(size: int, where: str, limit: int = LIMIT) -> None:
    """Raises ReadError for more than 20 MB, or another limit."""
    if size > limit:
        most = f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit} bytes"
        what = f"larger than {most}, the most that is read as one article"
        raise ReadError(what, where=where, remedy="Split it into one file an article")


def check_text(text: str, where: str) -> None:
    """Raises ReadError for a text that is empty, binary, broken, marked up or not Russian."""
    if not text.strip():
        raise ReadError("the file is empty", where=where, remedy="Give an article in Russian, UTF-8")
    _check_plain(text, where)
    _check_russian(text[:_SAMPLE], where)


def _check_plain(text: str, where: str) -> None:
    sample = text[:_SAMPLE]
    if "\x00" in text or len(_CONTROL.findall(sample)) > len(sample) // 100:
        raise ReadError("binary data, not text", where=where, remedy="Give an article as plain text, UTF-8")
    if surrogate := _SURROGATE.search(text):
        what = f"half a character (a lone surrogate) at {surrogate.start()}"
        raise ReadError(what, where=where, remedy="Decode the text again, from its bytes")
    if _MARKUP.match(sample):
        raise ReadError("HTML or XML, not plain text", where=where, remedy="Save the article's text without markup")


def _check_russian(sample: str, where: str) -> None:
    letters = len(_LETTER.findall(sample))
    if not letters:
        raise ReadError("no words in it", where=where, remedy="Give an article in Russian")
    cyrillic = len(_CYRILLIC.findall(sample))
    if cyrillic < _LEAST_CYRILLIC * letters:
        what = f"not in Russian: {cyrillic / letters:.0%} of its letters are Cyrillic"
        raise ReadError(what, where=where, remedy="kg reads Russian only")
    if len(_FOREIGN.findall(sample)) > _MOST_FOREIGN * cyrillic:
        what = "Cyrillic, but not Russian: many letters that Russian has not"
        raise ReadError(what, where=where, remedy="kg reads Russian only")
