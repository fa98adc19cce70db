"""navec's word vectors, read from their file; the words are held once for all that need them."""

from __future__ import annotations

import gzip
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Integers: TypeAlias = NDArray[np.int64]

_UNKNOWN, _PADDING = "<unk>", "<pad>"
_HEAD = np.dtype(np.uint32)


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Product-quantized vectors: a word's row of `indexes` names one of the codes for each of its parts.

    `indexes` is words × parts; `codes` is (parts · centroids) × part's width; `offsets` finds a part's first code.
    `checksum` is the CRC-32 of the list of words, by which another copy of it is recognised.
    """

    ids: dict[str, int]
    indexes: NDArray[np.uint8]
    codes: Floats
    offsets: NDArray[np.int32]
    checksum: int

    @property
    def unknown(self) -> int:
        """The id that stands for a word that is not among them."""
        return self.ids[_UNKNOWN]

    @property
    def padding(self) -> int:
        """The id of the zero vector."""
        return self.ids[_PADDING]

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return int(self.indexes.shape[1] * self.codes.shape[1])

    def rows(self, ids: Integers) -> Floats:
        """The vectors of some words, a row each."""
        found: Floats = self.codes[self.indexes[ids] + self.offsets].reshape(len(ids), -1)
        return found

    def get(self, word: str) -> Floats | None:
        """A word's vector, or None where it is not among them."""
        known = self.ids.get(word)
        return None if known is None else self.rows(np.array([known]))[0]


def read_vectors(path: Path) -> WordVectors:
    """The vectors of a navec file (https://github.com/natasha/navec)."""
    with tarfile.open(path) as archive:
        vocabulary, quantized = (_member(archive, name) for name in ("vocab.bin", "pq.bin"))
    words = _words(gzip.decompress(vocabulary))
    count, parts, centroids = (int(number) for number in np.frombuffer(quantized, _HEAD, 4)[[0, 2, 3]])
    start = 4 * _HEAD.itemsize
    return WordVectors(
        {word: index for index, word in enumerate(words.decode("utf-8").splitlines())},
        np.frombuffer(quantized, np.uint8, count * parts, start).reshape(count, parts),
        np.frombuffer(quantized, np.float32, offset=start + count * parts).reshape(parts * centroids, -1),
        np.arange(0, parts * centroids, centroids, dtype=np.int32),
        zlib.crc32(words),
    )


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    assert file is not None  # a navec file holds nothing but files
    return file.read()


def _words(vocabulary: bytes) -> bytes:
    """The words, a line each, without the counts that stand before them."""
    (count,) = np.frombuffer(vocabulary, _HEAD, 1)
    return vocabulary[(1 + int(count)) * _HEAD.itemsize :]
