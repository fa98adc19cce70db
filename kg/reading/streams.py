"""Bytes as they come: from a file or standard input, unpacked, in memory a piece at a time."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from kg.errors import ReadError
from kg.reading.extras import need

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_PIECE = 64 * 1024
# A block of zstandard is 4 bytes at least and 128 KB unpacked: this many packed bytes give 8 MB at most.
_ZSTD_PIECE = 256
_BOMB_SIZE, _BOMB_RATIO = 1_000_000_000, 500
_WIDE = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


class Pieces(io.RawIOBase):
    """A readable stream over an iterator of bytes."""

    def __init__(self, pieces: Iterator[bytes], source: BinaryIO | None = None) -> None:
        self._pieces, self._left, self._source = pieces, memoryview(b""), source

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """How many bytes were put into the buffer; 0 at the end. Raises what the iterator raises."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def close(self) -> None:
        """Closes the source too, unless it is standard input."""
        if self._source is not None and self._source is not sys.stdin.buffer:
            self._source.close()
        super().close()


def open_stream(path: str) -> io.BufferedReader:
    """The unpacked bytes of the file, or of standard input for `-`; wide encodings with a mark come as UTF-8.

    Raises ReadError while opened or read: no such file, broken or cut off, or a decompression bomb.
    """
    source = _open(path)
    packed: io.BufferedReader = io.BufferedReader(Pieces(iter(lambda: source.read(_PIECE), b""), source))
    unpack = _unpacker(packed.peek(4)[:4])
    if unpack is None:
        return packed
    return io.BufferedReader(Pieces(unpack(packed, path), packed))


def narrowed(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream as it is, save that UTF-16 and UTF-32 with a mark become UTF-8."""
    head = stream.peek(4)[:4]
    encoding = next((name for mark, name in _WIDE if head.startswith(mark)), None)
    return stream if encoding is None else io.BufferedReader(Pieces(_recode(stream, encoding), stream))


def _open(path: str) -> BinaryIO:
    from kg.reading.opening import open_file

    return sys.stdin.buffer if path == "-" else open_file(path)


def _unpacker(head: bytes) -> Callable[[BinaryIO, str], Iterator[bytes]] | None:
    if head.startswith(GZIP):
        return _gunzip
    return _unzstd if head.startswith(ZSTD) else None


def _gunzip(source: BinaryIO, where: str) -> Iterator[bytes]:
    """All members one after the other, as gzip(1) reads them."""
    packed = unpacked = 0
    data = source.read(_PIECE)
    while data:
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            if not data:
                raise _cut_off(where)
            packed += len(data)
            while data and not member.eof:
                try:
                    piece = member.decompress(data, _PIECE)
                except zlib.error as error:
                    raise _broken(where, "gzip") from error
                data = member.unconsumed_tail
                unpacked += len(piece)
                _check_bomb(unpacked, packed, where)
                yield piece
            if member.eof:
                packed -= len(member.unused_data)
                data = member.unused_data.lstrip(b"\x00")  # tape archives pad with zeros
            data = data or source.read(_PIECE)


def _unzstd(source: BinaryIO, where: str) -> Iterator[bytes]:
    zstandard = need("zstandard", "a .zst file", where)
    packed = unpacked = 0
    data = source.read(_ZSTD_PIECE)
    while data:
        frame = zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj()
        while not frame.eof:
            if not data:
                raise _cut_off(where)
            packed += len(data)
            try:
                piece = frame.decompress(data)
            except zstandard.ZstdError as error:
                raise _broken(where, "zstandard") from error
            unpacked += len(piece)
            _check_bomb(unpacked, packed, where)
            yield piece
            data = frame.unused_data if frame.eof else source.read(_ZSTD_PIECE)
            packed -= len(frame.unused_data) if frame.eof else 0
        data = data or source.read(_ZSTD_PIECE)


def _recode(stream: io.BufferedReader, encoding: str) -> Iterator[bytes]:
    import codecs

    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    while data := stream.read(_PIECE):
        yield decoder.decode(data).encode()
    yield decoder.decode(b"", final=True).encode()


def _check_bomb(unpacked: int, packed: int, where: str) -> None:
    if unpacked > _BOMB_SIZE and unpacked > _BOMB_RATIO * packed:
        what = f"{packed:,} packed bytes became {unpacked:,}: a decompression bomb"
        raise ReadError(what, where=where, remedy="Unpack it yourself if you trust it")


def _cut_off(where: str) -> ReadError:
    return ReadError("cut off: the packed data ends too early", where=where, remedy="Get the file again")


def _broken(where: str, kind: str) -> ReadError:
    return ReadError(f"broken {kind} data", where=where, remedy="Get the file again")
