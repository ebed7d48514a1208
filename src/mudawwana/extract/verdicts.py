"""The verdict on each block in the article's element: kept as what kind of paragraph, or left out and why."""

from __future__ import annotations

from collections.abc import Callable

from mudawwana.extract.blocks import HEADINGS
from mudawwana.extract.body import Body, Cut, Kept
from mudawwana.extract.bylines import is_author_note
from mudawwana.extract.captions import names_only_source, without_label
from mudawwana.extract.container import MIN_LOOSE, MIN_WORDS, STOPS, weight
from mudawwana.extract.credits import is_dateline
from mudawwana.extract.layout import Block, Node
from mudawwana.extract.line_tables import Verdict
from mudawwana.extract.lines import classify
from mudawwana.extract.signatures import PLACED, PLAIN, read_signature
from mudawwana.extract.site_names import plain
from mudawwana.extract.title import first_word
from mudawwana.extract.visible_rows import goes_on
from mudawwana.records import ParagraphKind

FULL = (".", "؟", "!", "?", "…", ":", "،", "؛")
"""What whole lines end with: the first four end sentences."""


class Judge:
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
        self.found = {block.order: line_verdict(block) for block in blocks if not block.node.zone}
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
            why = self.byline_verdict(block, found)
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

    def byline_verdict(self, block: Block, found: Verdict) -> str:
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
            lead = opener is not None and block.words >= MIN_LOOSE and is_lead(block, opener)
            return "heading" if block.order > self.first else "body" if lead else None
        starred = block.text.startswith(("*", "-- ")) and block.words <= 8
        short = (block.bold or starred) and block.words <= 16 and not block.text.endswith((".", ":", "،", "؛"))
        named = self.named and block.words >= 4 and block.node.role not in ("author", "date")
        named = named or (self.beside(block) and block.words >= (5 if block.order < self.first else 3))
        if block.order < self.first and not named and not block.text.endswith(FULL[:4]) and not self.announces(block):
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
        return "body" if block.text.endswith(FULL) else None

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


def line_verdict(block: Block) -> Verdict | None:
    """What the line classifier says of a block; a long paragraph is one."""
    return classify(block.text) if block.words <= 45 else None


def is_lead(block: Block, opener: Block) -> bool:
    """Whether a line set as a heading above the text is its first sentence: the next paragraph takes it up."""
    return block.tag in HEADINGS and block.text.endswith(".") and goes_on(opener.text)
