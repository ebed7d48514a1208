"""The network that labels words: sums of what is known of each word, two or three layers over its neighbours.

All weights and values are whole numbers, kept in floats: no sum grows past 2**24, so that every machine and every
numpy gives the same labels, in whatever order its matrix product adds up.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mudawwana.annotate.ner.features import Known, Lexicon, features_of, model_key
from mudawwana.annotate.ner.store import Arrays, read_model, unpack_strings
from mudawwana.annotate.ner.viterbi import best_paths

_BLOCK = 4096  # words at a time, so that memory stays small whatever the text
_MOST_TYPES = 8192  # words remembered with what the first layer makes of them
_MOST_INPUTS = 1 << 17  # words remembered with what goes into the network
_LONGEST_SENTENCE = 128  # words; a longer one is cut for decoding
_TOP = 127.0
# Products of a matrix multiplication up to which OpenBLAS keeps to one thread; the command line allows it one anyway.
_SMALL = 1 << 30 if os.environ.get("OPENBLAS_NUM_THREADS") == "1" else 1 << 18

Floats = NDArray[np.float32]


class _Columns:
    """The lexicon of a model file; what it says of a word is put together when asked for."""

    def __init__(self, arrays: Arrays) -> None:
        words = unpack_strings(arrays["words"])
        self._rows = dict(zip(words, range(len(words)), strict=True))
        self._vector, self._names, self._place, self._parts = (
            arrays[name].tolist() for name in ("vector", "names", "place", "parts")
        )
        self._clusters = arrays["clusters"]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def get(self, key: str) -> Known | None:
        """What the lists say of a word."""
        row = self._rows.get(key)
        if row is None:
            return None
        vector = self._vector[row]
        clusters = tuple(self._clusters[vector].tolist()) if vector >= 0 else ()
        return Known(vector, clusters, self._names[row], self._place[row], self._parts[row])


class _Lists(NamedTuple):
    lexicon: _Columns
    features: dict[str, int]


class Tagger:
    """A model read from its file; it remembers the words it has met."""

    def __init__(self, path: Path) -> None:
        self._arrays, meta = read_model(path)
        self.labels: list[str] = meta["labels"]
        self._scale: dict[str, float] = meta["scale"]
        self._layers: int = meta["layers"]
        self._width: int = meta["width"]
        self._rows: dict[str, int] = {}
        hidden = self._arrays["b1"].shape[0]
        # Row 0 is for nothing: the gaps between sentences.
        self._first = np.zeros((self._width, 1 + _MOST_TYPES, hidden), dtype=np.float32)
        self._direct = np.zeros((1 + _MOST_TYPES, len(self.labels)), dtype=np.float32)
        self._inputs: dict[str, int] = {}
        self._input = np.zeros((_MOST_INPUTS, self._arrays["bias"].shape[0]), dtype=np.int8)
        self._base = np.array(self._arrays["base"])
        self._weights = {
            name: np.ascontiguousarray(array, dtype=np.float32)
            for name, array in self._arrays.items()
            if name[0] in "Wb"
        }
        self._known: _Lists | None = None

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """The label of each word of sentences of folded words, as an index into `labels`."""
        pieces = [
            [model_key(key) for key in sentence[at : at + _LONGEST_SENTENCE]]
            for sentence in sentences
            for at in range(0, len(sentence), _LONGEST_SENTENCE)
        ]
        tags: list[int] = []
        block: list[list[str]] = []
        size = 0
        for piece in pieces:
            if size + len(piece) > _BLOCK:
                tags += self._tag_block(block)
                block, size = [], 0
            block.append(piece)
            size += len(piece)
        tags += self._tag_block(block)
        out, place = [], 0
        for sentence in sentences:
            out.append(tags[place : place + len(sentence)])
            place += len(sentence)
        return out

    def _tag_block(self, sentences: list[list[str]]) -> list[int]:
        if not sentences:
            return []
        self._learn({key for sentence in sentences for key in sentence})
        gap = self._width // 2
        rows = self._rows
        order: list[int] = [0] * gap
        places: list[tuple[int, int]] = []
        for sentence in sentences:
            places.append((len(order), len(order) + len(sentence)))
            order += [rows[key] for key in sentence]
            order += [0] * gap
        emissions = self._emissions(np.array(order, dtype=np.intp))
        arrays = self._arrays
        return best_paths(emissions, places, arrays["start"], arrays["transitions"])

    def _emissions(self, order: NDArray[np.intp]) -> NDArray[np.int64]:
        """How well each label suits each word (row 0 stands for nothing between sentences)."""
        inside = (order > 0).astype(np.float32)[:, None]
        total = np.tile(self._weights["b1"], (len(order), 1))
        for offset in range(self._width):
            here, there = _overlap(len(order), offset - self._width // 2)
            total[here] += self._first[offset, order[there]]
        state = _squash(total, self._scale["h1"]) * inside
        for layer in range(2, self._layers + 1):
            context = np.concatenate((_shifted(state, -1), state, _shifted(state, 1)), axis=1)
            total = _product(context, self._weights[f"W{layer}"]) + self._weights[f"b{layer}"]
            state = (state + _squash(total, self._scale[f"h{layer}"])) * inside
        out = _product(state, self._weights["Wout"]).astype(np.float64) * self._scale["out"]
        out += self._direct[order].astype(np.float64) * self._scale["direct"]
        whole: NDArray[np.int64] = np.rint(out + self._base).astype(np.int64)
        return whole

    def _learn(self, keys: set[str]) -> None:
        """Work out what the first layer makes of words not met before."""
        new = sorted(key for key in keys if key not in self._rows)
        if not new:
            return
        if len(self._rows) + len(new) > _MOST_TYPES:
            self._rows.clear()
            new = sorted(keys)
        start = 1 + len(self._rows)
        values = self._remembered(new)
        end = start + len(new)
        first = _product(values, self._weights["W1"]).reshape(len(new), self._width, -1)
        self._first[:, start:end] = first.transpose(1, 0, 2)
        self._direct[start:end] = _product(values, self._weights["Wdirect"])
        self._rows.update((key, start + at) for at, key in enumerate(new))

    def _remembered(self, keys: list[str]) -> Floats:
        """The input of the network for each word, worked out once for each."""
        known = self._inputs
        new = [key for key in keys if key not in known]
        if len(known) + len(new) > _MOST_INPUTS:
            known.clear()
            new = keys
        if new:
            start = len(known)
            self._input[start : start + len(new)] = self._values(new)
            known.update((key, start + at) for at, key in enumerate(new))
        return self._input[[known[key] for key in keys]].astype(np.float32)

    def _values(self, keys: list[str]) -> Floats:
        """The input of the network for each word: whole numbers from -127 to 127."""
        lists = self._lists
        flat: list[int] = []
        ends: list[int] = []
        word_rows: list[int] = []
        stem_rows: list[int] = []
        for key in keys:
            names, word, stem = features_of(key, lists.lexicon)
            flat += [lists.features[name] for name in names if name in lists.features]
            flat.append(0)  # an empty row, so that no word is without features
            ends.append(len(flat))
            word_rows.append(word)
            stem_rows.append(stem)
        starts = np.array([0, *ends[:-1]], dtype=np.intp)
        sums = np.add.reduceat(self._arrays["features"][flat].astype(np.int32), starts, axis=0)
        vectors = np.concatenate((self._vectors(word_rows), self._vectors(stem_rows)), axis=1)
        parts = _product(vectors, self._weights["Wvector"])
        total = sums * self._scale["features"] + parts.astype(np.float64) * self._scale["vectors"]
        return np.clip(np.rint(total + self._arrays["bias"]), -_TOP, _TOP).astype(np.float32)

    def _vectors(self, rows: list[int]) -> Floats:
        index = np.array(rows, dtype=np.intp)
        return self._arrays["vectors"][index].astype(np.float32) * (index >= 0)[:, None]

    @property
    def lexicon(self) -> Lexicon:
        """What the model's lists say of words."""
        return self._lists.lexicon

    @property
    def _lists(self) -> _Lists:
        if self._known is None:
            names = unpack_strings(self._arrays["feature_names"])
            self._known = _Lists(_Columns(self._arrays), dict(zip(names, range(1, len(names) + 1), strict=True)))
        return self._known


def _overlap(length: int, shift: int) -> tuple[slice, slice]:
    """The rows that have a neighbour so many places on, and the rows of those neighbours."""
    return slice(max(0, -shift), length - max(0, shift)), slice(max(0, shift), length - max(0, -shift))


def _product(rows: Floats, weights: Floats) -> Floats:
    """The matrix product, a few rows at a time: so small a product is not spread over threads, whose waiting costs
    more than the sum."""
    height = max(1, _SMALL // weights.size)
    full = len(rows) // height * height
    out = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    if full:
        parts = rows[:full].reshape(-1, height, rows.shape[1])
        np.matmul(parts, weights, out=out[:full].reshape(-1, height, weights.shape[1]))
    if full < len(rows):
        np.matmul(rows[full:], weights, out=out[full:])
    return out


def _shifted(state: Floats, shift: int) -> Floats:
    out = np.zeros_like(state)
    here, there = _overlap(len(state), shift)
    out[here] = state[there]
    return out


def _squash(total: Floats, scale: float) -> Floats:
    """Negative sums to nothing, the others scaled to at most 127, in whole numbers."""
    np.multiply(total, np.float32(scale), out=total)
    np.floor(total, out=total)
    return np.clip(total, 0.0, _TOP, out=total)


@lru_cache(maxsize=4)
def load_tagger(path: Path) -> Tagger:
    """The model of a file, read once."""
    return Tagger(path)
