"""What `corpus build` and the commands of single stages do once their options are known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mudawwana.cli.progress import Bar

if TYPE_CHECKING:
    from mudawwana.pipeline.build import Report

STAGE_NAMES = ("extract", "normalize", "segment", "dedupe", "annotate")


def is_limit(value: str) -> bool:
    """Whether a value of --max-broken is a number or a share.

    >>> is_limit("5"), is_limit("2.5%"), is_limit("few")
    (True, True, False)
    """
    return value.removesuffix("%").replace(".", "", 1).isdigit()


def build_corpus(
    raw: Path, out: Path, config: Path | None = None, jobs: int | None = None, until: str | None = None,
    force: bool = False, dry_run: bool = False, max_broken: str | None = None,
) -> int:  # fmt: skip
    """Build a corpus and say what was done."""
    from mudawwana.config import load_config
    from mudawwana.pipeline.build import Request, build

    request = Request(raw, out, load_config(config), config, until, jobs, force, max_broken)
    if dry_run:
        from mudawwana.pipeline.plan import plan

        for line in plan(request):
            print(line)
        return 0
    with Bar() as bar:
        report = build(request, bar)
    for line in summary_lines(report, out, complete=until in (None, "annotate")):
        print(line, file=sys.stderr)
    if report.error:
        raise report.error
    return 0


def summary_lines(report: Report, out: Path, *, complete: bool) -> list[str]:
    """What a build did, for people."""
    dropped, seconds = report.dropped.total(), f"in {report.seconds:.1f} s"
    if not report.inputs:
        lines = ["the raw folder is empty: put pages there (HTML, text, WARC, JSONL, CSV) and run this again"]
    elif complete:
        lines = [f"{report.inputs} inputs = {report.articles} articles + {dropped} dropped, {seconds}"]
    else:
        lines = [f"{report.inputs} inputs, {dropped} dropped so far, {seconds}"]
    lines += [f"  {count:6} dropped by {stage}: {reason}" for (stage, reason), count in report.dropped.most_common()]
    for stage, why in report.why.items():
        lines.append(f"  {stage}: {why}" + (f" ({report.ran[stage]} records)" if report.ran[stage] else ""))
    if complete:
        lines.append(f"the corpus: {out / 'articles.jsonl'}; what was left out and why: {out / 'dropped.jsonl'}")
        lines.append(f"look next:  corpus stats {out}   corpus validate {out / 'articles.jsonl'}")
    return lines


def run_one(name: str, source: str, output: str, config: Path | None, dropped: str | None) -> int:
    """Run one stage over records; dedupe at its defaults needs no models of records, and loads none."""
    if name == "dedupe" and dropped is None:
        from mudawwana.pipeline.swept import says_nothing, sweep_by_default

        if says_nothing(config):
            sweep_by_default(source, output)
            return 0
    from mudawwana.config import load_config
    from mudawwana.pipeline.single import run_stage

    counts = run_stage(name, source, output, load_config(config), dropped)
    tell(dict(counts), dropped)
    return 0


def tell(counts: dict[str, int], dropped: str | None) -> None:
    """Say what was dropped."""
    for reason, count in sorted(counts.items()):
        print(f"dropped {count}: {reason}", file=sys.stderr)
    if counts and dropped is None:
        print("(--dropped FILE keeps the reasons)", file=sys.stderr)
