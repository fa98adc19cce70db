"""Bytes → text: UTF-8 first, then what a byte-order mark says, then the old Russian encodings by their letters."""

from __future__ import annotations

import codecs

from kg.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD = ("cp1251", "koi8-r", "cp866")
_SAMPLE = 20_000
# The fifteen commonest letters: four of five in Russian text, far fewer in text decoded the wrong way.
_COMMON = frozenset("оеаинтсрвлкмдпу")
_LEAST = 0.6


def decode(data: bytes, where: str) -> str:
    """The text of the bytes, without a byte-order mark; raises ReadError where no encoding fits.

    >>> decode("Минск".encode("cp1251"), "a.txt")
    'Минск'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, where)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_old(data, where, error)


def encoding_of(sample: bytes, where: str) -> str:
    """The encoding of a text that begins so, without a byte-order mark; raises ReadError where none fits.

    A letter that the sample cuts in two does not count.

    >>> encoding_of("Минск".encode()[:-1], "a.csv"), encoding_of("Минск".encode("koi8-r"), "a.csv")
    ('utf-8', 'koi8-r')
    """
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError as error:
        return _old_encoding(sample, where, error)
    return "utf-8"


def _decode_marked(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"broken {encoding.upper()} at byte {error.start}"
        raise ReadError(what, where=where, remedy="Save it as UTF-8") from error


def _decode_old(data: bytes, where: str, cause: UnicodeDecodeError) -> str:
    return data.decode(_old_encoding(data, where, cause), errors="replace")


def _old_encoding(data: bytes, where: str, cause: UnicodeDecodeError) -> str:
    sample = data[:_SAMPLE]
    if b"\x00" in data:
        raise ReadError("binary data, not text", where=where, remedy="Give an article as plain text, UTF-8") from cause
    best = max(_OLD, key=lambda encoding: _likeness(sample, encoding))
    if _likeness(sample, best) < _LEAST:
        what = f"not UTF-8 (byte {cause.start}), nor another encoding of Russian that is known here"
        raise ReadError(what, where=where, remedy="Save it as UTF-8") from cause
    return best


def _likeness(sample: bytes, encoding: str) -> float:
    """The share of common lower-case letters among all that is not ASCII."""
    high = [character for character in sample.decode(encoding, errors="replace") if character > "\x7f"]
    return sum(character in _COMMON for character in high) / len(high) if high else 0.0
