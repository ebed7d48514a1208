"""One document through the steps of all stages, taking over what was already computed for it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import orjson

from mudawwana.config import Config
from mudawwana.errors import CorpusError, Reject
from mudawwana.jsonl import fragment, line_of
from mudawwana.pipeline.keys import PACKAGE, stage_key
from mudawwana.pipeline.stages import Stage
from mudawwana.records import Article, RawDocument

Fragments = dict[str, bytes]
Alarm = Callable[[float], object]
SUMMARY = "_summary"
NEVER_KEPT = ("bug", "too_slow")
_BLANK = b'{"path":"-","offset":null,"media_type":"-","sha256":"-"}'


class StepResult(NamedTuple):
    """What one stage's step gave: the JSON of the fields it wrote, or a verdict."""

    stage: str
    key: str
    fragments: Fragments
    verdict: tuple[str, str | None] | None = None


class Outcome(NamedTuple):
    """The way of one document through the steps."""

    results: tuple[StepResult, ...]

    @property
    def verdict(self) -> tuple[str, str, str | None] | None:
        """(stage, reason, detail) of a document that was rejected."""
        last = self.results[-1]
        return (last.stage, *last.verdict) if last.verdict else None

    def fragments(self, upto: str | None = None) -> Fragments:
        """The JSON of all fields written, up to and with a stage."""
        known: Fragments = {}
        for result in self.results:
            known |= result.fragments
            if result.stage == upto:
                break
        return known


def pack(outcome: Outcome) -> bytes:
    """An outcome as bytes: a line for its shape (stages, keys, verdicts, names), one for the lengths, the values."""
    shape = [[r.stage, r.key, r.verdict, list(r.fragments)] for r in outcome.results]
    values = [value for r in outcome.results for value in r.fragments.values()]
    return b"".join((orjson.dumps(shape), b"\n", orjson.dumps(list(map(len, values))), b"\n", *values))


def unpack(data: bytes) -> Outcome:
    """An outcome from its bytes."""
    first = data.index(b"\n")
    second = data.index(b"\n", first + 1)
    edges = list(accumulate(orjson.loads(data[first + 1 : second]), initial=second + 1))
    values = (data[start:end] for start, end in pairwise(edges))
    shape = _shape(data[:first])
    return Outcome(
        tuple(StepResult(s, key, dict(zip(n, values, strict=False)), verdict) for s, key, verdict, n in shape)
    )


@lru_cache(maxsize=256)
def _shape(line: bytes) -> list[tuple[str, str, tuple[str, str | None] | None, list[str]]]:
    """Stage, key, verdict and names of each result; most outcomes of a build have the same."""
    return [(stage, key, tuple(verdict) if verdict else None, n) for stage, key, verdict, n in orjson.loads(line)]


class TooSlow(Exception):
    """A step took longer than it may."""


@contextmanager
def alarm_clock() -> Iterator[Alarm]:
    """Give a function that has TooSlow raised in the block after so many seconds, for 0 never.

    Only the main thread of a process can be interrupted so.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield lambda seconds: None
        return

    def stop(*_: Any) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    try:
        yield partial(signal.setitimer, signal.ITIMER_REAL)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Way:
    """A document on its way through the steps: what is known of it so far."""

    def __init__(self, doc: RawDocument, known: Outcome | None) -> None:
        self.doc = doc
        self.before = {result.stage: result for result in known.results} if known else {}
        self.results: list[StepResult] = []
        self.fragments: Fragments = {}
        self.changed: set[str] = set()  # fields that are not what they were when the earlier results were made
        self.article: Article | None = None

    @property
    def ended(self) -> bool:
        """Whether a step has rejected the document."""
        return bool(self.results) and self.results[-1].verdict is not None

    def has_valid(self, stage: Stage, key: str) -> bool:
        """Take over an earlier result of a stage if there is one and it is still valid."""
        old = self.before.get(stage.name)
        if old is None or old.key != key or self.changed & set(stage.reads):
            return False
        self._add(old, None)
        return True

    def take(self, stage: Stage, result: StepResult, article: Article | None) -> None:
        """Take what a step gave."""
        old = self.before.get(stage.name)
        self.changed |= {n for n in stage.writes if not old or old.fragments.get(n) != result.fragments.get(n)}
        self._add(result, article)

    def _add(self, result: StepResult, article: Article | None) -> None:
        self.results.append(result)
        self.fragments |= result.fragments
        self.article = article


class Chain:
    """The steps of some stages under one configuration, ready to run; made once in each worker."""

    def __init__(self, stages: tuple[Stage, ...], config: Config) -> None:
        self.stages, self.config = stages, config
        self.keys = {stage.name: stage_key(stage, config) for stage in stages}

    def run(self, doc: RawDocument, known: Outcome | None = None) -> Outcome:
        """Run the steps of one document that have no valid result yet."""
        return self.run_all([(doc, known)])[0]

    def run_all(self, batch: Iterable[tuple[RawDocument, Outcome | None]]) -> list[Outcome]:
        """Run the steps of some documents; one is valid already while nothing it reads has changed."""
        ways = [_Way(doc, known) for doc, known in batch]
        with alarm_clock() as alarm:
            for stage in self.stages:
                going = [way for way in ways if not way.ended]
                due = [way for way in going if not way.has_valid(stage, self.keys[stage.name])]
                self._look_ahead(stage, [way.article for way in due if way.article], alarm)
                for way in due:
                    way.take(stage, *self._step(stage, way, alarm))
        return [Outcome(tuple(way.results)) for way in ways]

    def _look_ahead(self, stage: Stage, articles: list[Article], alarm: Alarm) -> None:
        """Have a stage do for several articles at once what is dearer for each alone."""
        if stage.ahead is None or len(articles) < 2:
            return
        try:
            alarm(self.config.extract.max_seconds)
            stage.load(stage.ahead)(articles, stage.section(self.config))
        except Exception:  # whatever it is, the article's own step will meet it again and say so
            pass
        finally:
            alarm(0)

    def _step(self, stage: Stage, way: _Way, alarm: Alarm) -> tuple[StepResult, Article | None]:
        key, limit, article = self.keys[stage.name], self.config.extract.max_seconds, way.article
        try:
            alarm(limit)
            try:
                if article is None and stage.name != "extract":
                    known = without_summary(way.fragments)
                    article = Article.model_validate_json(line_of({"raw": _BLANK, **known}))
                article, fragments = self._run(stage, way.doc if article is None else article)
            finally:
                alarm(0)
            return StepResult(stage.name, key, fragments), article
        except Reject as verdict:
            return StepResult(stage.name, key, {}, (verdict.reason, verdict.detail)), None
        except TooSlow:
            detail = f"more than {limit:g} s; see [extract] max_seconds"
            return StepResult(stage.name, key, {}, ("too_slow", detail)), None
        except CorpusError:
            raise
        except Exception as bug:
            return StepResult(stage.name, key, {}, ("bug", describe(bug))), None

    def _run(self, stage: Stage, given: RawDocument | Article) -> tuple[Article, Fragments]:
        article: Any = given
        fragments: Fragments = {}
        if stage.step:
            article = stage.load(stage.step)(given, stage.section(self.config))
            fragments = {name: fragment(getattr(article, name)) for name in stage.writes}
        if stage.summary:
            fragments[SUMMARY] = stage.load(stage.summary)(article.text, article.folded)
        return article, fragments


def without_summary(fragments: Fragments) -> Fragments:
    """The JSON of fields, without what only dedupe's sweep reads."""
    return {name: value for name, value in fragments.items() if name != SUMMARY}


def describe(bug: Exception) -> str:
    """A bug in one line: what, and where in the package."""
    import traceback

    place = traceback.extract_tb(bug.__traceback__)[-1]
    message = str(bug).replace(str(PACKAGE.parent), "…")[:200]
    return f"{type(bug).__name__}: {message} ({place.filename.rsplit('/', 1)[-1]}:{place.lineno})"
