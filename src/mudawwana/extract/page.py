"""`extract_html`: the article on a page, with everything that is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal
from urllib.parse import urljoin

from mudawwana.extract import fallback, particulars, people, published, title
from mudawwana.extract.assembly import joined
from mudawwana.extract.blocks import walk
from mudawwana.extract.body import Body, cut_blocks
from mudawwana.extract.charset import as_utf8
from mudawwana.extract.container import container, forget_zones, settle_zones
from mudawwana.extract.judge import judge
from mudawwana.extract.layout import Layout
from mudawwana.extract.markup import parse
from mudawwana.extract.metadata import Head, read_head
from mudawwana.extract.outlets import Outlet, outlet_for
from mudawwana.extract.pictures import mark_captions
from mudawwana.extract.signatures import rights_holder
from mudawwana.extract.site_names import plain, site_names
from mudawwana.extract.urls import canonical_url
from mudawwana.records import Extracted

Engine = Literal["auto", "own", "trafilatura"]

_ODD = re.compile("[\x01-\x08\x0e-\x1f\ufffd]")
_MIN_WORDS = 12
_MIN_UNZONED = 60
"""So many words where the element's names speak against it: a cookie notice is shorter."""


def extract_html(
    page: bytes | str,
    url: str | None = None,
    *,
    engine: Engine = "auto",
    fetched: str | None = None,
    outlet: str | None = None,
    boilerplate: Callable[[str], bool] | None = None,
    explain: bool = True,
) -> Extracted | None:
    """The article of an HTML page, None where the page has none.

    `fetched` is when the page was fetched (ISO 8601): no article is younger. `outlet` is an id, name or domain.
    `boilerplate` tells a block that stands on many pages of the outlet. `explain`: say what was cut and why.
    """
    text, data = as_utf8(page)
    root = None if _is_binary(text) else parse(data)
    if root is None:
        return None
    head = read_head(root)
    layout = walk(root)
    title.without_strangers(head, layout)
    address = page_url(head, url)
    publisher = outlet_for(url=address, name=outlet) or _named_outlet(head)
    names = site_names(head, address, publisher.names if publisher else ())
    names |= _rights_holders(layout)
    headline, title_orders = title.find_title(head, layout, names)
    settle_zones(layout, title_orders)
    mark_captions(layout, title_orders, frozenset(names))
    body, extractor = find_body(text, head, layout, headline, title_orders, engine, boilerplate, frozenset(names))
    if body is None or not body.kept:
        return None
    if not title_orders:
        headline, title_orders = title.above_text(headline, layout, body.first, names)
        if title_orders and extractor == "own":  # what stands between them may be told only now
            again, extractor = find_body(
                text, head, layout, headline, title_orders, engine, boilerplate, frozenset(names)
            )
            body = again or body
    found = _assemble(head, layout, body, publisher, address, headline, names, extractor, title_orders, fetched)
    return found.model_copy(update={"cut": cut_blocks(body)}) if explain else found


def _rights_holders(layout: Layout) -> set[str]:
    """The site's names in the lines of its rights at the foot of the page."""
    lines = [block.text for block in layout.blocks[-8:] if block.words <= 14]
    lines += ["".join(element.itertext()) for zone, element in layout.passed[-3:] if zone == "footer"]
    return {name for line in lines for piece in line[:2000].split("\n") if (name := rights_holder(piece.strip()))}


def _is_binary(text: str) -> bool:
    """Whether what was read as text is a picture or a program: characters that no page is written in."""
    head = text[:4096]
    return len(_ODD.findall(head)) * 10 > len(head)


def page_url(head: Head, url: str | None) -> str | None:
    """The canonical address: what the page says where it is a full address; else where it was fetched."""
    given = canonical_url(url)
    said = [*head.all("og:url"), *head.said("url"), *head.said("mainEntityOfPage", "@id", "url")]
    for text in (_absolute(head.canonical, given), *said):
        address = canonical_url(text)
        if address and address.count("/") >= 3 and not address.endswith("//") and not _is_front(address):
            return address
    return given


def _absolute(address: str | None, base: str | None) -> str | None:
    """An address in full, where it is given relative to the page's own."""
    try:
        return urljoin(base, address) if address and base else address
    except ValueError:
        return None


def _named_outlet(head: Head) -> Outlet | None:
    """The outlet that the page says it belongs to, by name."""
    for name in (head.first("og:site_name"), *head.said("publisher", "name"), head.first("application-name")):
        if name and (found := outlet_for(name=name)):
            return found
    return None


def _is_front(address: str) -> bool:
    return address.split("/", 3)[3].strip("/").lower() in ("", "ar", "index.php", "index.html", "home")


def find_body(
    text: str,
    head: Head,
    layout: Layout,
    headline: str | None,
    title_orders: set[int],
    engine: Engine,
    boilerplate: Callable[[str], bool] | None,
    site: frozenset[str] = frozenset(),
) -> tuple[Body | None, str]:
    """The article's paragraphs and which extractor found them."""
    known = {plain(headline): "title"} if headline else {}
    if engine == "trafilatura" or (engine == "auto" and not fallback.is_arabic(layout)):
        found = fallback.trafilatura_body(text)
        if found is not None:
            return fallback.located(found, layout, headline), "trafilatura"
    body: Body | None = None
    for least in (_MIN_WORDS, _MIN_UNZONED):
        node = container(layout, title_orders)
        if node is not None:
            body = judge(layout, node, known, title_orders, boilerplate, site)
            if body.words >= least:
                return body, "own"
        forget_zones(layout)
    told = fallback.declared_body(head)
    if told is not None:
        return told, "json_ld"
    if engine != "own":
        found = fallback.trafilatura_body(text)
        if found is not None and found.words >= _MIN_WORDS and fallback.has_prose(found):
            return fallback.located(found, layout, headline), "trafilatura"
    return body, "own"


def _assemble(
    head: Head,
    layout: Layout,
    body: Body,
    outlet: Outlet | None,
    address: str | None,
    headline: str | None,
    names: set[str],
    extractor: str,
    title_orders: set[int],
    fetched: str | None,
) -> Extracted:
    """Put together what was found."""
    text, paragraphs = joined([(kept.kind, kept.text) for kept in body.kept])
    dates = published.find_published(head, layout, body, address, outlet, title_orders, fetched)
    first = next((kept.text for kept in body.kept if kept.kind == "body"), "")
    last = next((kept.text for kept in reversed(body.kept) if kept.kind == "body"), "")
    dateline = particulars.dateline_of(body, first, names)
    return Extracted(
        url=address,
        source=outlet.id if outlet else None,
        title=headline,
        subtitle=particulars.subtitle_of(head, layout, body, title_orders, first),
        authors=tuple(people.find_authors(head, layout, body, names, title_orders)),
        credit=particulars.credit_of(
            body,
            last,
            dateline,
            outlet,
            names,
            people.signed_agencies(head, layout, body, title_orders, frozenset(names)),
        ),
        dateline=dateline,
        section=particulars.section_of(head, layout, body),
        tags=particulars.tags_of(head, layout, body, text, headline, names),
        language=particulars.language_of(text, head),
        text=text,
        paragraphs=paragraphs,
        extractor=extractor,
        **dates._asdict(),
    )
