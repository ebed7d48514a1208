"""Files in and out: gzip and zstd by name, "-" for standard streams; files appear whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from mudawwana.errors import BadInput, Missing

_BUFFER = 1 << 18
"""Lines of records are longer than Python's own buffers."""


@contextmanager
def reading(path: str) -> Iterator[IO[bytes]]:
    """Open a file for reading, unpacked by its name; "-" is standard input."""
    if path == "-":
        yield sys.stdin.buffer
        return
    with _opened(path) as stream:
        if path.endswith(".gz"):
            import gzip
            import zlib

            with _sound(path, EOFError, gzip.BadGzipFile, zlib.error), gzip.open(stream) as plain:
                yield plain  # type: ignore[misc]
        elif path.endswith(".zst"):
            import zstandard

            unpacker = zstandard.ZstdDecompressor()
            with _sound(path, zstandard.ZstdError), unpacker.stream_reader(stream) as reader:
                yield reader
        else:
            yield stream


def _opened(path: str) -> IO[bytes]:
    try:
        return open(path, "rb", buffering=_BUFFER)
    except FileNotFoundError:
        hint = "; `corpus build` writes it" if path.endswith("articles.jsonl") else ""
        raise Missing(f"{path}: no such file{hint}") from None
    except OSError as problem:
        raise Missing(f"{path}: {problem.strerror}") from None


@contextmanager
def _sound(path: str, *errors: type[Exception]) -> Iterator[None]:
    """Say which packed file it is that a library finds damaged."""
    try:
        yield
    except errors as problem:
        raise BadInput(f"{path}: cannot be read: {problem}") from None


@contextmanager
def writing(path: str) -> Iterator[IO[bytes]]:
    """Open a file for writing beside its place and move it there when all went well; "-" is standard output."""
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if not target.parent.is_dir():
        raise Missing(f"{target.parent}: no such folder; make it first: mkdir -p {target.parent}")
    if target.is_dir():
        raise Missing(f"{path}: a folder; name a file in it")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _packed(beside, target.suffix) as stream:
            yield stream
        beside.replace(target)
    except PermissionError as problem:
        raise Missing(f"{path}: {problem.strerror}") from None
    finally:
        beside.unlink(missing_ok=True)


def _packed(path: Path, suffix: str) -> Any:
    if suffix == ".gz":
        import gzip

        return gzip.GzipFile(path, "wb", mtime=0)
    if suffix == ".zst":
        import zstandard

        return zstandard.open(path, "wb")
    return path.open("wb", buffering=_BUFFER)
