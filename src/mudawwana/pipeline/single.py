"""One stage on its own: records in, records out, as in a build and to the same bytes."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

import orjson

from mudawwana.config import Config
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
KEPT = 30_000_000


class Line(NamedTuple):
    """Where a record's line lies."""

    at: int
    size: int


def run_stage(name: str, source: str, target: str, config: Config, dropped: str | None = None) -> Counter[str]:
    """Run a stage other than extract over a file of records; the reasons of what was dropped are counted."""
    stage = BY_NAME[name]
    with _seekable(source) as lines, tempfile.TemporaryFile() as spool:
        if stage.step:
            with _losses(dropped) as losses:
                counts, gone = _step_all(stage, (_name(source), lines), config, spool, losses)
            verdicts = _settled(spool, gone) if stage.sweep_writes and gone else {}
            _write(target, spool, verdicts, b"")
        else:
            with _losses(dropped):
                counts = Counter()
            verdicts = _sweep(stage, (_name(source), lines), config, spool)
            _write(target, spool if spool.tell() else lines, verdicts, _stamp(stage, config))
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


def _write(target: str, lines: IO[bytes], verdicts: dict[int, Verdict], stamp: bytes) -> None:
    """Write all lines, with what a sweep found and a stamp put in."""
    lines.seek(0)
    with writing(target) as out:
        number = 0
        for line in lines:
            if not line.strip():
                continue
            line = patched(line, verdicts[number]) if number in verdicts else line
            out.write(stamped(line, stamp) if stamp else line)
            number += 1


def patched(line: bytes, verdict: Verdict) -> bytes:
    """A record's line with other values in the fields that dedupe sets; the keys of a record stand in a fixed order."""
    start, end = line.rindex(_SWEPT), line.rindex(_BEHIND)
    values = (fragment(verdict.cluster), fragment(verdict.duplicate_of), fragment(verdict.reuse))
    return b"".join((line[:start], b',"cluster":%s,"duplicate_of":%s,"reuse":%s' % values, line[end:]))


def stamped(line: bytes, stamp: bytes) -> bytes:
    """A record's line with one stamp more."""
    body = line[: -len(_END)]
    return b"".join((body, b"" if body.endswith(b"[") else b",", stamp, _END))


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
            verdicts[number] = Verdict(settled.cluster, settled.duplicate_of, settled.reuse)
    return verdicts


# --- a sweep


def _sweep(stage: Stage, source: tuple[str, IO[bytes]], config: Config, spool: IO[bytes]) -> dict[int, Verdict]:
    """Run dedupe's sweep; lines that are not in the form that stages write are brought into it, in the spool."""
    name, lines = source
    if not all(_canonical(line) for line in lines if line.strip()):
        lines.seek(0)
        spool.writelines(article_line(parse_article(where, line)) for where, line in _numbered(name, lines))
        lines = spool
    lines.seek(0)
    index: list[Line] = []
    texts: list[str] = []

    def text_of(number: int) -> str:
        if number < len(texts):
            return texts[number]
        lines.seek(index[number].at)
        return str(orjson.loads(lines.read(index[number].size))["text"])

    entries = list(_entries(name, lines, stage.load(stage.summary or ""), index, texts))
    with tempfile.TemporaryDirectory() as folder:
        return dict(sweep(entries, text_of, config.dedupe, workdir=Path(folder)))


def _canonical(line: bytes) -> bool:
    return line.startswith(_START) and line.endswith(_END) and line.count(_SWEPT) == line.count(_BEHIND) == 1


def _entries(name: str, lines: IO[bytes], summary: Any, index: list[Line], texts: list[str]) -> Iterator[Entry]:
    """What the sweep needs to know of each record; only the fields that the stage reads are checked.

    The first texts stay in memory, as many as KEPT characters hold; the others are read again where they are needed.
    """
    at, room, heads = 0, KEPT, dict[str, str]()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            fields = _fields(f"{name}:{number}", line)
            url, text = fields["url"], fields["text"]
            head = heads.setdefault(url, short_hash(url)) if url else fields["id"]
            older = None if head == fields["id"] else head
            key = len(index)
            index.append(Line(at, len(line)))
            room -= len(text)
            if room > 0:
                texts.append(text)
            credit, packed = tuple(fields["credit"]), summary(text, fields["folded"] or None)
            yield Entry(key, fields["id"], url, fields["source"], fields["published"], credit, older, packed)
        at += len(line)


def _fields(where: str, line: bytes) -> dict[str, Any]:
    """A record's fields as plain values; one of another form gets the exact complaint."""
    try:
        fields = orjson.loads(line)
        good = isinstance(fields["text"], str) and isinstance(fields["credit"], list) and len(fields) == len(FIELDS)
    except (orjson.JSONDecodeError, KeyError, TypeError):
        good = False
    return fields if good else parse_article(where, line).model_dump()
