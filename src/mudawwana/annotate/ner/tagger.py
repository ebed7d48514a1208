"""The network that labels words: sums of what is known of each word, and one layer over its neighbours.

All weights and values are whole numbers, kept in floats: no sum grows past 2**24, so that every machine and every
numpy gives the same labels, in whatever order its matrix product adds up.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mudawwana.annotate.ner.features import LISTED, Index, Lexicon, features_of, model_key, number_of
from mudawwana.annotate.ner.store import read_model
from mudawwana.annotate.ner.viterbi import Ints, Steps, best_labels

_BLOCK = 4096  # words at a time, so that memory stays small whatever the text
_MOST_TYPES = 1 << 14  # words remembered with what the first layer makes of them
_MOST_INPUTS = 1 << 17  # words remembered with what goes into it, a twenty-seventh of that
_LEARNT = 1024  # words looked at together
_LONGEST_SENTENCE = 128  # words; a longer one is cut
_TOP = 127.0
_OF_PEOPLE = 4  # the first columns of what lists say
# Products of a matrix multiplication up to which OpenBLAS keeps to one thread; the command line allows it one anyway.
_SMALL = 1 << 30 if os.environ.get("OPENBLAS_NUM_THREADS") == "1" else 1 << 18

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]


class Tagger:
    """A model read from its file; it remembers the words it has met."""

    def __init__(self, path: Path) -> None:
        self._arrays, meta = read_model(path)
        self.labels: list[str] = meta["labels"]
        self._scale: dict[str, float] = meta["scale"]
        self._width: int = meta["width"]
        lists = (self._arrays[name] for name in Lexicon._fields[1:])
        self._lexicon = Lexicon(Index(self._arrays["words"]), *lists)
        self._steps = Steps(self._arrays["start"], self._arrays["transitions"], meta["sure"])
        self._weights = {
            name: np.ascontiguousarray(array, dtype=np.float32)
            for name, array in self._arrays.items()
            if name[0] in "Wb"
        }
        # Row 0 is for nothing: the gaps between sentences.
        self._rows: dict[str, int] = {}
        hidden = len(self._weights["b1"])
        self._first = np.zeros((1 + _MOST_TYPES, self._width * hidden), dtype=np.float32)
        self._direct = np.zeros((1 + _MOST_TYPES, len(self.labels)))
        self._places: dict[str, int] = {}
        self._inputs = np.zeros((_MOST_INPUTS, len(self._weights["W1"])), dtype=np.int8)
        # Sums are made in the same memory again and again: new memory costs more than the sums.
        self._total, self._part = np.empty((2, _BLOCK, hidden), dtype=np.float32)

    def tag(self, keys: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Ints:
        """The label of each folded word of a text, as an index into `labels`.

        `sentences` are the first word of each and the one after its last; what is in none has label 0.
        """
        labels: Ints = np.zeros(len(keys), dtype=np.int64)
        pieces = [
            (at, min(at + _LONGEST_SENTENCE, last))
            for first, last in sentences
            for at in range(first, last, _LONGEST_SENTENCE)
        ]
        while pieces:
            end = next((at for at, (_, last) in enumerate(pieces) if last - pieces[0][0] > _BLOCK), len(pieces))
            firsts, lasts = np.array(pieces[:end], dtype=np.intp).T
            pieces = pieces[end:]
            begin = int(firsts[0])
            part = keys[begin : int(lasts[-1])]
            labels[begin : begin + len(part)] = self._tag_block(part, firsts - begin, lasts - begin)
        return labels

    def _tag_block(self, keys: Sequence[str], firsts: Rows, lasts: Rows) -> Ints:
        rows = self._rows_of(keys)
        sizes = lasts - firsts
        begins = np.cumsum(sizes) - sizes
        gap = self._width // 2
        words = np.arange(sizes.sum()) + np.repeat(firsts - begins, sizes)
        place = np.arange(len(words)) + np.repeat(gap * np.arange(1, len(sizes) + 1), sizes)
        order = np.zeros(len(words) + gap * (len(sizes) + 1), dtype=np.intp)
        order[place] = rows[words]
        labels: Ints = np.zeros(len(keys), dtype=np.int64)
        labels[words] = best_labels(self._emissions(order, place), begins, self._steps)
        return labels

    def _emissions(self, order: Rows, place: Rows) -> Ints:
        """How well each label suits the word at each place; row 0 in the order stands for nothing."""
        total, part = self._total[: len(place)], self._part[: len(place)]
        first = self._first.reshape(-1, total.shape[1])
        total[:] = self._weights["b1"]
        for offset in range(self._width):
            rows = order[place + (offset - self._width // 2)] * self._width + offset
            total += first.take(rows, axis=0, out=part, mode="clip")
        state = _squash(total, self._scale["h1"])
        out = _product(state, self._weights["Wout"]).astype(np.float64) * self._scale["out"]
        out += self._direct.take(order[place], axis=0)
        whole: Ints = np.rint(out).astype(np.int64)
        return whole

    def _rows_of(self, keys: Sequence[str]) -> Rows:
        """The rows in which it is remembered what the first layer makes of each word."""
        rows = self._rows
        new = set(keys).difference(rows)
        if new:
            if len(rows) + len(new) > _MOST_TYPES:
                rows.clear()
                new = set(keys)
            missing = sorted(new)
            for at in range(0, len(missing), _LEARNT):
                self._learn(missing[at : at + _LEARNT])
        return np.fromiter(map(rows.__getitem__, keys), dtype=np.intp, count=len(keys))

    def _learn(self, keys: list[str]) -> None:
        start = 1 + len(self._rows)
        end = start + len(keys)
        values = self._inputs_of(keys)
        _product(values, self._weights["W1"], self._first[start:end])
        direct = _product(values, self._weights["Wdirect"]).astype(np.float64)
        self._direct[start:end] = direct * self._scale["direct"] + self._arrays["base"]
        self._rows.update(zip(keys, range(start, end), strict=True))

    def _inputs_of(self, keys: list[str]) -> Floats:
        """The input of the network for each word, worked out for those that are not remembered."""
        places = self._places
        new = [key for key in keys if key not in places]
        if len(places) + len(new) > _MOST_INPUTS:
            places.clear()
            new = keys
        if new:
            start, end = len(places), len(places) + len(new)
            self._inputs[start:end] = self._values([model_key(key) for key in new])
            places.update(zip(new, range(start, end), strict=True))
        return self._inputs[[places[key] for key in keys]].astype(np.float32)

    def _values(self, keys: list[str]) -> Floats:
        """The input of the network for each word: whole numbers from -127 to 127."""
        arrays = self._arrays
        found = features_of(keys, self._lexicon)
        sizes = np.fromiter(map(len, found.spelled), dtype=np.intp, count=len(keys))
        words = np.arange(len(keys)).repeat(sizes)
        spelled = np.fromiter(chain.from_iterable(found.spelled), dtype=np.uint32, count=len(words))
        rows = np.zeros((int(sizes.max()), len(keys)), dtype=np.intp)
        rows[np.arange(len(words)) - (sizes.cumsum() - sizes)[words], words] = rows_of(spelled, arrays["spelled"])
        sums = np.zeros((len(keys), arrays["features"].shape[1]), dtype=np.int16)
        for column in (*rows, *found.listed.T[found.listed.any(axis=0)]):
            sums += arrays["features"].take(column, axis=0, mode="clip")
        vectors = arrays["vectors"].take(found.vectors.ravel(), axis=0, mode="clip").reshape(len(keys), -1)
        parts = _product(vectors.astype(np.float32), self._weights["Wvector"])
        total = sums * self._scale["features"] + parts.astype(np.float64) * self._scale["vectors"]
        whole: Floats = np.clip(np.rint(total + arrays["bias"]), -_TOP, _TOP).astype(np.float32)
        return whole

    def known(self, key: str) -> tuple[bool, int] | None:
        """Whether a folded word is a person's name, and its place among frequent words (-1: none); None if unknown."""
        lists = self._lexicon
        row = lists.words.get(number_of(model_key(key)))
        if row is None:
            return None
        vector = int(lists.vector[row])
        of_people = bool(lists.said[lists.listed[row], :_OF_PEOPLE].any())
        return of_people, vector if vector < len(lists.clusters) - 1 else -1


def rows_of(spelled: NDArray[np.uint32], known: NDArray[np.uint32]) -> Rows:
    """The row of each feature that is looked up by its check sum, 0 where it is none."""
    at = np.minimum(np.searchsorted(known, spelled), len(known) - 1)
    return np.where(known[at] == spelled, at + (LISTED + 1), 0)


def _product(rows: Floats, weights: Floats, out: Floats | None = None) -> Floats:
    """The matrix product, a few rows at a time: so small a product is not spread over threads, whose waiting costs
    more than the sum."""
    if out is None:
        out = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    height = max(1, _SMALL // weights.size)
    full = len(rows) // height * height
    if full:
        parts = rows[:full].reshape(-1, height, rows.shape[1])
        np.matmul(parts, weights, out=out[:full].reshape(-1, height, weights.shape[1]))
    if full < len(rows):
        np.matmul(rows[full:], weights, out=out[full:])
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
