"""Builds and stages called with plain options, as scripts call them, run without loading Typer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from mudawwana.cli.terminal import guarded
from mudawwana.cli.work import STAGE_NAMES, build_corpus, is_limit, run_one

Options = Mapping[str, str | None]


def run_plain(name: str, options: Options) -> int | None:
    """Run a command and give its exit code; None where an option is wrong, which Typer explains better."""
    command = _build(options) if name == "build" else _stage(name, options)
    return guarded(command) if command else None


def _build(options: Options) -> Callable[[], int] | None:
    jobs, until, limit = options["--jobs"], options["--until"], options["--max-broken"]
    if (
        (jobs is not None and not jobs.isdecimal())
        or until not in (None, *STAGE_NAMES)
        or (limit and not is_limit(limit))
    ):
        return None
    raw, out, config = Path(options["--raw"] or ""), Path(options["--out"] or ""), options["--config"]
    settings = Path(config) if config else None
    return lambda: build_corpus(raw, out, settings, int(jobs) if jobs else None, until, max_broken=limit)


def _stage(name: str, options: Options) -> Callable[[], int]:
    config = Path(options["--config"]) if options["--config"] else None
    source, output = options.get("SOURCE") or "-", options["--output"] or "-"
    return lambda: run_one(name, source, output, config, options["--dropped"])
