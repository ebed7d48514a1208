"""The pieces of a text as a string of class letters, one a piece, for the grammar to match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from mudawwana.arabic.dates.figures import EARLIEST, LATEST, number_class
from mudawwana.arabic.dates.lexicon import PHRASES, WORDS, Entry, look_up
from mudawwana.arabic.dates.tokens import Token, Tokens
from mudawwana.arabic.numbers import NUMBER_WORDS, clitic_length, read_number
from mudawwana.arabic.told import Told
from mudawwana.arabic.words import Words, words_of

_PUNCTUATION = {
    "/": "/", "\\": "/", "-": "-", "–": "-", "—": "-", "(": "(", ")": ")", ",": ",", "،": ",", ".": ".", ":": ":",
    "|": "|", "\n": "\n", "و": "&", "ال": "l",
}  # fmt: skip
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


class _Classes(dict[str, Token | None]):
    """The class of each form that was seen, as a token without a place; None for words that mean nothing here."""

    def __missing__(self, form: str) -> Token | None:
        token = _class_of(form)
        if len(form) < 30 and len(self) < 200_000:
            self[form] = token
        return token


def _class_of(form: str) -> Token | None:
    if form in _PUNCTUATION or form[0] == "\n":
        return Token(_PUNCTUATION[form[0] if form[0] == "\n" else form], None, 0, 0)
    if form[0].isdecimal():
        return Token(*number_class(form), 0, 0)
    if form in _ORDINAL_ENDS:
        return Token("th", None, 0, 0)
    entry, skipped, word = look_up(form)
    if word in PHRASES:
        return Token("phrase", (word, entry), 0, 0, skipped)
    if entry is not None:
        return Token(entry.kind, entry.value, 0, 0, skipped)
    if form in NUMBER_WORDS:
        return Token("number", None, 0, 0)
    return None if form[0].isalpha() else Token("|", None, 0, 0)


_CLASSES = _Classes()


# Classes without which no expression of time is whole; a year in words has a thousand in it.
_CORES = frozenset("EtMJTyWmCOIDQXpukAaiqb")
_THOUSANDS = frozenset({"الف", "الفا", "الفي", "الفان", "الفين"})
_PLAIN, _CLASSED, _CORE = "_.+"
_RUNS = re.compile(f"[^{_PLAIN}]+")


def _weights_of(forms: Iterable[str]) -> dict[str, str]:
    """What forms do for a date: a part of one, or one of `_CORES`; one letter a form, and most do nothing."""
    return {form: _weight_of(form) for form in forms if _may_mean(form)}


_MEANING = frozenset((*WORDS, *PHRASES, *NUMBER_WORDS, *_ORDINAL_ENDS, *_PUNCTUATION))


def _may_mean(form: str) -> bool:
    """A quick look: False where a form has certainly no class, as most have."""
    if form in _MEANING or not form[0].isalpha():
        return True
    return form[0] in "وفبلك" and (form[1:] in _MEANING or form[2:] in _MEANING or "لل" in form[:4])


def _weight_of(form: str) -> str:
    token = _CLASSES[form]
    if token is None:
        return _PLAIN
    if token.kind == "number":
        return _CORE if form in _THOUSANDS or form[1:] in _THOUSANDS else _CLASSED
    if token.kind == "phrase":
        word, entry = token.value
        opens = any(found.kind in _CORES and not any(map(_is_core, rest)) for rest, found in PHRASES[word])
        return _CORE if opens or (entry and entry.kind in _CORES) or word in _THOUSANDS else _CLASSED
    return _CORE if token.kind in _CORES else _CLASSED


def _is_core(form: str) -> bool:
    entry, _, _ = look_up(form)
    return entry is not None and entry.kind in _CORES


_WEIGHTS = Told(_PLAIN, _weights_of)


def _weights(words: Words) -> str:
    """The weight of every form of a text."""
    return "".join(_WEIGHTS.of(words.forms, words.types))


@lru_cache(maxsize=1)
def read_tokens(text: str) -> Tokens:
    """Give every piece of a text its class; numbers in words and double month names become one token."""
    words = words_of(text)
    return _tokens(words, [run.span() for run in _RUNS.finditer(_weights(words))])


@lru_cache(maxsize=1)
def read_dated(text: str) -> Tokens:
    """The same where dates may be, and one token without a class for all that is between: most of a text.

    What a date may need stands in its own run of words with classes, or in the one before or after it.
    """
    words = words_of(text)
    return _tokens(words, _near_cores(_weights(words)))


def _near_cores(weights: str) -> list[tuple[int, int]]:
    """The runs of words with a class that hold a core, and the runs next to them.

    >>> _near_cores("_.__+._._.__")
    [(1, 2), (4, 6), (7, 8)]
    """
    found: list[tuple[int, int]] = []
    done, core = 0, weights.find(_CORE)
    while core >= 0:
        first = max(weights.rfind(_PLAIN, done, core) + 1, done)
        if (before := weights.rfind(_CLASSED, done, first)) >= 0:
            found.append((max(weights.rfind(_PLAIN, done, before) + 1, done), before + 1))
        done = _end_of_run(weights, core)
        found.append((first, done))
        core = weights.find(_CORE, done)
        after = weights.find(_CLASSED, done, core if core >= 0 else len(weights))
        if after >= 0 and ((last := _end_of_run(weights, after)) <= core or core < 0):
            found.append((after, last))
            done = last
    return found


def _end_of_run(weights: str, at: int) -> int:
    end = weights.find(_PLAIN, at)
    return end if end >= 0 else len(weights)


def _tokens(words: Words, runs: list[tuple[int, int]]) -> Tokens:
    """The tokens of some runs of words that have a class, and of what is between."""
    forms = words.forms
    tokens: list[Token] = []
    done = 0  # words up to here have their token
    for first, end in runs:
        for index in range(first, end):
            if index < done:
                continue
            if index > done:
                tokens.append(Token("_", None, done, index - 1))
            done = _add(tokens, forms, index) + 1
    if done < len(forms):
        tokens.append(Token("_", None, done, len(forms) - 1))
    return Tokens(words, "".join([token.kind for token in tokens]), tokens)


def _add(tokens: list[Token], forms: list[str], index: int) -> int:
    """Append the token that begins at a word with a class; its last word."""
    found = _CLASSES[forms[index]]
    assert found is not None
    kind, value, _, _, skipped, _ = found
    last = index
    if kind == "phrase":
        word, own = value
        entry, last = _phrase(word, own, forms, index)
        kind = entry.kind if entry else "number" if forms[index] in NUMBER_WORDS else "_"
        value = entry.value if entry else None
    if kind == "number":
        kind, value, last, skipped = _number_words(forms, index)
    if kind in "MJ":
        _add_month(tokens, Token(kind, value, index, last, skipped))
    elif kind == "th":
        if tokens and tokens[-1].kind == "d":
            tokens[-1] = tokens[-1]._replace(last=index)
        else:
            tokens.append(Token("_", None, index, last))
    elif kind == ")" and tokens and tokens[-1].open:
        tokens[-1] = tokens[-1]._replace(last=index, open=False)
    else:
        tokens.append(Token(kind, value, index, last, skipped))
    return last


def _phrase(word: str, entry: Entry | None, forms: list[str], index: int) -> tuple[Entry | None, int]:
    """The longest phrase that begins at a word, else the word's own entry; and the last word of it."""
    for rest, found in PHRASES[word]:
        if tuple(forms[index + 1 : index + 1 + len(rest)]) == rest:
            return found, index + len(rest)
    return entry, index


def _number_words(forms: list[str], index: int) -> tuple[str, Any, int, int]:
    """A number in words: an ordinal day, a number below 1000, or a year; with its last word and its clitic's length."""
    window = forms[index : index + 12]
    skipped = clitic_length(window[0])
    window[0] = window[0][skipped:]
    read = read_number(window, 0)
    if read is None:
        return "_", None, index, 0
    if read.kind == "ordinal":
        kind = "o" if 1 <= read.value <= 31 else "w"
    else:
        kind = "u" if EARLIEST <= read.value <= LATEST and isinstance(read.value, int) else "w"
    return kind, read.value, index + read.end - 1, skipped


def _add_month(tokens: list[Token], month: Token) -> None:
    """Append a month; "كانون الأول/ديسمبر", "يناير (كانون الثاني)" and the like become one token."""
    back = 1
    while back <= 3 and len(tokens) >= back and tokens[-back].kind in "/-(,&":
        back += 1
    if len(tokens) >= back and tokens[-back].kind == month.kind:
        first = tokens[-back]
        if first.value.number == month.value.number:
            opened = any(token.kind == "(" for token in tokens[len(tokens) - back :])
            del tokens[len(tokens) - back :]
            value = month.value._replace(plain=True)
            tokens.append(Token(month.kind, value, first.first, month.last, first.skipped, opened))
            return
    tokens.append(month)
