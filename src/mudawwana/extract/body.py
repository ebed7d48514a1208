"""The verdict on each block in the article's element: kept as what kind of paragraph, or left out and why."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple

from mudawwana.extract.blocks import HEADINGS
from mudawwana.extract.bylines import is_author_note
from mudawwana.extract.captions import names_only_source, without_label
from mudawwana.extract.container import MIN_LOOSE, MIN_WORDS, STOPS, below, weight
from mudawwana.extract.credits import is_dateline
from mudawwana.extract.layout import Block, Layout, Node
from mudawwana.extract.line_tables import Verdict
from mudawwana.extract.lines import classify
from mudawwana.extract.signatures import PLACED, PLAIN, read_signature
from mudawwana.extract.site_names import plain
from mudawwana.extract.title import first_word
from mudawwana.extract.visible_rows import goes_on
from mudawwana.records import CutBlock, ParagraphKind

MAX_CUT = 200
Cut = tuple[Any, str]
"""A block that is not the article, or an element that was not read, and the rule that says so."""
_FULL = (".", "؟", "!", "?", "…", ":", "،", "؛")


class Kept(NamedTuple):
    """A paragraph of the article."""

    text: str
    kind: ParagraphKind


class Body(NamedTuple):
    """The article's paragraphs, the blocks left out, and what the left-out lines say of the article."""

    kept: tuple[Kept, ...]
    cut: tuple[Cut, ...]
    verdicts: tuple[tuple[Block, Verdict], ...]
    first: int
    last: int
    words: int = 0
    heads: tuple[str, ...] = ()


class _Judge:
    """Goes through the blocks of the article's element and gives each its verdict."""

    def __init__(
        self,
        blocks: list[Block],
        known: dict[str, str],
        named: bool,
        boilerplate: Callable[[str], bool] | None,
        site: frozenset[str],
        headline: int,
    ) -> None:
        self.site = site
        self.headline = headline  # the order of the block that shows it
        self.boilerplate = boilerplate
        self.blocks = blocks
        self.named = named  # the element says that it is the body: short lines in it are text too
        self.known = known  # text in its plain form -> why it is not the text: the headline, the sub-title
        self.kept: list[tuple[Block, Kept]] = []
        self.cut: list[Cut] = []
        self.verdicts: list[tuple[Block, Verdict]] = []
        self.found = {block.order: _line(block) for block in blocks if not block.node.zone}
        heavy = [
            b.order
            for b in blocks
            if not b.node.zone and weight(b) >= MIN_WORDS and b.node.kind != "caption" and not self.found[b.order]
        ]
        self.first, self.last = (heavy[0], heavy[-1]) if heavy else (0, 0)
        edges = {block.order: block for block in blocks if block.order in (self.first, self.last)}
        self.ends = (edges.get(self.first), edges.get(self.last))
        self.related = self.ended = False
        self.box: Node | None = None  # the element in which links to other articles stand below their heading
        self.seen: set[str] = set()
        self.words = 0

    def run(self) -> Body:
        """Judge every block."""
        for block in self.blocks:
            why = self.verdict(block)
            if why:
                self.cut.append((block, why))
        if len(self.kept) > 2 and self.kept[-1][1].kind == "body" and is_author_note(self.kept[-1][1].text):
            self.cut.append((self.kept.pop()[0], "author_note"))
        while self.kept and self.kept[-1][1].kind == "heading":
            self.cut.append((self.kept.pop()[0], "heading over nothing"))
        self.drop_teaser()
        kept = tuple(kept for _, kept in self.kept)
        heads = tuple(
            b.text
            for b, why in self.cut
            if why in ("head_matter", "signature") and b.order < self.first and b.words <= 14
        )
        running = [block.order for block, kept in self.kept if kept.kind != "caption"]
        orders = running or [block.order for block, _ in self.kept] or [0]
        return Body(
            kept,
            tuple(self.cut),
            tuple(self.verdicts),
            orders[0],
            orders[-1],
            self.words,
            heads,
        )

    def drop_teaser(self) -> None:
        """Leave out a first paragraph that is the beginning of the next one, cut short."""
        if len(self.kept) < 2 or self.kept[0][1].kind != "body":
            return
        if first_word(self.kept[0][1].text) != first_word(self.kept[1][1].text):
            return
        first, second = plain(self.kept[0][1].text), plain(self.kept[1][1].text)
        if len(first) > 30 and second.startswith(first[: max(30, len(first) - 12)]):
            self.cut.append((self.kept.pop(0)[0], "repeated"))

    def verdict(self, block: Block) -> str:
        """Keep a block, or say why not."""
        if block.node.zone and not self.heads_part(block):
            return block.node.zone
        if self.ended:
            return "after_end"
        if block.order < self.headline and block.order < self.first and block.node.kind != "caption":
            return "head_matter"
        if block.text.startswith("________") and self.words > 3 * self.rest(block):
            self.ended = True  # the signature below a post in a forum
            return "end_rule"
        bare = plain(block.text) if block.words <= 40 else block.text
        if bare in self.known:
            return self.known[bare]
        if bare in self.seen and block.words >= 5:
            return "repeated"
        if self.boilerplate and self.boilerplate(block.text):
            return "on_many_pages"
        found = self.found.get(block.order)
        if found and found.rule == "picture_credit" and block.order < self.first and self.signs(block):
            return "signature"
        if found is None and block.words <= 9 and block.order > self.last:
            found = classify(block.text, place="tail")
        if found:
            self.verdicts.append((block, found))
            why = self.by_line(block, found)
            if why:
                return why
        elif self.related and self.in_box(block) and (not weight(block) or block.linked * 2 > block.words):
            return "related"
        elif block.linked * 10 >= block.words * 6 and not (block.words >= 12 and block.text.endswith(STOPS[:4])):
            return "links"
        elif self.signs(block):
            return "signature"
        else:
            if weight(block) >= MIN_WORDS:
                self.related = False
            kind = self.kind(block)
            if not kind:
                return "head_matter" if block.order < self.first else "tail_matter"
            self.keep(block, kind)
        self.seen.add(bare)
        return ""

    def heads_part(self, block: Block) -> bool:
        """Whether a block is the heading in the <header> of a part of the article, as live pages have them."""
        return block.node.zone == "header" and block.tag in HEADINGS and self.first < block.order < self.last

    def signs(self, block: Block) -> bool:
        """Whether a short line above or below the text only says who wrote it."""
        if self.first <= block.order <= self.last or block.words > 12 or block.node.kind == "caption":
            return False
        found = read_signature(block.text, self.site)
        return found is not None and (found.sure >= PLAIN if block.order < self.first else found.sure >= PLACED)

    def in_box(self, block: Block) -> bool:
        """Whether a block still belongs to the links to other articles above it."""
        if block.tag in HEADINGS and not block.linked:
            after = next((other for other in self.blocks if other.order > block.order), None)
            if after and weight(after) >= MIN_WORDS and not after.node.zone and not after.linked:
                return False
        node: Node | None = block.node
        for _ in range(20):
            if node is self.box or node is None:
                return node is not None
            node = node.parent
        return False

    def by_line(self, block: Block, found: Verdict) -> str:
        """Act on what the line classifier says; "" where the block was kept."""
        if found.rule in ("picture_label", "picture_source") or (
            found.kind == "caption" and block.words <= 5 and names_only_source(block.text)
        ):
            return "picture_credit"
        if found.kind == "caption" or (block.node.kind == "caption" and found.kind in ("end", "credit")):
            self.keep(block, "caption")
            return ""
        if found.kind == "end" and self.words >= 20 and (found.rule != "footer" or self.words > self.rest(block)):
            self.ended = True
        if found.kind == "related" and found.rule != "related_inline":
            self.related, self.box = True, block.node.parent
        if found.kind == "section" and block.tag in HEADINGS and self.first < block.order < self.last:
            self.keep(block, "heading")
            return ""
        return found.rule

    def rest(self, block: Block) -> int:
        """Words of running text behind a block."""
        return sum(weight(other) for other in self.blocks if other.order > block.order and not other.node.zone)

    def kind(self, block: Block) -> ParagraphKind | None:
        """What a paragraph is to the article; None for short lines above and below the text."""
        kind = block.node.kind
        if kind == "caption":
            return "caption"
        if block.tag in HEADINGS and block.words <= 25:
            opener = self.ends[0]
            lead = opener is not None and block.words >= MIN_LOOSE and _is_lead(block, opener)
            return "heading" if block.order > self.first else "body" if lead else None
        starred = block.text.startswith(("*", "-- ")) and block.words <= 8
        short = (block.bold or starred) and block.words <= 16 and not block.text.endswith((".", ":", "،", "؛"))
        named = self.named and block.words >= 4 and block.node.role not in ("author", "date")
        named = named or (self.beside(block) and block.words >= (5 if block.order < self.first else 3))
        if block.order < self.first and not named and not block.text.endswith(_FULL[:4]) and not self.announces(block):
            return None
        if block.order < self.first and block.words <= 14 and is_dateline(block.text):
            return None
        if short and block.order > self.first:
            return "heading"
        if kind == "quote":
            return "quote"
        if block.tag == "li":
            return "list" if weight(block) or self.first < block.order < self.last or self.after_list() else None
        if weight(block) or self.first < block.order < self.last or block.words >= MIN_WORDS or named:
            return "body"
        return "body" if block.text.endswith(_FULL) else None

    def beside(self, block: Block) -> bool:
        """Whether a short line stands in a row with the paragraphs: lines of the same element, or twins of theirs."""
        edge = self.ends[0] if block.order < self.first else self.ends[1]
        if edge is None or block.linked or block.tag != edge.tag or block.text[1:4].count(":"):
            return False
        return block.node is edge.node or (block.tag == "p" and block.node.parent is edge.node.parent)

    def announces(self, block: Block) -> bool:
        """Whether a line that ends with a colon stands right above the list that opens the text."""
        item = next((other for other in self.blocks if other.order > block.order), None)
        return item is not None and item.tag == "li" and block.words >= 3 and block.text.endswith(":")

    def after_list(self) -> bool:
        """Whether the last paragraph was a list item, or announces a list."""
        return bool(self.kept) and (self.kept[-1][1].kind == "list" or self.kept[-1][1].text.endswith(":"))

    def keep(self, block: Block, kind: ParagraphKind) -> None:
        """Add a paragraph to the article."""
        self.kept.append((block, Kept(without_label(block.text) if kind == "caption" else block.text, kind)))
        self.words += block.words


def cut_blocks(body: Body) -> tuple[CutBlock, ...]:
    """What is not the article, as text."""
    return tuple(
        CutBlock(text=what.text[:1000] if isinstance(what, Block) else _first_words(what), why=why)
        for what, why in body.cut
    )


def _first_words(element: Any) -> str:
    """An element that was not read, by its first words."""
    return " ".join(" ".join(islice(element.itertext(), 60)).split())[:300]


def _line(block: Block) -> Verdict | None:
    """What the line classifier says of a block; a long paragraph is one."""
    return classify(block.text) if block.words <= 45 else None


def _may_tell(block: Block) -> bool:
    """Whether a block outside the article's element may be its byline, credit or tags."""
    return block.words <= 20 and block.node.zone in ("", "header", "tags") and block.linked < max(2, block.words)


def _is_lead(block: Block, opener: Block) -> bool:
    """Whether a line set as a heading above the text is its first sentence: the next paragraph takes it up."""
    return block.tag in HEADINGS and block.text.endswith(".") and goes_on(opener.text)


def _opens_another(block: Block) -> bool:
    """Whether a block below the text is a paragraph of another one: of a gallery, of a teaser."""
    return weight(block) >= MIN_LOOSE and not block.node.zone and _line(block) is None


def _is_caption(block: Block) -> bool:
    """Whether a block above the text is the words below its picture, by its element or by how it ends."""
    if block.node.kind == "caption":
        return block.words >= 2 and not names_only_source(block.text)
    found = _line(block) if 3 <= block.words <= 30 and not block.linked else None
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
        heft = block.words if opener and _is_lead(block, opener) else weight(block)
        good = heft >= 12 and not block.linked and not block.node.zone and block.text.endswith(_FULL[:5])
        if (
            good
            and inside
            and block.node.kind != "caption"
            and (block.node.role not in ("subtitle", "author", "date") or (takes_up and block.node.role == "subtitle"))
            and _line(block) is None
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
    body = _Judge(blocks, known, node.body or node.item == "articlebody", boilerplate, site, headline).run()
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
