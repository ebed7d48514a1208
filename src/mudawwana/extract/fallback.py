"""trafilatura behind one function: for pages in other languages, and where the own rules find nothing."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from mudawwana.extract.body import Body, Kept
from mudawwana.extract.container import weight
from mudawwana.extract.layout import Layout
from mudawwana.extract.metadata import Head
from mudawwana.extract.site_names import plain
from mudawwana.records import ParagraphKind

_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc]+")
_OTHER = re.compile("[A-Za-z\u00c0-\u05ff\u0700-\u1fff\u3040-\ud7ff]+")
_STYLE = "translate(@style, ' ABDEILNOPSTVY:', 'abdeilnopstvy:')"
_HIDDEN = etree.XPath(
    "//template | //*[@hidden or @aria-hidden='true' or (@style and "
    f"(contains({_STYLE}, 'display:none') or contains({_STYLE}, 'visibility:hidden')))]"
)
_MARKUP = re.compile(r"<[^<>]{0,500}>")
_LARGEST, _MOST_TAGS = 3_000_000, 80_000


def is_arabic(layout: Layout) -> bool:
    """Whether the running text of a page is in Arabic script; the menus count only where there is no running text.

    Pages with little text, or as much of the one as of the other, are taken as Arabic.
    """
    prose = [block.text[:300] for block in layout.blocks if not block.node.zone and weight(block)]
    sample = " ".join(prose[:12])[:2500] or " ".join(block.text for block in layout.blocks[:400])[:20_000]
    return sum(map(len, _ARABIC.findall(sample))) >= sum(map(len, _OTHER.findall(sample)))


def trafilatura_body(text: str) -> Body | None:
    """What trafilatura takes for the article; None where it finds none or the page is too odd to be given to it."""
    tree = _tree(text)
    if tree is None:
        return None
    import logging

    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it warns of every page without an article
    try:
        found: Any = trafilatura.bare_extraction(tree, fast=True, with_metadata=False, include_comments=False)
    except (RecursionError, ValueError, etree.LxmlError):  # pages so broken that no article is lost
        return None
    if found is None or not found.text:
        return None
    kept = tuple(_paragraphs(found))
    return Body(kept, (), (), 0, 0, sum(len(k.text.split()) for k in kept))


def declared_body(head: Head) -> Body | None:
    """The article as JSON-LD gives it, for pages whose text a program writes; None where it gives none."""
    text = next((text for text in head.said("articleBody") if text.count(" ") >= 30), "")
    lines = (" ".join(_MARKUP.sub(" ", line).split()) for line in re.split(r"\n+|</p>|<br */?>", text[:_LARGEST]))
    kept = tuple(Kept(line, "body") for line in lines if any(map(str.isalnum, line)))
    return Body(kept, (), (), 0, 0, text.count(" ") + 1) if kept else None


def has_prose(body: Body) -> bool:
    """Whether a body is more than a list of headlines."""
    long = sum(words for kept in body.kept if (words := len(kept.text.split())) >= 12)
    return long * 2 >= body.words


def located(body: Body, layout: Layout, headline: str | None) -> Body:
    """The body without the headline, and with the orders of the blocks that its ends stand in."""
    if headline and len(body.kept) > 1 and plain(body.kept[0].text) == plain(headline):
        body = body._replace(kept=body.kept[1:])
    orders: dict[str, int] = {}
    for block in layout.blocks:
        orders.setdefault(block.text[:60], block.order)
    found = [orders[kept.text[:60]] for kept in body.kept if kept.text[:60] in orders]
    return body._replace(first=min(found), last=max(found)) if found else body


def _tree(text: str) -> Any:
    if len(text) > _LARGEST or text.count("<") > _MOST_TAGS:
        return None
    from lxml import html

    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None
    for element in _HIDDEN(tree):
        if element.getparent() is not None and element.tag not in ("body", "html"):
            element.drop_tree()
    return tree


_KINDS: dict[str, ParagraphKind] = {"head": "heading", "item": "list", "quote": "quote"}


def _paragraphs(found: Any) -> list[Kept]:
    """The paragraphs of trafilatura's result, every line one; their kinds from its tree where a line is found in it."""
    kinds: dict[str, ParagraphKind] = {}
    if found.body is not None:
        for element in found.body.iter("head", "item", "quote"):
            kinds[" ".join("".join(element.itertext()).split())] = _KINDS[element.tag]
    kept = []
    for line in found.text.split("\n"):
        words = " ".join(line.split())
        if any(map(str.isalnum, words)):
            bare = words.removeprefix("- ")
            kept.append(Kept(bare if bare in kinds else words, kinds.get(bare, "body")))
    return kept
