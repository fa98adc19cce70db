"""slovnet, navec and razdel as their manuals use them: what the language stage is held against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import resources


@dataclass(frozen=True)
class Own:
    """slovnet's three models."""

    names: Any
    morphology: Any
    syntax: Any


@cache
def load_own() -> Own:
    """The models, with weights and vectors as kg's."""
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    vectors = Navec.load(str(resources.weights("navec")))
    kinds = ((NER, "ner"), (Morph, "morph"), (Syntax, "syntax"))
    return Own(*(kind.load(str(resources.weights(name))).navec(vectors) for kind, name in kinds))


def own_analyses(sentences: Sequence[list[str]]) -> list[list[tuple[str, dict[str, str], int, str]]]:
    """Part of speech, features, head (from 1, 0 for the root) and relation of each word of each sentence."""
    own = load_own()
    return [
        [
            (word.pos, dict(word.feats or {}), int(node.head_id), node.rel)
            for word, node in zip(tagged.tokens, parsed.tokens, strict=True)
        ]
        for tagged, parsed in zip(own.morphology.map(sentences), own.syntax.map(sentences), strict=True)
    ]


def own_names(text: str) -> list[tuple[str, int, int]]:
    """Kind, start and stop of each name of a text."""
    return [(span.type, span.start, span.stop) for span in load_own().names(text).spans]
