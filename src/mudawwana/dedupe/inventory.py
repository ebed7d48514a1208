"""What stays in memory of every article during a sweep: id, digest and a few numbers; the words go to the store."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from xxhash import xxh3_64_intdigest

from mudawwana.dedupe.agencies import agency_of_outlet
from mudawwana.dedupe.align import Side, side_of
from mudawwana.dedupe.cluster import Seat, instant
from mudawwana.dedupe.fingerprint import DIGEST
from mudawwana.dedupe.store import I64, WordStore


class Entry(NamedTuple):
    """What the sweep knows of one article; `key` is its number in the input."""

    key: int
    id: str
    url: str | None
    source: str | None
    published: str | None
    credit: tuple[str, ...]
    version_of: str | None
    fingerprint: bytes


class Inventory:
    """All articles, numbered as they came; `rank` numbers them by publication and id instead."""

    def __init__(self, entries: Iterable[Entry], workdir: Path) -> None:
        self.store = WordStore(workdir)
        self.keys, self.when, self.ids = array("q"), array("q"), list[str]()
        self._digests, self._outlets, self._agency = bytearray(), array("q"), bytearray()
        self._content, self._urls = array("Q"), array("Q")
        self._versions: dict[str, list[int]] = {}
        outlets: dict[str | None, tuple[int, bool]] = {}
        for entry in entries:
            if entry.source not in outlets:
                outlets[entry.source] = len(outlets), agency_of_outlet(entry.source) is not None
            self._add(entry, *outlets[entry.source])
        self.starts: I64 = self.store.seal()
        self.lengths: I64 = np.diff(self.starts)
        when, ids = self.when, self.ids
        self.order: list[int] = sorted(range(len(ids)), key=lambda number: (when[number], ids[number]))
        self.rank: I64 = np.empty(len(ids), np.int64)
        self.rank[self.order] = np.arange(len(ids))
        self.newest = self._newest()

    def _add(self, entry: Entry, outlet: int, agency: bool) -> None:
        packed = memoryview(entry.fingerprint)
        self.store.append(packed[DIGEST:])
        self._digests += packed[:DIGEST]
        self._content.append(xxh3_64_intdigest(packed[DIGEST:]))
        if entry.version_of is not None:
            self._versions.setdefault(entry.version_of, []).append(len(self.ids))
        self.keys.append(entry.key)
        self.ids.append(entry.id)
        self.when.append(instant(entry.published))
        self._outlets.append(outlet)
        self._agency.append(agency)
        self._urls.append(xxh3_64_intdigest(entry.url.encode("utf-8", "surrogatepass")) if entry.url else 0)

    def __len__(self) -> int:
        return len(self.ids)

    def side(self, number: int) -> Side:
        """An article ready for comparison."""
        return side_of(self.store.words(number), self.store.grams(number))

    def copies_of(self, one: int, two: int) -> bool:
        """Whether two articles have the same words."""
        return self._content[one] == self._content[two]

    def digest(self, number: int) -> bytes:
        """The digest of an article's text."""
        return bytes(self._digests[number * DIGEST : (number + 1) * DIGEST])

    def outlet(self, number: int) -> int:
        """A number for an article's outlet."""
        return self._outlets[number]

    def outlets_by_rank(self) -> I64:
        """The numbers of all outlets, in order of rank."""
        return np.frombuffer(self._outlets, np.int64)[self.order] if self.order else np.empty(0, np.int64)

    def seat(self, number: int) -> Seat:
        """An article as a candidate for canonical."""
        outdated = number in self.newest
        length = int(self.lengths[number])
        return Seat(outdated, bool(self._agency[number]), self.when[number], length, self.ids[number])

    def copies(self, alive: NDArray[np.bool_]) -> list[tuple[int, int]]:
        """Pairs of articles with the same words; each copy once."""
        return [(group[0], other) for group in _equal(self._content, alive.__getitem__) for other in group[1:]]

    def _newest(self) -> dict[int, int]:
        """Older version of a page -> its newest version."""
        wanted = dict.fromkeys(self._versions, -1)
        for number, id in enumerate(self.ids):
            if id in wanted:
                wanted[id] = number
        newest: dict[int, int] = {}
        for id, older in self._versions.items():
            last = wanted[id] if wanted[id] >= 0 else max(older, key=self._age)
            newest |= {number: last for number in older if number != last}
        for group in _equal(self._urls, self._urls.__getitem__):
            current = [number for number in group if number not in newest] or group
            last = max(current, key=self._age)
            newest |= {number: newest.get(last, last) for number in current if number != last}
        return newest

    def _age(self, number: int) -> tuple[int, str]:
        return self.when[number], self.ids[number]


def _equal(values: array[int], keep: Callable[[int], object]) -> list[list[int]]:
    """Groups of two or more places that hold the same value, of the places to keep."""
    column = np.frombuffer(values, np.uint64)
    order = np.argsort(column, kind="stable")
    same = column[order][1:] == column[order][:-1]
    groups: list[list[int]] = []
    last = -2
    for place in np.flatnonzero(same).tolist():
        if place != last + 1:
            groups.append([int(order[place])])
        groups[-1].append(int(order[place + 1]))
        last = place
    kept = ([number for number in group if keep(number)] for group in groups)
    return [group for group in kept if len(group) > 1]
