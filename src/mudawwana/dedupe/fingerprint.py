"""What an article brings to the search for shared passages: one hash a word, spelling folded away.

Everything else (word 5-grams, winnowing, alignment) is computed from these, for many articles at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from xxhash import xxh3_128_digest

from mudawwana.dedupe.word_places import BASE, MIX, folded_text, letter_values

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from mudawwana.config import DedupeConfig
    from mudawwana.records import Article

    Places = NDArray[np.intp]

GRAM = 5
"""Words in a shingle."""
DIGEST = 16
_WHOLE = 1 << 64
_KEPT_POWERS = 1 << 18
_SERVANT = tuple((offset, ord(letter)) for offset, letter in ((-2, "ب"), (-3, "ع"), (1, "ا"), (2, "ل")))
_BETWEEN = "\x1e"


class Fingerprint(NamedTuple):
    """An unpacked fingerprint: the digest of the text, and the hash of every word, odd for numbers."""

    digest: bytes
    words: NDArray[np.uint32]


_AHEAD: dict[str, bytes] = {}  # what `ahead` found; each text asks for its own


def ahead(articles: Sequence[Article], _config: DedupeConfig) -> None:
    """Make the fingerprints of several articles at once, each of which `fingerprint` will be asked for soon."""
    _AHEAD.clear()
    texts = [article.text for article in articles]
    _AHEAD.update(zip(texts, fingerprints(texts, [article.folded for article in articles]), strict=True))


def fingerprint(text: str, folded: str | None = None) -> bytes:
    """Pack the digest of a text and the hashes of its folded words; `folded`, where given, is fold(text).

    >>> one, two = (unpack(fingerprint(text)) for text in ("مسؤول أمريكي: ١٢ قتيلاً", "مسئول أميركي 12 قتيلا"))
    >>> one.digest == two.digest, one.words.tolist() == two.words.tolist()
    (False, True)
    """
    if text in _AHEAD:
        return _AHEAD.pop(text)
    key = folded_text(text) if folded is None else folded
    return xxh3_128_digest(text.encode("utf-8", "surrogatepass")) + _hashes(key).tobytes()


def fingerprints(texts: Sequence[str], folded: Sequence[str]) -> list[bytes]:
    """The fingerprints of many texts at once, which costs half of what they cost one by one; `folded` may be empty.

    >>> one, two = "نعم", "لا، شكرا"
    >>> fingerprints([one, two], ["", two]) == [fingerprint(one), fingerprint(two)]
    True
    """
    keys = [key or folded_text(text) for text, key in zip(texts, folded, strict=True)]
    joined = _BETWEEN.join(keys)
    if joined.count(_BETWEEN) != len(keys) - 1:
        return [fingerprint(text, key) for text, key in zip(texts, keys, strict=True)]
    edges: list[int] = []
    packed = memoryview(_hashes(joined, edges).tobytes())
    return [
        xxh3_128_digest(text.encode("utf-8", "surrogatepass")) + packed[4 * first : 4 * last]
        for text, (first, last) in zip(texts, pairwise([0, *edges]), strict=True)
    ]


def _hashes(folded: str, ends_of: list[int] | None = None) -> NDArray[np.uint32]:
    """The hash of every word: a polynomial over its letters' values, all words in one go.

    A number hashes like its digits: 12, و12 and 12م are one. `ends_of` takes how many words there are up to the end of
    each of several texts.
    """
    import numpy as np

    codes = _one_spelling(np.frombuffer(f" {folded} ".encode("utf-16-le", "surrogatepass"), np.uint16))
    values = letter_values()[codes]
    starts, ends = _edges(values != 0)
    if ends_of is not None:
        ends_of += starts.searchsorted((codes == ord(_BETWEEN)).nonzero()[0]).tolist()
        ends_of.append(len(starts))
    digits = codes - np.uint16(48) < 10
    first = digits[starts]
    before = digits[starts + 1] > first
    numbers = first | digits[ends - 1] | before
    values[1:][(digits[:-1] > digits[1:]).nonzero()[0]] = 0
    starts += before
    powers, inverse = _powers(len(codes)) if len(codes) <= _KEPT_POWERS else _all_powers(len(codes))
    values *= powers[: len(codes)]
    sums = values.cumsum()
    hashes = (sums[ends - 1] - sums[starts - 1]) * inverse[starts]
    hashes ^= hashes >> np.uint64(32)
    hashes *= np.uint64(MIX)
    words = (hashes >> np.uint64(32)).astype("<u4") & ~np.uint32(1)
    words |= numbers
    found: NDArray[np.uint32] = words
    return found


def _one_spelling(codes: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Folded text without the spaces in _PARTED, and with points for the decimal commas of some agencies.

    The same as replacing in the string, which would look through it five times.
    """
    import numpy as np

    commas = (codes == 0x631).nonzero()[0]
    commas = commas[(codes[commas - 1] - 48 < 10) & (codes[commas + 1] - 48 < 10)]
    spaces = (codes == 32).nonzero()[0][1:-1]  # without those round the text
    servants = spaces[codes[spaces - 1] == 0x62F]
    for offset, letter in _SERVANT:
        servants = servants[codes[servants + offset] == letter]
    gone: list[int] = servants.tolist()
    last = -2
    ands = spaces[:-1][spaces[1:] - spaces[:-1] == 2]
    for place in ands[codes[ands + 1] == 0x648].tolist():
        if place > last + 1:  # in " و و " the first takes the space that the second would need
            gone.append(place + 2)
            last = place + 1
    if len(commas):
        codes = codes.copy()
        codes[commas] = 46
    if not gone:
        return codes
    gone.sort()
    pieces = zip([0, *(place + 1 for place in gone)], [*gone, len(codes)], strict=True)
    return np.concatenate([codes[first:last] for first, last in pieces])


def _edges(inside: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Where runs of True begin and end; the first and the last are False."""
    edges = (inside[1:] ^ inside[:-1]).nonzero()[0]
    edges += 1
    return edges[::2], edges[1::2]


def _powers(length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """At least so many powers of the base and of its inverse modulo 2**64."""
    return _kept_powers(max(1 << 14, 1 << (length - 1).bit_length()))


def _all_powers(length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    import numpy as np

    rows = np.empty((2, length), np.uint64)
    rows[:, 0] = 1
    rows[0, 1:] = BASE
    rows[1, 1:] = pow(BASE, -1, _WHOLE)
    np.cumprod(rows, axis=1, out=rows)
    return rows[0], rows[1]


_kept_powers = cache(_all_powers)


def unpack(packed: bytes) -> Fingerprint:
    """Read a packed fingerprint."""
    import numpy as np

    return Fingerprint(packed[:DIGEST], np.frombuffer(packed, "<u4", offset=DIGEST))


def word_count(text: str, folded: str | None = None) -> int:
    """How many words a fingerprint of the text has.

    >>> word_count("١٢ قتيلاً - بغداد")
    3
    """
    return len(_hashes(folded_text(text) if folded is None else folded))
