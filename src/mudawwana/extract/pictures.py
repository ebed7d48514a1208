"""Captions told by where they stand: a short line right below a picture, in the element that holds both."""

from __future__ import annotations

import re
from typing import Any

from mudawwana.extract.blocks import HEADINGS, INLINE
from mudawwana.extract.captions import names_only_source
from mudawwana.extract.container import MIN_LOOSE, weight
from mudawwana.extract.credits import is_dateline
from mudawwana.extract.layout import Block, Layout, Node
from mudawwana.extract.lines import classify
from mudawwana.extract.outlets import desks, name_key
from mudawwana.extract.signatures import LABELLED, PLACED, read_signature

MOST_WORDS = 32
STOPPED_WORDS = 22
"""A line that ends with a stop and has more words is a paragraph beside a picture."""
LOOSE_WORDS = 24
"""So many below a picture in a paragraph of its own."""
_WORD = re.compile("[\u0620-\u064a]{2}")
_STOPS = (".", "؟", "!", ":", "،", "؛", "…")
_NOT = frozenset(("author", "date", "title", "subtitle", "section", "source"))


def mark_captions(layout: Layout, title_orders: set[int], site: frozenset[str] = frozenset()) -> None:
    """Give the elements of lines that stand as captions below their pictures that kind."""
    first = min(title_orders, default=0)
    _mark_spans(layout)
    opening = next((block.order for block in layout.blocks[first:] if weight(block) >= MIN_LOOSE), len(layout.blocks))
    for node, order, picture in layout.images:
        if order < first or order >= len(layout.blocks):
            continue
        block = layout.blocks[order]
        if (
            order not in title_orders
            and not _is_icon(picture)
            and _is_line(block, site, within=order > opening)
            and _stands_as_caption(layout, node, block)
        ):
            block.node.kind = "caption"


def _mark_spans(layout: Layout) -> None:
    """Give the elements whose only text is a span that says it is a caption that kind."""
    for mark in layout.marks:
        if mark.what != "caption" or mark.element.tag not in INLINE or mark.order >= len(layout.blocks):
            continue
        block = layout.blocks[mark.order]
        beside = layout.blocks[max(0, mark.order - 1) : mark.order + 2]
        alone = all(other is block or other.node is not block.node for other in beside)
        if not alone or block.text != " ".join("".join(mark.element.itertext()).split()):
            continue
        signed = read_signature(block.text)
        if signed is None or not signed.people or signed.sure < PLACED:  # "بغداد – سعاد الراوي" is none
            block.node.kind = "caption"


def _is_icon(picture: Any) -> bool:
    """Whether a picture is too small to have a caption."""
    size = (picture.get("width") or picture.get("height") or "").strip().removesuffix("px")
    return size.isdigit() and int(size) < 60


def _is_line(block: Block, site: frozenset[str], *, within: bool) -> bool:
    """Whether a block is a line that may be a caption, by itself; a name alone only `within` the text."""
    node = block.node
    if not 2 <= block.words <= MOST_WORDS or node.zone or node.kind == "caption" or node.role in _NOT:
        return False
    if block.tag in HEADINGS or block.linked * 2 > block.words:
        return False
    found = classify(block.text)
    signed = read_signature(block.text, site)
    if signed and signed.people and within:
        return signed.sure < LABELLED
    if signed:
        return (
            not signed.people
            and not is_dateline(block.text, placed=True)
            and any(name_key(name) not in desks() for name in signed.agencies)
        )
    if len(_WORD.findall(block.text)) < 2 or block.text.startswith(("كتب ", "كتبت ", "بقلم ")):
        return False
    return found is None or found.kind == "caption"


def _stands_as_caption(layout: Layout, picture: Node, block: Block) -> bool:
    """Whether a line and the picture above it are all that their element holds, or the line is a paragraph below it."""
    around = _common(picture, block.node)
    if around is None:
        return False
    at = block.order
    before = layout.blocks[at - 1] if at else None
    alone = around.tag not in ("html", "body") and (before is None or not _within(before.node, around))
    behind = [other for other in layout.blocks[at + 1 : at + 3] if _within(other.node, around)]
    if alone and (not behind or (len(behind) == 1 and names_only_source(behind[0].text) and behind[0].words <= 5)):
        return block.words <= STOPPED_WORDS or not block.text.endswith(_STOPS)
    own = [other for other in layout.blocks[max(0, at - 1) : at + 2] if other.node is block.node]
    apart = picture is not block.node and around is not block.node and len(own) == 1
    return apart and not block.bold and block.words <= LOOSE_WORDS and not block.text.endswith(_STOPS)


def _common(one: Node, other: Node) -> Node | None:
    """The smallest element that holds both."""
    above = set()
    node: Node | None = one
    while node is not None:
        above.add(node.index)
        node = node.parent
    node = other
    while node is not None and node.index not in above:
        node = node.parent
    return node


def _within(node: Node, around: Node) -> bool:
    inner: Node | None = node
    while inner is not None and inner.index > around.index:
        inner = inner.parent
    return inner is around
