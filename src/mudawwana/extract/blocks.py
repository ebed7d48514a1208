"""One walk over a parsed page: its blocks of text in order, and the elements they stand in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree

from mudawwana.extract.layout import Block, Layout, Mark, Node, Run
from mudawwana.extract.signs import HIDDEN, NOTHING, Sign, hides, read_names, read_role

# Without text of the page: code, data, controls, drawings, frames, pictures.
SKIPPED = frozenset({
    "script", "style", "title", "svg", "noscript", "template", "iframe", "object", "embed", "applet", "canvas", "head",
    "select", "textarea", "button", "datalist", "audio", "video", "map", "noframes", "frameset", "meter",
    "progress", "dialog", "marquee", "img", "input", "path", "param", "source", "track", "area", "wbr",
})  # fmt: skip
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "basefont", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "g-emoji", "i", "ins", "kbd", "label", "link", "mark", "meta", "nobr", "o:p", "picture", "q", "rp",
    "rt", "ruby", "s", "samp", "small", "span", "st1:place", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var",
})  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TAG_ZONE = {"nav": "nav", "footer": "footer", "aside": "sidebar", "header": "header", "form": "form", "menu": "nav"}
_NO_ZONE = frozenset(("html", "body", "main"))
_TELLING = frozenset(("class", "id", "itemprop", "property", "rel", "hidden", "aria-hidden", "style"))
_INLINE_ZONES = frozenset(("share", "comments", "related", "ad", "tool", "newsletter", "poll"))
_CAPTIONS = frozenset(("figcaption", "figure", "caption"))
_BOLD = frozenset(("b", "strong"))
_LABELS = frozenset(("a", "span", "time", "label"))
_LINES = frozenset(("author", "date", "caption", "source", "section"))
_BREAKS = frozenset(("br", "hr"))
_PICTURES = frozenset(("img", "source"))
_WHAT = {tag: what for what, tags in (("inline", INLINE), ("skipped", SKIPPED), ("break", _BREAKS)) for tag in tags}
# Addresses of an author's page: "/opinion/writers/suad", "writer.aspx?id=33", "/الكاتب/…".
_TO_AUTHOR = re.compile(
    r"/(?:author|writer|kuttab|kateb|katib|columnist|journalist|contributor|editor)s?[/?=.]|(?:author|writer|kateb)_?(?:id|name)?="
    r"|/(?:ال)?كاتب|/كتاب/|/(?:%D8%A7%D9%84)?%D9%83%D8%A7%D8%AA%D8%A8",
    re.I,
)
SEEN_ENOUGH = 60
"""Words of running text after which comments and the foot of a page are not read any more."""


def walk(root: Any) -> Layout:
    """The blocks, elements and marks of a page, in the order they are read; hidden text is left out.

    One long loop on purpose: it sees every element of every page, and calls would double its time.
    """
    layout, run = Layout(), Run()
    nodes, blocks, parts = layout.nodes, layout.blocks, run.parts
    node = Node(0, None, "html")
    nodes.append(node)
    stack = [node]
    anchors = strong = 0
    skipped = stuck = False  # stuck: a link or span has just ended, the next does not continue its last word
    labelled: Any = None  # the inline element being read that says what it holds: "date", "author"
    told = False  # such an element has just ended
    left_open: Block | None = None  # the block that a single <br> has ended
    events = etree.iterwalk(root, events=("start", "end"))
    kind_of = _WHAT.get
    for event, element in events:
        tag = element.tag
        what = kind_of(tag, "block")
        if event == "start":
            if what == "inline":
                items = element.items()
                says = _inline(layout, node, tag, element, items) if items else NOTHING
                skipped = says.hidden
                if says.role in _LINES and labelled is None:
                    labelled = element
                    if told and parts:  # two in a row are two lines
                        run.close(node, blocks, left_open)
                        left_open, stuck = None, False
                if not skipped:
                    if stuck or tag == "small":
                        parts.append(" ")
                    if tag == "a":
                        anchors += 1
                    elif tag in _BOLD:
                        strong += 1
            elif what == "skipped":
                skipped = True
                if tag in _PICTURES and not parts:
                    layout.images.append((node, len(blocks), element))
            elif what == "block":
                if parts:
                    closed = run.close(node, blocks, left_open)
                    if closed and closed.words >= 12 and not closed.linked and not node.own:
                        layout.prose += closed.words
                left_open, stuck = None, False
                node = Node(len(nodes), node, tag)
                skipped = _enter(node, element, element.items(), layout)
                if skipped:
                    node = stack[-1]
                else:
                    nodes.append(node)
                    stack.append(node)
            if skipped:
                events.skip_subtree()
                continue
            piece = element.text
        else:
            if skipped:
                skipped = False
            elif what == "inline":
                if tag == "a":
                    anchors -= 1
                elif tag in _BOLD:
                    strong -= 1
                stuck = tag in _LABELS
                if element is labelled:
                    labelled, told = None, True
            else:
                closed = run.close(node, blocks, left_open) if parts else None
                if closed and closed.words >= 12 and not closed.linked and not node.own:
                    layout.prose += closed.words
                left_open, stuck = closed if tag == "br" else None, False
                if what == "block":
                    stack.pop()
                    node = stack[-1]
            piece = element.tail
        if piece and (parts or not piece.isspace()):
            stuck = False
            told = told and piece.isspace()
            parts.append(piece)
            if anchors:
                run.linked.append(piece)
            if strong:
                run.bold += len(piece)
    if parts:
        run.close(node, blocks, left_open)
    return layout


def _inline(layout: Layout, node: Node, tag: str, element: Any, items: list[tuple[str, str]]) -> Sign:
    """Note what an inline element says of itself; hidden where its text is not to be read."""
    address = ""
    for key, value in items:
        if key in _TELLING:
            break
        if key == "href":
            address = value
    else:
        if tag == "a" and _TO_AUTHOR.search(address):
            layout.marks.append(Mark("author_link", element, {}, node, len(layout.blocks)))
        if tag != "time":
            return NOTHING
    attributes = dict(items)
    sign = _sign(attributes)
    if sign.hidden:
        return HIDDEN
    if tag == "time":
        layout.marks.append(Mark("time", element, attributes, node, len(layout.blocks)))
    if "itemprop" in attributes or "property" in attributes:
        layout.marks.append(Mark("itemprop", element, attributes, node, len(layout.blocks)))
    elif "rel" in attributes:
        layout.marks.append(Mark("rel", element, attributes, node, len(layout.blocks)))
    elif sign.role and tag != "time":
        layout.marks.append(Mark(sign.role, element, attributes, node, len(layout.blocks)))
    passed = sign.zone in _INLINE_ZONES and len(element) < 30 and len("".join(element.itertext()).split()) < 12
    return HIDDEN if passed else sign


def _enter(node: Node, element: Any, items: list[tuple[str, str]], layout: Layout) -> bool:
    """Fill in a block-level element; True where its text is not to be read."""
    tag = node.tag
    zone = _TAG_ZONE.get(tag, "")
    if tag == "blockquote":
        node.kind = "quote"
    elif tag in _CAPTIONS:
        node.kind = "caption"
    if items:
        attributes = dict(items)
        sign = _sign(attributes)
        if sign.hidden and tag not in _NO_ZONE:
            return True
        if "role" in attributes:
            zone = (
                read_role(attributes["role"], labelled="aria-label" in attributes or "aria-labelledby" in attributes)
                or zone
            )
        zone = sign.zone or zone
        if zone == "tags":
            layout.marks.append(Mark("tags", element, attributes, node, len(layout.blocks)))
        node.body = sign.body
        if sign.role:
            node.role = sign.role
            if sign.role == "caption":
                node.kind = "caption"
            layout.marks.append(Mark(sign.role, element, attributes, node, len(layout.blocks)))
        if "itemprop" in attributes or "property" in attributes:
            node.item = _item(attributes.get("itemprop", ""))
            layout.marks.append(Mark("itemprop", element, attributes, node, len(layout.blocks)))
    if tag in _NO_ZONE or tag in HEADINGS:
        zone = "" if tag in _NO_ZONE or zone in ("header", "related") else zone
    node.own = zone
    if zone and _passable(node, layout):
        layout.passed.append((zone, element))
        return True
    return False


def _passable(node: Node, layout: Layout) -> bool:
    """Whether an element can be left unread: a menu, or the foot and the comments once the text has been seen."""
    if node.tag == "nav":
        return True
    if layout.prose < SEEN_ENOUGH:
        return False
    return node.own == "comments" or (node.tag == "footer" and node.role == "" and not within_article(node))


def within_article(node: Node) -> bool:
    """Whether an element stands in an <article>: the foot of an article has its tags and who wrote it."""
    while node.parent:
        node = node.parent
        if node.tag == "article":
            return True
    return False


def _item(names: str) -> str:
    """The itemprop that matters of several."""
    lower = names.lower()
    return "articlebody" if "articlebody" in lower.split() else lower


def _sign(attributes: dict[str, str]) -> Sign:
    """What the attributes of an element say: its class before its id."""
    if "style" in attributes and hides(attributes["style"]):
        return HIDDEN
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return HIDDEN
    names, ident = attributes.get("class"), attributes.get("id")
    return _named(names, ident) if ident else read_names(names) if names else NOTHING


@lru_cache(maxsize=8192)
def _named(names: str | None, ident: str) -> Sign:
    """What a class attribute and an id say together."""
    sign = read_names(names) if names else NOTHING
    if sign.zone or sign.hidden:
        return sign
    other = read_names(ident)
    if other is NOTHING:
        return sign
    return Sign(other.zone, sign.role or other.role, sign.body or other.body, other.hidden and not sign.body)
