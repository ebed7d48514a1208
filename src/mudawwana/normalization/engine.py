"""Running the rules over a text and keeping account of every change, so that it can be undone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from mudawwana.arabic.language import passage_language
from mudawwana.arabic.strange import STRANGE, may_have_mojibake
from mudawwana.normalization.rules import PASSES, Rule
from mudawwana.records import Edit

Change = tuple[int, int, str, str]  # text[start:end] becomes new, and the rule that says so


class _Edit(NamedTuple):
    """An edit before it is a record: text[start:end] stood as `was`."""

    start: int
    end: int
    was: str
    rules: tuple[str, ...]


class _Runner(NamedTuple):
    """A rule made ready to run."""

    hint: frozenset[str]
    sign: str
    find: Callable[[str], list[Change]]


def _runner(rule: Rule) -> _Runner:
    return _Runner(characters(rule.hint), rule.sign, _finder(rule) if rule.foreign else _outside_foreign(_finder(rule)))


def characters(ranges: str) -> frozenset[str]:
    """The characters that stand between the brackets of a pattern.

    >>> sorted(characters("a-dx"))
    ['a', 'b', 'c', 'd', 'x']
    """
    found: set[str] = set()
    for first, last in _RANGE.findall(ranges):
        found.update(map(chr, range(ord(first), ord(last or first) + 1)))
    return frozenset(found)


_RANGE = re.compile("(.)(?:-(.))?", re.S)
_pattern = cache(re.compile)  # made when a text first has something for its rule


def _finder(rule: Rule) -> Callable[[str], list[Change]]:
    name, to, found = rule.name, rule.to, rule.pattern
    if not isinstance(found, str):
        return lambda text: [(start, end, new, name) for start, end, new in found(text)]
    if isinstance(to, str):
        return lambda text: [(*match.span(), to, name) for match in _pattern(found).finditer(text)]
    return lambda text: [
        (*match.span(), new, name) for match in _pattern(found).finditer(text) if (new := to(match)) != match[0]
    ]


def _outside_foreign(find: Callable[[str], list[Change]]) -> Callable[[str], list[Change]]:
    def outside(text: str) -> list[Change]:
        changes = find(text)
        foreign = _foreign_passages(text) if changes else []
        return [change for change in changes if not _inside(foreign, change[0])] if foreign else changes

    return outside


_RUNNERS = tuple(tuple(map(_runner, rules)) for rules in PASSES)
_ANY = re.compile("[" + "".join(rule.hint for rules in PASSES for rule in rules) + "]")
_STRANGE = characters(STRANGE)
_PASSAGE = re.compile("[^\n.!?؟:؛«»“”()]+")
_FOREIGN = frozenset(("fa", "ckb", "ur", "ps", "ug", "sd"))
_MORE_ROUNDS = 3  # for mojibake that only shows when something invisible inside it is gone


def normalize(raw: str) -> tuple[str, tuple[Edit, ...]]:
    """The normalized text, and the edits that lead back: undone in it, they give `raw` again.

    >>> text, edits = normalize("العـــراق")
    >>> text, edits[0].was, edits[0].rules
    ('العراق', 'ـــ', ('tatweel',))
    """
    text, edits, strange = _round(raw, [])
    for _ in range(_MORE_ROUNDS if strange and edits else 0):
        if may_have_mojibake(text):
            text, edits, _ = _round(text, edits)
    return text, tuple(
        Edit(start=edit.start, end=edit.end, was=edit.was, rules=edit.rules)
        for edit in edits
        if text[edit.start : edit.end] != edit.was
    )


def _round(text: str, edits: list[_Edit]) -> tuple[str, list[_Edit], bool]:
    """Run every pass once, each on what the one before it left; and tell whether there were signs of mojibake."""
    found = set(_ANY.findall(text))  # the characters of the text that some rule is about
    strange = not _STRANGE.isdisjoint(found)
    special: set[str] | None = found
    for runners in _RUNNERS:
        changes: list[Change] = []
        for hint, sign, find in runners:
            if hint:
                special = set(_ANY.findall(text)) if special is None else special
                if hint.isdisjoint(special):
                    continue
            elif sign not in text:
                continue
            changes += find(text)
        if changes:
            text, edits = _apply(text, edits, sorted(changes))
            special = None
    return text, edits, strange


@lru_cache(maxsize=1)
def _foreign_passages(text: str) -> list[tuple[int, int]]:
    """The passages in Persian, Kurdish, Urdu and their like, whose letters are their own."""
    return [
        match.span()
        for match in _PASSAGE.finditer(text)
        if _ANY.search(match[0]) and passage_language(match[0]) in _FOREIGN
    ]


def _inside(spans: Sequence[tuple[int, int]], place: int) -> bool:
    found = bisect_right(spans, (place, len(spans) and spans[-1][1] + 1)) - 1
    return found >= 0 and place < spans[found][1]


def _apply(text: str, edits: list[_Edit], changes: list[Change]) -> tuple[str, list[_Edit]]:
    """Make the changes, and join them with the edits made before, which lie in the same text."""
    joined: list[_Edit] = []
    parts: list[str] = []
    rules: tuple[str, ...]
    place = shift = done = count = 0  # in the text before the changes; what to add after them; edits and changes seen
    while count < len(changes):
        start, end, new, rule = changes[count]
        count += 1
        while done < len(edits) and edits[done].end <= start:
            joined.append(_moved(edits[done], shift))
            done += 1
        if done == len(edits) or edits[done].start >= end:
            was, rules = text[start:end], (rule,)  # the usual case
        else:
            first, last = count - 1, done
            start = min(start, edits[done].start)
            while True:
                if done < len(edits) and edits[done].start < end:
                    end = max(end, edits[done].end)
                    done += 1
                elif count < len(changes) and changes[count][0] < end:
                    end = max(end, changes[count][1])
                    count += 1
                else:
                    break
            was, old = _undone(text, start, end, edits[last:done])
            new, more = _changed(text, start, end, changes[first:count])
            rules = tuple(dict.fromkeys(old + more))
        parts += (text[place:start], new)
        joined.append(_Edit(start + shift, start + shift + len(new), was, rules))
        shift += len(new) - (end - start)
        place = end
    joined += (_moved(edit, shift) for edit in edits[done:])
    return "".join([*parts, text[place:]]), joined


def _moved(edit: _Edit, shift: int) -> _Edit:
    return _Edit(edit.start + shift, edit.end + shift, edit.was, edit.rules) if shift else edit


def _changed(text: str, start: int, end: int, changes: Iterable[Change]) -> tuple[str, list[str]]:
    """text[start:end] with the changes made, and their rules."""
    parts: list[str] = []
    rules: list[str] = []
    for change_start, change_end, new, rule in changes:
        parts += (text[start:change_start], new)
        rules.append(rule)
        start = change_end
    return "".join([*parts, text[start:end]]), rules


def _undone(text: str, start: int, end: int, edits: Iterable[_Edit]) -> tuple[str, list[str]]:
    """text[start:end] as it was before the edits, and their rules."""
    parts: list[str] = []
    rules: list[str] = []
    for edit in edits:
        parts += (text[start : edit.start], edit.was)
        rules += edit.rules
        start = edit.end
    return "".join([*parts, text[start:end]]), rules


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
