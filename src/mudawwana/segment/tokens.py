"""Tokens with offsets, clitics, lemma and part of speech, and the columns of tokens.jsonl.

Every character of a text that is neither space nor an invisible mark lies in exactly one token.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import orjson

from mudawwana.records import Token
from mudawwana.segment.lemmas import BACKENDS
from mudawwana.segment.readings import LONGEST, MARKS, Reading, read

_LETTER = (
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5"
    "\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
)
_MARK = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_PATTERN = re.compile(
    rf"""(?P<initials>[{_LETTER}](?:\.[{_LETTER}](?![{_LETTER}{_MARK}]))+)
    |(?P<word>[{_LETTER}](?:[{_LETTER}{_MARK}]++|[\u200c\u200d](?=[{_LETTER}{_MARK}]))*)
    |(?P<url>(?:https?://|www\.)[^\s<>"«»“”{_INVISIBLE}]*[^\s<>"«»“”{_INVISIBLE}.,;:!?؟،؛)\]'’])
    |(?P<tag>[\#@][\w{_MARK}]+)
    |(?P<address>(?<![A-Za-z0-9_%+.-])[A-Za-z0-9_%+-]++(?:[.@][A-Za-z0-9_%+-]++)*@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+)
    |(?P<number>\d{{4}}-\d\d-\d\d(?!\d)|\d++(?:[.,:/٫٬،]\d++)*)
    |(?P<latin>[^\W\d_{_LETTER}{_MARK}][^\W_{_LETTER}{_MARK}]*+(?:[.'’&_-][^\W_{_LETTER}{_MARK}]++)*)
    |(?P<other>\.{{2,}}+|[{_MARK}]++|[^\s{_INVISIBLE}])""",
    re.VERBOSE,
)
_FIXED = {"url": "SYM", "tag": "X", "address": "SYM", "number": "NUM", "latin": "X"}
_SYMBOLS = frozenset("%٪‰@#&*/\\^_~|§°")


class _Piece(NamedTuple):
    """What stands in one token's place, whatever text it is in."""

    clitics: tuple[str, ...]
    lemma: str
    upos: str


def tokenize(text: str, *, backend: str = "simple") -> list[Token]:
    """The tokens of a text.

    >>> [(token.of("وَبَحَثَتها في 3.5 ساعات."), token.clitics) for token in tokenize("وَبَحَثَتها في 3.5 ساعات.")]
    [('وَبَحَثَتها', ('وَ+', '+ها')), ('في', ()), ('3.5', ()), ('ساعات', ()), ('.', ())]
    """
    return [
        Token(start=start, end=end, clitics=piece.clitics, lemma=piece.lemma, upos=piece.upos)
        for start, end, piece in _pieces(text, reader(backend))
    ]


def token_row(name: str, text: str, *, backend: str = "simple") -> bytes:
    """The line of tokens.jsonl for the article of that id: the tokens of its text, as columns."""
    found = list(_pieces(text, reader(backend)))
    columns = {
        "start": [start for start, _, _ in found],
        "end": [end for _, end, _ in found],
        "clitics": [piece.clitics for _, _, piece in found],
        "lemma": [piece.lemma for _, _, piece in found],
        "upos": [piece.upos for _, _, piece in found],
    }
    return orjson.dumps({"id": name, "tokens": columns}) + b"\n"


Reader = Callable[[str], Reading]


def reader(backend: str) -> Reader:
    """The function of a backend that reads one word. The camel backend is loaded here; it may be Missing."""
    if backend == "camel":
        from mudawwana.segment.camel import camel_read, disambiguator

        disambiguator()
        return camel_read
    if backend != "simple":
        raise ValueError(f"{backend}: no such backend; there are: {', '.join(BACKENDS)}")
    return read


def _pieces(text: str, reads: Reader) -> Iterator[tuple[int, int, _Piece]]:
    for match in _PATTERN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup or "other"
        if kind == "word" and end - start <= LONGEST:
            yield start, end, _word(match[0], reads)
        else:
            yield start, end, _Piece((), match[0], _upos(kind, match[0]))


def _upos(kind: str, token: str) -> str:
    if kind != "other":
        return _FIXED.get(kind, "X")
    if token[0] in _SYMBOLS:
        return "SYM"
    category = unicodedata.category(token[0])
    return "PUNCT" if category[0] == "P" else "SYM" if category[0] == "S" else "X"


@lru_cache(maxsize=100_000)
def _word(word: str, reads: Reader) -> _Piece:
    found = reads(word)
    clitics: list[str] = []
    at = 0
    for part in found.before:
        end = _behind(word, at, len(part))
        clitics.append(word[at:end] + "+")
        at = end
    at = _behind(word, 0, len(MARKS.sub("", word)) - sum(map(len, found.after)))
    for part in found.after:
        end = _behind(word, at, len(part))
        clitics.append("+" + word[at:end])
        at = end
    return _Piece(tuple(clitics), found.lemma, found.upos)


def _behind(word: str, at: int, letters: int) -> int:
    """The index behind so many letters from `at` on, with the marks that belong to the last."""
    while letters:
        match = MARKS.match(word, at)
        at = match.end() if match else at + 1
        letters -= not match
    match = MARKS.match(word, at)
    return match.end() if match else at
