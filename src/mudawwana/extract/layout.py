"""What one walk over a page finds: its elements, blocks of text, marks and pictures."""

from __future__ import annotations

from typing import Any

_INVISIBLE = " \u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad\u2060"
_ENDS = tuple(".!?؟:؛»”\"'…)*")


class Node:
    """A block-level element: its place in the page, and what its names promise."""

    __slots__ = ("body", "index", "item", "kind", "own", "parent", "role", "tag", "zone")

    def __init__(self, index: int, parent: Node | None, tag: str) -> None:
        self.index, self.parent, self.tag = index, parent, tag
        self.own = self.item = self.zone = ""
        self.body = False
        self.role: str = parent.role if parent else ""
        self.kind: str = parent.kind if parent else ""


class Block:
    """A run of text between two block boundaries."""

    __slots__ = ("bold", "heft", "linked", "node", "order", "tag", "text", "words")

    def __init__(self, text: str, node: Node, words: int, linked: int, bold: bool, order: int) -> None:
        self.text, self.node, self.words, self.linked, self.bold, self.order = text, node, words, linked, bold, order
        self.tag = node.tag
        self.heft = -1  # its weight as running text, once asked for

    def __repr__(self) -> str:
        return f"<{self.tag} {self.node.zone or '-'} {self.words}w {self.linked}l {self.text[:60]!r}>"


class Mark:
    """An element that may carry metadata: its attributes, and the block order at which it stands."""

    __slots__ = ("attributes", "element", "node", "order", "what")

    def __init__(self, what: str, element: Any, attributes: dict[str, str], node: Node, order: int) -> None:
        self.what, self.element, self.attributes, self.node, self.order = what, element, attributes, node, order


class Layout:
    """What one walk over a page found."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []
        self.images: list[tuple[Node, int, Any]] = []  # pictures: where they stand, the order of the block behind them
        self.passed: list[tuple[str, Any]] = []  # elements not read, with their zones
        self.prose = 0  # words of running text so far


class Run:
    """The text of the block being read."""

    __slots__ = ("bold", "linked", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.linked: list[str] = []
        self.bold = 0  # characters set in bold

    def close(self, node: Node, blocks: list[Block], before: Block | None) -> Block | None:
        """Make a block of the text, or add it to the block `before` that a single <br> left open."""
        words = "".join(self.parts).split()
        linked = 0
        if self.linked:
            whole = len(self.linked) == len(self.parts)
            linked = len(words) if whole else min(len(words), sum(len(piece.split()) for piece in self.linked))
        text = " ".join(words)
        bold = self.bold * 10 > len(text) * 8
        self.parts.clear()
        self.linked.clear()
        self.bold = 0
        if not words or (len(words) == 1 and not text.strip(_INVISIBLE)):
            return None
        if before and before.node is node and not _parted(before, bold):
            before.text = f"{before.text} {text}"
            before.words += len(words)
            before.linked += linked
            return before
        block = Block(text, node, len(words), linked, bold, len(blocks))
        blocks.append(block)
        return block


def _parted(before: Block, bold: bool) -> bool:
    """Whether a line that ended in a single <br> is a paragraph of its own: it is short, or ends like one."""
    whole = before.bold != bold or not 60 <= len(before.text) <= 2000
    return whole or before.linked * 2 > before.words or before.text.endswith(_ENDS)
