"""The extract stage: a raw document becomes an article, or a verdict that there is none in it."""

from __future__ import annotations

from typing import Any

from mudawwana.config import ExtractConfig
from mudawwana.errors import Reject
from mudawwana.extract.rows import field, from_row
from mudawwana.extract.urls import canonical_url
from mudawwana.records import Article, Extracted, RawDocument, RawRef

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
    page = read(doc, config)
    if page is None or not page.text.strip():
        raise Reject("no_article", "no text that reads like an article was found")
    words = len(page.text.split())
    if words < config.min_words:
        raise Reject("too_short", f"{words} words; [extract] min_words is {config.min_words}")
    raw = RawRef(path=doc.path, offset=doc.offset, media_type=doc.media_type, sha256=doc.sha256)
    values: dict[str, Any] = {name: getattr(page, name) for name in FIELDS}
    return Article(raw=raw, language=page.language or "ar", **values)


def read(doc: RawDocument, config: ExtractConfig) -> Extracted | None:
    """What the extractor for this kind of document reads off it; None where it finds no article."""
    if doc.media_type == "text/html":
        return _html(doc.content, doc, config)
    if doc.media_type == "text/plain":
        from mudawwana.extract.charset import decode
        from mudawwana.extract.scrape import extract_text

        return _hinted(extract_text(decode(doc.content), url=doc.url, fetched=doc.fetched), doc)
    fields = doc.fields or {}
    page = field(fields, "html")
    if isinstance(page, str) and page.strip():
        return _merged(_html(page, doc, config), from_row(doc._replace(fields={**fields, "text": "-"})))
    return from_row(doc)


def _html(page: bytes | str, doc: RawDocument, config: ExtractConfig) -> Extracted | None:
    from mudawwana.extract.page import extract_html

    url = doc.url or (doc.fields or {}).get("url")
    found = extract_html(page, url=url if isinstance(url, str) else None, engine=config.engine, fetched=doc.fetched)
    return _hinted(found, doc)


def _hinted(page: Extracted | None, doc: RawDocument) -> Extracted | None:
    """Fill in what only the side file knows."""
    if page is None:
        return None
    from mudawwana.extract.outlets import outlet_for

    url = page.url or canonical_url(doc.url)
    outlet = None if page.source else outlet_for(url=url, name=doc.source)
    return page.model_copy(update={"url": url, "source": page.source or (outlet.id if outlet else None)})


def _merged(page: Extracted | None, row: Extracted | None) -> Extracted | None:
    """A page from a table: what the row says of it fills what the page leaves open."""
    if page is None or row is None:
        return page
    names = ("url", "source", "title", "authors", "section", "tags", "modified")
    update = {name: getattr(row, name) for name in names if not getattr(page, name)}
    if page.published is None and row.published is not None:
        update |= {n: getattr(row, n) for n in ("published", "published_precision", "published_evidence")}
    return page.model_copy(update=update)
