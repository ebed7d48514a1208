"""Where the steps run: this process, a pool of processes, or a Ray cluster. All give the same results in order."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mudawwana.config import Config
from mudawwana.interrupts import held_back
from mudawwana.pipeline.lock import release_inherited
from mudawwana.pipeline.stages import Stage
from mudawwana.pipeline.work import Result, Task, Worker

if TYPE_CHECKING:
    from concurrent.futures import Future

Batch = list[Task]
Results = list[Result]
Engine = Callable[[Iterable[Batch]], Iterator[Results]]
WINDOW = 4  # batches that wait for each worker
ALONE = 2  # documents that are done before workers are started

_worker: Worker | None = None


def job_count(jobs: int) -> int:
    """The number of workers: 0 means all cores this process may use."""
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def serial(stages: tuple[Stage, ...], config: Config) -> Engine:
    """Run everything in this process."""
    worker = Worker(stages, config)
    return lambda batches: (worker.run(batch) for batch in batches)


def _leave_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _start(stages: tuple[Stage, ...], config: Config, parent: int) -> None:
    import signal

    global _worker
    release_inherited()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides; where it was forked, none arrived before this
    threading.Thread(target=_leave_with_parent, args=(parent,), daemon=True).start()
    _worker = _worker or Worker(stages, config)


def _run(batch: Batch) -> Results:
    assert _worker is not None
    return _worker.run(batch)


def processes(stages: tuple[Stage, ...], config: Config, jobs: int) -> Engine:
    """Run batches in a pool of processes, fed in windows so that memory does not grow with the input.

    The first documents are done here: where processes are forked, they find the models and tables in memory then,
    and where there is no more to do, none is started.
    """

    def run(batches: Iterable[Batch]) -> Iterator[Results]:
        global _worker
        feed = iter(batches)
        first = next(feed, [])
        _worker = Worker(stages, config)
        try:
            yield _run(first[:ALONE])
            rest = chain([first[ALONE:]] if first[ALONE:] else [], feed)
            if (second := next(rest, None)) is not None:
                yield from _pooled(chain([second], rest), stages, config, jobs)
        finally:
            _worker = None

    return run


def _pooled(batches: Iterable[Batch], stages: tuple[Stage, ...], config: Config, jobs: int) -> Iterator[Results]:
    import multiprocessing  # these two take longer to load than a page takes to annotate
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    gc.freeze()  # a worker that looked through what it shares with this process would copy all of it
    with ProcessPoolExecutor(jobs, context, _start, (stages, config, os.getpid())) as pool:
        waiting: deque[Future[Results]] = deque()
        try:
            for batch in batches:
                with held_back():
                    waiting.append(pool.submit(_run, batch))
                while len(waiting) > WINDOW * jobs or (waiting and waiting[0].done()):
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        finally:
            gc.unfreeze()


def engine_for(stages: tuple[Stage, ...], config: Config, jobs: int, folder: Path) -> Engine:
    """The engine that the configuration asks for; `folder` is the build's own, for what is on its way."""
    count = job_count(jobs)
    if config.run.engine == "ray":
        from mudawwana.pipeline.cluster import ray_engine

        engine: Engine = ray_engine(stages, config, count, folder)
        return engine
    return serial(stages, config) if count == 1 else processes(stages, config, count)
