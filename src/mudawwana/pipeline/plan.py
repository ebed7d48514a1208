"""What a build would do, and why, without doing it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from mudawwana.pipeline import manifest
from mudawwana.pipeline.build import Report, Request
from mudawwana.pipeline.cache import Cache
from mudawwana.pipeline.chain import Chain, unpack
from mudawwana.pipeline.intake import Intake
from mudawwana.pipeline.places import check_places
from mudawwana.pipeline.rows import Row
from mudawwana.pipeline.state import FOLDER
from mudawwana.raw.scan import scan


def plan(request: Request) -> Iterator[str]:
    """One line for each stage: how many records it would work on, and why; no output is touched."""
    import zstandard

    check_places(request)
    chain, unsqueeze = Chain(request.stages, request.config), zstandard.ZstdDecompressor().decompress
    known_db = Path(os.devnull) if request.force else request.out / FOLDER / "db" / "cache.sqlite"
    cache = Cache(known_db, look_only=True)
    try:
        rows: list[Row] = []
        found, keys = scan(request.raw, request.out), "".join(chain.keys.values()).encode()
        intake = Intake(found, request.config, cache, keys, lambda message: None)
        ran: Counter[str] = Counter()
        for task in intake.tasks(rows, lambda count: None):
            known = {} if task.known is None else {r.stage: r for r in unpack(unsqueeze(task.known)).results}
            ran.update(stage.name for stage in request.stages if stale(stage.name, known, chain))
    finally:
        cache.close()
    reasons = manifest.reasons(request, chain.keys, Report(ran=ran))
    yield f"{len(rows)} inputs in {len(intake.found)} files"
    for stage in request.stages:
        yield f"{stage.name}: {ran[stage.name]} records to do ({reasons[stage.name]})"


def stale(name: str, known: Mapping[str, object], chain: Chain) -> bool:
    """Whether a stage has no result for these settings yet; what it reads may turn out to be the same and spare it."""
    result = known.get(name)
    return result is None or getattr(result, "key", None) != chain.keys[name]
