"""Dedupe's sweep over a file of records; lines go through as they are, and what models records is not loaded."""

from __future__ import annotations

import gc
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import IO, NamedTuple

import orjson

from mudawwana.dedupe.fingerprint import fingerprints
from mudawwana.dedupe.sweep import Entry, Thresholds, Verdict, sweep
from mudawwana.extract.identify import short_hash
from mudawwana.pipeline.stages import BY_NAME
from mudawwana.streams import reading, writing

FIELDS = (
    "id", "url", "source", "title", "authors", "credit", "dateline", "section", "tags", "language",
    "published", "published_precision", "published_evidence", "modified", "text", "edits", "folded",
    "paragraphs", "sentences", "entities", "dates", "quotes", "quantities", "relevance", "events",
    "cluster", "duplicate_of", "reuse", "raw", "stamps",
)  # fmt: skip
"""The keys of a record in their order, as the model of articles has them (a test compares)."""
_START = b'{"id":"'
_SWEPT = b',"cluster":'
_BEHIND = b',"raw":'
_END = b"]}\n"
KEPT = 60_000_000
BLOCK, BLOCK_SIZE = 32, 500_000


class Defaults(NamedTuple):
    """What [dedupe] holds where corpus.toml says nothing of it (a test compares it with the model)."""

    cluster_jaccard: float = 0.5
    min_containment: float = 0.25
    min_run: int = 25
    partitions: int = 8

    def digest(self) -> str:
        """Eight hex digits for the section, as the stamps carry it."""
        return hashlib.blake2b(orjson.dumps(self._asdict()), digest_size=4).hexdigest()


_PLAIN: dict[str, dict[str, type]] = {
    "annotate": {"keep_off_topic": bool, "topic": str},
    "extract": {"boilerplate": str},
}
"""Keys outside [dedupe] that take any value of one type (a test compares them with the models)."""


def says_nothing(config: Path | None) -> bool:
    """Whether a configuration leaves [dedupe] at its defaults and is surely right in all else that it says."""
    path = config or Path("corpus.toml")
    if config is None and not path.exists():
        return True
    import tomllib

    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return all(
        isinstance(table, dict) and name in _PLAIN and all(_PLAIN[name].get(k) is type(v) for k, v in table.items())
        for name, table in data.items()
    )


def stamp(version: int, digest: str) -> bytes:
    """The stamp of a record that went through the sweep, as JSON."""
    return orjson.dumps({"stage": "dedupe", "version": str(version), "config": digest})


def sweep_by_default(source: str, target: str) -> None:
    """Run the sweep with the defaults of [dedupe]."""
    sweep_file(source, target, Defaults(), stamp(BY_NAME["dedupe"].version, Defaults().digest()))


def sweep_file(source: str, target: str, config: Thresholds, mark: bytes) -> None:
    """Run the sweep; lines that are not in the form that stages write are brought into it first."""
    with (
        seekable(source) as lines,
        tempfile.TemporaryFile() as spool,
        tempfile.TemporaryDirectory() as folder,
        _no_collection(),
    ):
        _keep_memory()
        try:
            index = _Index(lines)
            entries = list(index.entries())
        except _OtherForm:
            _rewrite("<stdin>" if source == "-" else source, lines, spool)
            index = _Index(spool)
            entries = list(index.entries())
        verdicts = dict(sweep(entries, index.text_of, config, workdir=Path(folder)))
        with writing(target) as out:
            for number, line in enumerate(index.lines()):
                out.write(rewritten(line, verdicts.get(number), mark))


def _rewrite(name: str, lines: IO[bytes], spool: IO[bytes]) -> None:
    """Bring lines into the form that stages write, or say what is wrong with them."""
    from mudawwana.jsonl import article_line, parse_article

    lines.seek(0)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            spool.write(article_line(parse_article(f"{name}:{number}", line)))


@contextmanager
def seekable(source: str) -> Iterator[IO[bytes]]:
    """The lines of a source as a file that can be read twice."""
    with reading(source) as stream:
        if source != "-" and not source.endswith((".gz", ".zst")):
            yield stream
            return
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(stream, copy)
            copy.seek(0)
            yield copy


@contextmanager
def _no_collection() -> Iterator[None]:
    """A sweep makes many small values and no cycles: looking for those is time lost."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _keep_memory() -> None:
    """Let the C library keep the memory of arrays for the next ones: once a large block was given back, glibc does."""
    import numpy as np

    np.empty(16 << 20, np.uint8)


def rewritten(line: bytes, verdict: Verdict | None, mark: bytes = b"") -> bytes:
    """A record's line with other values in the fields that dedupe sets, and with one stamp more, where there are any.

    The keys of a record stand in a fixed order, stamps last.
    """
    end = line.rindex(_BEHIND)
    start = line.rindex(_SWEPT, 0, end) if verdict else end
    last = line[end : -len(_END)]
    stamps = (b"" if last.endswith(b"[") else b",", mark) if mark else ()
    return b"".join((line[:start], _values(verdict) if verdict else b"", last, *stamps, _END))


def _values(verdict: Verdict) -> bytes:
    """The fields that dedupe sets, as they stand in a line."""
    cluster, original = orjson.dumps(verdict.cluster), orjson.dumps(verdict.duplicate_of)
    return b',"cluster":%s,"duplicate_of":%s,"reuse":%s' % (cluster, original, verdict.passages)


class _OtherForm(Exception):
    """A line is not in the form that stages write."""


class _Line(NamedTuple):
    """Where a record's line lies."""

    at: int
    size: int


class _Index:
    """The records of a file as the sweep sees them.

    The texts of the first lines stay in memory, as many as KEPT bytes hold; others are read again when they are needed.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: list[_Line] = []
        self._texts: list[str] = []

    def text_of(self, number: int) -> str:
        """The text of a record."""
        if number < len(self._texts):
            return self._texts[number]
        at, size = self._places[number]
        self._file.seek(at)
        return _facts(self._file.read(size)).text

    def lines(self) -> Iterator[bytes]:
        """All lines that hold a record."""
        self._file.seek(0)
        return (line for line in self._file if not line.isspace())

    def entries(self) -> Iterator[Entry]:
        """What the sweep needs to know of each record."""
        self._file.seek(0)
        at = size = 0
        heads: dict[str, str] = {}
        block: list[_Facts] = []
        for line in self._file:
            if not line.isspace():
                block.append(facts := _facts(line))
                self._places.append(_Line(at, len(line)))
                if at < KEPT:
                    self._texts.append(facts.text)
                size += len(line)
                if len(block) == BLOCK or size > BLOCK_SIZE:
                    yield from _entries(len(self._places) - len(block), block, heads)
                    size, block = 0, []
            at += len(line)
        yield from _entries(len(self._places) - len(block), block, heads)


class _Facts(NamedTuple):
    """What the sweep reads of a record."""

    id: str
    url: str | None
    source: str | None
    published: str | None
    credit: list[str]
    text: str
    folded: str


def _entries(key: int, block: list[_Facts], heads: dict[str, str]) -> Iterator[Entry]:
    packed = fingerprints([facts.text for facts in block], [facts.folded for facts in block])
    for number, (facts, summary) in enumerate(zip(block, packed, strict=True), start=key):
        id, url, source, published, credit, *_ = facts
        head = heads.setdefault(url, short_hash(url)) if url else id
        yield Entry(number, id, url, source, published, tuple(credit), None if head == id else head, summary)


_facts_of = itemgetter(*_Facts._fields)


def _facts(line: bytes) -> _Facts:
    """What the sweep reads of a record in the form that stages write: every key once, in order, no space between."""
    try:
        fields = orjson.loads(line)
    except ValueError:
        raise _OtherForm from None
    if not (type(fields) is dict and tuple(fields) == FIELDS and line.startswith(_START) and line.endswith(_END)):
        raise _OtherForm
    facts = _Facts._make(_facts_of(fields))
    if not (
        0 < line.rfind(_SWEPT) < line.rfind(_BEHIND)
        and type(facts.text) is type(facts.folded) is str
        and type(facts.credit) is list
    ):
        raise _OtherForm
    return facts
