"""A text cut up for finding attributions: which tokens stand inside marks, and the sentences outside of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from mudawwana.annotate.quote_tokens import MARKS, Tokens
from mudawwana.annotate.spots import Spots


class Frame(NamedTuple):
    """A text cut up: which tokens stand inside marks, and which sentence outside of marks each belongs to."""

    tokens: Tokens
    inside: bytearray
    sentence: list[int]
    starts: list[int]
    links: list[int]

    def end_of(self, at: int) -> int:
        """The token after the sentence that a token is in."""
        number = self.sentence[at] + 1
        return self.starts[number] if number < len(self.starts) else len(self.tokens.keys)


def sentence_frame(tokens: Tokens, inside: bytearray, spots: Spots, breaks: Iterable[int] = ()) -> Frame:
    """Number the sentences; full stops inside marks end none, unless the marks close right after them."""
    keys = tokens.keys
    outside = [at for at in spots.ends if not inside[at] and at + 1 < len(keys)]
    ends = {at + 1 for at in outside if keys[at] == "\n" or _ends_sentence(tokens, inside, at, keys[at])}
    ends.update(
        at for offset in breaks if 0 < (at := bisect_left(tokens.starts, offset)) < len(keys) and not inside[at]
    )
    starts = [0, *sorted(ends)]
    sentence: list[int] = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(keys)
        sentence.extend([number] * (end - start))
    return Frame(tokens, inside, sentence, starts, spots.links)


def _ends_sentence(tokens: Tokens, inside: bytearray, at: int, key: str) -> bool:
    keys = tokens.keys
    if key in ("؟", "?", "!"):
        return True
    if key == ".":
        before, after = keys[at - 1] if at else "", keys[at + 1]
        is_initial = len(before) == 1 and before.isalpha()
        return after != "." and before != "." and not is_initial and not (after.isdigit() and tokens.glued(at + 1))
    return (
        key in MARKS
        and at > 1
        and bool(inside[at - 1])
        and keys[at - 1] in (".", "؟", "!")
        and keys[at + 1][:1].isalpha()
    )
