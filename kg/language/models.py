"""The tagger, the parser and the name finder: slovnet's networks over navec's vectors.

The only module that loads weights. They are files of the natasha distribution (MIT), read without importing it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import resources


@dataclass(frozen=True, slots=True)
class Models:
    """slovnet's three models over one set of word vectors."""

    names: Any
    morphology: Any
    syntax: Any
    vectors: Any


@cache
def load_models() -> Models:
    """The models, loaded once a process. Raises ResourceError when a weight file is missing."""
    # One thread: two gain little in wall time for much more CPU, and lose on a busy machine.
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    vectors = Navec.load(str(resources.weights("navec")))

    def load(kind: Any, name: str) -> Any:
        return kind.load(str(resources.weights(name))).navec(vectors)

    return Models(load(NER, "ner"), load(Morph, "morph"), load(Syntax, "syntax"), vectors)


def tag(sentences: Sequence[list[str]]) -> list[Any]:
    """Slovnet's morphology markup of each list of words."""
    return list(load_models().morphology.map(sentences))


def parse(sentences: Sequence[list[str]]) -> list[Any]:
    """Slovnet's syntax markup of each list of words."""
    return list(load_models().syntax.map(sentences))


def find_names(text: str) -> list[tuple[str, int, int]]:
    """(kind, start, stop) of each name of the text: PER, LOC or ORG."""
    return [(span.type, span.start, span.stop) for span in load_models().names(text).spans]


def word_vector(word: str) -> Any | None:
    """Navec's vector of a word (300 numbers, float32), or None where it knows none."""
    return load_models().vectors.get(word)
