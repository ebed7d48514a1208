"""Pairing quotation marks: by what stands left and right of a mark first, by how it is drawn last.

Newspapers turn marks round (”…“), mix them (“…"), leave out the closing one and write both with a space.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from mudawwana.annotate.quote_tokens import DOUBLE, FAMILY, MARKS, SINGLE, STOPS, Tokens, key_set

# Prefixes that stand before a mark without a space: ل"الحياة", بـ«…», الـ"يوتيوب".
CLITICS = key_set("""و ف ب ل ك ال لل بال وال فال كال وب ول وك فب فل ولل وبال أ ا""")
_OPENERS = frozenset("([{:/=،,؛;-–—|\n")
_NOMINAL = dict.fromkeys("“„«‹‘‛‟", 1) | dict.fromkeys("”»›’", -1)
_TURNS = MARKS | {"\n"}
_DEEPEST = 3
_FAR = 4  # paragraphs that one quotation may run over before its closing mark comes


class Pair(NamedTuple):
    """One quotation: tokens first..last-1 stand inside the marks; `close` is None where no mark closes it."""

    open: int
    close: int | None
    last: int

    @property
    def first(self) -> int:
        """The first token inside."""
        return self.open + 1


class _Pending(NamedTuple):
    open: int
    family: int
    end: int
    paragraph: int


def pair_marks(tokens: Tokens, turns: Iterable[int] | None = None) -> list[Pair]:
    """All pairs in the order of their opening marks; an opening mark without a partner runs to its paragraph's end.

    >>> from mudawwana.annotate.quote_tokens import tokenize
    >>> [(p.first, p.last, p.close) for p in pair_marks(tokenize('قال "نعم" ثم ”لا“ و«ربما'))]
    [(2, 3, 3), (6, 7, 7), (10, 11, None)]
    """
    pairs: list[Pair] = []
    stack: list[int] = []
    pending: _Pending | None = None
    paragraph = 0
    for at in turns if turns is not None else [at for at, key in enumerate(tokens.keys) if key in _TURNS]:
        if tokens.keys[at] == "\n":
            pending = _leave(tokens, stack, pairs, pending, at, paragraph)
            paragraph += 1
        else:
            pending = _take(tokens, stack, pairs, pending, at, paragraph)
    pending = _leave(tokens, stack, pairs, pending, len(tokens.keys), paragraph)
    if pending:
        pairs.append(Pair(pending.open, None, pending.end))
    return sorted(pair for pair in pairs if pair.first < pair.last)


def _take(
    tokens: Tokens, stack: list[int], pairs: list[Pair], pending: _Pending | None, at: int, paragraph: int
) -> _Pending | None:
    """Let one mark open or close; gives the quotation of an earlier paragraph that still waits for its mark."""
    keys = tokens.keys
    family = FAMILY[keys[at]]
    partner = next((n for n in range(len(stack) - 1, -1, -1) if FAMILY[keys[stack[n]]] == family), None)
    turn = direction(tokens, at, partner is not None)
    if turn > 0:
        if pending and pending.family == family and (at == 0 or keys[at - 1] == "\n"):
            pairs.append(Pair(pending.open, None, pending.end))  # every paragraph of the quotation opens anew
            pending = None
        stack.append(at)
        if len(stack) > _DEEPEST:
            del stack[0]
    elif turn < 0:
        if partner is None and stack and tokens.glued(at) and family != FAMILY["'"]:
            partner = len(stack) - 1  # «…" : another kind of mark closes
        if partner is not None:
            pairs.append(Pair(stack[partner], at, at))
            if partner:
                del stack[partner:]
            else:
                stack.clear()
        elif pending and pending.family == family and paragraph - pending.paragraph <= _FAR:
            pairs.append(Pair(pending.open, at, at))
            pending = None
    return pending


def _leave(
    tokens: Tokens, stack: list[int], pairs: list[Pair], pending: _Pending | None, end: int, paragraph: int
) -> _Pending | None:
    """End a paragraph: what is open there waits for a closing mark further on, or stays unclosed."""
    kept = [at for at in stack if FAMILY[tokens.keys[at]] != FAMILY["'"]]
    stack.clear()
    if not kept:
        return pending
    if pending:
        pairs.append(Pair(pending.open, None, pending.end))
    pairs.extend(Pair(at, None, end) for at in kept[1:])
    return _Pending(kept[0], FAMILY[tokens.keys[kept[0]]], end, paragraph)


def direction(tokens: Tokens, at: int, is_open: bool) -> int:
    """1 where a mark opens, -1 where it closes, 0 where it is no quotation mark (an apostrophe, a sign for inches)."""
    keys = tokens.keys
    before = keys[at - 1] if tokens.glued(at) else " "
    after = keys[at + 1] if at + 1 < len(keys) and tokens.glued(at + 1) else " "
    left = _side(before, is_left=True)
    right = _side(after, is_left=False)
    if keys[at] in SINGLE and left == right == "word" and before not in CLITICS:
        return 0
    if keys[at] in DOUBLE and not is_open and before.isdigit() and left == "word" and right != "word":
        return 0
    if left != "word" and left != "stop" and right == "word":
        return 1
    if left in ("word", "stop") and right != "word":
        return 1 if not is_open and before in CLITICS and right == "space" else -1
    if left == right == "word" or left == "stop":
        return -1 if is_open else 1
    if not is_open:
        return 1 if _NOMINAL.get(keys[at], 1) > 0 or left == right == "space" else -1
    return -1


def _side(neighbour: str, is_left: bool) -> str:
    """What stands at one side of a mark: "space", "word", "stop" (punctuation that ends) or "open" (that begins)."""
    if neighbour in (" ", "\n"):
        return "space"
    if neighbour[:1].isalnum():
        return "word"
    if neighbour in MARKS:
        nominal = _NOMINAL.get(neighbour, 0)
        return (
            "open" if nominal > 0 and is_left else "word" if nominal > 0 or (nominal == 0 and not is_left) else "stop"
        )
    if neighbour in _OPENERS:
        return "open" if is_left else "space"
    if is_left:
        return "stop"
    return "space" if neighbour in STOPS or neighbour in ")]}%" else "word"
