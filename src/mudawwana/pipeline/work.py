"""What a worker does with a batch of documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import orjson
import zstandard

from mudawwana.config import Config
from mudawwana.pipeline.cache import Head, Stored
from mudawwana.pipeline.chain import NEVER_KEPT, SUMMARY, Chain, Outcome, pack, unpack
from mudawwana.pipeline.stages import Stage
from mudawwana.records import RawDocument

BATCH_DOCUMENTS, BATCH_BYTES = 8, 4 << 20


class Task(NamedTuple):
    """One document to work on; `known` is the packed outcome of an earlier build, if there is one."""

    number: int
    doc: RawDocument
    known: bytes | None = None


class Result(NamedTuple):
    """What came out of one document, ready to be stored; `keep` tells whether another build may rely on it."""

    number: int
    stored: Stored
    keep: bool
    ran: tuple[str, ...]


class Worker:
    """Runs documents through the chain and packs what comes out."""

    def __init__(self, stages: tuple[Stage, ...], config: Config) -> None:
        self.chain = Chain(stages, config)
        self.squeeze = zstandard.ZstdCompressor(level=1).compress
        self.unsqueeze = zstandard.ZstdDecompressor().decompress

    def run(self, batch: list[Task]) -> list[Result]:
        """Work on a batch."""
        known = [unpack(self.unsqueeze(task.known)) if task.known else None for task in batch]
        outcomes = self.chain.run_all(zip((task.doc for task in batch), known, strict=True))
        return [self._packed(*one) for one in zip(batch, known, outcomes, strict=True)]

    def _packed(self, task: Task, known: Outcome | None, outcome: Outcome) -> Result:
        verdict = outcome.verdict
        stored = Stored(head_of(outcome).pack(), outcome.fragments().get(SUMMARY, b""), self.squeeze(pack(outcome)))
        ran = tuple(result.stage for result in outcome.results if not known or result not in known.results)
        return Result(task.number, stored, verdict is None or verdict[1] not in NEVER_KEPT, ran)


def head_of(outcome: Outcome) -> Head:
    """The head of an outcome."""
    known = outcome.fragments()
    url, source, published, modified, credit = (
        orjson.loads(known.get(name, b"null")) for name in ("url", "source", "published", "modified", "credit")
    )
    return Head(outcome.verdict, url, source, published, modified, tuple(credit or ()))


def batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """Group tasks so that a batch is worth sending and small enough to hold many of."""
    batch: list[Task] = []
    size = 0
    for task in tasks:
        batch.append(task)
        size += len(task.doc.content) + len(task.known or b"")
        if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
