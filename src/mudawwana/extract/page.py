"""`extract_html`: the article on a page, with everything that is said of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

from lxml import etree

from mudawwana.extract import fallback, people, published, title
from mudawwana.extract.blocks import Layout, walk
from mudawwana.extract.body import Body, container, judge, settle_zones
from mudawwana.extract.charset import decode
from mudawwana.extract.credits import split_credit
from mudawwana.extract.lines import find_credit, find_dateline
from mudawwana.extract.metadata import Head, read_head
from mudawwana.extract.outlets import Outlet, outlet_for
from mudawwana.extract.tags import split_tags
from mudawwana.extract.urls import canonical_url
from mudawwana.records import Extracted, Paragraph

Engine = Literal["auto", "own", "trafilatura"]

MAX_PAGE = 40_000_000
"""Characters of a page that are read; what stands behind them is not."""
_ARABIC = re.compile("\\bو?ال[\u0621-\u064a]{2,}|\\b(?:في|من|على|إلى|التي|الذي)\\b")
# Letters of Persian, Urdu, Kurdish and their kin; a keyboard puts some of them into Arabic too.
_NEIGHBOURS = re.compile("[\u0679-\u06d5]")
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)[^<>]{20000,}")
_ODD = re.compile("[\x01-\x08\x0e-\x1f\ufffd]")
_NO_TAGS = frozenset(map(title.plain, ("أخبار", "الأخبار", "عاجل", "news", "home", "slider", "main", "أخبار عاجلة")))
_OPENER = re.compile(r"([^-–—/:|()]{2,40}?)\s*(?:[-–—/:|]{1,3}\s)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_MIN_WORDS = 12


def extract_html(
    page: bytes | str,
    url: str | None = None,
    *,
    engine: Engine = "auto",
    fetched: str | None = None,
    outlet: str | None = None,
    boilerplate: Callable[[str], bool] | None = None,
) -> Extracted | None:
    """The article of an HTML page, None where the page has none.

    `fetched` is when the page was fetched (ISO 8601): no article is younger. `outlet` is an id, name or domain.
    `boilerplate` tells a block that stands on many pages of the outlet.
    """
    text = decode(page) if isinstance(page, bytes) else page
    root = None if _is_binary(text) else parse(text)
    if root is None:
        return None
    head = read_head(root)
    layout = walk(root)
    address = page_url(head, url)
    publisher = outlet_for(url=address, name=outlet) or outlet_for(name=head.first("og:site_name") or None)
    names = title.site_names(head, address, publisher.names if publisher else ())
    headline, title_orders = title.find_title(head, layout, names)
    settle_zones(layout, title_orders)
    body, extractor = find_body(text, layout, headline, title_orders, engine, boilerplate)
    if body is None or not body.kept:
        return None
    if not title_orders:
        headline, title_orders = title.above_text(headline, layout, body.first, names)
    return _assemble(head, layout, body, publisher, address, headline, names, extractor, title_orders, fetched)


def parse(text: str) -> Any:
    """The tree of a page, None where there is no element in it; nothing outside the page is ever read."""
    text = _DECLARATION.sub("", text[:MAX_PAGE].lstrip("\ufeff"))
    for odd in "\x00\x0b\x0c":
        if odd in text:
            text = text.replace(odd, " ")
    if text.count("=") > 20 * text.count("<") + 1000:
        text = _LONG_TAG.sub(_short_tag, text)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:
        return None


def _is_binary(text: str) -> bool:
    """Whether what was read as text is a picture or a program: characters that no page is written in."""
    head = text[:4096]
    return len(_ODD.findall(head)) * 10 > len(head)


def _short_tag(found: re.Match[str]) -> str:
    """A tag of thousands of attributes without them: the parser's time grows with their square."""
    return found[0] if found[0].count("=") < 500 else f"<{found[1]} "


def page_url(head: Head, url: str | None) -> str | None:
    """The canonical address: what the page says where it is a full address; else where it was fetched."""
    given = canonical_url(url)
    for said in (head.canonical, *head.all("og:url"), *head.said("url"), *head.said("mainEntityOfPage", "@id", "url")):
        address = canonical_url(said)
        if address and address.count("/") >= 3 and not address.endswith("//") and not _is_front(address):
            return address
    return given


def _is_front(address: str) -> bool:
    return address.split("/", 3)[3].strip("/").lower() in ("", "ar", "index.php", "index.html", "home")


def find_body(
    text: str,
    layout: Layout,
    headline: str | None,
    title_orders: set[int],
    engine: Engine,
    boilerplate: Callable[[str], bool] | None,
) -> tuple[Body | None, str]:
    """The article's paragraphs and which extractor found them."""
    known = {title.plain(headline): "title"} if headline else {}
    if engine == "trafilatura" or (engine == "auto" and not fallback.is_arabic(layout)):
        found = fallback.trafilatura_body(text)
        if found is not None:
            return fallback.located(found, layout), "trafilatura"
    body: Body | None = None
    for zones in (True, False):
        node = container(layout, zones=zones)
        if node is not None:
            body = judge(layout, node, known, title_orders, boilerplate)
            if body.words >= _MIN_WORDS:
                return body, "own"
    if engine != "own":
        found = fallback.trafilatura_body(text)
        if found is not None and found.words >= _MIN_WORDS and fallback.has_prose(found):
            return fallback.located(found, layout), "trafilatura"
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
    text, paragraphs = joined(body)
    dates = published.find_published(head, layout, body, address, outlet, title_orders, fetched)
    first = next((kept.text for kept in body.kept if kept.kind == "body"), "")
    last = next((kept.text for kept in reversed(body.kept) if kept.kind == "body"), "")
    return Extracted(
        url=address,
        source=outlet.id if outlet else None,
        title=headline,
        subtitle=_subtitle(head, layout, body, title_orders, first),
        authors=tuple(people.find_authors(head, layout, body, names)),
        credit=_credit(body, last),
        dateline=_dateline(body, first, names),
        section=_section(head, layout, body),
        tags=_tags(head, layout, body, text, headline, names),
        language=_language(text, head),
        text=text,
        paragraphs=paragraphs,
        cut=body.cut,
        extractor=extractor,
        **dates._asdict(),
    )


def joined(body: Body) -> tuple[str, tuple[Paragraph, ...]]:
    """The text of an article and where its paragraphs stand in it."""
    paragraphs, at = [], 0
    for kept in body.kept:
        paragraphs.append(Paragraph(start=at, end=at + len(kept.text), kind=kept.kind))
        at += len(kept.text) + 2
    return "\n\n".join(kept.text for kept in body.kept), tuple(paragraphs)


def _credit(body: Body, last: str) -> tuple[str, ...]:
    """The agencies that lines of their own, or the end of the last paragraph, credit."""
    said = [verdict.value for _, verdict in body.verdicts if verdict.kind == "credit" and verdict.value]
    names = [name for value in said for name in split_credit(value)]
    trailer = find_credit(last)
    names += trailer.names if trailer else ()
    return tuple(dict.fromkeys(names))


def _dateline(body: Body, first: str, names: set[str]) -> str | None:
    """The place and agency that open the text, or that stand on a line of their own right above it."""
    found = find_dateline(first)
    opener = _OPENER.match(first) if found is None else None
    if opener and title.plain(opener[1]) in names:
        return opener[1].strip()
    if found is None and body.heads:
        line = body.heads[-1].rstrip(" :/-\u2013\u2014")
        found = find_dateline(f"{line}: {first}")
        return found.text if found and len(found.text) >= len(line) - 2 else None
    return found.text if found else None


def _subtitle(head: Head, layout: Layout, body: Body, title_orders: set[int], first: str) -> str | None:
    """The sub-title: declared, or marked as such between the headline and the text."""
    above = max((order for order in title_orders if order <= body.first), default=None)
    shown = [
        block.text
        for block in layout.blocks[above + 1 if above is not None else max(0, body.first - 4) : body.first]
        if 4 <= block.words <= 60
        and block.node.role == "subtitle"
        and not block.linked
        and block.node.zone in ("", "header")
    ]
    for text in (*head.said("alternativeHeadline"), *shown):
        if title.plain(text) != title.plain(first) and len(text) <= 500:
            return " ".join(text.split())
    return None


def _section(head: Head, layout: Layout, body: Body) -> str | None:
    """The section: declared, or shown as a link above the text."""
    said = [*head.said("articleSection", "name"), *head.all("article:section", "itemprop:articlesection", "section")]
    shown = [
        " ".join("".join(mark.element.itertext()).split())
        for mark in layout.marks
        if (mark.what == "section" or mark.attributes.get("itemprop") in ("articleSection", "genre"))
        and mark.node.zone in ("", "header")
        and body.first - 12 <= mark.order <= body.first
        and len(mark.element) <= 3
    ]
    names = [" ".join(text.split()).split(": ")[-1] for text in (*said, *shown)]
    return next(
        (name for name in names if any(map(str.isalpha, name)) and len(name.split()) <= 5 and len(name) <= 60), None
    )


def _language(text: str, head: Head) -> str | None:
    """The language of the text, as its letters and words tell."""
    sample = text[:1500]
    if len(_ARABIC.findall(sample)) > 30 and len(_NEIGHBOURS.findall(sample)) < 5:
        return "ar"
    from mudawwana.arabic.language import identify

    tag, sure = identify(text[:1000])
    return tag if sure >= 0.5 else head.language.split("-")[0].lower() or None


def _tags(head: Head, layout: Layout, body: Body, text: str, headline: str | None, names: set[str]) -> tuple[str, ...]:
    """The tags of the article: declared one by one, shown as links or on a line, or in a list of keywords."""
    single = head.all("article:tag", "og:article:tag")
    shown = [verdict.value for _, verdict in body.verdicts if verdict.kind == "tags" and verdict.value]
    links = [
        " ".join("".join(mark.element.itertext()).split())
        for mark in layout.marks
        if mark.what == "rel"
        and "tag" in mark.attributes.get("rel", "").lower().split()
        and mark.node.zone not in ("related", "sidebar", "nav", "comments")
        and body.first - 10 <= mark.order <= body.last + 12
    ]
    boxed = [
        " ".join("".join(link.itertext()).split())
        for mark in layout.marks
        if mark.what == "tags" and body.first - 10 <= mark.order <= body.last + 12
        for link in mark.element.iter("a")
    ]
    keywords = (
        head.said("keywords", "name")
        or head.all("news_keywords")
        or head.all("keywords", "itemprop:keywords", "parsely-tags")
    )
    if not any(separator in value for value in keywords for separator in ",،;|") and len(keywords) == 1:
        keywords = [value for value in keywords if len(value.split()) <= 4]
    if keywords and not _about([tag for value in keywords[:60] for tag in split_tags(value)], f"{headline} {text}"):
        keywords = []
    for source in (single, [*links, *boxed, *keywords], shown):
        tags = [tag for value in source[:60] for tag in split_tags(value)]
        tags = [
            tag
            for tag in tags
            if title.plain(tag) != title.plain(headline or "") and title.plain(tag) not in names | _NO_TAGS
        ]
        if tags:
            return tuple({title.plain(tag): tag for tag in reversed(tags)}.values())[::-1][:60]
    return ()


def _about(tags: list[str], text: str) -> bool:
    """Whether keywords are about this article, and not the same on every page of the site."""
    words = f" {title.plain(text[:20_000])} "
    return sum(f"{title.plain(tag)} " in words for tag in tags) * 3 >= len(tags)
