"""The extract stage: a raw document becomes an article, or a verdict that there is none in it."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

from mudawwana.config import ExtractConfig
from mudawwana.errors import Missing, Reject
from mudawwana.extract.assembly import joined
from mudawwana.extract.boilerplate import Table, block_key, parse_table
from mudawwana.extract.rows import field, from_row, source_id
from mudawwana.extract.urls import canonical_url
from mudawwana.records import Article, CutBlock, Extracted, RawDocument, RawRef

FIELDS = (
    "url",
    "source",
    "title",
    "authors",
    "credit",
    "dateline",
    "section",
    "tags",
    "published",
    "published_precision",
    "published_evidence",
    "modified",
    "text",
    "paragraphs",
)
"""What an article takes over from what was extracted."""


def step(doc: RawDocument, config: ExtractConfig) -> Article:
    """Find the article in one raw document; raise Reject where there is none."""
    page = read(doc, config, explain=False)
    if page is None or not page.text.strip():
        raise Reject("no_article", "no text that reads like an article was found")
    words = len(page.text.split())
    if words < config.min_words:
        raise Reject("too_short", f"{words} words; [extract] min_words is {config.min_words}")
    raw = RawRef(path=doc.path, offset=doc.offset, media_type=doc.media_type, sha256=doc.sha256)
    values: dict[str, Any] = {name: getattr(page, name) for name in FIELDS}
    return Article(raw=raw, language=page.language or "ar", **values)


def read(doc: RawDocument, config: ExtractConfig, *, explain: bool = True) -> Extracted | None:
    """What the extractor for this kind of document reads off it, with what it cut if that is to be explained.

    None where it finds no article.
    """
    page = _read(doc, config, explain)
    if page is None or config.boilerplate is None:
        return page
    return without(page, table(config.boilerplate).keys_for(page.source, page.url))


@lru_cache(maxsize=4)
def table(path: str) -> Table:
    """The blocks that `corpus outlets learn` wrote into a file."""
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as problem:
        raise Missing(f"[extract] boilerplate: {path}: {problem.strerror}; `corpus outlets learn` writes it") from None
    return parse_table(lines, path)


def without(page: Extracted, keys: Collection[str]) -> Extracted:
    """A page without the paragraphs that are known to stand on many pages of its outlet."""
    parts = [(paragraph.kind, paragraph.of(page.text)) for paragraph in page.paragraphs]
    left = [(kind, text) for kind, text in parts if block_key(text) not in keys]
    if len(left) == len(parts):
        return page
    cut = tuple(CutBlock(text=text, why="learned") for _, text in parts if block_key(text) in keys)
    text, paragraphs = joined(left)
    return page.model_copy(update={"text": text, "paragraphs": paragraphs, "cut": (*page.cut, *cut)})


def _read(doc: RawDocument, config: ExtractConfig, explain: bool) -> Extracted | None:
    if doc.media_type == "text/html":
        return _html(doc.content, doc, config, explain)
    if doc.media_type == "text/plain":
        from mudawwana.extract.charset import decode
        from mudawwana.extract.scrape import extract_text

        text = decode(doc.content)
        return _hinted(extract_text(text, url=doc.url, fetched=doc.fetched, outlet=doc.source), doc)
    fields = doc.fields or {}
    page = field(fields, "html")
    if isinstance(page, str) and page.strip():
        return _merged(_html(page, doc, config, explain), from_row(doc._replace(fields={**fields, "text": "-"})))
    return from_row(doc)


def _html(page: bytes | str, doc: RawDocument, config: ExtractConfig, explain: bool) -> Extracted | None:
    from mudawwana.extract.page import extract_html

    url = doc.url or (doc.fields or {}).get("url")
    url = url if isinstance(url, str) else None
    found = extract_html(page, url=url, engine=config.engine, fetched=doc.fetched, outlet=doc.source, explain=explain)
    return _hinted(found, doc)


def _hinted(page: Extracted | None, doc: RawDocument) -> Extracted | None:
    """Fill in what only the side file or the configuration knows."""
    if page is None or (page.url and page.source):
        return page
    return page.model_copy(update={"url": page.url or canonical_url(doc.url), "source": page.source or source_id(doc)})


def _merged(page: Extracted | None, row: Extracted | None) -> Extracted | None:
    """A page from a table: what the row says of it fills what the page leaves open."""
    if page is None or row is None:
        return page
    names = ("url", "source", "title", "authors", "section", "tags", "modified")
    update = {name: getattr(row, name) for name in names if not getattr(page, name)}
    if page.published is None and row.published is not None:
        update |= {n: getattr(row, n) for n in ("published", "published_precision", "published_evidence")}
    return page.model_copy(update=update)
