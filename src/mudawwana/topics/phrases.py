"""Finding a pack's phrases in running text: one look-up per word, whatever the number of phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from mudawwana.arabic.fold import fold, fold_word

T = TypeVar("T")

# A word with its diacritics, tatweel and joiners: Python's \w alone would split it at them.
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d])*")
_LONGEST_WORD = 40
_BEFORE_ARTICLE = ("", "و", "ف", "ب", "ك", "وب", "فب", "وك")
_BEFORE_LAM = ("", "و", "ف")
_BEFORE_BARE = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")


class Word(NamedTuple):
    """One word of a text: its folded form, and where it stands."""

    key: str
    start: int
    end: int


class Hit(NamedTuple, Generic[T]):
    """One phrase found: words[first:last] of the text."""

    first: int
    last: int
    value: T


Table = dict[str, list[tuple[tuple[str, ...], T]]]


def words_of(text: str) -> list[Word]:
    """The words of a text, folded; a word too long to be one counts as an empty one.

    >>> [word.key for word in words_of("والقوّاتِ الأميركيّة")]
    ['والقوات', 'الامريكيه']
    """
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        found.append(Word(fold_word(match[0]) if end - start <= _LONGEST_WORD else "", start, end))
    return found


def spellings(phrase: str) -> Iterator[str]:
    """All phrases that one line of a pack stands for: alternatives of a word are parted by "/".

    >>> list(spellings("سحب/انسحاب القوات"))
    ['سحب القوات', 'انسحاب القوات']
    """
    for choice in product(*(word.split("/") for word in phrase.split())):
        yield " ".join(choice)


def with_clitics(word: str) -> Iterator[str]:
    """A folded word with the particles that are written in one with it.

    >>> "للعراق" in with_clitics("العراق"), "ولواشنطن" in with_clitics("واشنطن")
    (True, True)
    """
    if word.startswith("ال") and len(word) > 3:
        yield from (clitic + word for clitic in _BEFORE_ARTICLE)
        yield from (clitic + "لل" + word[2:] for clitic in _BEFORE_LAM)
    else:
        yield from (clitic + word for clitic in _BEFORE_BARE)


def phrase_table(phrases: Iterable[tuple[str, T]]) -> Table[T]:
    """The look-up table of (phrase, value) pairs: first word -> (the other words, value), longest first."""
    table: Table[T] = {}
    for phrase, value in phrases:
        for spelling in spellings(phrase):
            keys = [word.key for word in words_of(fold(spelling))]
            for first in with_clitics(keys[0]) if keys else ():
                entries = table.setdefault(first, [])
                if (entry := (tuple(keys[1:]), value)) not in entries:
                    entries.append(entry)
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def find_phrases(words: list[Word], table: Table[T]) -> list[Hit[T]]:
    """The phrases in a text, from left to right, the longest at each place, none inside another.

    >>> table = phrase_table([("القوات الأميركية", "us forces"), ("العراق", "iraq")])
    >>> [hit.value for hit in find_phrases(words_of("تعرضت للقوات الأمريكية في العراق"), table)]
    ['us forces', 'iraq']
    """
    found: list[Hit[T]] = []
    free = 0
    for index, word in enumerate(words):
        if index < free or word.key not in table:
            continue
        for rest, value in table[word.key]:
            last = index + 1 + len(rest)
            if not rest or tuple(w.key for w in words[index + 1 : last]) == rest:
                found.append(Hit(index, last, value))
                free = last
                break
    return found
