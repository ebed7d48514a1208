"""The output files, put together from the JSON of each stage's fields without parsing it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import orjson
import zstandard

from mudawwana.config import Config
from mudawwana.dedupe.settle import Member
from mudawwana.dedupe.stories import Node, node_from, stories
from mudawwana.jsonl import Line, fragment
from mudawwana.pipeline.cache import Cache
from mudawwana.pipeline.chain import Fragments, Outcome, unpack, without_summary
from mudawwana.pipeline.keys import config_digest
from mudawwana.pipeline.rows import Row
from mudawwana.pipeline.stages import STAGES, Stage
from mudawwana.pipeline.sweeps import reached
from mudawwana.records import Drop, Stamp

ALL_FILES = (
    "articles.jsonl",
    "dropped.jsonl",
    *(f"{stage.name}.jsonl" for stage in STAGES),
    "tokens.jsonl",
    "stories.jsonl",
)


_TOGETHER = 1 << 20  # bytes
_NOTHING: Fragments = {}


class Written(NamedTuple):
    """A file that was written: how many lines and bytes, and its SHA-256."""

    lines: int
    size: int
    sha256: str


class Out:
    """A file that is being written."""

    def __init__(self, path: Path) -> None:
        self.stream, self.hash, self.lines, self.size = path.open("wb", buffering=0), hashlib.sha256(), 0, 0
        self.waiting: list[bytes] = []
        self.written = 0

    def add(self, line: bytes) -> None:
        """Write one line; some wait for others, so that they are written and hashed together."""
        self.waiting.append(line)
        self.lines += 1
        self.size += len(line)
        if self.size - self.written >= _TOGETHER:
            self._flush()

    def _flush(self) -> None:
        block = b"".join(self.waiting)
        self.waiting.clear()
        self.hash.update(block)
        rest = memoryview(block)
        while rest:
            rest = rest[self.stream.write(rest) :]
        self.written = self.size

    def close(self) -> Written:
        """Finish the file."""
        self._flush()
        self.stream.close()
        return Written(self.lines, self.size, self.hash.hexdigest())


def stamps(stages: tuple[Stage, ...], config: Config) -> dict[str, Fragments]:
    """The stamps of a record after each stage."""
    made: list[Stamp] = []
    found = {}
    for stage in stages:
        made.append(Stamp(stage=stage.name, version=str(stage.version), config=config_digest(stage, config)))
        found[stage.name] = {"stamps": fragment(tuple(made))}
    return found


def write_all(
    folder: Path, rows: list[Row], cache: Cache, chain: bytes, stages: tuple[Stage, ...], config: Config,
    advance: Callable[[int], None],
) -> dict[str, Written]:  # fmt: skip
    """Write every file into a folder; articles.jsonl only where the last stage is among them."""
    outs = {stage.name: Out(folder / f"{stage.name}.jsonl") for stage in stages}
    places: list[tuple[bool, str, str, int, int]] = []
    sharing: list[Node] = []
    stamped = stamps(stages, config)
    unsqueeze = zstandard.ZstdDecompressor().decompress
    found = [(row, row.head) for row in rows if reached(row, stages[0].name) and row.head]
    advance(len(rows) - len(found))
    last, is_complete = outs[stages[-1].name], stages[-1].name == "annotate"
    for (row, head), body in zip(found, cache.bodies([row.doc for row, _ in found], chain), strict=True):
        advance(1)
        outcome, at = unpack(unsqueeze(body)), last.size
        _write_row(row, outcome, stages, stamped, outs)
        if row.drop is None and is_complete:
            places.append((head.published is None, head.published or "", row.id, at, last.size - at))
            node = _node(row, outcome)
            sharing += [node] if node else []
    written = {f"{name}.jsonl": out.close() for name, out in outs.items()}
    written["dropped.jsonl"] = _write_dropped(folder / "dropped.jsonl", rows)
    if is_complete:
        written["articles.jsonl"] = _write_sorted(folder / "annotate.jsonl", folder / "articles.jsonl", sorted(places))
        written["stories.jsonl"] = _write_stories(folder / "stories.jsonl", sharing)
        if config.segment.tokens != "none":
            written["tokens.jsonl"] = _write_tokens(folder, config.segment.tokens)
    return written


def _write_tokens(folder: Path, backend: str) -> Written:
    """The tokens of a corpus, row for row with its articles."""
    from mudawwana.segment.tokens import token_row

    out = Out(folder / "tokens.jsonl")
    with (folder / "articles.jsonl").open("rb") as lines:
        for line in lines:
            article = orjson.loads(line)
            out.add(token_row(article["id"], article["text"], backend=backend))
    return out.close()


def _write_stories(target: Path, sharing: list[Node]) -> Written:
    out = Out(target)
    for story in stories(sharing):
        out.add(orjson.dumps(story) + b"\n")
    return out.close()


def _node(row: Row, outcome: Outcome) -> Node | None:
    """An article as its story sees it; of one that shares nothing with others nothing is parsed."""
    found = row.sweeps["dedupe"] | row.sweeps.get("annotate", {})
    if row.verdict is None or row.head is None or (found["cluster"] == b"null" and found["reuse"] == b"[]"):
        return None
    _, url, source, published, modified, credit = row.head
    member = Member(row.id, url, source, published, modified, row.verdict.words)
    passages = ((p["start"], p["end"], p["other"], p["kind"]) for p in orjson.loads(found["reuse"]))
    known = outcome.fragments()
    title, length = orjson.loads(known["title"]), len(orjson.loads(known["text"]))
    return node_from(member, title, credit, length, orjson.loads(found["cluster"]), passages)


def _write_row(
    row: Row, outcome: Outcome, stages: tuple[Stage, ...], stamped: dict[str, Fragments], outs: dict[str, Out]
) -> None:
    line = Line({"id": fragment(row.id), "raw": fragment(row.raw())})
    for stage, result in zip(stages, outcome.results, strict=False):
        if not reached(row, stage.name):
            return
        line.set(without_summary(result.fragments) if stage.summary else result.fragments)
        line.set(stamped[stage.name])
        line.set(row.sweeps.get(stage.name, _NOTHING))
        outs[stage.name].add(line.to_bytes())


def _write_dropped(path: Path, rows: list[Row]) -> Written:
    out = Out(path)
    for row in rows:
        if row.drop:
            stage, reason, detail = row.drop
            drop = Drop(id=row.id, path=row.path, stage=stage, reason=reason, detail=detail)
            out.add(drop.model_dump_json().encode() + b"\n")
    return out.close()


def _write_sorted(source: Path, target: Path, places: list[tuple[bool, str, str, int, int]]) -> Written:
    out = Out(target)
    if places:
        with source.open("rb", buffering=0) as lines:  # a map of the file would count as memory of this process
            for _, _, _, at, size in places:
                lines.seek(at)
                out.add(lines.read(size))
    return out.close()
