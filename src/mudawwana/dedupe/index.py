"""Which articles may share a passage: an inverted index of winnowed word 5-grams, partition after partition.

Winnowing (Schleimer, Wilkerson, Aiken 2003) keeps the least of every `WINDOW` neighbouring 5-grams, so that any
run of GRAM + WINDOW - 1 words that two articles share leaves at least one kept 5-gram in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mudawwana.dedupe.fingerprint import GRAM
from mudawwana.dedupe.store import I64, U32, U64, Spool, WordStore

WINDOW = 4
RANK_BITS = 24
"""Articles are numbered in 24 bits, 5-grams in the other 40 of a 64-bit row."""
COMMON = 64
"""A 5-gram in more articles than this pairs only neighbours in time …"""
NEIGHBOURS = 32
"""… up to this far apart, and …"""
OUTLETS = 4
"""… none at all where fewer outlets than this print it: then it is the furniture of their pages."""
_CHUNK = 250_000
_PARTITION = 12_000_000
_MOST = 4096
_RANKS = np.uint64((1 << RANK_BITS) - 1)
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93, 0xFF51AFD7ED558CCD], np.uint64
)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


class Candidates(NamedTuple):
    """Pairs of articles by rank, low < high, and how many winnowed 5-grams they share."""

    low: I64
    high: I64
    shared: I64


def grams(words: U32) -> U64:
    """The hash of the 5-gram that starts at each word.

    >>> len(grams(np.arange(7, dtype=np.uint32)))
    3
    """
    count = max(0, len(words) - GRAM + 1)
    wide = words.astype(np.uint64)
    total = wide[:count] * _FACTORS[0]
    for place in range(1, GRAM):
        total += wide[place : place + count] * _FACTORS[place]
    total ^= total >> np.uint64(31)
    total *= _MIX
    hashes: U64 = total ^ (total >> np.uint64(29))
    return hashes


def winnow(hashes: U64, inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which 5-grams of many articles in a row are kept; `inside` is false where one runs over an article's end."""
    count = len(hashes) - WINDOW + 1
    if count <= 0:
        return np.zeros(len(hashes), np.bool_)
    least, whole = hashes[:count].copy(), inside[:count].copy()
    for place in range(1, WINDOW):
        np.minimum(least, hashes[place : place + count], out=least)
        whole &= inside[place : place + count]
    least[~whole] = 0
    greatest = np.zeros(len(hashes), np.uint64)
    for place in range(WINDOW):
        np.maximum(greatest[place : place + count], least, out=greatest[place : place + count])
    kept: NDArray[np.bool_] = (greatest == hashes) & inside
    return kept


def postings(store: WordStore, starts: I64, rank: I64, alive: NDArray[np.bool_]) -> Iterator[U64]:
    """Rows of 40 bits of a kept 5-gram and 24 bits of rank; `alive` tells which articles take part."""
    for first, last, words in store.chunks(_CHUNK):
        lengths = np.diff(starts[first : last + 1])
        hashes = grams(words)
        store.keep_grams(first, hashes)
        ends = np.cumsum(lengths)
        left = np.repeat(ends, lengths)[: len(hashes)] - np.arange(len(hashes))
        inside = (left >= GRAM) & np.repeat(alive[first:last], lengths)[: len(hashes)]
        kept = np.flatnonzero(winnow(hashes, inside))
        ranks = np.repeat(rank[first:last], lengths)[kept].astype(np.uint64)
        yield (hashes[kept] >> np.uint64(RANK_BITS) << np.uint64(RANK_BITS)) | ranks


def _spread(rows: U64, spool: Spool, buckets: int) -> None:
    """Sort rows into buckets by their highest 40 bits."""
    if buckets == 1:
        spool.put(0, rows)
        return
    numbers = ((rows >> np.uint64(32)) * np.uint64(buckets) >> np.uint64(32)).astype(np.uint16)
    order = np.argsort(numbers, kind="stable")
    edges = np.searchsorted(numbers[order], np.arange(buckets + 1, dtype=np.uint32))
    for bucket in range(buckets):
        spool.put(bucket, rows[order[edges[bucket] : edges[bucket + 1]]])


def pairs_of(rows: U64, outlet: I64) -> Iterator[U64]:
    """Every pair of ranks that stand under one 5-gram, as low << 24 | high; rows are sorted and unique."""
    hashes = rows >> np.uint64(RANK_BITS)
    first = np.empty(len(rows), np.bool_)
    first[:1] = True
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    sizes = np.diff(np.append(np.flatnonzero(first), len(rows)))
    size = np.repeat(sizes, sizes)
    rows, hashes, size = (column[size > 1] for column in (rows, hashes, size))
    ranks = rows & _RANKS
    common = size > COMMON
    if common.any():
        keep = _printed_widely(hashes, outlet[ranks.astype(np.int64)], common)
        hashes, ranks, common, size = hashes[keep], ranks[keep], common[keep], size[keep]
    for apart in range(1, COMMON):
        if apart > 1:
            large = size > apart
            hashes, ranks, common, size = hashes[large], ranks[large], common[large], size[large]
        together = hashes[apart:] == hashes[:-apart]
        if apart > NEIGHBOURS:
            together &= ~common[apart:]
        place = np.flatnonzero(together)
        if not len(place):
            return
        yield ranks[place] << np.uint64(RANK_BITS) | ranks[place + apart]


def _printed_widely(hashes: U64, outlets: I64, common: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """All rows but those of common 5-grams that few outlets print."""
    found, printers = hashes[common], outlets[common]
    order = np.lexsort((printers, found))
    found, printers = found[order], printers[order]
    found = found[np.append(True, (found[1:] != found[:-1]) | (printers[1:] != printers[:-1]))]
    more = found[OUTLETS - 1 :]
    wide = more[more == found[: len(more)]]
    if not len(wide):
        return ~common
    keep: NDArray[np.bool_] = ~common | (wide.take(wide.searchsorted(hashes), mode="clip") == hashes)
    return keep


def candidates(
    rows: Iterator[U64], sizes: I64, outlet: I64, workdir: Path, partitions: int, total: int
) -> Iterator[Candidates]:
    """Pairs that share enough winnowed 5-grams to be looked at, in order of rank.

    `sizes` and `outlet` are by rank, `total` bounds the number of rows. Any number of partitions gives the same.
    """
    partitions = 1 if total <= _PARTITION // 4 else min(_MOST, max(partitions, -(-total // _PARTITION)))
    spool = Spool(workdir, "grams", partitions)
    for part in rows:
        _spread(part, spool, partitions)
    ranges = max(1, partitions)
    pairs = Spool(workdir, "pairs", ranges)
    width = -(-max(1, len(sizes)) // ranges)
    for partition in range(partitions):
        found = spool.take(partition)
        found.sort()
        found = found[np.flatnonzero(np.append(True, found[1:] != found[:-1]))] if len(found) else found
        for block in pairs_of(found, outlet):
            _spread_by_rank(block, pairs, width, ranges)
    for number in range(ranges):
        yield _enough(pairs.take(number), sizes)


def _spread_by_rank(rows: U64, spool: Spool, width: int, ranges: int) -> None:
    if ranges == 1:
        spool.put(0, rows)
        return
    numbers = ((rows >> np.uint64(RANK_BITS)) // np.uint64(width)).astype(np.uint16)
    order = np.argsort(numbers, kind="stable")
    edges = np.searchsorted(numbers[order], np.arange(ranges + 1, dtype=np.uint32))
    for number in range(ranges):
        spool.put(number, rows[order[edges[number] : edges[number + 1]]])


def _enough(pairs: U64, sizes: I64) -> Candidates:
    """Count equal pairs and keep those that may pass: four shared 5-grams, or one for 20 words of the smaller."""
    pairs.sort()
    first = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])) if len(pairs) else np.empty(0, np.int64)
    shared = np.diff(np.append(first, len(pairs)))
    pairs = pairs[first]
    low, high = (pairs >> np.uint64(RANK_BITS)).astype(np.int64), (pairs & _RANKS).astype(np.int64)
    smaller = np.minimum(sizes[low], sizes[high])
    keep = (shared >= 4) | (shared * 20 >= smaller)
    return Candidates(low[keep], high[keep], shared[keep])
