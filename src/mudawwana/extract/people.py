"""Who signed an article: the people among all that a page calls its authors."""

from __future__ import annotations

from mudawwana.arabic.fold import fold
from mudawwana.extract.blocks import Layout
from mudawwana.extract.body import Body
from mudawwana.extract.metadata import Head
from mudawwana.extract.bylines import split_authors
from mudawwana.extract.title import is_site_name

_META = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "itemprop:author", "og:author", "article:author_name", "twitter:data1")
_FAR = ("related", "comments", "sidebar", "footer", "nav", "author_box")


def find_authors(head: Head, layout: Layout, body: Body, names: set[str]) -> list[str]:
    """The people who signed: by JSON-LD, else by what the page shows at the article, else by its meta elements."""
    for source in (head.said("author", "name"), _shown(layout, body), _lines(body), head.all(*_META)):
        people = [name for text in source[:20] for name in split_authors(text) if not is_site_name(name, names)]
        if people:
            return list({fold(name): name for name in reversed(people)}.values())[::-1]
    return []


def _shown(layout: Layout, body: Body) -> list[str]:
    """What elements marked as author say, near the article."""
    found = []
    for mark in layout.marks:
        item = mark.attributes.get("itemprop", "").lower()
        marked = item in ("author", "creator") or mark.what == "author" or "author" in mark.attributes.get("rel", "").lower().split()
        if not marked or mark.node.zone in _FAR or not body.first - 15 <= mark.order <= body.last + 6:
            continue
        text = mark.attributes.get("content") or " ".join("".join(mark.element.itertext()).split())
        if 0 < len(text) <= 90:
            found.append(text)
    return found


def _lines(body: Body) -> list[str]:
    """What lines such as "بقلم: …" say."""
    return [verdict.value or "" for _, verdict in body.verdicts if verdict.kind == "byline" and verdict.value]
