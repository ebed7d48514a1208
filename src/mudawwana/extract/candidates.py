"""Every date on a page that may be the day of publication: declared, marked up, shown, in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from mudawwana.arabic.dates import find_moments
from mudawwana.extract.blocks import within_article
from mudawwana.extract.body import Body
from mudawwana.extract.jsonld import strings
from mudawwana.extract.layout import Layout
from mudawwana.extract.metadata import Head
from mudawwana.extract.moments import Moment, parse_moment
from mudawwana.extract.visible_dates import Moment as LineMoment
from mudawwana.extract.visible_dates import read_date, read_dated_line


class Candidate(NamedTuple):
    """A date on the page: where it stands, as it stands, how much it is believed, and why not if at all."""

    moment: Moment
    origin: str
    text: str
    rank: int
    against: str = ""
    zone: str | None = None


_BESIDE = ("related", "sidebar", "comments", "footer", "tool", "nav")
# Meta names that hold the day of publication, and how much each is believed.
_META = {
    "article:published_time": 85,
    "article:published": 85,
    "og:article:published_time": 85,
    "og:published_time": 84,
    "itemprop:datepublished": 80,
    "parsely-pub-date": 78,
    "sailthru.date": 76,
    "cxenseparse:recs:publishtime": 76,
    "dc.date.issued": 75,
    "dcterms.issued": 75,
    "pubdate": 74,
    "publishdate": 74,
    "publish_date": 74,
    "publish-date": 74,
    "published_time": 74,
    "publication_date": 74,
    "article.published": 74,
    "date.published": 74,
    "itemprop:datecreated": 70,
    "dc.date": 68,
    "dcterms.date": 68,
    "dc.date.created": 68,
    "dcterms.created": 68,
    "dc.created": 68,
    "article_date_original": 68,
    "bt:pubdate": 74,
    "date": 60,
    "created": 60,
}
_ITEMS = ("datepublished", "datecreated", "dc:date", "dc:created", "dcterms:created", "dcterms:issued")
META_MODIFIED = (
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "itemprop:datemodified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "revised",
)
_URL_DAY = re.compile(r"(?<![\d])((?:19|20)\d{2})([/_.-])(\d{1,2})\2(\d{1,2})(?=[/_.-]|$)")
_URL_COMPACT = re.compile(
    r"/((?:199|20[0-4])\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{0,2}(?=[/-]|$)|\d{6,14}(?=[-/.]|$))"
)
_URL_MONTH = re.compile(r"/((?:199|20[0-4])\d)/(0?[1-9]|1[0-2])/")
# "عدد الزوار منذ 1/1/2005": since when the page counts, or the outlet is.
_COUNTER = re.compile(r"زو[ّ]?ار|visitors|(?:منذ|since|تأسست?)\s*:?\s*(?:عام|سنة)?\s*\d", re.I)
_YEAR = re.compile("(?:19|20|14|[\u0661\u06f1][\u0664\u0669\u06f4\u06f9]|[\u0662\u06f2][\u0660\u06f0])\\d\\d")


def candidates(head: Head, layout: Layout, body: Body, url: str | None, title_orders: set[int]) -> list[Candidate]:
    """All dates of a page, each once, in the order of their sources."""
    found = [*_declared(head), *_marked(layout, body, title_orders), *_lines(layout, body, title_orders), *_in_url(url)]
    return list(dict.fromkeys(found))


def _declared(head: Head) -> Iterator[Candidate]:
    """Dates in JSON-LD and meta elements."""
    for item in head.items[:20]:
        for key, loss in (("datePublished", 0), ("dateCreated", 25), ("uploadDate", 30)):
            for text in strings(item.data.get(key))[:3]:
                moment = parse_moment(text)
                if moment:
                    yield Candidate(moment, "json_ld", text[:100], (90 if item.rank >= 7 else 62) - loss)
    for name, rank in _META.items():
        for text in head.meta.get(name, ())[:3]:
            moment = parse_moment(text)
            if moment:
                yield Candidate(moment, "itemprop" if name.startswith("itemprop") else "meta", text[:100], rank)


def _window(layout: Layout, body: Body, title_orders: set[int]) -> tuple[int, int]:
    """The orders of blocks that stand about the headline and above the text."""
    above = [order for order in title_orders if order <= body.first]
    start = max(above) - 4 if above else body.first - 8
    return start, body.first


def _marked(layout: Layout, body: Body, title_orders: set[int]) -> Iterator[Candidate]:
    """Dates in <time> and itemprop elements."""
    start, first = _window(layout, body, title_orders)
    for mark in layout.marks:
        item = (mark.attributes.get("itemprop") or mark.attributes.get("property") or "").lower()
        if mark.what == "time":
            text = mark.attributes.get("datetime") or ""
        elif any(name in item for name in _ITEMS):
            text = (
                mark.attributes.get("content")
                or mark.attributes.get("datetime")
                or mark.attributes.get("title")
                or "".join(mark.element.itertext())
            )
        else:
            continue
        moment = parse_moment(text)
        if moment is None or "datemodified" in item or "updated" in mark.attributes.get("class", "").lower():
            continue
        origin = "itemprop" if item else "time_tag"
        beside = mark.node.zone in ("related", "sidebar", "comments", "tool") or (
            mark.node.zone == "footer" and not item
        )
        if beside or mark.order > body.last + 6:
            yield Candidate(moment, origin, text[:100], 0, "a date of another article or a comment")
        elif start <= mark.order <= first + 1:
            yield Candidate(moment, origin, text[:100], 80 if item else 76)
        elif mark.order <= body.last + 3:
            yield Candidate(moment, origin, text[:100], 70 if item else 45)
        else:
            yield Candidate(moment, origin, text[:100], 0, "stands far from the article")


def _lines(layout: Layout, body: Body, title_orders: set[int]) -> Iterator[Candidate]:
    """Visible lines that are dates."""
    start, first = _window(layout, body, title_orders)
    for block in layout.blocks:
        order = block.order
        if block.words > 24 or order > body.last + 8 or block.node.kind == "caption":
            continue
        near = start <= order <= first + 1
        if not near and block.node.role != "date" and order < first - 15:
            continue
        dated = _YEAR.search(block.text) and not _COUNTER.search(block.text)
        found = dated and _shown_date(block.text, loose=near and block.words <= 16)
        if not found:
            continue
        role, line = found
        moment = parse_moment(line.value)
        if moment is None:
            continue
        if not line.weekday_fits:
            yield Candidate(moment, "line", block.text[:100], 0, "the weekday is another")
        elif block.node.zone in _BESIDE and not (near and block.node.zone == "nav" and within_article(block.node)):
            yield Candidate(moment, "line", block.text[:100], 0, "stands beside the article")
        elif near or (role == "published" and order <= body.last + 3):
            rank = 78 if role == "published" else 60 if role == "named" else 72 if block.node.role == "date" else 66
            if order < start + 4:  # above the headline, where the page's clock stands
                rank = rank - 8 if role == "published" else 58
            yield Candidate(moment, "line", block.text[:100], rank, "", line.zone)
        elif order < first:
            yield Candidate(moment, "line", block.text[:100], 0, "the page's clock")
        elif order >= body.last:
            yield Candidate(moment, "line", block.text[:100], 42, "", line.zone)


def _shown_date(text: str, *, loose: bool) -> tuple[str, LineMoment] | None:
    """The date that a line shows, alone or with something short; loosely, the only one it names among other words."""
    dated = read_dated_line(text) if (found := read_date(text)) is None else None
    line = dated.date if dated else found
    if line:
        return (line.role, line.published) if line.published else None
    days = [moment for moment in find_moments(text) if moment.precision in ("day", "minute", "second")] if loose else []
    return ("named", LineMoment(days[0].value, days[0].precision)) if len(days) == 1 else None


def _in_url(url: str | None) -> Iterator[Candidate]:
    """Dates in the address."""
    if not url:
        return
    path = url.split("/", 3)[-1] if url.count("/") > 2 else ""
    path = "/" + path.split("?", 1)[0]
    found = _URL_DAY.search(path)
    groups = (found[1], found[3], found[4]) if found else None
    if not groups and (compact := _URL_COMPACT.search(path)):
        groups = (compact[1], compact[2], compact[3])
    if groups:
        moment = parse_moment("-".join(groups))
        if moment:
            yield Candidate(moment, "url", "/".join(groups), 48 if found else 44)
    elif month := _URL_MONTH.search(path):
        yield Candidate(
            Moment(date(int(month[1]), int(month[2]), 1), None, None, "month"), "url", month[0].strip("/"), 20
        )
