"""What a build would do, and why, without doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from mudawwana.errors import Missing
from mudawwana.pipeline import manifest
from mudawwana.pipeline.build import Report, Request
from mudawwana.pipeline.cache import Cache
from mudawwana.pipeline.chain import Chain, unpack
from mudawwana.pipeline.intake import Intake
from mudawwana.pipeline.rows import Row
from mudawwana.pipeline.state import FOLDER


def plan(request: Request) -> Iterator[str]:
    """One line for each stage: how many records it would work on, and why; no output is touched."""
    import zstandard

    if not request.raw.is_dir():
        raise Missing(f"{request.raw}: no such folder; put your pages there, or name another with --raw DIR")
    chain, unsqueeze = Chain(request.stages, request.config), zstandard.ZstdDecompressor().decompress
    cache = Cache(request.out / FOLDER / "db" / "cache.sqlite")
    try:
        rows: list[Row] = []
        intake = Intake(request.raw, request.config, cache, "".join(chain.keys.values()).encode(), lambda message: None)
        ran: Counter[str] = Counter()
        for task in intake.tasks(rows, lambda count: None):
            known = (
                {}
                if task.known is None or request.force
                else {r.stage: r for r in unpack(unsqueeze(task.known)).results}
            )
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
