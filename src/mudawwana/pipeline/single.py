"""One stage on its own: records in, records out, as in a build and to the same bytes."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from mudawwana.config import Config
from mudawwana.dedupe.settle import rehouse, settle
from mudawwana.dedupe.sweep import Verdict
from mudawwana.errors import CorpusError, Reject
from mudawwana.jsonl import article_line, fragment, parse_article, writing
from mudawwana.pipeline.chain import describe
from mudawwana.pipeline.keys import config_digest
from mudawwana.pipeline.stages import BY_NAME, Stage
from mudawwana.pipeline.swept import rewritten, seekable, stamp, sweep_file
from mudawwana.records import Article, Drop, Stamp


def run_stage(name: str, source: str, target: str, config: Config, dropped: str | None = None) -> Counter[str]:
    """Run a stage other than extract over a file of records; the reasons of what was dropped are counted."""
    stage = BY_NAME[name]
    if stage.step is None:
        with _losses(dropped):
            sweep_file(source, target, config.dedupe, stamp(stage.version, config_digest(stage, config)))
        return Counter()
    with seekable(source) as lines, _losses(dropped) as losses, tempfile.TemporaryFile() as spool:
        counts, gone = _step_all(stage, (_name(source), lines), config, spool, losses)
        verdicts = _settled(spool, gone) if stage.sweep_writes and gone else {}
        spool.seek(0)
        _write(target, spool, verdicts)
    return counts


def _name(source: str) -> str:
    return "<stdin>" if source == "-" else source


@contextmanager
def _losses(path: str | None) -> Iterator[IO[bytes] | None]:
    if path is None:
        yield None
    else:
        with writing(path) as stream:
            yield stream


def _write(target: str, lines: Iterable[bytes], verdicts: dict[int, Verdict]) -> None:
    """Write all lines, with what is left of a sweep's findings put in."""
    with writing(target) as out:
        for number, line in enumerate(lines):
            verdict = verdicts.get(number)
            out.write(rewritten(line, verdict) if verdict is not None else line)


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
