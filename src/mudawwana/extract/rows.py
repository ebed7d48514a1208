"""Articles that somebody extracted before: the fields of a table row or a JSON object become an `Extracted`."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape
from typing import Any

from mudawwana.extract.assembly import joined
from mudawwana.extract.urls import canonical_url
from mudawwana.records import DateEvidence, Extracted, Paragraph, Precision, RawDocument, RejectedDate

NAMES: dict[str, tuple[str, ...]] = {
    "url": ("url", "link"),
    "title": ("title", "headline"),
    "text": ("text", "content", "full_text", "body", "maintext"),
    "published": ("published", "published_time", "date", "date_publish", "date_published"),
    "modified": ("modified", "last_updated", "updated", "date_modified"),
    "authors": ("authors", "author"),
    "source": ("source", "outlet", "source_domain"),
    "tags": ("tags", "keywords"),
    "section": ("section", "category"),
    "html": ("html",),
}  # fmt: skip
"""Field names taken without configuration, the better one first. A crawler's date_extracted is its own clock."""

_MARKUP = re.compile(r"</?(?:p|br|div|span|a|strong|em|h[1-6]|ul|li)\b[^>]{0,500}>", re.I)
_LINES = re.compile(r"\s*\n\s*")
_ISO = re.compile(
    r"\s*(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?)?\s*"
)
_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_YEARS = range(1990, 2100)


def field(fields: dict[str, Any], name: str) -> Any:
    """The first value that stands under one of the names of a field."""
    return next((fields[key] for key in NAMES[name] if fields.get(key) not in (None, "", [])), None)


def text_field(fields: dict[str, Any], name: str) -> str | None:
    """A field that is one line of text; any other type counts as absent."""
    value = field(fields, name)
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def list_field(fields: dict[str, Any], name: str) -> list[str]:
    """A field that is a list of texts, or one text."""
    value = field(fields, name)
    values = value if isinstance(value, list) else [value]
    return [" ".join(unescape(item).split()) for item in values if isinstance(item, str) and item.strip()]


def parse_point(value: str) -> tuple[str, Precision] | None:
    """An ISO-like date or date-time in contract form; a time without an offset is cut down to its day.

    >>> parse_point("2023-10-31T00:35:25+0200"), parse_point("2015-07-21 02:51:32"), parse_point("2015-02-30")
    (('2023-10-31T00:35:25+02:00', 'second'), ('2015-07-21', 'day'), None)
    """
    found = _ISO.fullmatch(value[:60])
    if not found or int(found[1]) not in _YEARS:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        moment = datetime(int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0), int(second or 0))
        if not day:
            return f"{moment:%Y-%m}", "month"
        if not hour or not zone:
            return f"{moment:%Y-%m-%d}", "day"
        zone = "+00:00" if zone in ("Z", "UTC") else f"{zone[:3]}:{zone[-2:]}"
        shown = f"{moment:%Y-%m-%dT%H:%M:%S}{zone}" if second else f"{moment:%Y-%m-%dT%H:%M}{zone}"
        datetime.fromisoformat(shown)
    except ValueError:
        return None
    return shown, "second" if second else "minute"


def published_of(value: Any) -> tuple[str | None, Precision | None, DateEvidence | None]:
    """The publication date of a row, with what it was read from; what cannot be read is kept as rejected."""
    if not isinstance(value, str) or not value.strip():
        return None, None, None
    point = parse_point(value) or _worded_point(value)
    if point:
        return *point, DateEvidence(from_="field", text=value[:100])
    lost = RejectedDate(value=None, from_="field", why=f"no date that can be read: {value[:60]}")
    return None, None, DateEvidence(rejected=(lost,))


def _worded_point(value: str) -> tuple[str, Precision] | None:
    from mudawwana.arabic.dates import find_dates

    for mention in find_dates(value[:100]):
        if mention.value and mention.precision == "day":
            return mention.value, "day"
    return None


def source_id(doc: RawDocument, url: str | None = None, name: str | None = None) -> str | None:
    """The outlet of a document: by the table, or an id that its side file or the configuration gives it."""
    from mudawwana.extract.outlets import outlet_for

    named = doc.source or name
    if outlet := outlet_for(url=url or doc.url, name=named):
        return outlet.id
    return named if named and _ID.fullmatch(named) else None


def from_row(doc: RawDocument) -> Extracted | None:
    """The article of a row that has a text; None where there is no text at all."""
    from mudawwana.extract.bylines import split_authors
    from mudawwana.extract.credits import dateline_agencies, find_credit, find_dateline
    from mudawwana.extract.tags import split_tags

    fields = doc.fields or {}
    text = field(fields, "text")
    if not isinstance(text, str) or not text.strip():
        return None
    body, paragraphs = _paragraphs(_without_markup(text) if _MARKUP.search(text) else unescape(text))
    if not paragraphs:
        return None
    url = canonical_url(text_field(fields, "url"))
    opener = find_dateline(paragraphs[0].of(body))
    trailer = find_credit(paragraphs[-1].of(body))
    source = source_id(doc, url, text_field(fields, "source"))
    published, precision, evidence = published_of(field(fields, "published"))
    modified = field(fields, "modified")
    return Extracted(
        url=url,
        source=source,
        title=text_field(fields, "title"),
        authors=tuple(name for author in list_field(fields, "authors") for name in split_authors(author)),
        credit=trailer.names if trailer else tuple(dateline_agencies(opener.text, ())) if opener else (),
        dateline=opener.text if opener else None,
        section=text_field(fields, "section"),
        tags=tuple(tag for tags in list_field(fields, "tags") for tag in split_tags(tags)),
        published=published,
        published_precision=precision,
        published_evidence=evidence,
        modified=published_of(modified)[0],
        text=body,
        paragraphs=paragraphs,
        extractor="row",
    )


def _paragraphs(text: str) -> tuple[str, tuple[Paragraph, ...]]:
    return joined([("body", part) for line in _LINES.split(text.strip()) if (part := line.strip())])


def _without_markup(text: str) -> str:
    from lxml import html

    root = html.fromstring(f"<div>{text}</div>")
    for block in root.iter("p", "br", "div", "li", "h1", "h2", "h3", "h4"):
        block.tail = "\n" + (block.tail or "")
        if block.tag != "br":
            block.text = "\n" + (block.text or "")
    return str(root.text_content())
