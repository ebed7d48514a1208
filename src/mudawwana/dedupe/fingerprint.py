"""What an article brings to the search for shared passages: one hash a word, spelling folded away.

Everything else (word 5-grams, winnowing, alignment) is computed from these, for many articles at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from xxhash import xxh3_128_digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.intp]

GRAM = 5
"""Words in a shingle."""
DIGEST = 16
_BASE = 0x9E3779B97F4A7C15
_MIX = 0xBF58476D1CE4E5B9
_WHOLE = 1 << 64
_KEPT_POWERS = 1 << 18

# Spaces, punctuation and symbols. All else belongs to a word, also what folding takes away: vowel marks, tatweel,
# invisible marks. Letters beyond the BMP do not occur in Arabic news, emoji do: they part words.
_SEPARATORS = (
    "\t-\r\u001c-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u0085\u00a0-\u00a9\u00ab\u00ac\u00ae-\u00b4\u00b6-\u00b9\u00bb-\u00bf"
    "\u00d7\u00f7\u0600-\u060f\u061b\u061d-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u06fd\u06fe\u1680\u2000-\u200a\u2010-\u2029"
    "\u202f-\u205f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\ud800-\udfff\ufd3e\ufd3f\ufdfc-\ufdff\ufe10-\ufe6f"
    "\uff01-\uff0f\ufffc\ufffd"
)


# Written in one word or in two, by the taste of the paper: عبد العزيز, الوزير و السفير.
_PARTED = ("عبد ال", " و ")
_JOINT = "\u200d"
_SERVANT = tuple((offset, ord(letter)) for offset, letter in ((-2, "ب"), (-3, "ع"), (1, "ا"), (2, "ل")))
_MARKS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"  # folding takes them away
_BETWEEN = "\x1e"
_in_number = re.compile(r"ر(?<=\dر)(?=\d)").sub  # the decimal comma of some agencies: 3ر42 is 42.3


class Fingerprint(NamedTuple):
    """An unpacked fingerprint: the digest of the text, and the hash of every word, odd for numbers."""

    digest: bytes
    words: NDArray[np.uint32]


def fingerprint(text: str, folded: str | None = None) -> bytes:
    """Pack the digest of a text and the hashes of its folded words; `folded`, where given, is fold(text).

    >>> one, two = (unpack(fingerprint(text)) for text in ("مسؤول أمريكي: ١٢ قتيلاً", "مسئول أميركي 12 قتيلا"))
    >>> one.digest == two.digest, one.words.tolist() == two.words.tolist()
    (False, True)
    """
    key = _folded(text) if folded is None else folded
    return xxh3_128_digest(text.encode("utf-8", "surrogatepass")) + _hashes(key).tobytes()


def _folded(text: str) -> str:
    """fold(text); its tables are loaded where a text comes without its folded form."""
    from mudawwana.arabic.fold import fold

    return fold(text)


def fingerprints(texts: Sequence[str], folded: Sequence[str]) -> list[bytes]:
    """The fingerprints of many texts at once, which costs half of what they cost one by one; `folded` may be empty.

    >>> one, two = "نعم", "لا، شكرا"
    >>> fingerprints([one, two], ["", two]) == [fingerprint(one), fingerprint(two)]
    True
    """
    keys = [key or _folded(text) for text, key in zip(texts, folded, strict=True)]
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
    values = _letter_values()[codes]
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
    hashes *= np.uint64(_MIX)
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


@cache
def _letter_values() -> NDArray[np.uint64]:
    """A number for every UTF-16 unit, 0 for those that part words."""
    import numpy as np

    values = np.arange(1, 0x10001, dtype=np.uint64) * np.uint64(_BASE)
    for shift, factor in ((30, _MIX), (27, 0x94D049BB133111EB)):
        values = (values ^ (values >> np.uint64(shift))) * np.uint64(factor)
    for first, last in re.findall("(.)(?:-(.))?", _SEPARATORS, re.DOTALL):
        values[ord(first) : ord(last or first) + 1] = 0
    return values


@cache
def _letters() -> NDArray[np.bool_]:
    """For every UTF-16 unit, whether it belongs to words."""
    letters: NDArray[np.bool_] = _letter_values() != 0
    return letters


def _powers(length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """At least so many powers of the base and of its inverse modulo 2**64."""
    return _kept_powers(max(1 << 14, 1 << (length - 1).bit_length()))


def _all_powers(length: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    import numpy as np

    rows = np.empty((2, length), np.uint64)
    rows[:, 0] = 1
    rows[0, 1:] = _BASE
    rows[1, 1:] = pow(_BASE, -1, _WHOLE)
    powers, inverse = rows.cumprod(axis=1)
    return powers, inverse


_kept_powers = cache(_all_powers)


def unpack(packed: bytes) -> Fingerprint:
    """Read a packed fingerprint."""
    import numpy as np

    return Fingerprint(packed[:DIGEST], np.frombuffer(packed, "<u4", offset=DIGEST))


def word_spans(text: str, count: int | None = None) -> tuple[Places, Places]:
    """Where the words that a fingerprint of the text counts begin and end; quicker where their number is known.

    >>> starts, ends = word_spans("قال: «نعم».")
    >>> starts.tolist(), ends.tolist()
    ([0, 6], [3, 9])
    """
    for find in (_written, _unmarked):
        starts, ends = find(text)
        if len(starts) == count:
            return starts, ends
    import numpy as np

    spans = zip(starts.tolist(), ends.tolist(), strict=True)
    left = np.array([stays(text[start]) or any(map(stays, text[start:end])) for start, end in spans], bool)
    if left.sum() == count:
        return starts[left], ends[left]
    from mudawwana.arabic.fold import fold_with_offsets

    folded, home = fold_with_offsets(text)
    starts, ends = _written(folded)
    places = np.asarray(home)
    return places[starts], places[ends - 1] + 1


@cache
def stays(char: str) -> bool:
    """Whether folding leaves anything of a character; only for rare ones folding itself is asked.

    >>> stays("ا"), stays("ـ")
    (True, False)
    """
    if char in _MARKS:
        return False
    if "\u0621" <= char <= "\u0669":
        return char.isalnum()
    return "!" <= char <= "z" or bool(_folded(char))


def core(text: str) -> tuple[int, int]:
    """Where a text begins and ends without the spaces and marks round it.

    >>> core("- قال: «نعم».")
    (2, 11)
    """
    letters, start, end = _letter_bytes(), 0, len(text)
    while start < end and not letters[min(ord(text[start]), 0xFFFF)]:
        start += 1
    while start < end and not letters[min(ord(text[end - 1]), 0xFFFF)]:
        end -= 1
    return start, end


@cache
def _letter_bytes() -> bytes:
    """For every UTF-16 unit, whether it belongs to words; those beyond do not."""
    return _letters().tobytes()[:-1] + b"\0"


def _written(text: str) -> tuple[Places, Places]:
    """Where runs of letters, digits and marks begin and end."""
    import numpy as np

    for parted in _PARTED:
        space = parted.rindex(" ")
        text = text.replace(parted, f"{parted[:space]}{_JOINT}{parted[space + 1 :]}")
    text = _in_number(".", text)
    codes: NDArray[Any] = np.frombuffer(f" {text} ".encode("utf-16-le", "surrogatepass"), np.uint16)
    if len(codes) != len(text) + 2:
        codes = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), np.uint32)
        codes = np.where(codes > 0xFFFF, 32, codes)
    inside = _letters().take(codes)
    edges = (inside[1:] ^ inside[:-1]).nonzero()[0]
    return edges[::2], edges[1::2]


def _unmarked(text: str) -> tuple[Places, Places]:
    """The same as if _MARKS were not there; they belong to the words that they touch."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    kept = (~_marks().take(codes, mode="clip")).nonzero()[0]
    starts, ends = _written(codes[kept].tobytes().decode("utf-32-le", "surrogatepass"))
    home = np.concatenate(([-1], kept, [len(text)]))
    return home[starts] + 1, home[ends + 1]


@cache
def _marks() -> NDArray[np.bool_]:
    """For every UTF-16 unit, whether it is one of _MARKS."""
    import numpy as np

    marks = np.zeros(0x10000, np.bool_)
    marks[[ord(mark) for mark in _MARKS]] = True
    return marks


def word_count(text: str, folded: str | None = None) -> int:
    """How many words a fingerprint of the text has.

    >>> word_count("١٢ قتيلاً - بغداد")
    3
    """
    return len(_hashes(_folded(text) if folded is None else folded))
