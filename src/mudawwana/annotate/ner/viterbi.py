"""The best sequence of labels for each sentence, all sentences of a text at once."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_BITS = 4  # a score and the label it came from are one number: score * 16 + 15 - label
_LOW = (1 << _BITS) - 1


class Steps(NamedTuple):
    """How well each label suits the beginning of a sentence, and the word after each label."""

    start: NDArray[Any]
    after: NDArray[Any]  # [before, label]
    sure: int  # where label 0 is better than any other by more than this, it is taken without looking around


def best_labels(emissions: Ints, begins: Ints, steps: Steps) -> Ints:
    """The label of each word; of equal paths the one of the lowest labels.

    `emissions[i, y]` says how well label y suits word i, `begins` are the first words of sentences. Between the words
    that surely are in no name there are short runs of others; the best path through each is found side by side.

    >>> steps = Steps(np.array([0, 0, -99]), np.array([[0, 0, -99], [0, 0, 0], [0, 0, 0]]), 50)
    >>> best_labels(np.array([[60, 0, 0], [0, 9, 1], [0, 1, 9], [0, 1, 9]]), np.array([0, 3]), steps).tolist()
    [0, 1, 2, 1]
    """
    labels: Ints = np.zeros(len(emissions), dtype=np.int64)
    scores = np.ascontiguousarray(emissions.T)  # [label, word]
    unsure = np.flatnonzero(scores[0] - scores[1:].max(axis=0) <= steps.sure)
    if not len(unsure):
        return labels
    border = np.zeros(len(emissions) + 1, dtype=np.bool_)
    border[begins] = border[-1] = True
    heads = np.flatnonzero(np.concatenate(([True], (np.diff(unsure) > 1) | border[unsure[1:]])))
    sizes = np.diff(heads, append=len(unsure))
    scores = scores[:, unsure]
    scores[:, heads] += np.where(border[unsure[heads]], steps.start[:, None], steps.after[0][:, None])
    tails = heads + sizes - 1
    scores[:, tails] += np.where(border[unsure[tails] + 1], 0, steps.after[:, :1])
    order = np.argsort(-sizes, kind="stable")
    origins = _LOW - np.arange(len(scores))[:, None]
    labels[unsure] = _paths((scores << _BITS) + origins, heads[order], sizes[order], steps.after)
    return labels


def _paths(scores: Ints, heads: Ints, sizes: Ints, after: NDArray[Any]) -> Ints:
    """The best path through each run of words, the runs from long to short."""
    changes = (after.astype(np.int64) << _BITS)[:, :, None]  # [from, to, run]
    active = np.searchsorted(-sizes, -np.arange(int(sizes[0]))).tolist()  # runs with so many words and one
    states = [scores[:, heads]]
    came: list[Ints] = []
    for step, number in enumerate(active[1:], 1):
        best = (states[-1][:, None, :number] + changes).max(axis=0)
        came.append(_LOW - (best & _LOW))
        states.append((best & ~_LOW) + scores[:, heads[:number] + step])
    found: Ints = np.empty(scores.shape[1], dtype=np.int64)
    label = states[-1].argmax(axis=0)
    for step in range(len(active) - 1, -1, -1):
        if step < len(active) - 1:
            ends = states[step][:, active[step + 1] :].argmax(axis=0)
            label = np.concatenate((came[step][label, np.arange(len(label))], ends))
        found[heads[: active[step]] + step] = label
    return found
