"""From the lines of a text to its paragraphs and their kinds: headings, captions, lists and glued lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mudawwana.extract.captions import without_label
from mudawwana.extract.data import read_data
from mudawwana.extract.line_tables import key
from mudawwana.extract.lines import bullet
from mudawwana.extract.visible_rows import Row, goes_on, is_sentence
from mudawwana.records import CutBlock, ParagraphKind

HEADING_WORDS = 14
_NO_HEADING = re.compile(r"(?<!\s\.)[.،؛,;:…]\s*$")  # "ضغوط الشارع .." is one
_GLUED = re.compile(r"(?<=[^\W\d_]{2})[.؛](?=[\u0621-\u064a]{2})")
_MARK = re.compile(r"^\s*[•·●▪■□◾◼►▶➤✓✔*–—-]\s+")
QUOTED_WORDS = 8
"""A heading that ends with a quotation mark has no more words: "انقسام «البيت الشيعي»"."""
ITEM_WORDS = 3
SENTENCE_WORDS = 5
"""A sentence of so many words may stand below a heading: "للجولة عدد من الملفات، أبرزها:"."""
_WAW_WORDS = frozenset(read_data("words.toml")["connectives"]["waw"])


class Piece(NamedTuple):
    """A paragraph of the article."""

    text: str
    kind: ParagraphKind


def glued_items(text: str) -> list[str]:
    """The items of a list that a scrape glued into one line, stop to letter; the whole text where it is no list.

    Meant for a paragraph that one ending with a colon announces.

    >>> glued_items("استمرار الهجمات على القواعد.عدم الثقة بين الجانبين.")
    ['استمرار الهجمات على القواعد.', 'عدم الثقة بين الجانبين.']
    >>> glued_items("هاجم مسلحون القاعدة ليلا.وقال شهود إنهم فروا.")
    ['هاجم مسلحون القاعدة ليلا.وقال شهود إنهم فروا.']
    """
    cuts = [found.end() for found in _GLUED.finditer(text)]
    items = [text[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    listed = len(items) > 1 and all(item.count(" ") + 1 >= ITEM_WORDS for item in items)
    joined = any(item.startswith("و") and item.split()[0] not in _WAW_WORDS for item in items[1:])
    return items if listed and not joined else [text]


def make_pieces(rows: Sequence[Row], title: str | None) -> tuple[list[Piece], list[CutBlock]]:
    """The paragraphs among the rows of the text, and what was cut from between them."""
    pieces: list[Piece] = []
    cut: list[CutBlock] = []
    seen = {key(title)} if title else set()
    for at, row in enumerate(rows):
        why = _why_not(row, at, rows, seen)
        if why:
            cut.append(CutBlock(text=row.text[:1000], why=why))
            continue
        if row.words >= 5:
            seen.add(key(row.text))
        pieces += _pieces(row, at, rows, pieces)
    while pieces and pieces[-1].kind == "heading":
        cut.append(CutBlock(text=pieces.pop().text, why="heading_over_nothing"))
    return pieces, cut


def _why_not(row: Row, at: int, rows: Sequence[Row], seen: set[str]) -> str | None:
    if row.verdict and row.kind == "section" and _stands_as_heading(row, at, rows):
        return None
    if row.verdict and (row.kind != "caption" or row.verdict.rule in ("picture_label", "picture_source")):
        return row.verdict.rule
    if row.verdict is None and not row.prose and row.words >= 4 and at + 1 < len(rows) and rows[at + 1].kind == "date":
        return "related"  # the headline of another article, with its day below it
    return "repeated" if key(row.text) in seen else None


def _stands_as_heading(row: Row, at: int, rows: Sequence[Row]) -> bool:
    return 0 < at < len(rows) - 1 and rows[at - 1].prose and rows[at + 1].prose and row.words >= 2


def _pieces(row: Row, at: int, rows: Sequence[Row], before: Sequence[Piece]) -> list[Piece]:
    if row.kind == "caption":
        return [Piece(without_label(row.text), "caption")]
    announced = bool(before) and before[-1].text.endswith(":")
    if announced and row.prose:
        items = glued_items(row.text)
        if len(items) > 1:
            return [Piece(item, "list") for item in items]
    if bullet(row.text) is not None and _in_list(at, rows, announced or (bool(before) and before[-1].kind == "list")):
        return [Piece(_MARK.sub("", row.text), "list")]
    if is_heading(row, at, rows, before):
        return [Piece(row.text, "heading")]
    short = not row.prose and row.words <= HEADING_WORDS
    if short and (announced or (before and before[-1].kind == "list")) and _in_run(at, rows, before):
        return [Piece(row.text, "list")]
    return [Piece(row.text, "body")]


def _in_list(at: int, rows: Sequence[Row], listed: bool) -> bool:
    beside = at + 1 < len(rows) and bullet(rows[at + 1].text) is not None
    return beside or listed


def _in_run(at: int, rows: Sequence[Row], before: Sequence[Piece]) -> bool:
    """Whether short lines stand in a row below a colon."""
    more = at + 1 < len(rows) and not rows[at + 1].prose and rows[at + 1].verdict is None
    return more or before[-1].kind == "list"


def is_heading(row: Row, at: int, rows: Sequence[Row], before: Sequence[Piece]) -> bool:
    """Whether a line is a sub-heading: short, without a stop, after a paragraph and above one."""
    if row.prose or row.words > HEADING_WORDS or _NO_HEADING.search(row.text) or not before:
        return False
    if row.text.endswith(("»", "”", '"')) and (row.words > QUOTED_WORDS or goes_on(row.text)):
        return False
    if before[-1].text.endswith(":") or (before[-1].kind == "list" and not (at + 1 < len(rows) and rows[at + 1].prose)):
        return False
    below = next((other for other in rows[at + 1 :] if other.kind in (None, "caption")), None)
    if below is None:
        return False
    opens = below.words >= SENTENCE_WORDS and is_sentence(below)
    return below.prose or opens or below.kind == "caption" or bullet(below.text) is not None
