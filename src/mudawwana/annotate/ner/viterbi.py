"""The best sequence of labels for each sentence, all sentences of an article at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_BITS = 4  # a score and the label it came from are one number: score * 16 + 15 - label
_LOW = (1 << _BITS) - 1


def best_paths(
    emissions: Ints, places: Sequence[tuple[int, int]], start: NDArray[Any], transitions: NDArray[Any]
) -> list[int]:
    """The labels of all words, one sentence after another; of equal paths the one of the lowest label indices.

    `emissions[i, y]` says how well label y suits row i, `places` are the rows of each sentence, `start[y]` and
    `transitions[x, y]` say how well y suits the beginning of a sentence and the word after x.
    """
    order = sorted(range(len(places)), key=lambda at: places[at][0] - places[at][1])
    lengths = [places[at][1] - places[at][0] for at in order]
    labels = emissions.shape[1]
    origin = _LOW - np.arange(labels, dtype=np.int64)
    steps = np.ascontiguousarray(transitions.T.astype(np.int64) << _BITS)  # [to, from]
    scores = _side_by_side(emissions, [places[at] for at in order])
    scores <<= _BITS
    scores += origin
    scores[0] += start.astype(np.int64) << _BITS
    best = np.empty_like(scores)  # best[t, s, y]: of the paths to y at word t, with the label they come from
    last = np.empty((len(order), labels), dtype=np.int64)
    state, active = scores[0], len(order)
    for step in range(1, lengths[0] + 1):
        still = active
        while still and lengths[still - 1] <= step:
            still -= 1
        last[still:active] = state[still:active]
        active = still
        if not active:
            break
        found = best[step, :active]
        np.maximum.reduce(state[:active, None, :] + steps, axis=2, out=found)
        state = (found & ~_LOW) + scores[step, :active]
    return _read_back(_LOW - (best & _LOW), last.argmax(axis=1).tolist(), lengths, order)


def _side_by_side(emissions: Ints, places: list[tuple[int, int]]) -> Ints:
    """The rows of sentences as [word, sentence, label]; the sentences go from long to short."""
    longest = places[0][1] - places[0][0]
    index = np.array([first for first, _ in places])[None, :] + np.arange(longest)[:, None]
    return emissions[np.minimum(index, len(emissions) - 1)]


def _read_back(pointers: Ints, ends: list[int], lengths: list[int], order: list[int]) -> list[int]:
    """Follow the pointers from the last word of each sentence to its first."""
    paths: list[list[int]] = [[] for _ in order]
    for row, (length, place) in enumerate(zip(lengths, order, strict=True)):
        back = pointers[:length, row].tolist()
        label = ends[row]
        path = [label]
        for step in range(length - 1, 0, -1):
            label = back[step][label]
            path.append(label)
        path.reverse()
        paths[place] = path
    return [label for path in paths for label in path]
