"""From word numbers to places in the text, and what kind of passage lies there."""

from __future__ import annotations

import re
import struct
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from mudawwana.dedupe.align import Comparison
from mudawwana.dedupe.likeness import alike
from mudawwana.dedupe.passages import SURE, Passage
from mudawwana.dedupe.word_places import core, stays, word_spans

if TYPE_CHECKING:
    from mudawwana.dedupe.fingerprint import Places

Kind = Literal["verbatim", "edited", "shared_quote"]
KINDS: tuple[Kind, ...] = ("verbatim", "edited", "shared_quote")
QUOTED = 0.8
"""A passage is a shared quotation where this part of it stands in quotation marks in both articles."""
LONG_FORM = 800
LETTERS_ALIKE = 0.62
_SPELLING = str.maketrans(
    "أإآٱ" + "ىیې" + "ةھہە" + "ک" + "٠١٢٣٤٥٦٧٨٩",
    "اااا" + "ييي" + "هههه" + "ك" + "0123456789",
    " \n\t\xa0\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670",
)
"""What papers spell by their taste, without white space and marks: most of `fold`, without the time to load it."""
_QUOTES = re.compile('«[^«»]{1,5000}»|“[^“”]{1,5000}”|„[^„“”]{1,5000}[“”]|"(?<!\\w")[^"\n]{1,5000}"')
_OPENERS = '«“„"'
_VERSION = 3
_HEAD = struct.Struct("<B8I")
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
    longest: int
    numbers_same: int
    numbers_changed: int
    numbers_replaced: int
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


class Page:
    """Where the words of a text stand, and what in it is quoted."""

    def __init__(self, text: str, words: int) -> None:
        self._text, self.words = text, words

    @cached_property
    def _places(self) -> tuple[Places, Places]:
        return word_spans(self._text, self.words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The code points of words first to last, without last.

        >>> Page("قال: «نعم» ومضى", 3).span(1, 3)
        (6, 15)
        """
        if (first, last) == (0, self.words):
            start, end = core(self._text)
            if start < end and stays(self._text[start]) and stays(self._text[end - 1]):
                return start, end
        starts, ends = self._places
        return int(starts[first]), int(ends[last - 1])

    def cut(self, start: int, end: int) -> str:
        """A piece of the text."""
        return self._text[start:end]

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """The spans of quotations, marks included.

        >>> Page("قال: «نعم» ومضى", 3).quotes
        [(5, 10)]
        """
        if not any(mark in self._text for mark in _OPENERS):
            return []
        return [found.span() for found in _QUOTES.finditer(self._text)]

    def quoted(self, start: int, end: int) -> float:
        """Which part of a span stands inside quotation marks."""
        inside = sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in self.quotes)
        return inside / (end - start)


def bare(comparison: Comparison) -> Kinship:
    """The figures of a comparison without its passages."""
    shared, grams, other_grams, run, longest, same, changed, replaced, _ = comparison
    return Kinship(shared, grams, other_grams, run, longest, same, changed, replaced, ())


def place(comparison: Comparison, one: Page, two: Page) -> Kinship:
    """Put the passages of a comparison into the two texts."""
    found = (_place(passage, one, two) for passage in comparison.passages)
    return bare(comparison)._replace(passages=tuple(shared for shared in found if shared is not None))


def _place(passage: Passage, one: Page, two: Page) -> Shared | None:
    here, there = one.span(passage.start, passage.end), two.span(passage.other_start, passage.other_end)
    if passage.similarity < SURE and not _alike(one.cut(*here), two.cut(*there)):
        return None
    most = min((passage.end - passage.start) / one.words, (passage.other_end - passage.other_start) / two.words)
    kind: Kind = "verbatim" if passage.verbatim else "edited"
    if most < QUOTED and one.quoted(*here) >= QUOTED and two.quoted(*there) >= QUOTED:
        kind = "shared_quote"
    return Shared(*here, *there, int(1000 * passage.similarity), KINDS.index(kind))


def _alike(one: str, two: str) -> bool:
    """Whether two passages look alike to a reader of letters, who goes by the longest runs.

    Only forms that repeat their own phrases (prices, tables in words) can share most words in order and look otherwise.
    """
    if max(len(one), len(two)) > LONG_FORM or not (_repeats(one) or _repeats(two)):
        return True
    return alike(one.translate(_SPELLING), two.translate(_SPELLING), LETTERS_ALIKE)


def _repeats(text: str) -> bool:
    """Whether three words in a row come twice."""
    words = text.split()
    return len(set(zip(words, words[1:], words[2:], strict=False))) < len(words) - 2


def pack(kinship: Kinship) -> bytes:
    """A kinship as bytes.

    >>> unpack(pack(Kinship(30, 40, 50, 34, 34, 2, 0, 0, (Shared(0, 9, 5, 14, 1000, 0),)))).passages
    (Shared(start=0, end=9, other_start=5, other_end=14, similarity=1000, kind=0),)
    """
    rows = b"".join(_ROW.pack(*passage) for passage in kinship.passages)
    return _HEAD.pack(_VERSION, *kinship[:8]) + rows


def unpack(packed: bytes) -> Kinship | None:
    """Read packed kinship, or None where another version wrote it."""
    if len(packed) < _HEAD.size or packed[0] != _VERSION:
        return None
    passages = tuple(Shared(*row) for row in _ROW.iter_unpack(packed[_HEAD.size :]))
    _, shared, grams, other_grams, run, longest, same, changed, replaced = _HEAD.unpack_from(packed)
    return Kinship(shared, grams, other_grams, run, longest, same, changed, replaced, passages)
