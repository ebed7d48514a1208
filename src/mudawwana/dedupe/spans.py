"""From word numbers to places in the text, and what kind of passage lies there."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from typing import Literal, NamedTuple

from mudawwana.dedupe.align import Comparison, Passage
from mudawwana.dedupe.fingerprint import word_spans

Kind = Literal["verbatim", "edited", "shared_quote"]
KINDS: tuple[Kind, ...] = ("verbatim", "edited", "shared_quote")
QUOTED = 0.8
"""A passage is a shared quotation where this part of it stands in quotation marks in both articles."""
_QUOTES = re.compile('«[^«»]{1,5000}»|“[^“”]{1,5000}”|„[^„“”]{1,5000}[“”]|(?<!\\w)"[^"\n]{1,5000}"')
_VERSION = 1
_HEAD = struct.Struct("<B6I")
_ROW = struct.Struct("<4IHB")


class Shared(NamedTuple):
    """A shared passage by code points of both texts; similarity in thousandths, kind a number of KINDS."""

    start: int
    end: int
    other_start: int
    other_end: int
    similarity: int
    kind: int


class Kinship(NamedTuple):
    """Everything about a pair of texts that does not depend on configuration or on when they were published."""

    shared: int
    grams: int
    other_grams: int
    run: int
    numbers_same: int
    numbers_changed: int
    passages: tuple[Shared, ...]

    @property
    def jaccard(self) -> float:
        """Shared 5-grams over those of both."""
        return self.shared / max(1, self.grams + self.other_grams - self.shared)

    @property
    def containment(self) -> float:
        """Shared 5-grams over those of the article that has fewer."""
        return self.shared / max(1, min(self.grams, self.other_grams))

    def turned(self) -> Kinship:
        """The same seen from the other article."""
        passages = tuple(sorted(Shared(*p[2:4], *p[:2], *p[4:]) for p in self.passages))
        return self._replace(grams=self.other_grams, other_grams=self.grams, passages=passages)


class Page(NamedTuple):
    """Where the words of a text stand, and which of them are quoted."""

    words: list[tuple[int, int]]
    quotes: list[tuple[int, int]]


def page_of(text: str) -> Page:
    """Find the words and the quotations of a text.

    >>> page_of("قال: «نعم» ومضى").quotes
    [(5, 10)]
    """
    return Page(word_spans(text), [found.span() for found in _QUOTES.finditer(text)])


def bare(comparison: Comparison) -> Kinship:
    """The figures of a comparison without its passages."""
    shared, grams, other_grams, run, same, changed, _ = comparison
    return Kinship(shared, grams, other_grams, run, same, changed, ())


def place(comparison: Comparison, one: Page, two: Page) -> Kinship:
    """Put the passages of a comparison into the two texts."""
    passages = tuple(_place(passage, one, two) for passage in comparison.passages)
    return bare(comparison)._replace(passages=passages)


def _place(passage: Passage, one: Page, two: Page) -> Shared:
    start, end = one.words[passage.start][0], one.words[passage.end - 1][1]
    other_start, other_end = two.words[passage.other_start][0], two.words[passage.other_end - 1][1]
    if min(_quoted(one.quotes, start, end), _quoted(two.quotes, other_start, other_end)) >= QUOTED:
        kind: Kind = "shared_quote"
    else:
        kind = "verbatim" if passage.verbatim else "edited"
    return Shared(start, end, other_start, other_end, int(1000 * passage.similarity), KINDS.index(kind))


def _quoted(quotes: Sequence[tuple[int, int]], start: int, end: int) -> float:
    """Which part of a span stands inside quotation marks."""
    inside = sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in quotes)
    return inside / (end - start)


def pack(kinship: Kinship) -> bytes:
    """A kinship as bytes.

    >>> unpack(pack(Kinship(30, 40, 50, 34, 2, 0, (Shared(0, 9, 5, 14, 1000, 0),)))).passages
    (Shared(start=0, end=9, other_start=5, other_end=14, similarity=1000, kind=0),)
    """
    rows = b"".join(_ROW.pack(*passage) for passage in kinship.passages)
    return _HEAD.pack(_VERSION, *kinship[:6]) + rows


def unpack(packed: bytes) -> Kinship | None:
    """Read packed kinship, or None where another version wrote it."""
    if len(packed) < _HEAD.size or packed[0] != _VERSION:
        return None
    passages = tuple(Shared(*row) for row in _ROW.iter_unpack(packed[_HEAD.size :]))
    _, shared, grams, other_grams, run, same, changed = _HEAD.unpack_from(packed)
    return Kinship(shared, grams, other_grams, run, same, changed, passages)
