"""Where in a text anything stands that quotations are found by: one pass over its tokens for all who look."""

from __future__ import annotations

from functools import cache
from itertools import compress
from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import event_table
from mudawwana.annotate.quote_tokens import ENDERS, MARKS, Tokens

_SHORT = 4  # letters
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
    kinds = list(map(_kinds().get, tokens.keys))
    found = [(at, kinds[at] or 0) for at in compress(range(len(kinds)), kinds)]  # the others are passed over in C
    return Spots(*([at for at, kind in found if kind & wanted] for wanted in (_TURN, _END, _ROLE, _CUE, _LINK)))


def _joined_roles() -> set[str]:
    """Offices with a letter written onto them: "والسفير الأميركي فلان", "للنائب فلان"."""
    joined = {"و" + role for role in w.ROLES} | {"لل" + role[2:] for role in w.ROLES if role[:2] == "ال"}
    return {word for word in joined if len(word) > _SHORT and word not in w.ROLES}


@cache
def _kinds() -> dict[str, int]:
    """The kinds of all words that are of any: a small table stays in the processor's cache."""
    kinds: dict[str, int] = {}
    for words, kind in (
        (MARKS | {"\n"}, _TURN),
        (ENDERS, _END),
        (w.ROLES | _joined_roles(), _ROLE),
        (event_table().keys(), _CUE),
        (w.COMPLEMENTIZERS | MARKS | {":"}, _LINK),
    ):
        for word in words:
            kinds[word] = kinds.get(word, 0) | kind
    return kinds
