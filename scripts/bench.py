#!/usr/bin/env python3
"""Measure what docs/performance.md says, as ratios, in one run.

    python scripts/bench.py               a few minutes
    python scripts/bench.py --full        hours: 10,000 pages, 100,000 rows
    python scripts/bench.py pages memory  only these parts

    pages    a build from nothing, unchanged, 1 % changed, by two jobs; beside a naive stack: trafilatura with metadata,
             NFKC, a regular expression for sentences, datasketch, json.dumps
    stages   the share of each stage in the CPU time of the steps
    memory   time, memory and cache of growing corpora of rows
    dedupe   articles a CPU second, beside rensa and datasketch

Pages and rows are made up (made_news.py), unless --raw names a folder of pages. Every figure comes from a process of
its own and is the median of --rounds runs; CPU seconds and memory are those of the process and its children. The peers
need the dependency group "bench". Made-up words are mostly new to the entity model, which remembers the words it has
met, so real pages cost it less.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from made_news import Words, articles, write_pages, write_rows

PARTS = ("pages", "stages", "memory", "dedupe")


class Run(NamedTuple):
    """What a process cost."""

    cpu: float
    wall: float
    rss_mb: float
    out: str


def run(*command: object) -> Run:
    """Run a command and measure it with all its children."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen([str(part) for part in command], stdout=out, stderr=err)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            err.seek(0)
            sys.exit(f"{' '.join(map(str, command))}: exit {child.returncode}\n{err.read().decode()[-2000:]}")
        out.seek(0)
        seconds = usage.ru_utime + usage.ru_stime
        return Run(seconds, time.monotonic() - started, usage.ru_maxrss / 1024, out.read().decode())


def median(runs: list[Run]) -> Run:
    """The run with the median CPU time, with the median wall time."""
    middle = sorted(runs)[len(runs) // 2]
    return middle._replace(wall=statistics.median(r.wall for r in runs))


def build(work: Path, raw: str, out: str, *more: object, fresh: bool = False) -> Run:
    """One `corpus build`."""
    if fresh:
        shutil.rmtree(work / out, ignore_errors=True)
    paths = ("--raw", work / raw, "--out", work / out, "--config", work / "corpus.toml")
    return run(sys.executable, "-m", "mudawwana", "build", *paths, *more)


def peers(*names: str) -> bool:
    """Whether the libraries to compare with are installed."""
    return all(importlib.util.find_spec(name) for name in names)


# --- pages


def bench_pages(work: Path, args: argparse.Namespace) -> None:
    """From nothing, unchanged, 1 % changed, two jobs, the naive stack."""
    count = make_pages(work, args)
    size = sum(path.stat().st_size for path in (work / "pages").rglob("*.html"))
    found: dict[str, list[Run]] = {}
    for number in range(args.rounds):
        note: Callable[[str, Run], None] = lambda kind, one: found.setdefault(kind, []).append(one)  # noqa: E731
        note("one page", build(work, "one", "out1", fresh=True))
        note("from nothing", build(work, "pages", "out", fresh=True))
        if peers("trafilatura", "datasketch"):
            note("naive stack", run(sys.executable, __file__, "--naive", work / "pages", work / "naive.jsonl"))
        note("unchanged", build(work, "pages", "out"))
        change(work / "pages", number)
        time.sleep(0.1)
        note("1 % changed", build(work, "pages", "out"))
        note("two jobs", build(work, "pages", "out2", "--jobs", 2, fresh=True))
    best = {kind: median(runs) for kind, runs in found.items()}
    ours = best["from nothing"]
    print(f"\npages: {count} of {size / count / 1000:.0f} KB; CPU seconds, ratio to a build from nothing, MB")
    for kind, one in best.items():
        print(f"  {kind:14} {one.cpu:8.2f} {one.cpu / ours.cpu:8.3f} {one.rss_mb:6.0f}")
    if "naive stack" in best:
        print(f"  pages a CPU second: {best['naive stack'].cpu / ours.cpu:.2f} times the naive stack")
    print(f"  wall time of one job / two jobs: {ours.wall / best['two jobs'].wall:.2f}")


def change(folder: Path, round_number: int) -> None:
    """Change the article of every hundredth page."""
    for path in sorted(folder.rglob("*.html"))[::100]:
        number = b" %d" % (round_number + 2)
        path.write_bytes(re.sub(rb"(?<=[^>\s])(?=</p>|<br)", number, path.read_bytes(), count=5))


def make_pages(work: Path, args: argparse.Namespace) -> int:
    """Write the pages, or copy those of --raw; give their number."""
    if not (work / "pages").is_dir() and args.raw:
        shutil.copytree(args.raw, work / "pages")
    elif not (work / "pages").is_dir():
        write_pages(work / "pages", args.pages or (10_000 if args.full else 400))
    files = sorted((work / "pages").rglob("*.html"))
    (work / "one").mkdir(exist_ok=True)
    shutil.copyfile(files[0], work / "one" / "a.html")
    return len(files)


def naive(folder: Path, target: Path) -> None:
    """What one would write in an afternoon: every library with its defaults."""
    import trafilatura  # type: ignore[import-not-found,unused-ignore]
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found,unused-ignore]

    index = MinHashLSH(threshold=0.5, num_perm=128)
    with target.open("w", encoding="utf-8") as out:
        for path in sorted(folder.rglob("*.html")):
            found: Any = trafilatura.bare_extraction(path.read_bytes(), with_metadata=True)
            if found is None or not found.text:
                continue
            text = unicodedata.normalize("NFKC", found.text)
            words = re.findall(r"\w+", text)
            sketch = MinHash(num_perm=128)
            sketch.update_batch([" ".join(words[i : i + 3]).encode() for i in range(max(1, len(words) - 2))])
            near = sorted(index.query(sketch))
            index.insert(str(path), sketch)
            record = {"title": found.title, "author": found.author, "date": found.date, "text": text, "near": near}
            record["sentences"] = [match.span() for match in re.finditer(r"[^.!؟\n]+[.!؟]*", text)]
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


# --- stages


def bench_stages(work: Path, args: argparse.Namespace) -> None:
    """The share of each stage."""
    make_pages(work, args)
    rounds = [json.loads(run(sys.executable, __file__, "--steps", work / "pages").out) for _ in range(args.rounds)]
    shares = {name: statistics.median(r[name] for r in rounds) for name in rounds[0]}
    total = sum(shares.values())
    print("\nstages: share of the CPU time of the steps, ratio to extract")
    for name, seconds in shares.items():
        print(f"  {name:22} {seconds / total:6.1%} {seconds / shares['extract']:6.2f}")


def steps(folder: Path) -> None:
    """Time the steps of every stage on batches of pages, and each annotator, when all that loads has loaded."""
    from mudawwana.pipeline.work import BATCH_DOCUMENTS

    spent: Counter[str] = Counter()
    paths = sorted(folder.rglob("*.html"))[:400]
    for timed, some in ((False, paths[:20]), (True, paths)):
        for first in range(0, len(some), BATCH_DOCUMENTS):
            found = batch_steps(some[first : first + BATCH_DOCUMENTS])
            spent.update(found if timed else {})
    print(json.dumps(spent))


def batch_steps(paths: list[Path]) -> dict[str, float]:
    """CPU seconds of each stage for some pages; what annotate does ahead is the search for names."""
    from mudawwana.annotate.stage import NAMES, annotator
    from mudawwana.config import AnnotateConfig, Config
    from mudawwana.errors import Reject
    from mudawwana.pipeline.stages import STAGES
    from mudawwana.records import RawDocument
    from mudawwana.topics import load_topic

    config = Config(annotate=AnnotateConfig(keep_off_topic=True))
    topic, spent = load_topic(config.annotate.topic), dict[str, float]()

    def note(name: str, work: Callable[..., Any], *given: Any) -> Any:
        started = time.process_time()
        try:
            return work(*given)
        finally:
            spent[name] = spent.get(name, 0.0) + time.process_time() - started

    values: list[Any] = [RawDocument(p.name, None, "text/html", "0" * 64, p.read_bytes()) for p in paths]
    for stage in STAGES:
        if stage.ahead:
            name = "annotate: entities" if stage.name == "annotate" else stage.name
            note(name, stage.load(stage.ahead), values, stage.section(config))
        done = []
        for value in values:
            try:
                if stage.name == "annotate":
                    for name in NAMES:
                        value = value.model_copy(update=note(f"annotate: {name}", annotator(name), value, topic))
                elif stage.step:
                    value = note(stage.name, stage.load(stage.step), value, stage.section(config))
                if stage.summary:
                    note(stage.name, stage.load(stage.summary), value.text, value.folded)
                done.append(value)
            except Reject:
                continue
        values = done
    return spent


# --- memory


def bench_memory(work: Path, args: argparse.Namespace) -> None:
    """Time, memory and cache against the number of articles."""
    sizes = args.sizes or ([1_000, 5_000, 20_000, 100_000] if args.full else [500, 1_000, 2_000])
    print("\nmemory: rows of made-up news; CPU ms an article, MB of the largest process, cache KB an article")
    for count in sizes:
        (work / "rows").mkdir(exist_ok=True)
        write_rows(work / "rows" / "a.jsonl", count)
        one = build(work, "rows", "out_rows", fresh=True)
        cache = sum(path.stat().st_size for path in (work / "out_rows" / ".cache").rglob("*") if path.is_file())
        print(f"  {count:8} {1000 * one.cpu / count:8.2f} {one.rss_mb:6.0f} {cache / count / 1000:6.1f}", flush=True)


# --- dedupe


def bench_dedupe(work: Path, args: argparse.Namespace) -> None:
    """Articles a CPU second, beside rensa and datasketch."""
    count = 20_000 if args.full else 2_000
    (work / "texts.jsonl").write_text("\n".join(json.dumps(n.text) for n in articles(count)), encoding="utf-8")
    print(f"\ndedupe: {count} articles; articles a CPU second, ratio to ours, pairs or clusters found")
    ours = 0.0
    for kind, needs in (("ours", ()), ("rensa", ("rensa",)), ("datasketch", ("datasketch",))):
        if not peers(*needs):
            continue
        rounds = [
            json.loads(run(sys.executable, __file__, f"--{kind}", work / "texts.jsonl").out) for _ in range(args.rounds)
        ]
        speed = statistics.median(count / r["cpu"] for r in rounds)
        ours = ours or speed
        print(f"  {kind:12} {speed:8.0f} {speed / ours:8.2f}   {rounds[0]['found']}")


def sweep_ours(texts: list[str]) -> str:
    """Fingerprints and the sweep."""
    from mudawwana.config import DedupeConfig
    from mudawwana.dedupe.fingerprint import fingerprint
    from mudawwana.dedupe.sweep import Entry, sweep

    entries = (
        Entry(
            key,
            f"{key:016x}",
            None,
            f"outlet{key % 50}",
            f"2024-{key % 12 + 1:02}-{key % 28 + 1:02}",
            (),
            None,
            fingerprint(text),
        )
        for key, text in enumerate(texts)
    )
    with tempfile.TemporaryDirectory() as folder:
        found = list(sweep(entries, texts.__getitem__, DedupeConfig(), workdir=Path(folder)))
    clustered = sum(verdict.cluster is not None for _, verdict in found)
    return f"{clustered} articles in clusters, with passages and their places"


def sweep_rensa(texts: list[str]) -> str:
    """MinHash of words, as rensa has it."""
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-not-found,unused-ignore]

    index, pairs = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32), 0
    for key, text in enumerate(texts):
        sketch, words = RMinHash(num_perm=128, seed=42), text.split()
        sketch.update([" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))])
        pairs += len(index.query(sketch))
        index.insert(key, sketch)
    return f"{pairs} candidate pairs, no passages"


def sweep_datasketch(texts: list[str]) -> str:
    """MinHash of words, as datasketch has it."""
    from datasketch import MinHash, MinHashLSH

    index, pairs = MinHashLSH(threshold=0.5, num_perm=128), 0
    for key, text in enumerate(texts):
        sketch, words = MinHash(num_perm=128), text.split()
        sketch.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
        pairs += len(index.query(sketch))
        index.insert(key, sketch)
    return f"{pairs} candidate pairs, no passages"


def timed(sweep: Callable[[list[str]], str], source: Path) -> None:
    """Run one of the sweeps and print its cost, what it imports left out."""
    texts = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    sweep(texts[:10])
    started = time.process_time()
    found = sweep(texts)
    print(json.dumps({"cpu": time.process_time() - started, "found": found}))


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=f"some of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, help="number of pages")
    parser.add_argument("--raw", type=Path, help="a folder of pages to take instead of made-up ones")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of rows for the memory curve")
    parser.add_argument("--workdir", type=Path, help="where to write (default: the system's temporary folder)")
    inner = {"ours": sweep_ours, "rensa": sweep_rensa, "datasketch": sweep_datasketch}
    for name in inner:
        parser.add_argument(f"--{name}", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--naive", type=Path, nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--steps", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    for name, sweep in inner.items():
        if getattr(args, name):
            return timed(sweep, getattr(args, name))
    if args.naive:
        return naive(*args.naive)
    if args.steps:
        return steps(args.steps)
    if unknown := set(args.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    Words()  # complains early where the samples are missing
    parts = {"pages": bench_pages, "stages": bench_stages, "memory": bench_memory, "dedupe": bench_dedupe}
    with tempfile.TemporaryDirectory(dir=args.workdir) as folder:
        work = Path(folder)
        (work / "corpus.toml").write_text("[annotate]\nkeep_off_topic = true\n", encoding="utf-8")
        for name in args.parts or PARTS:
            parts[name](work, args)
    return None


if __name__ == "__main__":
    main()
