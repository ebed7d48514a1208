"""What an article brings to the search for shared passages: one hash a word, spelling folded away.

Everything else (word 5-grams, winnowing, alignment) is computed from these, for many articles at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mudawwana.arabic.fold import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GRAM = 5
"""Words in a shingle."""
DIGEST = 16
_CACHED_TYPES = 400_000
_CACHED_LENGTH = 40

# Everything but spaces, punctuation and symbols; vowel marks, tatweel and invisible marks belong to their word.
_WORD = re.compile(
    "[^\\s\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00ac\u00ae-\u00bf\u00d7\u00f7"
    "\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u06fd\u06fe\u2010-\u2027\u2030-\u205f"
    "\u20a0-\u20cf\u2190-\u2bff\u3000-\u3020\ufd3e\ufd3f\ufe10-\ufe6f\uff01-\uff0f\ufffd\U0001f000-\U0001faff]+"
)
_words_of = _WORD.findall


class Fingerprint(NamedTuple):
    """An unpacked fingerprint: the digest of the text, and the hash of every word, odd for numbers alone."""

    digest: bytes
    words: NDArray[np.uint32]


class _Hashes(dict[str, int]):
    """Word as written -> hash of its folded form, 0 where nothing is left of it; remembers the common words."""

    def __missing__(self, word: str) -> int:
        from xxhash import xxh32_intdigest

        folded = fold(word)
        value = xxh32_intdigest(folded.encode("utf-8", "surrogatepass")) & ~1 | folded.isdecimal() if folded else 0
        if folded and not value:
            value = 2
        if len(self) < _CACHED_TYPES and len(word) <= _CACHED_LENGTH:
            self[word] = value
        return value


_HASH = _Hashes()


def fingerprint(text: str) -> bytes:
    """Pack the digest of a text and the hashes of its words.

    >>> one, two = (unpack(fingerprint(text)) for text in ("مسؤول أمريكي: ١٢ قتيلاً", "مسئول أميركي 12 قتيلا"))
    >>> one.digest == two.digest, one.words.tolist() == two.words.tolist()
    (False, True)
    """
    from array import array

    from xxhash import xxh3_128_digest

    hashes = array("I", map(_HASH.__getitem__, _words_of(text)))
    if 0 in hashes:
        hashes = array("I", filter(None, hashes))
    return xxh3_128_digest(text.encode("utf-8", "surrogatepass")) + hashes.tobytes()


def unpack(packed: bytes) -> Fingerprint:
    """Read a packed fingerprint."""
    import numpy as np

    return Fingerprint(packed[:DIGEST], np.frombuffer(packed, np.uint32, offset=DIGEST))


def word_spans(text: str) -> list[tuple[int, int]]:
    """The span of every word that a fingerprint of the text counts.

    >>> word_spans("قال: «نعم».")
    [(0, 3), (6, 9)]
    """
    return [found.span() for found in _WORD.finditer(text) if _HASH[found.group()]]


def word_count(text: str) -> int:
    """How many words a fingerprint of the text has."""
    return sum(1 for word in _words_of(text) if _HASH[word])
