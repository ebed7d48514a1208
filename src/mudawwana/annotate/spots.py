"""Where in a text anything stands that quotations are found by: one pass over its tokens for all who look."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import event_table
from mudawwana.annotate.quote_tokens import ENDERS, MARKS, Remembered, Tokens

_TURN, _END, _ROLE, _CUE, _LINK = 1, 2, 4, 8, 16


class Spots(NamedTuple):
    """The places of quotation marks and line ends, of what may end a sentence, of offices, of words that
    attribute, and of what a clause or quotation begins with: أنّ, a colon, a mark."""

    turns: list[int]
    ends: list[int]
    roles: list[int]
    cues: list[int]
    links: list[int]


def find_spots(tokens: Tokens) -> Spots:
    """All places of interest of a text, in order.

    >>> from mudawwana.annotate.quote_tokens import tokenize
    >>> find_spots(tokenize("قال الوزير: «نعم».")).turns
    [3, 5]
    """
    found = [(at, kind) for at, kind in enumerate(map(_kinds, tokens.keys)) if kind]
    return Spots(*([at for at, kind in found if kind & wanted] for wanted in (_TURN, _END, _ROLE, _CUE, _LINK)))


def _kind(key: str) -> int:
    kind = _TURN if key in MARKS or key == "\n" else 0
    if key in ENDERS:
        kind |= _END
    if key in w.COMPLEMENTIZERS or key in MARKS or key == ":":
        kind |= _LINK
    if key in w.ROLES:
        kind |= _ROLE
    return kind | _CUE if key in event_table() else kind


_kinds = Remembered(_kind).__getitem__
