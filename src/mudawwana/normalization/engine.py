"""Running the rules over a text and keeping account of every change, so that it can be undone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from mudawwana.arabic.language import passage_language
from mudawwana.arabic.mojibake import may_have_mojibake
from mudawwana.normalization.rules import PASSES, Finder, Rule
from mudawwana.records import Edit


class Change(NamedTuple):
    """One replacement that a rule makes: text[start:end] becomes `new`."""

    start: int
    end: int
    new: str
    rule: str


class _Edit(NamedTuple):
    """An edit before it is a record: text[start:end] stood as `was`."""

    start: int
    end: int
    was: str
    rules: tuple[str, ...]


class _Runner(NamedTuple):
    """A rule made ready to run."""

    rule: Rule
    hint: re.Pattern[str] | None
    find: Finder


def _finder(rule: Rule) -> Finder:
    if not isinstance(rule.pattern, str):
        return rule.pattern
    pattern, to = re.compile(rule.pattern), rule.to

    def find(text: str) -> Iterator[tuple[int, int, str]]:
        for match in pattern.finditer(text):
            new = to if isinstance(to, str) else to(match)
            if new != match[0]:
                yield match.start(), match.end(), new

    return find


_RUNNERS = tuple(
    tuple(_Runner(rule, re.compile(f"[{rule.hint}]") if rule.hint else None, _finder(rule)) for rule in rules)
    for rules in PASSES
)
_ANY = re.compile("[" + "".join(rule.hint for rules in PASSES for rule in rules) + "]")
_PASSAGE = re.compile("[^\n.!?؟:؛«»“”()]+")
_FOREIGN = frozenset(("fa", "ckb", "ur", "ps", "ug", "sd"))
_MORE_ROUNDS = 3  # for mojibake that only shows when something invisible inside it is gone


def normalize(raw: str) -> tuple[str, tuple[Edit, ...]]:
    """The normalized text, and the edits that lead back: undone in it, they give `raw` again.

    >>> text, edits = normalize("العـــراق")
    >>> text, edits[0].was, edits[0].rules
    ('العراق', 'ـــ', ('tatweel',))
    """
    text, edits = _round(raw, [])
    for _ in range(_MORE_ROUNDS):
        if not edits or not may_have_mojibake(text):
            break
        text, edits = _round(text, edits)
    return text, tuple(
        Edit(start=edit.start, end=edit.end, was=edit.was, rules=edit.rules)
        for edit in edits
        if text[edit.start : edit.end] != edit.was
    )


def _round(text: str, edits: list[_Edit]) -> tuple[str, list[_Edit]]:
    """Run every pass once, each on what the one before it left."""
    special: str | None = None  # the characters of the text that some rule is about
    for runners in _RUNNERS:
        changes: list[Change] = []
        for rule, hint, find in runners:
            if hint:
                special = "".join(set(_ANY.findall(text))) if special is None else special
                if not hint.search(special):
                    continue
            if rule.signs and not any(sign in text for sign in rule.signs):
                continue
            changes += _changes(text, rule, find)
        if changes:
            text, edits = _apply(text, edits, sorted(changes))
            special = None
    return text, edits


def _changes(text: str, rule: Rule, find: Finder) -> Iterator[Change]:
    """What one rule changes, outside of passages in other languages where it does not hold there."""
    foreign = [] if rule.foreign else _foreign_passages(text)
    for start, end, new in find(text):
        if not foreign or not _inside(foreign, start):
            yield Change(start, end, new, rule.name)


@lru_cache(maxsize=1)
def _foreign_passages(text: str) -> list[tuple[int, int]]:
    """The passages in Persian, Kurdish, Urdu and their like, whose letters are their own."""
    spans = []
    for match in _PASSAGE.finditer(text):
        if _ANY.search(match[0]) and passage_language(match[0]) in _FOREIGN:
            spans.append(match.span())
    return spans


def _inside(spans: Sequence[tuple[int, int]], place: int) -> bool:
    found = bisect_right(spans, (place, len(spans) and spans[-1][1] + 1)) - 1
    return found >= 0 and place < spans[found][1]


def _apply(text: str, edits: list[_Edit], changes: list[Change]) -> tuple[str, list[_Edit]]:
    """Make the changes, and join them with the edits made before, which lie in the same text."""
    joined: list[_Edit] = []
    parts: list[str] = []
    place = shift = done = 0  # in the text before the changes; what to add for the text after; edits taken over
    count = 0
    while count < len(changes):
        start, end = changes[count].start, changes[count].end
        while done < len(edits) and edits[done].end <= start:
            joined.append(_moved(edits[done], shift))
            done += 1
        members = [changes[count]]
        count += 1
        olds: list[_Edit] = []
        while True:
            if done < len(edits) and edits[done].start < end:
                olds.append(edits[done])
                start, end = min(start, edits[done].start), max(end, edits[done].end)
                done += 1
            elif count < len(changes) and changes[count].start < end:
                members.append(changes[count])
                end = max(end, changes[count].end)
                count += 1
            else:
                break
        new = _with_changes(text, start, end, members)
        parts += (text[place:start], new)
        rules = dict.fromkeys([name for old in olds for name in old.rules] + [change.rule for change in members])
        joined.append(_Edit(start + shift, start + shift + len(new), _undone(text, start, end, olds), tuple(rules)))
        shift += len(new) - (end - start)
        place = end
    joined += (_moved(edit, shift) for edit in edits[done:])
    return "".join([*parts, text[place:]]), joined


def _moved(edit: _Edit, shift: int) -> _Edit:
    return _Edit(edit.start + shift, edit.end + shift, edit.was, edit.rules) if shift else edit


def _with_changes(text: str, start: int, end: int, changes: Iterable[Change]) -> str:
    parts: list[str] = []
    for change in changes:
        parts += (text[start : change.start], change.new)
        start = change.end
    return "".join([*parts, text[start:end]])


def _undone(text: str, start: int, end: int, edits: Iterable[_Edit]) -> str:
    parts: list[str] = []
    for edit in edits:
        parts += (text[start : edit.start], edit.was)
        start = edit.end
    return "".join([*parts, text[start:end]])


def undo(text: str, edits: Iterable[Edit]) -> str:
    """The text as it was before its edits.

    >>> undo(*normalize("العـــراق"))
    'العـــراق'
    """
    parts: list[str] = []
    place = 0
    for edit in edits:
        parts += (text[place : edit.start], edit.was)
        place = edit.end
    return "".join([*parts, text[place:]])
