"""The life of one document: what was read, kept, cut, dated and judged, each with its reason."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from mudawwana.config import Config
from mudawwana.errors import Missing, Reject
from mudawwana.jsonl import read_lines
from mudawwana.pipeline.stages import STAGES
from mudawwana.raw.readers import Problem, file_digest, read_file
from mudawwana.raw.scan import Found, scan
from mudawwana.raw.side import read_side
from mudawwana.records import Article, Extracted, RawDocument

_SHOWN = 90


def why(what: str, raw: Path, out: Path, config: Config) -> Iterator[str]:
    """Tell the life of a record id, of a raw file by its path below the raw folder, or of any file."""
    path, offset = _place(what, raw, out)
    found = _find(path, raw)
    if found.problem:
        yield f"{found.path}: not opened: {found.problem[0]}: {found.problem[1]}"
        return
    table = config.table(_below(found.full, raw))
    for item in read_file(found, config.raw, table, read_side(found.full), file_digest(found.full)):
        if isinstance(item, Problem):
            if offset is None or item.offset == offset:
                yield f"{found.path}: dropped as {item.reason}: {item.detail}"
        elif offset is None or item.offset == offset:
            yield from _life(item, config)


def _place(what: str, raw: Path, out: Path) -> tuple[str, int | None]:
    """The path and offset of what is asked for."""
    if len(what) == 16 and not (raw / what).exists():
        for name in ("articles.jsonl", "dropped.jsonl"):
            if not (out / name).exists():
                continue
            for _, line in read_lines(str(out / name)):
                if what.encode() in line and (record := orjson.loads(line)).get("id") == what:
                    place = record.get("raw", record)
                    return place["path"], place.get("offset")
        raise Missing(f"{what}: no such record in {out}; give an id of articles.jsonl or dropped.jsonl, or a file")
    return what, None


def _below(full: str, raw: Path) -> str:
    """A file's path below the raw folder, as [[inputs]] names it, or its whole path where it lies elsewhere."""
    return os.path.relpath(full, top) if full.startswith((top := os.path.realpath(raw)) + os.sep) else full


def _find(path: str, raw: Path) -> Found:
    inside = Path(path) if Path(path).is_file() and not (raw / path).exists() else raw / path
    if inside.is_file() or inside.is_symlink():
        for found in scan(inside.parent):
            if Path(found.full).name == inside.name:
                return found._replace(path=path)
    raise Missing(f"{path}: no such file, neither below {raw} nor here")


def _life(doc: RawDocument, config: Config) -> Iterator[str]:
    from mudawwana.extract.stage import read

    yield f"== {doc.path}" + ("" if doc.offset is None else f" at {doc.offset}") + f" ({doc.media_type})"
    page = read(doc, config.extract)
    if page is not None:
        yield from _page(page)
    article: Any = doc
    for stage in STAGES:
        if stage.step is None:
            continue
        try:
            article = stage.load(stage.step)(article, stage.section(config))
        except Reject as verdict:
            yield f"dropped by {stage.name} as {verdict.reason}: {verdict.detail}"
            return
    yield from _article(article)


def _page(page: Extracted) -> Iterator[str]:
    yield f"extractor  {page.extractor}"
    yield f"title      {page.title}"
    for name in ("url", "source", "authors", "credit", "dateline", "section", "tags", "modified"):
        value = getattr(page, name)
        if value:
            yield f"{name:10} {value if isinstance(value, str) else '، '.join(value)}"
    yield f"published  {page.published} ({page.published_precision})"
    evidence = page.published_evidence
    if evidence:
        yield f"  taken from {evidence.from_}: {evidence.text}"
        yield from (f"  rejected {lost.value} from {lost.from_}: {lost.why}" for lost in evidence.rejected)
    for paragraph in page.paragraphs:
        yield f"kept {paragraph.kind:8} {_short(paragraph.of(page.text))}"
    yield from (f"cut  {block.why:8} {_short(block.text)}" for block in page.cut)


def _article(article: Article) -> Iterator[str]:
    rules = sorted({rule for edit in article.edits for rule in edit.rules})
    yield f"language   {article.language}"
    yield f"edits      {len(article.edits)}" + (f" ({', '.join(rules)})" if rules else "")
    yield f"relevance  {article.relevance.score:.2f} for {article.relevance.topic}"
    terms = list(dict.fromkeys(item.term for item in article.relevance.evidence))
    yield f"  because of {'، '.join(terms[:20]) or 'nothing'}"
    counts = ("sentences", "entities", "dates", "quotes", "quantities", "events")
    yield "annotated  " + ", ".join(f"{len(getattr(article, name))} {name}" for name in counts)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
