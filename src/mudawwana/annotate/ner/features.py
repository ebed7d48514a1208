"""What is known of words by themselves: their form, their stem, what lists and clusters they are in.

Words, and pieces of words, are known by their check sums, so that no table of strings need be read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_ARABIC = re.compile("[\u0621-\u064a]+")
_LONGEST_NUMBER = 5
_LONGEST = 8
_UNKNOWN, _NOTHING = -1, -2  # the last two rows of the lists

CLUSTERS = (64, 256, 1024)
# Features that come from the lists are numbered in a row; where a name has several values, 0 says nothing.
_LISTED = (("c0", 64), ("c1", 256), ("c2", 1024), ("n0", 3), ("n1", 3), ("n2", 3), ("n3", 3), ("l", 15), ("lp", 3))
_FIRST = {name: 1 + sum(size for _, size in _LISTED[:at]) for at, (name, _) in enumerate(_LISTED)}
_UNLISTED = 1 + sum(size for _, size in _LISTED)
LISTED = 2 * _UNLISTED  # those of the word, and those of its stem

Rows = NDArray[np.intp]
RowOf = Callable[[int], int | None]  # the row of a word in the lists, by its check sum


def _salt(name: str) -> int:
    return crc32(name.encode())


_WORD, _STEM, _BEFORE, _RESTORED, _SIGN = map(_salt, ("word", "stem", "before", "restored", "sign"))
_STEM_BEGINS = (2, _salt("stem begins with 2")), (3, _salt("stem begins with 3"))
_ENDS = tuple((2 * n, _salt(f"begins with {n}"), _salt(f"ends with {n}")) for n in range(1, 5))
_DEFINITE, _DIGITS, _OTHER = map(_salt, ("definite", "digits", "neither word nor sign"))
_LENGTHS = [_salt(f"length {n}") for n in range(_LONGEST + 1)]
# What may stand before a stem, by how the word begins: letters cut off, "ال" put in, letters that must be left.
_WAYS = (
    ("لل", ((2, "ال", 3), (2, "", 3), (1, "", 4))),
    ("ال", ((2, "", 3),)),
    *((letter + "ال", ((1, "", 5), (3, "", 3))) for letter in "وبفك"),
    *((letter + "لل", ((1, "", 3), (2, "", 3), (3, "ال", 3))) for letter in "وف"),
    *((before + after, ((1, "", 3), (2, "", 3))) for before in "وف" for after in "بلك"),
    *((letter, ((1, "", 3),)) for letter in "وفبلك"),
)
_MAY_BE_CUT = frozenset("اوفبلك")
_ALWAYS = (*(letter + "ال" for letter in "وبفك"), "لل")  # is cut off even where the word itself is known


class Index:
    """The rows of words, by their check sums in order; looked up where they stand, so that nothing need be built."""

    def __init__(self, sums: NDArray[Any]) -> None:
        self._sums = np.ascontiguousarray(sums, dtype=np.uint32)
        self._view = self._sums.data

    def __len__(self) -> int:
        return len(self._view)

    def get(self, number: int) -> int | None:
        """The row of a word."""
        row = bisect_left(self._view, number)
        return row if row < len(self._view) and self._view[row] == number else None

    def rows(self, numbers: Sequence[int]) -> list[int]:
        """The rows of many words."""
        sums = np.array(numbers, dtype=np.uint32)
        at = np.minimum(np.searchsorted(self._sums, sums), len(self._sums) - 1)
        rows: list[int] = np.where(self._sums[at] == sums, at, _UNKNOWN).tolist()
        return rows


class Lexicon(NamedTuple):
    """What the lists say of words. The last two rows are for unknown words, and for nothing."""

    words: Index
    vector: NDArray[Any]  # row of the word vectors, the last one where there is none
    clusters: NDArray[Any]  # by that row: the features of its clusters
    listed: NDArray[Any]  # row of the next
    said: NDArray[Any]  # features of people (given name, surname, first and last of a full name) and places


class Features(NamedTuple):
    """What is known of some words."""

    listed: NDArray[Any]  # [word, features], 0: nothing
    spelled: list[list[int]]  # check sums; the first `own` of each say which word it is
    own: list[int]
    vectors: Rows  # [word, 2]: the rows of the vectors of word and stem


def model_key(key: str) -> str:
    """The key under which the model knows a folded word: numbers are known by their length.

    >>> model_key("2021"), model_key("بغداد")
    ('0000', 'بغداد')
    """
    return "0" * min(len(key), _LONGEST_NUMBER) if key.isdigit() else key


def number_of(key: str) -> int:
    """The check sum by which a word is known."""
    return crc32(key.encode("utf-8", "replace"))


def stem_of(key: str, row_of: RowOf, known: bool) -> tuple[str, str, int]:
    """The word without the particles before it, those, and the row of what is left; `known`: it has a vector itself.

    >>> row_of = {number_of("بغداد"): 7, number_of("العراق"): 8}.get
    >>> stem_of("وبغداد", row_of, False), stem_of("للعراق", row_of, True)
    (('بغداد', 'و', 7), ('العراق', 'لل', 8))
    """
    if key[0] in _MAY_BE_CUT and (not known or key.startswith(_ALWAYS)):
        for begin, ways in _WAYS:
            if key.startswith(begin):
                for cut, restored, least in ways:
                    stem = restored + key[cut:]
                    if len(key) - cut >= least and (row := row_of(crc32(stem.encode()))) is not None:
                        return stem, key[:cut], row
                break
    return key, "", _NOTHING


def features_of(keys: Sequence[str], lexicon: Lexicon) -> Features:
    """What is known of words, given by `model_key`."""
    spelled: list[list[int]] = []
    own: list[int] = []
    rows: list[tuple[int, int, int]] = []
    none = len(lexicon.clusters) - 1
    coded = [key.encode("utf-8", "replace") for key in keys]
    places = lexicon.words.rows([crc32(data) for data in coded])
    has_vector = (lexicon.vector[places] != none).tolist()
    for key, data, row, known in zip(keys, coded, places, has_vector, strict=True):
        if _ARABIC.fullmatch(key):
            found, stem_row = _of_word(key, data, lexicon.words.get, known)
            rows.append((row, row if stem_row == _NOTHING else stem_row, stem_row))
            own.append(2)
        else:
            found = _of_sign(key, data)
            rows.append((row, _NOTHING, _NOTHING))
            own.append(1)
        spelled.append(found)
    every = np.array(rows, dtype=np.intp)
    vectors = lexicon.vector[every].astype(np.intp)
    listed = np.concatenate(
        (lexicon.clusters[vectors[:, ::2]], lexicon.said[lexicon.listed[every[:, ::2]]]), axis=2
    ).astype(np.intp)
    listed[:, 1][listed[:, 1] > 0] += _UNLISTED
    return Features(listed.reshape(len(keys), -1), spelled, own, vectors[:, :2])


def _of_word(key: str, data: bytes, row_of: RowOf, known: bool) -> tuple[list[int], int]:
    """What is spelled in a word, and the row of its stem where that is not the word itself."""
    stem, before, row = stem_of(key, row_of, known)
    stem_data = stem.encode() if before else data
    found = [crc32(data, _WORD), crc32(stem_data, _STEM), _LENGTHS[min(len(key), _LONGEST)]]
    if stem.startswith("ال"):
        found.append(_DEFINITE)
    if before:
        found.append(crc32(before.encode(), _BEFORE if key.endswith(stem) else _RESTORED))
        found += [crc32(stem_data[: 2 * n], salt) for n, salt in _STEM_BEGINS if len(stem) > n + 1]
    for size, first, last in _ENDS[: max(0, len(key) - 2)]:
        found += crc32(data[:size], first), crc32(data[-size:], last)
    return found, row


def _of_sign(key: str, data: bytes) -> list[int]:
    return [crc32(data, _WORD), _DIGITS if key.isdigit() else crc32(data, _SIGN) if len(key) == 1 else _OTHER]


def features_of_clusters(clusters: NDArray[Any]) -> NDArray[np.uint16]:
    """The features of the clusters of each word vector, and nothing at the end."""
    offsets = [_FIRST[f"c{level}"] for level in range(len(CLUSTERS))]
    return np.concatenate((clusters.astype(np.uint16) + np.array(offsets, np.uint16), np.zeros((1, 3), np.uint16)))


def features_of_lists(names: int, place: int, parts: int) -> tuple[int, ...]:
    """The features of a word of the lists; no word is in so many that 0 stands for it.

    `names` are four two-bit counts of people, `place` the digits of the population of the largest place of that name
    (15: a country), `parts` whether it is the first (1) or last (2) word of a place.
    """
    values = (*((f"n{kind}", names >> 2 * kind & 3) for kind in range(4)), ("l", place), ("lp", parts))
    return (*(_FIRST[name] + value - 1 if value else 0 for name, value in values), 0)


UNLISTED = (0,) * 6 + (_UNLISTED,)
"""The features of a word that is in no list."""
