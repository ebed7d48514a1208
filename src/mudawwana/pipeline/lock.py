"""One build at a time in an output folder."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mudawwana.errors import Missing

WAITS = 20  # tenths of a second
_held: int | None = None


def release_inherited() -> None:
    """In a worker process: let go of the lock that the fork brought along, so that it dies with the parent alone."""
    if _held is not None:
        os.close(_held)


def _taken(stream: IO[str]) -> bool:
    """Take the lock, waiting a little: the workers of a build that was killed a moment ago may not be gone yet."""
    import fcntl

    for _ in range(WAITS):
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.1)
        else:
            return True
    return False


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the folder's lock; a second build is told who holds it. The lock goes with the process, however it ends."""
    if sys.platform == "win32":
        yield
        return

    global _held
    path = out / ".cache" / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as stream:
        if not _taken(stream):
            stream.seek(0)
            holder = stream.read().strip() or "unknown"
            raise Missing(f"{out}: another build (process {holder}) is writing here; wait for it, or give --out")
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        _held = stream.fileno()
        try:
            yield
        finally:
            _held = None
