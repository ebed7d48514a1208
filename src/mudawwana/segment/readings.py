"""Reading one written word with a dictionary of forms: its lemma, what is written onto it, its part of speech.

A word that the dictionary lists is taken as listed. Else clitics are cut off, endings undone, and the cheapest way to a
lemma that the dictionary knows is believed. Verbal nouns and participles stay lemmas of their own, as in treebanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pyarabic import araby

from mudawwana.segment.lexicon import ENCLITICS, closed, is_arabic, lexicon
from mudawwana.segment.shapes import NISBA, endings, is_noun, looks_conjugated, noun_of, perfects

MARKS = re.compile(f"[{''.join(araby.DIACRITICS)}{araby.TATWEEL}\u200c\u200d]+")  # written with a letter, but no letter
_ACCUSATIVE = re.compile("(?<=..)(?:\u064bا|ا\u064b)\\Z")
_LAST = frozenset(suffix[-1] for suffix in ENCLITICS)
LONGEST = 80  # no word of the language is longer, marks and all; what is is copied, not analysed
_PAST = re.compile("(?:^است...|^ا.ت..|[^اي]وا|[^اتي]نا|تم)\\Z")
_PRONOUNS = ("هما", "ها", "هم", "كم", "ه")  # those that are nothing else at the end of a word
_PRICE_BEFORE, _PRICE_AFTER, _REAL = 1.5, 1.2, 3
_SURE_OF = ("SCONJ", "CCONJ", "PROPN")
_SHORT = 3  # a closed word of so many letters may stand in another word by chance
_TAKE_PRONOUNS = ("ADP", "SCONJ", "CCONJ", "DET", "NUM")


class Reading(NamedTuple):
    """A word read: `before` and `after` are the clitics as written, in their order, bare of marks."""

    lemma: str
    upos: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Cut(NamedTuple):
    """One way to take clitics off a word."""

    before: tuple[str, ...]
    stem: str
    after: str

    @property
    def article(self) -> bool:
        """Whether the word is definite."""
        return bool(self.before) and (self.before[-1] == "ال" or self.before[-2:] == ("ل", "ل"))


def bare(word: str) -> str:
    """A word without its marks.

    >>> bare("مُحَادَثَـة")
    'محادثة'
    """
    return MARKS.sub("", word)


def read(word: str) -> Reading:
    """How a word is most likely to be read.

    >>> read("وبالمحادثات")
    Reading(lemma='محادثة', upos='NOUN', before=('و', 'ب', 'ال'), after=())
    >>> read("قدرتها").after
    ('ها',)
    """
    return _read(word) if len(word) <= LONGEST else _stranger(word)


def _stranger(word: str) -> Reading:
    return Reading(word, "X")


@lru_cache(maxsize=100_000)
def _read(word: str) -> Reading:
    full = bare(word)
    if not is_arabic(full) or (len(full) == 1 and "\u0640" in word):
        return _stranger(word)  # هـ is no pronoun, but "hijri"
    plain = bare(_ACCUSATIVE.sub("", word))
    return closed_reading(full) or closed_reading(plain) or _listed(plain) or _cheapest(plain) or unknown(plain)


def closed_reading(word: str) -> Reading | None:
    """A bare word of a closed class, with what is written onto it; None where the dictionary knows better.

    >>> closed_reading("لأنها")
    Reading(lemma='أن', upos='SCONJ', before=('ل',), after=('ها',))
    """
    if word in closed().words:
        return Reading(*closed().words[word])
    particle = _particle(word)
    if particle is None or particle[0] > _SHORT or (particle[0] == _SHORT and particle[1].upos in _SURE_OF):
        return particle and particle[1]
    listed = _listed(word)
    return particle[1] if listed is None or listed.lemma in (word, particle[1].lemma) else None


def _listed(word: str) -> Reading | None:
    """A word that stands in the dictionary as it is written, and is no conjugated form that nobody led to its verb."""
    lemma, forms = lexicon()
    found = lemma.get(word)
    if found is None or _hides_article(word, found):
        return None
    if found == word and forms[word] < _REAL and looks_conjugated(word):
        return None
    if (
        found == word
        and forms[word] < 2
        and word[0] in "بلو"
        and len(word) > 4
        and word[1:].removeprefix("ال") in lemma
    ):
        return None  # بحلول, بالفعل: listed because they are frequent
    base = noun_of(word, found)
    before = ("ال",) if word.startswith("ال") and not base.startswith("ال") else ()
    after = next((a for a in _PRONOUNS if word.endswith(a) and lemma.get(word[: -len(a)]) == found), "")
    return Reading(base, upos_of(word, base, found, bool(before)), before, (after,) if after else ())


def _hides_article(word: str, found: str) -> bool:
    """Whether a form is listed with its article, but also without: المدرسة is read as مدرسة."""
    return word.startswith("ال") and not found.startswith("ال") and len(word) > 4 and word[2:] in lexicon().lemma


def upos_of(word: str, base: str, found: str, definite: bool = False) -> str:
    """A coarse guess: the dictionary has no parts of speech."""
    if NISBA.fullmatch(base):
        return "ADJ"
    if definite or base != found or is_noun(found):
        return "NOUN"
    if word == found and lexicon().forms[found] < 2:
        return "X" if looks_conjugated(word) else "NOUN"  # listed as frequent, often a name
    return "VERB" if looks_conjugated(word) or _PAST.search(word) else "NOUN"


# --- clitics


def cuts(word: str) -> Iterator[Cut]:
    """Every way to cut clitics off a word that leaves a stem of two letters or more."""
    for before, rest in _fronts(word):
        yield Cut(before, rest, "")
        if rest[-1] in _LAST and before[-1:] != ("ال",) and before[-2:] != ("ل", "ل"):
            for after in ENCLITICS:
                if rest.endswith(after) and len(rest) - len(after) >= 2:
                    yield Cut(before, rest[: len(rest) - len(after)], after)


def _fronts(word: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for outer in ((), (word[0],)) if word[0] in "وف" and len(word) > 2 else ((),):
        rest = word[len(outer) :]
        yield outer, rest
        if len(rest) < 3:
            continue
        if rest.startswith("ال") and len(rest) > 3:
            yield (*outer, "ال"), rest[2:]
        if rest[0] in "بكل":
            yield (*outer, rest[0]), rest[1:]
            if rest[1:3] == "ال" and len(rest) > 4:
                yield (*outer, rest[0], "ال"), rest[3:]
            elif rest[:2] == "لل" and len(rest) > 3:
                yield (*outer, "ل", "ل"), rest[2:]
        elif rest[0] == "س" and len(rest) > 3 and rest[1] in "يتنأ":
            yield (*outer, "س"), rest[1:]


def _particle(word: str) -> tuple[int, Reading] | None:
    """A word of a closed class with what is written onto it, and the number of its own letters; the longest wins."""
    best: tuple[int, Reading] | None = None
    for cut in cuts(word):
        if cut.before or cut.after:
            found = _closed(cut)
            if found and len(cut.stem) > (best[0] if best else 0) and _may_stand(cut, found.upos):
                after = (*found.after, cut.after) if cut.after else found.after
                best = len(cut.stem), Reading(found.lemma, found.upos, cut.before + found.before, after)
    return best


def _closed(cut: Cut) -> Reading | None:
    words = closed().words
    found = words.get(cut.stem)
    if found is None and cut.after and cut.stem[-1] == "ي":
        found = words.get(cut.stem[:-1] + "ى")  # عليه
    return Reading(*found) if found and not (found[3] and cut.after) else None


def _may_stand(cut: Cut, upos: str) -> bool:
    """Whether the clitics of a cut can stand with a word of a closed class."""
    lists, inner = closed().lists, cut.before[-1:]
    if cut.article:
        return upos in ("PROPN", "NUM", "NOUN", "ADJ") and not cut.after
    if upos in ("VERB", "AUX"):
        return inner not in (("ب",), ("ك",))
    if inner == ("س",) or upos in ("NOUN", "ADJ", "X") or (cut.after == "ي" and len(cut.stem) < 3):
        return upos in ("NOUN", "ADJ") and inner != ("س",) and cut.after != "ي" and len(cut.stem) > 2
    if inner == ("ك",) and cut.stem not in lists["after_like"] and upos != "PROPN":
        return False
    return not cut.after or (cut.stem not in lists["takes_nothing_behind"] and upos in _TAKE_PRONOUNS)


# --- stems


def _cheapest(word: str) -> Reading | None:
    """The reading that costs least to believe."""
    if len(word) < 2:
        return _stranger(word)
    forms, best, least = lexicon().forms, None, 99.0
    for cut in cuts(word):
        paid = _PRICE_BEFORE * (len(cut.before) - cut.article) + _PRICE_AFTER * bool(cut.after)
        if paid - 0.6 >= least:
            continue
        for base, price, upos in _bases(cut):
            cost = paid + price - min(forms[base], 30) / 100
            if cost < least:
                least, best = cost, Reading(base, upos, cut.before, (cut.after,) if cut.after else ())
    return best


def _bases(cut: Cut) -> Iterator[tuple[str, float, str]]:
    """Lemmas that a stem may have, each with what it costs to believe in it and a part of speech."""
    lemma, forms = lexicon()
    for shape, price in _restored(cut.stem, cut.after):
        found = lemma.get(shape)
        if found is None and cut.article and NISBA.fullmatch(shape) and len(shape) > 4:
            yield shape, 0.9, "ADJ"
        elif found is not None and not _hides_article(shape, found):
            base = noun_of(shape, found)
            guess = 0.5 if found == shape and forms[found] < 2 else 0.0
            yield base, price + guess, upos_of(shape, base, found, cut.article)
        for base, more in endings(shape):
            if forms[base] >= 2:
                yield base, price + more, upos_of(shape, base, base, definite=True)
            elif lemma.get(base, base) != base:
                yield noun_of(base, lemma[base]), price + more + 0.1, "NOUN"
    if not cut.article and cut.before[-1:] not in (("ب",), ("ك",)):
        for base, price in perfects(cut.stem):
            if forms[base] >= _REAL:
                yield base, price, "VERB"


def _restored(stem: str, after: str) -> Iterator[tuple[str, float]]:
    """A stem as it stands without what is written behind it: ة for ت, ى for ا, ء for ئ and ؤ."""
    yield stem, 0.1 if after else 0.0
    if after and stem[-1] == "ت":
        yield stem[:-1] + "ة", -0.3
    elif after and stem[-1] == "ا":
        yield stem[:-1] + "ى", 0.3
    elif after and stem[-1] in "ئؤ":
        yield stem[:-1] + "ء", 0.0


def unknown(word: str) -> Reading:
    """A word of which nothing is known, a name or a rare noun: only its article and plain endings go.

    >>> unknown("والبتاجونية").lemma
    'بتاجوني'
    """
    before: tuple[str, ...] = ()
    for given, rest in _fronts(word):
        cut = Cut(given, rest, "")
        if cut.article and len(rest) > 2:
            before, word = given, rest
    for ending, base in (("يات", "ية"), ("ية", "ي"), ("ات", "ة")):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word[: len(word) - len(ending)] + base
            break
    if word.endswith(("يين", "يون")) or (word[0] == "م" and word.endswith(("ين", "ون")) and len(word) > 5):
        word = word[:-2]
    return Reading(word, "ADJ" if before and NISBA.fullmatch(word) else "NOUN" if before else "X", before)
