"""The one function that runs a build: read, run the steps, sweep, put the files together, write the receipt."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from mudawwana import interrupts
from mudawwana.config import Config
from mudawwana.errors import CorpusError, Missing, TooManyBroken
from mudawwana.pipeline import assemble, manifest, state
from mudawwana.pipeline.cache import Cache, damaged
from mudawwana.pipeline.engines import engine_for
from mudawwana.pipeline.intake import Intake
from mudawwana.pipeline.keys import stage_key
from mudawwana.pipeline.lock import locked
from mudawwana.pipeline.places import check_places
from mudawwana.pipeline.rows import Row, broken
from mudawwana.pipeline.stages import Stage, check_order, until
from mudawwana.pipeline.sweeps import name_documents, settle_references, sweep_duplicates
from mudawwana.pipeline.work import Result, batches
from mudawwana.raw.scan import scan


class Progress(Protocol):
    """What a build tells of its way; the command line shows it, tests leave it out."""

    def phase(self, what: str, total: int | None = None) -> None:
        """A new phase begins."""

    def advance(self, count: int = 1) -> None:
        """Some documents are done."""

    def warn(self, message: str) -> None:
        """Something a user should know."""


class Silent:
    """Tells nothing."""

    def phase(self, what: str, total: int | None = None) -> None:
        """Nothing."""

    def advance(self, count: int = 1) -> None:
        """Nothing."""

    def warn(self, message: str) -> None:
        """Nothing."""


@dataclass(frozen=True)
class Request:
    """What is to be built."""

    raw: Path
    out: Path
    config: Config = field(default_factory=Config)
    config_file: Path | None = None
    until: str | None = None
    jobs: int | None = None
    force: bool = False
    max_broken: str | None = None

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages to run."""
        return until(self.until)


@dataclass
class Report:
    """What a build did."""

    inputs: int = 0
    articles: int = 0
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)
    ran: Counter[str] = field(default_factory=Counter)
    why: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    bugs: list[str] = field(default_factory=list)
    error: CorpusError | None = None


def build(request: Request, progress: Progress | None = None) -> Report:
    """Build a corpus. Raises a CorpusError; when it returns, every output file is in its place.

    What was wrong with single documents does not stop it: `Report.error` says what a caller must still tell.
    """
    check_order()
    check_places(request)
    try:
        request.out.mkdir(parents=True, exist_ok=True)
        with locked(request.out):
            try:
                return _Build(request, progress or Silent()).run()
            except sqlite3.DatabaseError as problem:
                if not damaged(problem):
                    raise
                return _Build(replace(request, force=True), progress or Silent()).run()
    except (OSError, sqlite3.Error) as problem:
        place = getattr(problem, "filename2", None) or getattr(problem, "filename", None) or request.out
        what = getattr(problem, "strerror", None) or problem
        raise Missing(f"{place}: {what}; nothing is lost: mend that and run the same command again") from None


class _Build:
    """One run of a build; the phases in order, and what they share."""

    def __init__(self, request: Request, progress: Progress) -> None:
        self.request, self.progress, self.config = request, progress, request.config
        self.stages = request.stages
        self.keys = {stage.name: stage_key(stage, request.config) for stage in self.stages}
        self.chain = "".join(self.keys.values()).encode()
        if self.config.segment.tokens != "none" and self.stages[-1].name == "annotate":
            from mudawwana.segment.tokens import reader

            reader(self.config.segment.tokens)  # what it lacks is better said now than after hours
        manifest.moment()  # a wrong one is better refused now than after hours
        self.folder = request.out / state.FOLDER
        if request.force:
            shutil.rmtree(self.folder / "db", ignore_errors=True)
        self.cache = Cache(self.folder / "db" / "cache.sqlite")
        self.report = Report()
        self.rows: list[Row] = []

    def run(self) -> Report:
        """All phases."""
        started = time.monotonic()
        watch = state.Watch(self.request.raw, self.request.out, self.request.config_file, self.config)
        found = scan(self.request.raw, self.request.out)
        intake = Intake(found, self.config, self.cache, self.chain, self.progress.warn)
        try:
            self.progress.phase("reading and annotating", intake.count)
            self._steps(intake)
            self._sweeps()
            interrupts.check()
            self.progress.phase("writing", len(self.rows))
            outputs = self._outputs()
            interrupts.check()
            self._summarize(intake, outputs, started)
            intake.remember(watch.started)
            self.cache.prune(((row.doc, self.chain) for row in self.rows), intake.paths, keep=10_000)
        finally:
            self.cache.close()
        self._verdict(intake)
        watch.save(self.request, self.report)
        return self.report

    # --- steps

    def _steps(self, intake: Intake) -> None:
        jobs = self.config.run.jobs if self.request.jobs is None else self.request.jobs
        engine = engine_for(self.stages, self.config, jobs, self.folder)
        for results in engine(batches(intake.tasks(self.rows, self.progress.advance))):
            for result in results:
                self._take(result)
            self.progress.advance(len(results))

    def _take(self, result: Result) -> None:
        interrupts.check()  # before anything that an interrupt broke is taken for a document's own fault
        row = self.rows[result.number]
        row.finish(result)
        self.report.ran.update(result.ran)
        self.cache.put(row.doc, self.chain, result.stored, result.keep)
        if row.drop and row.drop[1] == "bug":
            self.report.bugs.append(f"{row.where}: {row.drop[0]}: {row.drop[2]}")

    # --- sweeps

    def _sweeps(self) -> None:
        self.cache.flush()
        name_documents(self.rows)
        names = {stage.name for stage in self.stages}
        if "dedupe" in names:
            self.progress.phase("comparing", len(self.rows))
            sweep_duplicates(self.rows, self.cache, self.chain, self.config.dedupe, self.folder)
        if "annotate" in names:
            settle_references(self.rows, self.cache, self.chain)

    # --- outputs

    def _outputs(self) -> dict[str, assemble.Written]:
        new = self.folder / "new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        outputs = assemble.write_all(
            new, self.rows, self.cache, self.chain, self.stages, self.config, self.progress.advance
        )
        for name in outputs:
            (new / name).replace(self.request.out / name)
        for name in assemble.ALL_FILES:
            if name not in outputs:
                (self.request.out / name).unlink(missing_ok=True)
        return outputs

    def _summarize(self, intake: Intake, outputs: dict[str, assemble.Written], started: float) -> None:
        report = self.report
        report.inputs = len(self.rows)
        report.articles = outputs["articles.jsonl"].lines if "articles.jsonl" in outputs else 0
        report.dropped = Counter((row.drop[0], row.drop[1]) for row in self.rows if row.drop)
        report.why = manifest.reasons(self.request, self.keys, report)
        content = manifest.compose(self.request, intake, outputs, report, self.keys)
        manifest.write(self.request.out, content)
        report.seconds = time.monotonic() - started

    def _verdict(self, intake: Intake) -> None:
        report = self.report
        complete = self.request.until is None or self.request.until == "annotate"
        if complete and report.inputs != report.articles + report.dropped.total():
            report.error = CorpusError(
                f"a bug: {report.inputs} inputs, but {report.articles} articles + {report.dropped.total()} dropped"
            )
        elif report.bugs:
            report.error = CorpusError(f"a bug in {len(report.bugs)} document(s), the first: {report.bugs[0]}")
        else:
            bad = sum(count for (_, reason), count in report.dropped.items() if broken(reason))
            limit = allowed(self.request.max_broken or self.config.run.max_broken, report.inputs)
            if limit is not None and bad > limit:
                place = self.request.out / "dropped.jsonl"
                report.error = TooManyBroken(
                    f"{bad} of {report.inputs} inputs are broken, more than --max-broken allows; see {place}"
                )


def allowed(limit: str | None, inputs: int) -> float | None:
    """How many inputs may be broken: "5" is a count, "2%" a share, None no limit.

    >>> allowed("2%", 1000), allowed("5", 1000), allowed(None, 3)
    (20.0, 5.0, None)
    """
    if limit is None:
        return None
    return float(limit[:-1]) * inputs / 100 if limit.endswith("%") else float(limit)
