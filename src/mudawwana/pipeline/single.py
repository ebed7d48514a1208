"""One stage on its own: records in, records out, as in a build and to the same bytes."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import orjson

from mudawwana.config import Config
from mudawwana.dedupe.settle import rehouse, settle
from mudawwana.dedupe.sweep import Entry, Verdict, sweep
from mudawwana.errors import CorpusError, Reject
from mudawwana.jsonl import article_line, fragment, parse_article, read_lines, writing
from mudawwana.pipeline.chain import describe
from mudawwana.pipeline.keys import config_digest
from mudawwana.pipeline.stages import BY_NAME, Stage
from mudawwana.records import Article, Drop, Stamp

_SWEPT = b',"cluster":'
_BEHIND = b',"raw":'


def run_stage(name: str, source: str, target: str, config: Config, dropped: str | None = None) -> Counter[str]:
    """Run a stage other than extract over a file of records; the reasons of what was dropped are counted."""
    stage, counts, gone = BY_NAME[name], Counter[str](), set[str]()
    with _spool(dropped) as losses, tempfile.TemporaryFile() as spool:
        index = list(_step_all(stage, source, config, spool, losses, counts, gone))
        verdicts = _sweep(stage, index, spool, config, gone)
        with writing(target) as out:
            for number, (at, size, _) in enumerate(index):
                spool.seek(at)
                line = spool.read(size)
                out.write(patched(line, verdicts[number]) if number in verdicts else line)
    return counts


@contextmanager
def _spool(path: str | None) -> Iterator[IO[bytes] | None]:
    if path is None:
        yield None
    else:
        with writing(path) as stream:
            yield stream


def _step_all(
    stage: Stage,
    source: str,
    config: Config,
    spool: IO[bytes],
    losses: IO[bytes] | None,
    counts: Counter[str],
    gone: set[str],
) -> Iterator[tuple[int, int, Entry]]:
    """Put every record through the step into the spool; yield where each lies and what a sweep needs to know of it."""
    step = stage.load(stage.step) if stage.step else None
    summary = stage.load(stage.summary) if stage.summary else None
    section, at = stage.section(config), 0
    stamp = Stamp(stage=stage.name, version=str(stage.version), config=config_digest(stage, config))
    newest: dict[str, str] = {}
    for number, (where, line) in enumerate(read_lines(source)):
        article = parse_article(where, line)
        try:
            article = step(article, section) if step else article
        except Reject as verdict:
            counts[verdict.reason] += 1
            gone.add(article.id)
            if losses:
                drop = Drop(
                    id=article.id, path=article.raw.path, stage=stage.name, reason=verdict.reason, detail=verdict.detail
                )
                losses.write(drop.model_dump_json().encode() + b"\n")
            continue
        except Exception as bug:
            raise CorpusError(f"{where}: record {article.id}: a bug in stage {stage.name}: {describe(bug)}") from bug
        content = article_line(article.model_copy(update={"stamps": (*article.stamps, stamp)}))
        spool.write(content)
        yield at, len(content), _entry(number, article, summary, newest)
        at += len(content)


def _entry(number: int, article: Article, summary: Any, newest: dict[str, str]) -> Entry:
    from mudawwana.extract.identify import short_hash

    head = newest.setdefault(article.url, short_hash(article.url)) if article.url else article.id
    return Entry(number, article.id, article.url, article.source, article.published, article.credit,
                 None if head == article.id else head, summary(article.text) if summary else b"")  # fmt: skip


def _sweep(
    stage: Stage, index: list[tuple[int, int, Entry]], spool: IO[bytes], config: Config, gone: set[str]
) -> dict[int, Verdict]:
    if stage.name == "dedupe":
        entries = (entry._replace(key=number) for number, (_, _, entry) in enumerate(index))

        def text_of(number: int) -> str:
            spool.seek(index[number][0])
            return str(orjson.loads(spool.read(index[number][1]))["text"])

        with tempfile.TemporaryDirectory() as folder:
            return dict(sweep(entries, text_of, config.dedupe, workdir=Path(folder)))
    return _settled(index, spool, gone) if stage.name == "annotate" and gone else {}


def _settled(index: list[tuple[int, int, Entry]], spool: IO[bytes], gone: set[str]) -> dict[int, Verdict]:
    """The verdicts of records that spoke of dropped ones."""

    def articles() -> Iterator[Article]:
        for at, size, _ in index:
            spool.seek(at)
            yield parse_article("spool", spool.read(size))

    homes, verdicts = rehouse(articles(), gone), {}
    for number, article in enumerate(articles()):
        settled = settle(article, homes, gone)
        if settled is not article:
            verdicts[number] = Verdict(settled.cluster, settled.duplicate_of, settled.reuse)
    return verdicts


def patched(line: bytes, verdict: Verdict) -> bytes:
    """A record's line with other values in the fields that dedupe sets; the keys of a record stand in a fixed order."""
    start = line.rindex(_SWEPT)
    end = line.rindex(_BEHIND)
    values = (fragment(verdict.cluster), fragment(verdict.duplicate_of), fragment(verdict.reuse))
    return b"%s,%s" % (
        line[:start] + b',"cluster":%s,"duplicate_of":%s,"reuse":%s' % values,
        line[end + 1 :],
    )
