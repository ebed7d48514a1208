"""Where the words of a fingerprint stand in the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.intp]

BASE = 0x9E3779B97F4A7C15
MIX = 0xBF58476D1CE4E5B9
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
_MARKS = "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"  # folding takes them away
_in_number = re.compile(r"ر(?<=\dر)(?=\d)").sub  # the decimal comma of some agencies: 3ر42 is 42.3


def folded_text(text: str) -> str:
    """fold(text); its tables are loaded where a text comes without its folded form."""
    from mudawwana.arabic.fold import fold

    return fold(text)


@cache
def letter_values() -> NDArray[np.uint64]:
    """A number for every UTF-16 unit, 0 for those that part words."""
    import numpy as np

    values = np.arange(1, 0x10001, dtype=np.uint64) * np.uint64(BASE)
    for shift, factor in ((30, MIX), (27, 0x94D049BB133111EB)):
        values = (values ^ (values >> np.uint64(shift))) * np.uint64(factor)
    for first, last in re.findall("(.)(?:-(.))?", _SEPARATORS, re.DOTALL):
        values[ord(first) : ord(last or first) + 1] = 0
    return values


@cache
def _letters() -> NDArray[np.bool_]:
    """For every UTF-16 unit, whether it belongs to words."""
    letters: NDArray[np.bool_] = letter_values() != 0
    return letters


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
    return "!" <= char <= "z" or bool(folded_text(char))


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
