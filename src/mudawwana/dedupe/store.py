"""The word hashes of all articles in one long array: in memory while it is small, in a file from there on."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from mudawwana.dedupe.fingerprint import GRAM

U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]

_SPILL = 64 << 20
_SMALL = 4 << 20


class WordStore:
    """Word hashes, appended one article after another and read back in any order."""

    def __init__(self, workdir: Path) -> None:
        self._path = workdir / "words.u32"
        self._file: BinaryIO | None = None
        self._buffer = bytearray()
        self._ends = array("Q", [0])
        self._all: U32 | None = None
        self._grams: U64 | None = None

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, words: bytes | memoryview) -> None:
        """Add the packed hashes of the next article."""
        self._buffer += words
        self._ends.append(self._ends[-1] + len(words) // 4)
        if len(self._buffer) > _SPILL:
            self._spill()

    def _spill(self) -> None:
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("wb")
        self._file.write(self._buffer)
        self._buffer = bytearray()

    def seal(self) -> I64:
        """End the appending; give where each article's words start, and one end more."""
        if self._file is None:
            self._all = np.frombuffer(self._buffer, np.uint32)
        else:
            self._spill()
            self._file.close()
            self._all = np.memmap(self._path, np.uint32, mode="r")
        return np.frombuffer(self._ends, np.uint64).astype(np.int64)

    def words(self, number: int) -> U32:
        """The hashes of one article, in the order of its words."""
        assert self._all is not None
        return np.asarray(self._all[self._ends[number] : self._ends[number + 1]])

    def keep_grams(self, first: int, hashes: U64) -> None:
        """Remember the 5-grams of the articles from `first` on, where the corpus is small."""
        if self._ends[-1] <= _SMALL:
            if self._grams is None:
                self._grams = np.empty(self._ends[-1], np.uint64)
            self._grams[self._ends[first] : self._ends[first] + len(hashes)] = hashes

    def grams(self, number: int) -> U64 | None:
        """The 5-grams of one article, where they are remembered."""
        if self._grams is None:
            return None
        return self._grams[self._ends[number] : max(self._ends[number], self._ends[number + 1] - GRAM + 1)]

    def chunks(self, size: int) -> Iterator[tuple[int, int, U32]]:
        """All articles in runs of about `size` words: first article, last article + 1, their words."""
        assert self._all is not None
        first = 0
        while first < len(self):
            last = first + 1
            while last < len(self) and self._ends[last + 1] - self._ends[first] <= size:
                last += 1
            yield first, last, np.asarray(self._all[self._ends[first] : self._ends[last]])
            first = last

    def close(self) -> None:
        """Give back the memory and remove the file."""
        self._all, self._grams, self._buffer = None, None, bytearray()
        if self._file is not None:
            self._path.unlink(missing_ok=True)


class Spool:
    """Rows of 64-bit numbers in buckets: in memory while they are few, in one file a bucket from there on."""

    def __init__(self, workdir: Path, name: str, buckets: int) -> None:
        self._paths = [workdir / f"{name}-{number:05}.u64" for number in range(buckets)]
        self._parts: list[list[U64]] = [[] for _ in range(buckets)]
        self._held = 0

    def put(self, bucket: int, rows: U64) -> None:
        """Add rows to a bucket."""
        if len(rows):
            self._parts[bucket].append(rows)
            self._held += rows.nbytes
            if self._held > _SPILL:
                self._spill()

    def _spill(self) -> None:
        for path, parts in zip(self._paths, self._parts, strict=True):
            if parts:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("ab") as file:
                    for rows in parts:
                        file.write(rows.tobytes())
                parts.clear()
        self._held = 0

    def take(self, bucket: int) -> U64:
        """All rows of a bucket, which is empty afterwards."""
        path, parts = self._paths[bucket], self._parts[bucket]
        self._held -= sum(rows.nbytes for rows in parts)
        if path.exists():
            parts = [np.fromfile(path, np.uint64), *parts]
            path.unlink()
        self._parts[bucket] = []
        return np.concatenate(parts) if parts else np.empty(0, np.uint64)
