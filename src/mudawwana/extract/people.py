"""Who signed an article: the people among all that a page calls its authors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mudawwana.arabic.fold import fold
from mudawwana.extract.blocks import Layout, Mark
from mudawwana.extract.body import Body
from mudawwana.extract.bylines import LATIN_NAMES, byline, split_authors
from mudawwana.extract.metadata import Head
from mudawwana.extract.outlets import name_key, places
from mudawwana.extract.title import is_site_name

_META = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "itemprop:author",
    "og:author",
    "article:author_name",
)
# What stands behind the name in an author's element: "بغداد: فاضل نُشر: 20:11".
_DATED = re.compile(r"\s(?=(?:نُ?شر[:\s]|المصدر|آخر تحديث|تاريخ\s|\d))")
_FAR = ("related", "comments", "sidebar", "nav", "author_box")
_FROM = re.compile(r"^([^-–—/|\u0640]{2,40}?)\s*(?:[-–—/|]|\s\u0640)\s*([^-–—/|\d\u0640]{2,40})$")


def find_authors(head: Head, layout: Layout, body: Body, names: set[str]) -> list[str]:
    """The people who signed: by JSON-LD, else by what the page shows at the article, else by its meta elements."""
    told = head.said("author", "name")
    sources: tuple[Iterable[str], ...] = (told, _shown(layout, body), _lines(body), _declared(head))
    if told and all(map(str.isascii, told)):  # a page in Arabic shows its readers the name in Arabic
        sources = (*([text for text in source if not text.isascii()] for source in map(list, sources[:2])), *sources)
    for source in sources:
        people = [name for text in list(source)[:20] for name in split_authors(text) if not is_site_name(name, names)]
        if people:  # the first source that names anybody
            return list({fold(name): name for name in reversed(people)}.values())[::-1]
    return []


def _declared(head: Head) -> Iterator[str]:
    """What the meta elements say: names of their own, or the pairs that cards for sharing are made of."""
    yield from head.all(*_META)
    for number in ("1", "2"):
        if byline(f"{head.first('twitter:label' + number)}: x"):
            yield head.first("twitter:data" + number)


def _shown(layout: Layout, body: Body) -> Iterator[str]:
    """What elements marked as author say, near the article."""
    for mark in layout.marks:
        if mark.node.zone in _FAR or not body.first - 15 <= mark.order <= body.last + 6:
            continue
        item = (mark.attributes.get("itemprop") or mark.attributes.get("property") or "").lower()
        if item in ("author", "creator") or mark.what == "author" or "author" in mark.attributes.get("rel", "").split():
            text = mark.attributes.get("content") or _text(mark.element.itertext())
            text = _DATED.split(text, maxsplit=1)[0].strip().removeprefix("من ")
            if 0 < len(text) <= 90:
                yield text
        elif mark.what == "author_link" and mark.order <= body.first:
            yield _text(mark.element.itertext())
        elif mark.what == "date" and mark.order <= body.first:
            yield from _beside_date(mark)


def _beside_date(mark: Mark) -> Iterator[str]:
    """The people named in parts of their own on the line of the date."""
    for part in list(mark.element)[:8]:
        text = _text(part.itertext()) if isinstance(part.tag, str) else ""
        if who := byline(text):
            yield who
        else:
            yield from _with_place(text)


def _with_place(text: str) -> Iterator[str]:
    """The name in "بغداد - سعاد الراوي" or "سعاد الراوي - بغداد"."""
    found = _FROM.match(text)
    if found:
        for place, name in ((found[1], found[2]), (found[2], found[1])):
            if name_key(place) in places() and 1 <= name.strip().count(" ") <= 3:
                yield name


def _lines(body: Body) -> Iterator[str]:
    """What lines such as "بقلم: …" say, a name beside a date, and a name with a place above the text."""
    for _, verdict in body.verdicts:
        value = verdict.value or ""
        if verdict.kind == "byline":
            yield value
        elif verdict.rule == "date_and_more":
            who = byline(value)
            plain = 1 <= value.count(" ") <= 3 and not value.startswith("ال") and not value.isascii()
            if who is not None or plain or LATIN_NAMES.match(value):
                yield who or value
    for line in body.heads:
        yield from _with_place(line)


def _text(pieces: Iterable[str]) -> str:
    return " ".join("".join(pieces).split())
