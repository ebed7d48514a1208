"""Finding a pack's phrases in running text: one look-up per word, whatever the number of phrases."""

from __future__ import annotations

import codecs
import re
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from mudawwana.arabic.bulk import fold_plain
from mudawwana.arabic.fold import COMMON, COMMON_BYTES, fold, fold_word
from mudawwana.arabic.words import shared

T = TypeVar("T")

# A word with its diacritics, tatweel and joiners: Python's \w would split it at them. One class, so that it is quick.
_LETTERS = (
    "0-9A-Za-z\u00c0-\u024f\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06ed\u06ee-\u06ff\u0750-\u077f\u08a0-\u08ff"
    "\ufb50-\ufdff\ufe70-\ufefc\u200c\u200d"
)
_WORD = re.compile(f"[{_LETTERS}]+")
_LONGEST_WORD = 40
_BEFORE_ARTICLE = ("", "و", "ف", "ب", "ك", "وب", "فب", "وك")
_BEFORE_LAM = ("", "و", "ف")
_BEFORE_BARE = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")


class Words:
    """The words of a text, folded (`folded` is its search key, where known); one too long to be one counts as empty.

    >>> words = Words("والقوّاتِ الأميركيّة")
    >>> words.keys, words.span(1, 2)
    (['والقوات', 'الامريكيه'], (10, 20))
    """

    def __init__(self, text: str, folded: str | None = None) -> None:
        self._text = text
        self._spans: list[tuple[int, int]] | None = None
        self._known: tuple[Container[str], list[int]] | None = None
        if folds_by_word(text):
            self.keys = shared(_WORD.findall(folded or fold(text)))
        else:
            self.keys = [fold_word(word) if len(word) <= _LONGEST_WORD else "" for word in _WORD.findall(text)]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where words[first:last] stand in the text; found out when first asked for, most texts never are."""
        if self._spans is None:
            self._spans = [match.span() for match in _WORD.finditer(self._text)]
        return self._spans[first][0], self._spans[last - 1][1]

    def places(self, firsts: Container[str]) -> list[int]:
        """Where words of a set stand; remembered for the set asked for last."""
        if self._known is None or self._known[0] is not firsts:
            self._known = firsts, [index for index, key in enumerate(self.keys) if key in firsts]
        return self._known[1]


@lru_cache(maxsize=2)
def words_in(text: str, folded: str | None = None) -> Words:
    """The words of a text, whose search key may be known; the annotators take one article after another."""
    return Words(text, folded)


def folds_by_word(text: str) -> bool:
    """Whether the words of a folded text are its folded words, one for one: so it is with nearly all sound text.

    >>> folds_by_word("قال: «نعم» أيضاً"), folds_by_word("قال\\u200fنعم"), folds_by_word("قال ً نعم")
    (True, False, False)
    """
    try:
        coded, _ = codecs.charmap_encode(text, "strict", COMMON_BYTES)
    except UnicodeEncodeError:
        return False
    return not coded.translate(None, _SIMPLE) and text[:1] not in _MARKS and _STRAY_MARK.search(text) is None


def _kind(char: str) -> str:
    """What becomes of a character amid two letters: "letter", "mark" (it vanishes), "gap", or "" where it joins or
    parts words."""
    middle = fold(f"x{char}x")[1:-1]
    if _WORD.fullmatch(char):
        return "mark" if not middle else "letter" if _WORD.fullmatch(middle) and len(middle) == 1 else ""
    return "gap" if middle and not _WORD.search(middle) else ""


_KINDS = {char: _kind(char) for char in COMMON}
_MARKS = frozenset(char for char, kind in _KINDS.items() if kind == "mark")
_SIMPLE = codecs.charmap_encode("".join(char for char, kind in _KINDS.items() if kind), "strict", COMMON_BYTES)[0]
_STRAY_MARK = re.compile(f"[^{_LETTERS}][{''.join(_MARKS)}]")


class Hit(NamedTuple, Generic[T]):
    """One phrase found: words[first:last] of the text."""

    first: int
    last: int
    value: T


Table = dict[str, list[tuple[list[str], T]]]


def spellings(phrase: str) -> Iterator[str]:
    """All phrases that one line of a pack stands for: alternatives of a word are parted by "/".

    >>> list(spellings("سحب/انسحاب القوات"))
    ['سحب القوات', 'انسحاب القوات']
    """
    if "/" not in phrase:
        yield " ".join(phrase.split())
        return
    for choice in product(*(word.split("/") for word in phrase.split())):
        yield " ".join(choice)


def with_clitics(word: str) -> list[str]:
    """A folded word with the particles that are written in one with it.

    >>> "للعراق" in with_clitics("العراق"), "ولواشنطن" in with_clitics("واشنطن")
    (True, True)
    """
    if word.startswith("ال") and len(word) > 3:
        with_lam = "لل" + word[2:]
        return [clitic + word for clitic in _BEFORE_ARTICLE] + [clitic + with_lam for clitic in _BEFORE_LAM]
    return [clitic + word for clitic in _BEFORE_BARE]


def phrase_table(phrases: Iterable[tuple[str, T]]) -> Table[T]:
    """The look-up table of (phrase, value) pairs: first word -> (the other words, value), longest first.

    Phrases are spelled out already (`spellings`).
    """
    phrases = list(phrases)
    keys = keys_of(phrase for phrase, _ in phrases)
    by_first: dict[str, list[tuple[int, list[str], T]]] = {}
    for place, (phrase, value) in enumerate(phrases):
        first, *rest = keys[phrase] or ("",)
        if first:
            by_first.setdefault(first, []).append((place, rest, value))
    forms: dict[str, list[tuple[int, list[str], T]]] = {}
    for first, entries in by_first.items():
        for form in with_clitics(first):
            forms[form] = forms[form] + entries if form in forms else entries
    ordered: dict[int, list[tuple[list[str], T]]] = {}  # forms of one word share their entries
    for entries in forms.values():
        if id(entries) not in ordered:
            ordered[id(entries)] = _longest_first(entries)
    return {form: ordered[id(entries)] for form, entries in forms.items()}


def _longest_first(entries: list[tuple[int, list[str], T]]) -> list[tuple[list[str], T]]:
    """Entries by their length and then their place; of several with the same words the first."""
    if len(entries) == 1:
        return [(entries[0][1], entries[0][2])]
    found: dict[tuple[str, ...], tuple[list[str], T]] = {}
    for _, rest, value in sorted(entries, key=lambda entry: (-len(entry[1]), entry[0])):
        found.setdefault(tuple(rest), (rest, value))
    return list(found.values())


def keys_of(phrases: Iterable[str]) -> dict[str, list[str]]:
    """The words of each phrase as keys, of all phrases at once."""
    phrases = dict.fromkeys(phrases)
    plain = fold_plain(phrases)
    return {phrase: plain[phrase].split(" ") if phrase in plain else Words(fold(phrase)).keys for phrase in phrases}


def find_phrases(words: Words, table: Table[T], firsts: Container[str] | None = None) -> list[Hit[T]]:
    """The phrases in a text, from left to right, the longest at each place, none inside another.

    `firsts` are the first words of several tables, so that a text is looked through once for all of them.

    >>> table = phrase_table([("القوات الأميركية", "us forces"), ("العراق", "iraq")])
    >>> [hit.value for hit in find_phrases(Words("تعرضت للقوات الأمريكية في العراق"), table)]
    ['us forces', 'iraq']
    """
    keys = words.keys
    found: list[Hit[T]] = []
    free = 0
    for index in words.places(table if firsts is None else firsts):
        if index < free or keys[index] not in table:
            continue
        for rest, value in table[keys[index]]:
            last = index + 1 + len(rest)
            if keys[index + 1 : last] == rest:
                found.append(Hit(index, last, value))
                free = last
                break
    return found
