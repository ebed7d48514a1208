"""The steps on Ray: the same batches as shards on the workers of a cluster, their results in order.

A shard's result is a file in a folder that all nodes share, named by what it was made from: a task that runs twice,
because its worker died or its answer was lost, writes the same file again, and a killed build finds what was finished.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from mudawwana.config import Config
from mudawwana.errors import Missing
from mudawwana.pipeline.keys import stage_key
from mudawwana.pipeline.stages import Stage, until
from mudawwana.pipeline.work import Result, Task, Worker

WINDOW = 8  # shards that wait for each core of the cluster
RETRIES = 10


@lru_cache(maxsize=4)
def _worker(last: str, config: str) -> Worker:
    return Worker(until(last), Config.model_validate_json(config))


def shard_name(tasks: list[Task], key: str) -> str:
    """The name of a shard's file: a digest of its documents and of all settings."""
    digest = hashlib.blake2b(key.encode(), digest_size=16)
    for task in tasks:
        digest.update(pickle.dumps((task.number, task.doc, task.known), protocol=5))
    return f"{digest.hexdigest()}.shard"


def run_shard(last: str, config: str, folder: str, name: str, packed: bytes) -> str:
    """Work on one shard, unless its file is there already; runs on a worker."""
    path = Path(folder) / name
    if not path.exists():
        results = _worker(last, config).run(pickle.loads(packed))
        beside = path.with_name(f"{name}.{os.getpid()}.part")
        beside.write_bytes(pickle.dumps(results, protocol=5))
        beside.replace(path)
    return name


def connect(jobs: int) -> Any:
    """Join the cluster that RAY_ADDRESS names, or start one on this machine with a worker for each job."""
    try:
        import ray
    except ImportError:
        raise Missing('[run] engine is "ray", which is not installed: pip install "mudawwana[ray]"') from None
    if not ray.is_initialized():
        local: dict[str, Any] = {} if os.environ.get("RAY_ADDRESS") else {"num_cpus": jobs, "include_dashboard": False}
        ray.init(log_to_driver=False, logging_level=logging.ERROR, **local)
    return ray


def ray_engine(stages: tuple[Stage, ...], config: Config, jobs: int, folder: Path) -> Any:
    """An engine that runs batches as shards on Ray; `folder` must be seen by every node under the same path."""
    shards = (folder / "shards").resolve()
    key = "".join(stage_key(stage, config) for stage in stages)

    def run(batches: Iterable[list[Task]]) -> Iterator[list[Result]]:
        ray = connect(jobs)
        shards.mkdir(parents=True, exist_ok=True)
        remote = ray.remote(max_retries=RETRIES, num_cpus=1)(run_shard)
        given = (stages[-1].name, config.model_dump_json(), str(shards))
        window = WINDOW * max(1, int(ray.cluster_resources().get("CPU", jobs)))
        waiting: deque[Any] = deque()
        for batch in batches:
            waiting.append(remote.remote(*given, shard_name(batch, key), pickle.dumps(batch, protocol=5)))
            if len(waiting) >= window:
                yield _fetch(ray, waiting.popleft(), shards)
        while waiting:
            yield _fetch(ray, waiting.popleft(), shards)

    return run


def _fetch(ray: Any, answer: Any, shards: Path) -> list[Result]:
    """Read a finished shard and remove its file: the build's cache holds its content from here on."""
    path = shards / ray.get(answer)
    results: list[Result] = pickle.loads(path.read_bytes())
    path.unlink()
    return results
