"""One stage on its own: records in, records out, as in a build and to the same bytes."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

import orjson

from mudawwana.config import Config
from mudawwana.dedupe.fingerprint import fingerprints
from mudawwana.dedupe.settle import rehouse, settle
from mudawwana.dedupe.sweep import Entry, Verdict, sweep
from mudawwana.errors import CorpusError, Reject
from mudawwana.extract.identify import short_hash
from mudawwana.jsonl import FIELDS, article_line, fragment, parse_article, reading, writing
from mudawwana.pipeline.chain import describe
from mudawwana.pipeline.keys import config_digest
from mudawwana.pipeline.stages import BY_NAME, Stage
from mudawwana.records import Article, Drop, Stamp

_START = b'{"id":"'
_SWEPT = b',"cluster":'
_BEHIND = b',"raw":'
_END = b"]}\n"
_MODIFIED, _TEXT, _EDITS = b',"modified":', b',"text":"', b'","edits":['
_FOLDED, _PARAGRAPHS = b',"folded":"', b'","paragraphs":['
_HEAD = FIELDS[: FIELDS.index("text")]
KEPT = 60_000_000
BLOCK, BLOCK_SIZE = 32, 500_000


class Line(NamedTuple):
    """Where a record's line lies."""

    at: int
    size: int


def run_stage(name: str, source: str, target: str, config: Config, dropped: str | None = None) -> Counter[str]:
    """Run a stage other than extract over a file of records; the reasons of what was dropped are counted."""
    stage = BY_NAME[name]
    with _seekable(source) as lines, _losses(dropped) as losses:
        if stage.step is None:
            _sweep(stage, (_name(source), lines), config, target)
            return Counter()
        with tempfile.TemporaryFile() as spool:
            counts, gone = _step_all(stage, (_name(source), lines), config, spool, losses)
            verdicts = _settled(spool, gone) if stage.sweep_writes and gone else {}
            spool.seek(0)
            _write(target, spool, verdicts, b"")
    return counts


def _name(source: str) -> str:
    return "<stdin>" if source == "-" else source


def _stamp(stage: Stage, config: Config) -> bytes:
    return fragment(Stamp(stage=stage.name, version=str(stage.version), config=config_digest(stage, config)))


@contextmanager
def _seekable(source: str) -> Iterator[IO[bytes]]:
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
def _losses(path: str | None) -> Iterator[IO[bytes] | None]:
    if path is None:
        yield None
    else:
        with writing(path) as stream:
            yield stream


def _write(target: str, lines: Iterable[bytes], verdicts: dict[int, Verdict], stamp: bytes) -> None:
    """Write all lines, with what a sweep found and a stamp put in."""
    with writing(target) as out:
        for number, line in enumerate(lines):
            verdict = verdicts.get(number)
            out.write(rewritten(line, verdict, stamp) if verdict is not None or stamp else line)


def rewritten(line: bytes, verdict: Verdict | None, stamp: bytes = b"") -> bytes:
    """A record's line with other values in the fields that dedupe sets, and with one stamp more, where there are any.

    The keys of a record stand in a fixed order, stamps last.
    """
    end = line.rindex(_BEHIND)
    start = line.rindex(_SWEPT, 0, end) if verdict else end
    last = line[end : -len(_END)]
    stamps = (b"" if last.endswith(b"[") else b",", stamp) if stamp else ()
    return b"".join((line[:start], _values(verdict) if verdict else b"", last, *stamps, _END))


def _values(verdict: Verdict) -> bytes:
    """The fields that dedupe sets, as they stand in a line."""
    cluster, original = fragment(verdict.cluster), fragment(verdict.duplicate_of)
    return b',"cluster":%s,"duplicate_of":%s,"reuse":%s' % (cluster, original, verdict.passages)


# --- a step


def _step_all(
    stage: Stage, source: tuple[str, IO[bytes]], config: Config, spool: IO[bytes], losses: IO[bytes] | None
) -> tuple[Counter[str], set[str]]:
    """Put every record through the step into the spool; the reasons and the ids of what was dropped are given back."""
    step, section = stage.load(stage.step or ""), stage.section(config)
    stamp = Stamp(stage=stage.name, version=str(stage.version), config=config_digest(stage, config))
    counts, gone = Counter[str](), set[str]()
    for where, line in _numbered(*source):
        article = parse_article(where, line)
        try:
            article = step(article, section)
        except Reject as verdict:
            counts[verdict.reason] += 1
            gone.add(article.id)
            if losses:
                losses.write(_drop(article, stage, verdict))
            continue
        except CorpusError:
            raise
        except Exception as bug:
            message = f"{where}: record {article.id}: a bug in stage {stage.name}: {describe(bug)}"
            raise CorpusError(message) from bug
        spool.write(article_line(article.model_copy(update={"stamps": (*article.stamps, stamp)})))
    return counts, gone


def _drop(article: Article, stage: Stage, verdict: Reject) -> bytes:
    drop = Drop(id=article.id, path=article.raw.path, stage=stage.name, reason=verdict.reason, detail=verdict.detail)
    return drop.model_dump_json().encode() + b"\n"


def _numbered(name: str, lines: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{name}:{number}", line


def _settled(spool: IO[bytes], gone: set[str]) -> dict[int, Verdict]:
    """The verdicts of records that spoke of dropped ones."""

    def articles() -> Iterator[Article]:
        spool.seek(0)
        return (parse_article("spool", line) for line in spool)

    homes, verdicts = rehouse(articles(), gone), {}
    for number, article in enumerate(articles()):
        settled = settle(article, homes, gone)
        if settled is not article:
            verdicts[number] = Verdict(settled.cluster, settled.duplicate_of, fragment(settled.reuse))
    return verdicts


# --- a sweep


def _sweep(stage: Stage, source: tuple[str, IO[bytes]], config: Config, target: str) -> None:
    """Run dedupe's sweep; lines that are not in the form that stages write are brought into it first."""
    name, lines = source
    with tempfile.TemporaryFile() as spool, tempfile.TemporaryDirectory() as folder, _no_collection():
        try:
            index = _Index(lines)
            entries = list(index.entries())
        except _OtherForm:
            lines.seek(0)
            spool.writelines(article_line(parse_article(where, line)) for where, line in _numbered(name, lines))
            index = _Index(spool)
            entries = list(index.entries())
        verdicts = dict(sweep(entries, index.text_of, config.dedupe, workdir=Path(folder)))
        _write(target, index.lines(), verdicts, _stamp(stage, config))


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


class _OtherForm(Exception):
    """A line is not in the form that stages write."""


class _Index:
    """The records of a file as the sweep sees them.

    The first lines stay in memory, as many as KEPT bytes hold; the others are read again where they are needed.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: list[Line] = []
        self._kept: list[bytes] = []
        self._texts: list[str] = []

    def text_of(self, number: int) -> str:
        """The text of a record."""
        if number < len(self._texts):
            return self._texts[number]
        at, size = self._places[number]
        self._file.seek(at)
        return _cut(self._file.read(size))[1]

    def lines(self) -> Iterator[bytes]:
        """All lines that hold a record."""
        yield from self._kept
        if len(self._kept) < len(self._places):
            self._file.seek(self._places[len(self._kept)].at)
            yield from (line for line in self._file if not line.isspace())

    def entries(self) -> Iterator[Entry]:
        """What the sweep needs to know of each record; only the fields that it reads are looked at."""
        self._file.seek(0)
        at = size = 0
        heads: dict[str, str] = {}
        block: list[tuple[dict[str, Any], str, bytes]] = []
        for line in self._file:
            if not line.isspace():
                block.append(_cut(line))
                self._places.append(Line(at, len(line)))
                if at < KEPT:
                    self._kept.append(line)
                    self._texts.append(block[-1][1])
                size += len(line)
                if len(block) == BLOCK or size > BLOCK_SIZE:
                    yield from _entries(len(self._places) - len(block), block, heads)
                    size, block = 0, []
            at += len(line)
        yield from _entries(len(self._places) - len(block), block, heads)


def _entries(key: int, block: list[tuple[dict[str, Any], str, bytes]], heads: dict[str, str]) -> Iterator[Entry]:
    try:
        packed = fingerprints([text for _, text, _ in block], [folded for *_, folded in block])
    except UnicodeDecodeError:
        raise _OtherForm from None
    for number, ((fields, *_), summary) in enumerate(zip(block, packed, strict=True), start=key):
        id, url = fields["id"], fields["url"]
        head = heads.setdefault(url, short_hash(url)) if url else id
        older = None if head == id else head
        yield Entry(number, id, url, fields["source"], fields["published"], tuple(fields["credit"]), older, summary)


def _cut(line: bytes) -> tuple[dict[str, Any], str, bytes]:
    """The fields of a record that stand before its text, the text, and the folded text in UTF-8, by the order of keys.

    In JSON no string can hold a bare quotation mark: `,"edits":` stands where that key is and nowhere else.
    """
    text = line.find(_TEXT, line.find(_MODIFIED))
    end = line.find(_EDITS, text)
    folded = line.find(_FOLDED, end)
    close = line.find(_PARAGRAPHS, folded)
    if not (line.startswith(_START) and line.endswith(_END) and 0 < text < end < folded < close):
        raise _OtherForm
    if not close < line.rfind(_SWEPT) < line.rfind(_BEHIND):
        raise _OtherForm
    try:
        fields = orjson.loads(line[:text] + b"}")
        orjson.loads(b"{" + line[end + 2 : folded] + line[close + 1 :])  # the rest goes through as it is
        if tuple(fields) != _HEAD or not isinstance(fields["credit"], list):
            raise _OtherForm
        return fields, _plain(line[text + len(_TEXT) : end]).decode(), _plain(line[folded + len(_FOLDED) : close])
    except ValueError:
        raise _OtherForm from None


def _plain(string: bytes) -> bytes:
    """What stands between the quotation marks of a JSON string, with the usual escapes undone.

    >>> _plain(b"one" + bytes([92, 110]) + b"two")
    b'one\\ntwo'
    """
    if b"\\" not in string:
        return string
    if string.count(b"\\") == string.count(b"\\n") + string.count(b'\\"'):
        return string.replace(b"\\n", b"\n").replace(b'\\"', b'"')
    return str(orjson.loads(b'"%s"' % string)).encode()
