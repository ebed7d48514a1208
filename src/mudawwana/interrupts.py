"""Ctrl-C: a command stops wherever it is, and one that a library swallowed is not lost."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_seen = False


def watch() -> None:
    """From now on remember an interrupt besides raising it: what raises in a library's callback may end there."""
    is_main = threading.current_thread() is threading.main_thread()
    if is_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupted)


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    global _seen
    _seen = True
    raise KeyboardInterrupt


def seen() -> bool:
    """Whether the command was interrupted."""
    return _seen


def check() -> None:
    """Raise KeyboardInterrupt where the command was interrupted and has not noticed."""
    if _seen:
        raise KeyboardInterrupt


@contextmanager
def held_back() -> Iterator[None]:
    """Let an interrupt wait until the block ends; processes and threads that are started in it never get one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
