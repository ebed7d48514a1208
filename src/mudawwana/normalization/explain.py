"""What normalization does to a text, change by change, with the reason of each."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.normalization.engine import normalize
from mudawwana.normalization.rules import PASSES

_REASONS = {rule.name: rule.reason for rules in PASSES for rule in rules}
_AROUND = 12  # characters shown on either side


class Explanation(NamedTuple):
    """One change: `was` became `now` at text[start:end] of the normalized text, by these rules, for these reasons."""

    start: int
    end: int
    was: str
    now: str
    before: str
    after: str
    rules: tuple[str, ...]
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        around = f"{visible(self.before)}[{visible(self.was)} → {visible(self.now)}]{visible(self.after)}"
        return f"{self.start}: {around}  {', '.join(self.rules)}: {'; '.join(self.reasons)}"


def explain(text: str) -> list[Explanation]:
    """Every change that normalization makes to a text, in order.

    >>> [(change.was, change.now, change.rules) for change in explain("فی العـــراق")]
    [('ی', 'ي', ('final yeh',)), ('ـــ', '', ('tatweel',))]
    """
    clean, edits = normalize(text)
    return [
        Explanation(
            edit.start,
            edit.end,
            edit.was,
            clean[edit.start : edit.end],
            clean[max(0, edit.start - _AROUND) : edit.start],
            clean[edit.end : edit.end + _AROUND],
            edit.rules,
            tuple(dict.fromkeys(_REASONS[rule] for rule in edit.rules)),
        )
        for edit in edits
    ]


def visible(text: str) -> str:
    """The text with everything that cannot be seen written as an escape.

    >>> visible("a\\u200f\\nb")
    'a\\\\u200f\\\\nb'
    """
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)
