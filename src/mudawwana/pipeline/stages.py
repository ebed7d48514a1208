"""STAGES: the registry. Read it from top to bottom and you have read the pipeline."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from mudawwana.errors import CorpusError

if TYPE_CHECKING:
    from mudawwana.config import Config

Step = Callable[..., Any]


class Stage(NamedTuple):
    """One stage: a step for each record, a sweep over the whole corpus, or a step and then a sweep.

    `step`, `summary` and `ahead` are "module:function", loaded where they run. A sweep sees of each record only what
    `summary` makes of it (and `sweep_reads`), never all records at once. `ahead` is shown several records before their
    steps, to do at once what is dearer for each alone; no result depends on it.
    """

    name: str
    version: int  # raise it when output changes: cache, manifest and every record see it
    does: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    step: str | None = None
    summary: str | None = None
    ahead: str | None = None
    sweep_reads: tuple[str, ...] = ()
    sweep_writes: tuple[str, ...] = ()

    def load(self, what: str) -> Step:
        """The function behind "module:function"."""
        module, _, name = what.partition(":")
        return getattr(importlib.import_module(module), name)  # type: ignore[no-any-return]

    def section(self, config: Config) -> Any:
        """The stage's own section of the configuration."""
        return getattr(config, self.name)


STAGES: tuple[Stage, ...] = (
    Stage(
        "extract",
        1,
        "finds the article in a raw document: body, title, dates, people; the sweep gives every record its id",
        reads=("raw",),
        writes=(
            "url",
            "source",
            "title",
            "authors",
            "credit",
            "dateline",
            "section",
            "tags",
            "language",
            "published",
            "published_precision",
            "published_evidence",
            "modified",
            "text",
            "paragraphs",
        ),
        step="mudawwana.extract.stage:step",
        sweep_reads=("url", "modified", "published", "raw"),
        sweep_writes=("id",),
    ),
    Stage(
        "normalize",
        1,
        "one spelling and script, every change kept as an edit; the folded text; the language",
        reads=("title", "authors", "credit", "dateline", "section", "tags", "language", "text", "paragraphs"),
        writes=(
            "title",
            "authors",
            "credit",
            "dateline",
            "section",
            "tags",
            "language",
            "text",
            "edits",
            "folded",
            "paragraphs",
        ),
        step="mudawwana.normalization.stage:step",
    ),
    Stage(
        "segment",
        1,
        "sentences as spans",
        reads=("text", "paragraphs"),
        writes=("sentences",),
        step="mudawwana.segment.stage:step",
    ),
    Stage(
        "dedupe",
        1,
        "near-duplicate clusters and passages shared with other articles",
        reads=("text", "folded"),
        writes=(),
        summary="mudawwana.dedupe.fingerprint:fingerprint",
        ahead="mudawwana.dedupe.fingerprint:ahead",
        sweep_reads=("id", "url", "source", "published", "credit", "text"),
        sweep_writes=("cluster", "duplicate_of", "reuse"),
    ),
    Stage(
        "annotate",
        1,
        "dates, quotes, quantities, entities, relevance, events; the sweep forgets references to what was dropped",
        reads=("title", "tags", "section", "published", "text", "folded", "paragraphs", "sentences"),
        writes=("entities", "dates", "quotes", "quantities", "relevance", "events"),
        step="mudawwana.annotate.stage:step",
        ahead="mudawwana.annotate.stage:ahead",
        sweep_reads=("cluster", "duplicate_of", "reuse"),
        sweep_writes=("cluster", "duplicate_of", "reuse"),
    ),
)

BY_NAME = {stage.name: stage for stage in STAGES}


def check_order(stages: tuple[Stage, ...] = STAGES) -> None:
    """Make sure that every field is written before it is read."""
    known = {"raw", "stamps"}
    for stage in stages:
        if lacking := set(stage.reads) - known:
            raise CorpusError(f"stage {stage.name} reads {sorted(lacking)}, which no stage before it writes")
        known |= set(stage.writes)
        if lacking := set(stage.sweep_reads) - known:
            raise CorpusError(f"the sweep of {stage.name} reads {sorted(lacking)}, which nothing before it writes")
        known |= set(stage.sweep_writes)


def until(name: str | None) -> tuple[Stage, ...]:
    """The stages up to a named one, which is among them; all of them for None."""
    if name is None:
        return STAGES
    return STAGES[: [stage.name for stage in STAGES].index(name) + 1]
