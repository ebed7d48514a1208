"""Characters that sound texts have few of: signs of a wrong charset, invisible ones, controls."""

from __future__ import annotations

import re
from functools import cache

STRANGE = "\x80-\x9f¡-ª¬-º¼-ÿŒœŠšŸŽžƒˆ˜€‚„†‡‰‹›™"
"""Every mojibake has one of these, few sound texts have."""
INVISIBLE = "\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
_STRANGE = re.compile(f"[{STRANGE}]")
_AFTER = "\x80-\xbf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"


@cache
def _hint() -> re.Pattern[str]:
    """Two such characters side by side, as a wrong charset makes of one letter."""
    return re.compile(f"[\xc0-\xffطظ][\xc0-\xff{_AFTER}](?:(?<=[\xc0-\xff][\x80-\uffff])|[طظعغâآ])")


def may_have_mojibake(text: str) -> bool:
    """A quick look: False where certainly nothing was read with the wrong charset.

    >>> may_have_mojibake("العراق"), may_have_mojibake("ÇáÚÑÇÞ")
    (False, True)
    """
    return _STRANGE.search(text) is not None and _hint().search(text) is not None
