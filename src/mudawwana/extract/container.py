"""Which element of a page holds the article: by the weight of the paragraphs in and below it."""

from __future__ import annotations

from mudawwana.extract.blocks import HEADINGS
from mudawwana.extract.layout import Block, Layout, Node

MIN_WORDS = 8
"""A block that is punctuated like a sentence and has so many words is a paragraph."""
MIN_LOOSE = 12
"""So many where it is not: a comment, a caption, a date."""
STOPS = (".", "؟", "!", "?", "»", "”", '"', "…", ":")
# How much of a paragraph's weight the elements round it get: its own element, the parent, and so on.
_SHARES = (1.0, 1.0, 0.5, 0.25)
# Zones whose names the element of the article bears too, now and then: "printable", "popup-gallery", "text-size".
_SOFT = ("share", "ad", "poll", "tags", "newsletter", "header", "form", "author_box", "region")
_NAMED_BODY, _ITEM_BODY, _ARTICLE = 1.35, 1.8, 1.15


def weight(block: Block) -> int:
    """The words by which a block counts as running text; 0 for a menu item, a heading, a teaser."""
    if block.heft < 0:
        block.heft = _weigh(block)
    return block.heft


def _weigh(block: Block) -> int:
    plain = block.words - block.linked
    if "ookie" in block.text or "ملفات الارتباط" in block.text or "تعريف الارتباط" in block.text:
        return 0  # the notice on privacy
    if block.tag in HEADINGS or plain * 2 < block.words or plain < 4:
        return 0
    if plain > 20 and block.text.count(" \u2022 ") + block.text.count(" | ") > 3:
        return 0  # a ticker: headlines in a row
    if plain < MIN_LOOSE and not block.text.endswith(STOPS):
        return 0
    return plain


def settle_zones(layout: Layout, title_orders: set[int]) -> None:
    """Decide which elements are zones off the article: one that holds the headline or most of the text is none."""
    nodes = layout.nodes
    mass, titled, items = [0] * len(nodes), [False] * len(nodes), [False] * len(nodes)
    for block in layout.blocks:
        mass[block.node.index] += weight(block)
        if block.order in title_orders:
            titled[block.node.index] = True
    for node in reversed(nodes[1:]):
        up = node.parent.index if node.parent else 0
        mass[up] += mass[node.index]
        titled[up] = titled[up] or titled[node.index]
        items[up] = items[up] or items[node.index] or node.item == "articlebody"
    others = _other_articles(layout, mass, titled)
    for node in nodes[1:]:
        index, zone = node.index, node.own
        inherited = node.parent.zone if node.parent else ""
        if index in others:
            node.zone = inherited or "related"
            continue
        if zone and (
            items[index]
            or (titled[index] and mass[index] >= 30 and zone != "header")
            or (zone not in ("comments", "footer") and mass[index] > (0.3 if zone in _SOFT else 0.55) * mass[0])
        ):
            zone = ""
        node.zone = inherited or zone


OWN_WORDS = 25
"""An <article> that holds the headline and so many words of running text is the page's own."""


def _other_articles(layout: Layout, mass: list[int], titled: list[bool]) -> set[int]:
    """The <article>s beside the one that holds headline and text, as pages have that load the next article below."""
    articles = [node for node in layout.nodes if node.tag == "article"]
    own = [node for node in articles if titled[node.index] and mass[node.index] >= OWN_WORDS]
    if len(articles) < 2 or not own:
        return set()
    inner = own[-1] if own[-1].index - own[0].index and _within(own[-1], own[0]) else own[0]
    return {node.index for node in articles if not _within(node, inner) and not _within(inner, node)}


def _within(node: Node | None, around: Node) -> bool:
    while node is not None and node.index > around.index:
        node = node.parent
    return node is around


def forget_zones(layout: Layout) -> None:
    """Take back all zones but the readers' comments and the foot of the page: for pages whose names mislead."""
    for node in layout.nodes:
        if node.zone not in ("comments", "footer"):
            node.zone = ""


def container(layout: Layout, title_orders: set[int]) -> Node | None:
    """The element that holds the article: the heaviest one, but for a column of teasers beside a short article."""
    node = _heaviest(layout)
    if node is None or not title_orders or not _is_teasers(layout, node, title_orders):
        return node
    column = [(other, other.zone) for other in layout.nodes if _within(other, node)]
    for other, _ in column:
        other.zone = "related"
    found = _heaviest(layout)
    if found is not None and sum(map(weight, below(layout, found))) >= SHORTEST:
        return found
    for other, zone in column:
        other.zone = zone
    return node


SHORTEST = 14
"""So many words of running text are an article beside nothing but teasers."""


def _is_teasers(layout: Layout, node: Node, title_orders: set[int]) -> bool:
    """Whether each of three or more paragraphs in an element stands below a headline that is a link."""
    inside = below(layout, node)
    prose = [block for block in inside if weight(block)]
    if len(prose) < 3 or not title_orders.isdisjoint(block.order for block in inside):
        return False
    for block in prose:
        above = layout.blocks[block.order - 1] if block.order else block
        if weight(above) or above.linked * 2 <= above.words or above.node is node:
            return False
    return True


def _heaviest(layout: Layout) -> Node | None:
    """The element that has most running text in and right below it."""
    nodes = layout.nodes
    score, mass, words, count = [0.0] * len(nodes), [0] * len(nodes), [0] * len(nodes), [0] * len(nodes)
    running: list[tuple[Node, int]] = []
    for block in layout.blocks:
        if block.node.zone or block.node.kind == "caption":
            continue
        points = weight(block)
        index = block.node.index
        words[index] += block.words
        if points:
            mass[index] += points
            count[index] += 1
            running.append((block.node, points))
    for node in reversed(nodes[1:]):
        if words[node.index]:
            above = node.parent.index if node.parent else 0
            mass[above] += mass[node.index]
            words[above] += words[node.index]
            count[above] += count[node.index]
    for paragraph, points in running:
        _share_out(paragraph, points - 3, words, count, score)
    best, most = nodes[0], 0.0
    for node in nodes:
        if score[node.index] > 0 and (scored := score[node.index] * _favour(node)) > most:
            best, most = node, scored
    return _climb(best, mass, words, count) if score[best.index] else None


def _share_out(node: Node | None, points: int, words: list[int], count: list[int], score: list[float]) -> None:
    """Give the elements round a paragraph their shares of its weight; one that wraps it alone is no step."""
    step = 0
    while node is not None:
        score[node.index] += points * _SHARES[step]
        if count[node.index] > 1 or (node.parent and words[node.parent.index] > words[node.index]):
            step += 1
            if step == len(_SHARES):
                return
        node = node.parent


def _favour(node: Node) -> float:
    if node.item == "articlebody":
        return _ITEM_BODY
    if node.body:
        return _NAMED_BODY
    if node.tag == "article":
        return _ARTICLE
    return 0.8 if node.tag in ("html", "body") else 1.0


def _climb(node: Node, mass: list[int], words: list[int], count: list[int]) -> Node:
    """Go up while an element round the text adds more running text, and little else."""
    if node.item == "articlebody" and mass[node.index] >= 60:
        return node
    best, up = node, node.parent
    for _ in range(6):
        if up is None or up.tag in ("html", "body"):
            break
        more, other = mass[up.index] - mass[best.index], words[up.index] - words[best.index]
        paragraphs = count[up.index] - count[best.index]
        if more >= 0.05 * mass[best.index] + 10 and more >= 0.7 * other and more >= 18 * paragraphs:
            best = up
        up = up.parent
    return best


def below(layout: Layout, node: Node) -> list[Block]:
    """The blocks that stand in an element, in order."""
    inside = [False] * len(layout.nodes)
    inside[node.index] = True
    for other in layout.nodes[node.index + 1 :]:
        inside[other.index] = other.parent is not None and inside[other.parent.index]
    return [block for block in layout.blocks if inside[block.node.index]]
