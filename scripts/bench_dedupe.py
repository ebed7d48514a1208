"""How the search for near-duplicates and shared passages grows: CPU time, memory and disk from 10 k articles upwards.

    python scripts/bench_dedupe.py --news news.jsonl.gz --sizes 10000 30000 100000

The articles are made from the n-gram statistics of a news file (each word follows the one or the two before it as often
as there); one in five repeats an earlier article, whole with edits or in part. Every size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

COPIED = 0.2
NEAR = 5_000
BATCH = 2_000


class Model:
    """Follows words by words as the news file does."""

    def __init__(self, files: list[Path]) -> None:
        known: dict[str, int] = {}
        tokens = [known.setdefault(word, len(known)) for text in texts_of(files) for word in text.split()]
        self.words = np.array(list(known), object)
        self.tokens = np.array(tokens, np.int64)
        self.by_word, self.word_starts = self._occurrences(self.tokens[:-1])
        pairs = self.tokens[:-2] * len(known) + self.tokens[1:-1]
        self.pairs, numbers = np.unique(pairs, return_inverse=True)
        self.by_pair, self.pair_starts = self._occurrences(numbers)

    @staticmethod
    def _occurrences(numbers: Any) -> tuple[Any, Any]:
        order = np.argsort(numbers, kind="stable")
        return order, np.searchsorted(numbers[order], np.arange(numbers.max() + 2))

    def articles(self, rng: np.random.Generator, count: int) -> list[list[str]]:
        """Made-up articles of 40 to 900 words."""
        lengths = np.clip(rng.lognormal(5.3, 0.6, count), 40, 900).astype(int)
        state = rng.integers(0, len(self.tokens) - 2, count)
        before, current = self.tokens[state], self.tokens[state + 1]
        made = np.empty((lengths.max(), count), np.int64)
        for step in range(lengths.max()):
            made[step] = current
            before, current = current, self._next(rng, before, current)
        return [self.words[made[: lengths[k], k]].tolist() for k in range(count)]

    def _next(self, rng: np.random.Generator, before: Any, current: Any) -> Any:
        chance = rng.random(len(current))
        current = np.where(self.word_starts[current + 1] > self.word_starts[current], current, self.tokens[0])
        first = self.word_starts[current]
        found = self.by_word[first + (chance * (self.word_starts[current + 1] - first)).astype(int)] + 1
        pair = before * len(self.words) + current
        place = np.minimum(np.searchsorted(self.pairs, pair), len(self.pairs) - 1)
        known = (self.pairs[place] == pair) & (rng.random(len(current)) < 0.5)
        first, last = self.pair_starts[place], self.pair_starts[place + 1]
        longer = self.by_pair[np.minimum(first + (chance * (last - first)).astype(int), last - 1)] + 2
        return self.tokens[np.where(known, longer, found)]


def texts_of(files: list[Path]) -> Iterator[str]:
    """The texts of news files, whatever their field is called."""
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield next((row[key] for key in ("text", "content", "full_text", "body") if row.get(key)), "")


def repeat(rng: np.random.Generator, old: list[str], new: list[str]) -> list[str]:
    """An article that repeats an old one: whole with some words exchanged, or a part of it among new words."""
    if rng.random() < 0.5:
        return [new[k % len(new)] if rng.random() < 0.05 else word for k, word in enumerate(old)]
    first = int(rng.integers(0, max(1, len(old) // 2)))
    half = len(new) // 2
    return new[:half] + old[first : first + max(20, len(old) // 2)] + new[half:]


def generate(files: list[Path], target: Path, count: int) -> None:
    """Write `count` articles, one a line."""
    rng, model = np.random.default_rng(1), Model(files)
    recent: list[list[str]] = []
    with target.open("w", encoding="utf-8") as out:
        for first in range(0, count, BATCH):
            for body in model.articles(rng, min(BATCH, count - first)):
                if recent and rng.random() < COPIED:
                    body = repeat(rng, recent[int(rng.integers(len(recent)))], body)
                recent.append(body)
                out.write(" ".join(body) + "\n")
            del recent[:-NEAR]


def peak_mb() -> float:
    """Most memory this process has held; getrusage would count what its parent held before."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


def measure(source: Path, count: int, partitions: int) -> dict[str, float]:
    """Sweep the first `count` articles of a file and report what it cost."""
    from array import array

    from mudawwana.config import DedupeConfig
    from mudawwana.dedupe.fingerprint import fingerprint
    from mudawwana.dedupe.sweep import Entry, sweep

    places, spent = array("q"), [0.0]

    def entries() -> Iterator[Entry]:
        at = 0
        with source.open("rb") as lines:
            for key in range(count):
                line = next(lines)
                places.append(at)
                at += len(line)
                begin = time.process_time()
                packed = fingerprint(line[:-1].decode())
                spent[0] += time.process_time() - begin
                when = f"2024-{key % 12 + 1:02}-{key % 28 + 1:02}"
                yield Entry(key, f"{key:016x}", None, f"outlet{key % 50}", when, (), None, packed)

    with source.open("rb") as texts, tempfile.TemporaryDirectory(dir=source.parent) as folder:

        def text_of(key: int) -> str:
            texts.seek(places[key])
            return texts.readline()[:-1].decode()

        passages = clustered = 0
        config = DedupeConfig(partitions=partitions)
        for _, verdict in sweep(entries(), text_of, config, workdir=Path(folder)):
            passages += len(verdict.reuse)
            clustered += verdict.cluster is not None
    return {
        "fingerprints": spent[0],
        "sweep": time.process_time() - spent[0],
        "rss": peak_mb(),
        "passages": passages,
        "clustered": clustered,
    }


def main() -> None:
    """Make the articles, measure every size, and print the table and the growth exponents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--news", type=Path, nargs="+", help="files of news to take the statistics from (.jsonl, .jsonl.gz)"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--partitions", type=int, default=8)
    parser.add_argument("--workdir", type=Path)
    parser.add_argument("--measure", nargs=2, metavar=("FILE", "COUNT"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(measure(Path(args.measure[0]), int(args.measure[1]), args.partitions)))
        return
    with tempfile.TemporaryDirectory(dir=args.workdir) as folder:
        source = Path(folder) / "articles.txt"
        generate(args.news, source, max(args.sizes))
        rows = []
        for count in sorted(args.sizes):
            command = [
                sys.executable,
                __file__,
                "--measure",
                str(source),
                str(count),
                "--partitions",
                str(args.partitions),
            ]
            run = subprocess.run(command, check=True, capture_output=True, text=True)
            row = json.loads(run.stdout)
            rows.append((count, row))
            print(
                f"{count:>9} articles  fingerprints {row['fingerprints']:7.1f} CPU-s  sweep {row['sweep']:7.1f} CPU-s  "
                f"{count / (row['fingerprints'] + row['sweep']):6.0f} a CPU-s  {row['rss']:6.0f} MB  "
                f"{row['passages']} passages, {row['clustered']} in clusters",
                flush=True,
            )
    if len(rows) > 1:
        (small, one), (large, two) = rows[0], rows[-1]
        exponent = math.log(two["sweep"] / one["sweep"]) / math.log(large / small)
        print(f"growth of the sweep from {small} to {large}: n^{exponent:.2f}")


if __name__ == "__main__":
    main()
