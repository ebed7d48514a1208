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
BATCH = 20_000
TRIGRAM = 0.3


class Model:
    """Follows words by words as the news file does; where it stands is a place in that file.

    From a place it goes on behind any place of the same word, or, TRIGRAM of the time, of the same two words.
    """

    def __init__(self, files: list[Path]) -> None:
        known: dict[str, int] = {}
        tokens = [known.setdefault(word, len(known)) for text in texts_of(files) for word in text.split()]
        self.words = list(known)
        self.tokens = np.array([*tokens, tokens[0]], np.int64)
        self._by_word = self._occurrences(self.tokens[:-1])
        pairs = np.append(-1, self.tokens[:-2] * len(known) + self.tokens[1:-1])
        self._by_pair = self._occurrences(np.unique(pairs, return_inverse=True)[1])

    @staticmethod
    def _occurrences(values: Any) -> tuple[Any, Any, Any]:
        """Places by value; for every place where those of its value begin among them, and how many they are."""
        order = np.argsort(values, kind="stable").astype(np.int32)
        starts = np.searchsorted(values[order], np.arange(values.max() + 2))
        return order, starts[values].astype(np.int32), np.diff(starts)[values].astype(np.float32)

    def walk(self, rng: np.random.Generator, walkers: int, steps: int) -> Any:
        """So many walks of so many words each, one after the other, as numbers of words."""
        place = rng.integers(1, len(self.tokens) - 1, walkers)
        made = np.empty((steps, walkers), np.int32)
        split = int(walkers * TRIGRAM)
        for step in range(steps):
            made[step] = self.tokens[place]
            place %= len(self.tokens) - 1
            chance = rng.random(walkers, np.float32)
            half = rng.integers(walkers)
            far, near = np.roll(place, half)[:split], np.roll(place, half)[split:]
            place = np.concatenate([_next(self._by_pair, far, chance), _next(self._by_word, near, chance[split:])])
            place = np.roll(place, -half)
        return made.T.ravel()

    def articles(self, rng: np.random.Generator, count: int) -> Iterator[list[str]]:
        """Made-up articles of 40 to 900 words."""
        lengths = np.clip(rng.lognormal(5.3, 0.6, count), 40, 900).astype(int)
        stream = self.walk(rng, 2_000, int(lengths.sum()) // 2_000 + 1).tolist()
        at, word = 0, self.words.__getitem__
        for length in lengths.tolist():
            yield list(map(word, stream[at : at + length]))
            at += length


def _next(table: tuple[Any, Any, Any], place: Any, chance: Any) -> Any:
    """The places behind any of those that are equal to these."""
    order, starts, counts = table
    return order[starts[place] + (chance[: len(place)] * counts[place] * 0.999999).astype(np.int64)] + 1


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
