"""Bytes of a file, decompressed if need be, never more than a limit allows."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import IO

from mudawwana.config import RawConfig

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
CHUNK = 1 << 16
ZSTD_PIECE = 1 << 10
FREE = 1 << 20  # below this size nothing is a bomb


class Bomb(OSError):
    """The stream grows by more than the configured factor."""


class Truncated(OSError):
    """The compressed stream ends in the middle, or is damaged."""


class Chunks(io.RawIOBase):
    """A raw stream over an iterator of byte strings.

    What goes wrong in the iterator ends the stream and waits in `error`: raised from here, it would take with it what a
    buffer had already collected.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, memoryview(b"")
        self.error: OSError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest:
            try:
                chunk = None if self.error else next(self._chunks, None)
            except OSError as problem:
                self.error, chunk = problem, None
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def check(plain: io.BufferedReader) -> None:
    """Raise what went wrong in a stream that has ended, if anything did."""
    error = getattr(plain.raw, "error", None)
    if error is not None:
        raise error


def gunzip(source: IO[bytes]) -> Iterator[bytes]:
    """Decompress gzip members one after another; what is no member behind the last one is left, as gzip does."""
    engine, data = zlib.decompressobj(31), source.read(CHUNK)
    try:
        while data:
            out = engine.decompress(data, CHUNK)
            if out:
                yield out
            if engine.eof:
                data = engine.unused_data or source.read(CHUNK)
                if data[:2] != GZIP:
                    return
                engine = zlib.decompressobj(31)
            else:
                data = engine.unconsumed_tail or source.read(CHUNK)
    except zlib.error as problem:
        raise Truncated(f"damaged gzip: {problem}") from None
    if not engine.eof:
        raise Truncated("the gzip stream ends in the middle")


def unzstd(source: IO[bytes]) -> Iterator[bytes]:
    """Decompress zstd frames one after another, from small pieces, since a few bytes can stand for a whole block."""
    import zstandard

    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    engine, data = unpacker.decompressobj(), source.read(ZSTD_PIECE)
    try:
        while data:
            if out := engine.decompress(data):
                yield out
            if engine.eof:
                data = engine.unused_data or source.read(ZSTD_PIECE)
                if not data:
                    return
                engine = unpacker.decompressobj()
            else:
                data = source.read(ZSTD_PIECE)
    except zstandard.ZstdError as problem:
        raise Truncated(f"damaged zstd: {problem}") from None
    raise Truncated("the zstd stream ends in the middle")


def guarded(chunks: Iterator[bytes], stored: int, ratio: int) -> Iterator[bytes]:
    """Pass chunks on until they grow past the allowed multiple of the stored size."""
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > FREE and total > ratio * stored:
            raise Bomb(f"{stored} bytes grow to more than {ratio} times as many")
        yield chunk


def opened(source: IO[bytes], stored: int, config: RawConfig) -> io.BufferedReader:
    """The plain bytes of an open file, whatever it is packed with; `stored` is its size on disk."""
    head = source.read(4)
    source.seek(0)
    if head[:2] == GZIP:
        chunks = gunzip(source)
    elif head == ZSTD:
        chunks = unzstd(source)
    else:
        return source if isinstance(source, io.BufferedReader) else io.BufferedReader(source)  # type: ignore[arg-type]
    return io.BufferedReader(Chunks(guarded(chunks, stored, config.max_ratio)), CHUNK)
