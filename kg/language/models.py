"""The tagger, the parser and the name finder: slovnet's networks over navec's vectors.

The only module that loads weights. They are files of the natasha distribution (MIT), read without importing it.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from kg import resources
from kg.language.flat.networks import Networks, read_networks


@cache
def load_models() -> Networks:
    """The networks, loaded once a process. Raises ResourceError when a weight file is missing."""
    return read_networks(*(resources.weights(name) for name in ("navec", "ner", "morph", "syntax")))


def word_vector(word: str) -> Any | None:
    """Navec's vector of a word (300 numbers, float32), or None where it knows none."""
    return load_models().vectors.get(word)
