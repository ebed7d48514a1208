"""The article in a page once it is found: its paragraphs, and what was left out."""

from __future__ import annotations

from itertools import islice
from typing import Any, NamedTuple

from mudawwana.extract.layout import Block
from mudawwana.extract.line_tables import Verdict
from mudawwana.records import CutBlock, ParagraphKind

MAX_CUT = 200
"""Blocks that are told of at most."""
Cut = tuple[Any, str]
"""A block that is not the article, or an element that was not read, and the rule that says so."""


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


def cut_blocks(body: Body) -> tuple[CutBlock, ...]:
    """What is not the article, as text."""
    return tuple(
        CutBlock(text=what.text[:1000] if isinstance(what, Block) else _first_words(what), why=why)
        for what, why in body.cut
    )


def _first_words(element: Any) -> str:
    """An element that was not read, by its first words."""
    return " ".join(" ".join(islice(element.itertext(), 60)).split())[:300]
