"""What a page says of its article besides the headline, the people and the date: credit, dateline, section, tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from mudawwana.extract.body import Body
from mudawwana.extract.credits import dateline_agencies, find_credit, find_dateline, is_dateline, split_credit
from mudawwana.extract.layout import Layout
from mudawwana.extract.metadata import Head
from mudawwana.extract.outlets import Outlet
from mudawwana.extract.site_names import is_site_name, plain
from mudawwana.extract.tags import split_tags

_ARABIC = re.compile("\\bو?ال[\u0621-\u064a]{2,}|\\b(?:في|من|على|إلى|التي|الذي)\\b")
# Letters of Persian, Urdu, Kurdish and their kin; a keyboard puts some of them into Arabic too.
_CLEARLY = 30  # so many words of Arabic alone
_NEIGHBOURS = re.compile("[\u0679-\u06d5]")
_NO_TAGS = frozenset(map(plain, ("أخبار", "الأخبار", "عاجل", "news", "home", "slider", "main", "أخبار عاجلة")))
_OPENER = re.compile(r"([^-–—/:|()]{2,40}?)\s*(?:[-–—/:|]{1,3}\s)")


def credit_of(
    body: Body, last: str, dateline: str | None, outlet: Outlet | None, site: set[str], signed: Sequence[str] = ()
) -> tuple[str, ...]:
    """The agencies that lines of their own, the end of the last paragraph, the byline, or else the dateline credit."""
    own = outlet.signs + outlet.names if outlet else ()
    said = [verdict.value for _, verdict in body.verdicts if verdict.kind == "credit" and verdict.value]
    names = [name for value in said for name in split_credit(value)]
    trailer = find_credit(last)
    names += trailer.names if trailer else ()
    if not names:
        names += [name for line in signed for name in dateline_agencies(line, (*own, *site))]
    if not names and dateline and not any(name and name in plain(dateline) for name in site):
        names += dateline_agencies(dateline, (*own, *site))
    return tuple(dict.fromkeys(f"{name}»" if name.count("«") > name.count("»") else name for name in names))


def dateline_of(body: Body, first: str, names: set[str]) -> str | None:
    """The place and agency that open the text, or that stand on a line of their own right above it."""
    found = find_dateline(first)
    opener = _OPENER.match(first) if found is None else None
    if opener and plain(opener[1]) in names:
        return opener[1].strip()
    if found is None and body.heads:
        line = body.heads[-1].rstrip(" :/-\u2013\u2014")
        if is_dateline(line) or is_site_name(line, names):
            return line
        found = find_dateline(f"{line}: {first}")
        return found.text if found and len(found.text) >= len(line) - 2 else None
    return found.text if found else None


def subtitle_of(head: Head, layout: Layout, body: Body, title_orders: set[int], first: str) -> str | None:
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
        if plain(text) != plain(first) and len(text) <= 500:
            return " ".join(text.split())
    return None


def _first_of_several(element: Any) -> str:
    """The words of an element, of the first of its parts alone where a few short ones stand in it."""
    pieces = [piece for piece in element.itertext() if not piece.isspace()]
    whole = " ".join("".join(pieces).split())
    return " ".join(pieces[0].split()) if 2 <= len(element) == len(pieces) and whole.count(" ") < 5 else whole


def section_of(head: Head, layout: Layout, body: Body) -> str | None:
    """The section: declared, or shown as a link above the text."""
    said = [*head.said("articleSection", "name"), *head.all("article:section", "itemprop:articlesection", "section")]
    shown = [
        _first_of_several(mark.element)
        for mark in layout.marks
        if (
            mark.what == "section"
            or mark.attributes.get("itemprop") in ("articleSection", "genre")
            or "category" in mark.attributes.get("rel", "").split()
        )
        and mark.node.zone in ("", "header")
        and body.first - 12 <= mark.order <= body.first
        and len(mark.element) <= 3
    ]
    names = [" ".join(text.split()).split(": ")[-1] for text in (*said, *shown)]
    return next(
        (name for name in names if any(map(str.isalpha, name)) and len(name.split()) <= 5 and len(name) <= 60), None
    )


def language_of(text: str, head: Head) -> str | None:
    """The language of the text, as its letters and words tell."""
    sample = text[:1500]
    hits = len(_ARABIC.findall(sample[:700]))
    if hits <= _CLEARLY:
        hits = len(_ARABIC.findall(sample))
    if (hits > _CLEARLY or 8 <= hits >= sample.count(" ") / 6) and len(_NEIGHBOURS.findall(sample)) < 5:
        return "ar"
    from mudawwana.arabic.language import identify

    tag, sure = identify(text[:1000])
    return tag if sure >= 0.5 else head.language.split("-")[0].lower() or None


def tags_of(
    head: Head, layout: Layout, body: Body, text: str, headline: str | None, names: set[str]
) -> tuple[str, ...]:
    """The tags of the article: declared one by one, shown as links or on a line, or in a list of keywords."""
    single = head.all("article:tag", "og:article:tag")
    shown = [verdict.value for _, verdict in body.verdicts if verdict.kind == "tags" and verdict.value]
    links = [
        " ".join("".join(mark.element.itertext()).split())
        for mark in layout.marks
        if mark.what == "rel"
        and "tag" in (rel := mark.attributes.get("rel", "").lower().split())
        and "category" not in rel  # WordPress: a link to the section
        and mark.node.zone not in ("related", "sidebar", "nav", "comments")
        and body.first - 10 <= mark.order <= body.last + 12
    ]
    boxed = [
        " ".join("".join(link.itertext()).split())
        for mark in layout.marks
        if mark.what == "tags" and mark.node.zone not in ("related", "comments")
        if body.first - 10 <= mark.order <= body.last + 12
        for link in mark.element.iter("a")
    ]
    hashes = [
        " ".join(tag.split()[: None if block.linked == block.words else 1])
        for block in layout.blocks[body.last : body.last + 12]
        if block.text.count("#") > 1 and block.words <= 40 and not block.node.zone
        for tag in re.findall(r"(?<![&\w])#([^\s#،,][^#،,]+)", block.text)
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
    for source in (single, [*links, *boxed, *hashes, *keywords], shown):
        tags = [tag for value in source[:60] for tag in split_tags(value)]
        tags = [tag for tag in tags if plain(tag) != plain(headline or "") and plain(tag) not in names | _NO_TAGS]
        if tags:
            return tuple({plain(tag): tag for tag in reversed(tags)}.values())[::-1][:60]
    return ()


def _about(tags: list[str], text: str) -> bool:
    """Whether keywords are about this article, and not the same on every page of the site."""
    words = f" {plain(text[:20_000])} "
    return sum(f"{plain(tag)} " in words for tag in tags) * 3 >= len(tags)
