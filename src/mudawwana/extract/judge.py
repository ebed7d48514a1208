"""Which blocks of a page are put to the verdict, and what those around them say of the article."""

from __future__ import annotations

from collections.abc import Callable

from mudawwana.extract.body import MAX_CUT, Body
from mudawwana.extract.captions import names_only_source
from mudawwana.extract.container import MIN_LOOSE, MIN_WORDS, below, weight
from mudawwana.extract.layout import Block, Layout, Node
from mudawwana.extract.lines import classify
from mudawwana.extract.verdicts import FULL, Judge, is_lead, line_verdict
from mudawwana.extract.visible_rows import goes_on


def _may_tell(block: Block) -> bool:
    """Whether a block outside the article's element may be its byline, credit or tags."""
    return block.words <= 20 and block.node.zone in ("", "header", "tags") and block.linked < max(2, block.words)


def _opens_another(block: Block) -> bool:
    """Whether a block below the text is a paragraph of another one: of a gallery, of a teaser."""
    return weight(block) >= MIN_LOOSE and not block.node.zone and line_verdict(block) is None


def _is_caption(block: Block) -> bool:
    """Whether a block above the text is the words below its picture, by its element or by how it ends."""
    if block.node.kind == "caption":
        return block.words >= 2 and not names_only_source(block.text)
    found = line_verdict(block) if 3 <= block.words <= 30 and not block.linked else None
    return found is not None and found.rule == "picture_credit"


def _leads(layout: Layout, node: Node, start: int, title_orders: set[int]) -> list[Block]:
    """Paragraphs between the headline and the article's element, in elements close to it: a lede set apart."""
    above = max((order for order in title_orders if order < start), default=-1)
    if above < 0:
        return []
    opener = next((b for b in layout.blocks[start : start + 4] if weight(b) >= MIN_WORDS), None)
    takes_up = opener is not None and goes_on(opener.text)  # then the sub-title is what it takes up
    near, up = set(), node
    for _ in range(3):
        if up.parent is None or up.tag == "body":
            break
        up = up.parent
        near.add(up.index)
    found = []
    for block in layout.blocks[above + 1 : start]:
        inside: Node | None = block.node
        for _ in range(7 if block.node.kind == "caption" else 4):
            if inside is None or inside.index in near:
                break
            inside = inside.parent
        else:
            continue
        if inside and not block.node.zone and _is_caption(block):
            found.append(block)
            continue
        heft = block.words if opener and is_lead(block, opener) else weight(block)
        good = heft >= 12 and not block.linked and not block.node.zone and block.text.endswith(FULL[:5])
        if (
            good
            and inside
            and block.node.kind != "caption"
            and (block.node.role not in ("subtitle", "author", "date") or (takes_up and block.node.role == "subtitle"))
            and line_verdict(block) is None
        ):
            found.append(block)
    return found[:4]


def judge(
    layout: Layout,
    node: Node,
    known: dict[str, str],
    title_orders: set[int],
    boilerplate: Callable[[str], bool] | None = None,
    site: frozenset[str] = frozenset(),
) -> Body:
    """The article in an element: which of its blocks are kept as what, and why the others are not."""
    blocks = below(layout, node)
    if blocks:
        blocks = [*_leads(layout, node, blocks[0].order, title_orders), *blocks]
    opening = next((block.order for block in blocks if weight(block) >= MIN_WORDS), 0)
    headline = max((order for order in title_orders if order < opening), default=0)
    body = Judge(blocks, known, node.body or node.item == "articlebody", boilerplate, site, headline).run()
    room = MAX_CUT - len(body.cut)
    inside = {block.order for block in blocks}
    told_already = inside | title_orders
    around = [b for b in layout.blocks[max(0, body.first - 25) : body.last + 8] if b.order not in told_already]
    another = next((b.order for b in around if b.order > body.last and _opens_another(b)), len(layout.blocks))
    told = [
        (b, found)
        for b in around
        if _may_tell(b) and (found := classify(b.text, place="tail" if b.order > body.last else "head"))
        if b.order < another or found.kind != "byline"
    ]
    outside = [b for b in layout.blocks if b.linked < b.words >= 8 and b.order not in inside][: max(0, room)]
    cut = [*body.cut, *((block, block.node.zone or "outside") for block in outside)]
    cut += [(element, zone) for zone, element in layout.passed if zone != "nav"]
    return body._replace(cut=tuple(cut[:MAX_CUT]), verdicts=(*body.verdicts, *told))
