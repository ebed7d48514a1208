"""What is known of a word by itself: its form, its stem, what lists and clusters it is in."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

from mudawwana.annotate.ner.words import without_clitics

_ARABIC = re.compile("[\u0621-\u064a]+")
_ARTICLES = ("وال", "بال", "فال", "كال")
_LONGEST_NUMBER = 5
_LONGEST = 8


class Known(NamedTuple):
    """What the lists say of a word, as columns of the lexicon."""

    vector: int  # row of the word vectors, -1: none
    clusters: tuple[int, ...]  # cluster of the word vector at each granularity, () for none
    names: int  # four two-bit counts of people: given name, surname, first and last of a full name
    place: int  # digits of the population of the largest place of that name, 0: none, 15: a country
    parts: int  # bit 0: first word of a place of several words, bit 1: last word


class Lexicon(Protocol):
    """What the lists say of words; a plain dict will do."""

    def get(self, key: str, /) -> Known | None:
        """What they say of a word, None where it is in none."""

    def __contains__(self, key: object, /) -> bool:
        """Whether a word is in any."""


def model_key(key: str) -> str:
    """The key under which the model knows a folded word: numbers are known by their length.

    >>> model_key("2021"), model_key("بغداد")
    ('0000', 'بغداد')
    """
    return "0" * min(len(key), _LONGEST_NUMBER) if key.isdigit() else key


def stem_of(key: str, lexicon: Lexicon) -> str:
    """The word without the particles before it: where it is itself unknown, or begins with one and the article.

    >>> nothing = Known(0, (), 0, 0, 0)
    >>> stem_of("وبغداد", {"بغداد": nothing}), stem_of("بالعراق", {"بالعراق": nothing, "العراق": nothing})
    ('بغداد', 'العراق')
    """
    if not _ARABIC.fullmatch(key):
        return key
    known = lexicon.get(key)
    if known is not None and known.vector >= 0 and not key.startswith((*_ARTICLES, "لل")):
        return key
    for rest in _stems(key):
        if rest in lexicon:
            return rest
    return key


def _stems(key: str) -> list[str]:
    found: list[str] = []
    for article in (*_ARTICLES, "ال"):
        if key.startswith(article) and len(key) - len(article) >= 3:
            if article != "ال":
                found.append(key[len(article) - 2 :])
            found.append(key[len(article) :])
    if key.startswith("لل") and len(key) > 4:
        found += ["ال" + key[2:], key[2:]]
    found += [rest for rest, _ in without_clitics(key) if len(rest) >= 3]
    return found


def features_of(key: str, lexicon: Lexicon) -> tuple[list[str], int, int]:
    """The features of a word, and the rows of the vectors of the word and its stem (-1: none)."""
    found = ["w=" + key]
    word = lexicon.get(key)
    row = word.vector if word else -1
    if not _ARABIC.fullmatch(key):
        found.append("sh=" + ("d" if key.isdigit() else "p" + key if len(key) == 1 else "x"))
        return found, row, -1
    stem = stem_of(key, lexicon)
    base = word if stem == key else lexicon.get(stem)
    found.append("s=" + stem)
    if stem != key:
        found.append("pre=" + (key[: -len(stem)] if key.endswith(stem) else "lal"))
    if stem.startswith("ال"):
        found.append("al")
    found += _listed(word, "")
    if stem != key:
        found += _listed(base, "S")
        found += [f"sp{n}={stem[:n]}" for n in (2, 3) if len(stem) > n + 1]
    for n in range(1, min(5, len(key) - 1)):
        found += (f"p{n}={key[:n]}", f"x{n}={key[-n:]}")
    found.append(f"len={min(len(key), _LONGEST)}")
    return found, row, base.vector if base else -1


def _listed(known: Known | None, mark: str) -> list[str]:
    if known is None:
        return [mark + "oov"]
    found = [f"{mark}c{level}={number}" for level, number in enumerate(known.clusters)]
    if known.names:
        found += [f"{mark}n{kind}={bits}" for kind in range(4) if (bits := known.names >> 2 * kind & 3)]
    if known.place:
        found.append(f"{mark}l={known.place}")
    if known.parts:
        found.append(f"{mark}lp={known.parts}")
    return found
