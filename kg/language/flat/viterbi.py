"""The best sequences of tags, where a tag's score depends on the one before it (a conditional random field)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.language.flat.vectors import Floats, Integers


def best_paths(emissions: Floats, transitions: Floats, starts: Integers, lengths: Integers) -> Integers:
    """The tag of every place of a row; 0 at the empty ones.

    `emissions` is places × tags, `transitions` is from-tag × to-tag. All sentences go side by side, the longest first,
    so that at each step those that have not ended are the first ones.
    """
    tags = np.zeros(len(emissions), np.int64)
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    steps = int(lengths[0]) if len(lengths) else 0
    if not steps:
        return tags
    running = np.searchsorted(-lengths, -np.arange(steps), side="left")
    score, history = _forward(emissions, transitions, starts, running)
    current = score.argmax(-1)
    sentences = np.arange(len(starts))
    for step in range(steps - 1, -1, -1):
        now = running[step]
        tags[starts[:now] + step] = current[:now]
        if step:
            current[:now] = history[step - 1][sentences[:now], current[:now]]
    return tags


def _forward(
    emissions: Floats, transitions: Floats, starts: Integers, running: Integers
) -> tuple[Floats, list[NDArray[np.int8]]]:
    """The scores of each sentence's last tags, and for each step the best tag before each tag."""
    arriving = np.ascontiguousarray(transitions.T)
    score = emissions[starts]
    history = []
    for step in range(1, len(running)):
        now = running[step]
        candidates = score[:now, None, :] + arriving + emissions[starts[:now] + step][:, :, None]
        best = candidates.argmax(-1)
        history.append(best.astype(np.int8))
        score[:now] = np.take_along_axis(candidates, best[:, :, None], -1)[:, :, 0]
    return score, history
