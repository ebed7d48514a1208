"""The phrases of lines.toml, by their keys: folded, words only."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from mudawwana.arabic.bulk import fold_all
from mudawwana.arabic.fold import fold
from mudawwana.extract.data import read_data

Kind = Literal["chrome", "end", "related", "section", "date", "tags", "byline", "credit", "caption"]
"""chrome: cut wherever it stands; end: neither it nor what follows is the article; related: over or before links to
other articles; section: the name of a section or of a menu item; the others are what they are called."""
LONGEST = 400
"""A longer line is a paragraph, never a button."""
_WORDS = re.compile(r"[^\W_]+(?:[+°℃℉%-](?=\s|$))?|[+-][^\W\d_]\b|[°℃℉©%+]")


class Verdict(NamedTuple):
    """What a line is, the rule that says so, and the part of it that is worth keeping."""

    kind: Kind
    rule: str
    value: str | None = None


class Group(NamedTuple):
    """One table of lines.toml: its name, what its lines are, and the words that such lines consist of."""

    name: str
    kind: Kind
    words: frozenset[str]
    fill: frozenset[str]
    need_digit: frozenset[str]


class _Tables(NamedTuple):
    whole: dict[str, Group]
    starts: dict[str, list[tuple[str, int, Group]]]
    sets: list[Group]
    leads: frozenset[str]
    longest_lead: int
    slogan: dict[str, frozenset[str]]
    glued: re.Pattern[str]


def key(line: str) -> str:
    """The words of a line, folded, parted by single blanks.

    >>> key("شارك هذا الخبر :"), key("A+ | A-")
    ('شارك هذا الخبر', 'a+ a-')
    """
    return _key(line) if len(line) <= LONGEST else _key.__wrapped__(line)


@lru_cache(maxsize=4096)
def _key(line: str) -> str:
    return " ".join(_WORDS.findall(fold(line)))


@cache
def line_tables() -> _Tables:
    """The tables of lines.toml, read once."""
    groups = read_data("lines.toml")["group"]
    phrases = {phrase for entry in groups for value in entry.values() if isinstance(value, list) for phrase in value}
    keys = {phrase: " ".join(_WORDS.findall(folded)) for phrase, folded in fold_all(phrases).items()}
    tables = _Tables({}, {}, [], frozenset(), 0, {}, re.compile(""))
    for entry in groups:
        sets = (frozenset(keys[word] for word in entry.get(name, ())) for name in ("words", "fill", "need_digit"))
        group = Group(entry["name"], entry["kind"], *sets)
        for phrase in entry.get("whole", ()):
            tables.whole.setdefault(keys[phrase], group)
        for phrase in entry.get("starts", ()):
            start = keys[phrase]
            tables.starts.setdefault(start.split(" ", 1)[0], []).append((start, entry.get("within", 40), group))
        if group.words:
            tables.sets.append(group)
        if "leads" in entry:
            leads = frozenset(keys[lead] for lead in entry["leads"])
            tables = tables._replace(leads=leads, longest_lead=max(lead.count(" ") + 1 for lead in leads))
        if "first" in entry:
            tables.slogan.update(
                {part: frozenset(map(keys.__getitem__, entry[part])) for part in ("first", "traits", "connect")}
            )
    share = next(group for group in tables.sets if group.name == "share_bar")
    names = sorted((word for word in share.words if len(word) > 3 and word.isalpha()), key=len, reverse=True)
    # Possessive, so that a long run of names that ends otherwise is not tried in every other cutting.
    return tables._replace(glued=re.compile(f"(?:{'|'.join(map(re.escape, names))}){{2,}}+"))


def begins(words: str, start: str) -> bool:
    """Whether words begin with other whole words."""
    return words.startswith(start) and (len(words) == len(start) or words[len(start)] == " ")
