"""The sweeps of a build, each over the few facts of every document that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import orjson
import zstandard

from mudawwana.config import DedupeConfig
from mudawwana.dedupe.settle import rehouse, settle
from mudawwana.dedupe.sweep import Entry, Verdict, sweep
from mudawwana.extract.identify import Identity, identify, short_hash
from mudawwana.jsonl import fragment, line_of
from mudawwana.pipeline.cache import Cache
from mudawwana.pipeline.chain import Fragments, unpack
from mudawwana.pipeline.rows import Row
from mudawwana.pipeline.stages import STAGES
from mudawwana.records import Article

_SETTLED = ("cluster", "duplicate_of", "reuse")
_ORDER = [stage.name for stage in STAGES]


def reached(row: Row, stage: str) -> bool:
    """Whether a document went through a stage."""
    return row.drop is None or (row.drop[0] in _ORDER and _ORDER.index(row.drop[0]) > _ORDER.index(stage))


def name_documents(rows: list[Row]) -> None:
    """Give every input an id, and drop copies of the same bytes."""
    found = [row for row in rows if reached(row, "extract") and row.head]
    documents = [
        Identity(row.path, row.offset, row.sha256, row.head.url, row.head.modified, row.head.published, row.fetched)
        for row in found
        if row.head
    ]
    for row, named in zip(found, identify(documents), strict=True):
        row.id, row.version_of = named.id, named.version_of
        if named.same_as:
            row.drop = ("extract", "same_bytes", f"the same bytes as {named.same_as}")
    for row in rows:
        if not row.id:
            row.id = row.sha256[:16] or short_hash(row.path, str(row.offset))


def verdict_fragments(verdict: Verdict) -> Fragments:
    """The JSON of the fields that dedupe's sweep sets."""
    cluster, original = fragment(verdict.cluster), fragment(verdict.duplicate_of)
    return {"cluster": cluster, "duplicate_of": original, "reuse": verdict.passages}


def sweep_duplicates(rows: list[Row], cache: Cache, chain: bytes, config: DedupeConfig, workdir: Path) -> None:
    """Find near-duplicates and shared passages among the documents that got as far as dedupe."""
    unsqueeze = zstandard.ZstdDecompressor().decompress

    def entries() -> Iterator[Entry]:
        found = [(number, row, row.head) for number, row in enumerate(rows) if reached(row, "dedupe") and row.head]
        summaries = cache.summaries([row.doc for _, row, _ in found], chain)
        for (number, row, head), summary in zip(found, summaries, strict=True):
            yield Entry(number, row.id, head.url, head.source, head.published, head.credit, row.version_of, summary)

    @lru_cache(maxsize=512)
    def text_of(number: int) -> str:
        outcome = unpack(unsqueeze(cache.body(rows[number].doc, chain)))
        return str(orjson.loads(outcome.fragments("segment")["text"]))

    for number, verdict in sweep(entries(), text_of, config, workdir=workdir, pairs=cache.pairs):
        rows[number].verdict = verdict
        rows[number].sweeps["dedupe"] = verdict_fragments(verdict)


def settle_references(rows: list[Row], cache: Cache, chain: bytes) -> None:
    """Let clusters and shared passages speak of kept records alone."""
    gone = {row.id for row in rows if row.drop and row.drop[0] == "annotate"}
    left = [row for row in rows if row.drop is None and row.verdict is not None]
    if not gone or not left:
        return
    unsqueeze = zstandard.ZstdDecompressor().decompress

    def articles() -> Iterator[Article]:
        for row in left:
            known = {"id": fragment(row.id), "raw": fragment(row.raw()), **row.sweeps["dedupe"]}
            if row.verdict and row.verdict.cluster in gone:
                known = unpack(unsqueeze(cache.body(row.doc, chain))).fragments("segment") | known
            yield Article.model_validate_json(line_of(known))

    homes = rehouse(articles(), gone)
    for row, article in zip(left, articles(), strict=True):
        settled = settle(article, homes, gone)
        if settled is not article:
            row.sweeps["annotate"] = {name: fragment(getattr(settled, name)) for name in _SETTLED}
