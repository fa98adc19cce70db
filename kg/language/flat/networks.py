"""slovnet's three networks over one set of word vectors: names, morphology, syntax."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from slovnet.conll import parse_conll_tag
from slovnet.exec.model import NER, Morph, Syntax
from slovnet.exec.pack import Pack

from kg.errors import ResourceError
from kg.language.flat.arcs import Heads, Relations
from kg.language.flat.convolutions import Encoder
from kg.language.flat.row import Row, rows
from kg.language.flat.spans import Labels, Name
from kg.language.flat.vectors import Floats, WordVectors, read_vectors
from kg.language.flat.viterbi import best_paths
from kg.language.flat.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Tag:
    """A morphology tag: as slovnet writes it, and its parts."""

    text: str
    pos: str
    feats: dict[str, str]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A sentence's tags, heads (counted from 1, 0 for the root) and relations, one each a word."""

    tags: list[Tag]
    heads: list[int]
    relations: list[str]


class Networks:
    """The three networks; every call takes any number of sentences, as lists of words."""

    def __init__(self, vectors: WordVectors, models: Sequence[Any], items: Sequence[list[str]]) -> None:
        names, morphology, syntax = models
        shapes, labels, tags, relations = items
        self.vectors = vectors
        self._vocabulary = Vocabulary(vectors, shapes)
        self._encoders = tuple(Encoder(network, vectors) for network in models)
        self._label_scores, self._tag_scores = _linear(names.head.proj), _linear(morphology.head.proj)
        self._transitions: Floats = names.head.crf.transitions.array
        self._heads, self._relations = Heads(syntax.head), Relations(syntax.rel)
        self._labels = Labels(labels)
        self._tags = np.array([Tag(tag, *parse_conll_tag(tag)) for tag in tags], object)
        self._relation_names = np.array(relations, object)

    def find_names(self, sentences: Sequence[Sequence[str]]) -> Iterator[list[Name]]:
        """The names of each sentence: kind, first word, the word after the last."""
        weights, bias = self._label_scores
        for row in rows(sentences, self._vocabulary):
            emissions = self._encoders[0](row, self.vectors.rows(row.words)) @ weights + bias
            labels = best_paths(emissions, self._transitions, row.starts, row.lengths)
            yield from map(self._labels.names, _sentences(labels, row))

    def analyse(self, sentences: Sequence[Sequence[str]]) -> Iterator[Analysis]:
        """The morphology and syntax of each sentence."""
        weights, bias = self._tag_scores
        for row in rows(sentences, self._vocabulary):
            vectors = self.vectors.rows(row.words)
            tags = (self._encoders[1](row, vectors) @ weights + bias).argmax(-1)
            features = self._encoders[2](row, vectors)
            heads = self._heads(features, row)
            relations = self._relations(features, heads, row)
            columns = (self._tags[tags], heads, self._relation_names[relations])
            for parts in zip(*(_sentences(column, row) for column in columns), strict=True):
                yield Analysis(*(part.tolist() for part in parts))


def _linear(layer: Any) -> tuple[Floats, Floats]:
    return layer.weight.array, layer.bias.array


def _sentences(column: Any, row: Row) -> Iterator[Any]:
    """A row's column, sentence by sentence."""
    for start, length in zip(row.starts.tolist(), row.lengths.tolist(), strict=True):
        yield column[start : start + length]


def read_networks(vectors: Path, names: Path, morphology: Path, syntax: Path) -> Networks:
    """The networks of slovnet's files. Raises ResourceError where they were trained over other vectors."""
    words = read_vectors(vectors)
    models, items = [], []
    for path, kind, outcome in ((names, NER, "tag"), (morphology, Morph, "tag"), (syntax, Syntax, "rel")):
        with Pack(str(path)) as pack:
            if _checksum(pack) != words.checksum:
                raise ResourceError("the model and the word vectors differ", where=path.name, remedy="Install kg again")
            model = pack.load_model(kind)
            models.append(model.inject_arrays(dict(pack.load_arrays(model.weights))))
            items += [pack.load_vocab("shape").items, pack.load_vocab(outcome).items]
    shapes, labels, same, tags, again, relations = items
    assert shapes == same == again  # the shapes of slovnet.shape
    return Networks(words, models, (shapes, labels, tags, relations))


def _checksum(pack: Pack) -> int:
    """The CRC-32 of a model's own list of words, from the end of its gzip member: the list itself stays unread."""
    return int.from_bytes(pack.read("vocabs/word.gz")[-8:-4], "little")
