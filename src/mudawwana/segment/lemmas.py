"""Lemmas of words: a backend that always works, and camel-tools' analyzer where its database is installed.

The simple backend looks a word up in simplemma's dictionary of forms (MIT). Where that knows nothing but the form
itself, it takes off what is written onto the word (clitics), undoes the shapes of conjugation and declension, and
believes what leads to a lemma that has several forms in the dictionary. Measured on UD Arabic-PUD: see docs/tokens.md.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

MARKS = re.compile("[\u0640\u064b-\u0655\u0670]")
_ACCUSATIVE = re.compile("(?<=..)(?:\u064bا|ا\u064b)$")
_PERFECT = re.compile("[^يت].[^ةيء]|.[^اويى][^اويى]..?|.ا.[^ة]|أ.[^ي][^ة]|ت(?:..|.ا.).|ا[^ل]..?.?.?|است.[^ي]?.")
_COUNTRY = re.compile("...?.?يا")
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]+")
_ALEFS = str.maketrans("أإآٱى", "ااااي")
_BEFORE = re.compile("(?P<and>[وف]?)(?P<to>[بكل]?)(?P<the>ال|ل(?=ل)|)")
_AFTER = ("هما", "كما", "ها", "هم", "هن", "كم", "كن", "نا", "ني", "ه", "ك", "ي", "")
_CONJUGATED = ("ون", "ان", "ين", "وا", "تم", "نا", "تا", "ت", "ا", "ن", "ي", "و", "")
_DECLINED = ("يات", "ات", "ون", "ين", "ان", "تان", "تين", "ية", "ة", "ا", "و", "ي", "")
_REAL = 3  # a lemma with so many forms is one; a form that is listed as its own lemma alone is a guess


class Lexicon(NamedTuple):
    """simplemma's forms with their lemmas, how many forms each lemma has, and its spelling by bare letters."""

    lemma: dict[str, str]
    forms: Counter[str]
    closed: dict[str, str]
    bare: dict[str, str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the dictionaries, once: about half a second."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    lemma: dict[str, str] = {}
    for form, base in DefaultDictionaryFactory().get_dictionary("ar").items():
        if _ARABIC.fullmatch(form):
            lemma.setdefault(MARKS.sub("", form), MARKS.sub("", base))
    forms = Counter(lemma.values())
    closed = tomllib.loads(files("mudawwana.segment").joinpath("clitics.toml").read_text(encoding="utf-8"))["closed"]
    bare: dict[str, str] = {}
    for base, count in forms.items():
        if count >= _REAL:
            key = base.translate(_ALEFS)
            if forms[bare.get(key, "")] < count:
                bare[key] = base
    return Lexicon(lemma, forms, closed, bare)


class Analysis(NamedTuple):
    """One way to read a word: what is written before the stem, the stem, what is written behind it."""

    before: str
    article: bool
    stem: str
    after: str


def analyses(word: str) -> Iterator[Analysis]:
    """Every way to cut clitics off a word that leaves a stem of two letters or more, fewest clitics first."""
    found = []
    for cut in {("", "", ""), *_cuts(word)}:
        size = sum(map(len, cut))
        rest, article = word[size:], bool(cut[2])
        for after in _AFTER:
            if article and after:
                continue
            if rest.endswith(after) and len(rest) - len(after) >= 2:
                found.append(Analysis(cut[0] + cut[1], article, rest[: len(rest) - len(after)], after))
    yield from sorted(found, key=lambda a: (len(a.before) + len(a.after), a.before, a.after))


def _cuts(word: str) -> Iterator[tuple[str, str, str]]:
    for particle in ("", "و", "ف"):
        if not word.startswith(particle):
            continue
        rest = word[len(particle) :]
        for preposition in ("", "ب", "ك", "ل"):
            if rest.startswith(preposition):
                tail = rest[len(preposition) :]
                yield particle, preposition, ""
                if tail.startswith("ال"):
                    yield particle, preposition, "ال"
                if preposition == "ل" and tail.startswith("ل"):
                    yield particle, preposition, "ل"
        if rest.startswith("س") and len(rest) > 3 and rest[1] in "يتنأ":
            yield particle, "س", ""


@lru_cache(maxsize=200_000)
def simple_lemma(word: str) -> str:
    """The lemma of one word, without marks.

    >>> [simple_lemma(word) for word in ("والمحادثات", "يشكلون", "بأنه", "قدرتها")]
    ['محادثة', 'شكل', 'أن', 'قدرة']
    """
    plain = MARKS.sub("", _ACCUSATIVE.sub("", word))
    if not _ARABIC.fullmatch(plain):
        return word
    if _COUNTRY.fullmatch(plain):
        return plain
    return _closed(plain) or _best(plain) or plain


def _closed(word: str) -> str | None:
    """The lemma of a word of a closed class, whatever is written onto it."""
    closed = lexicon().closed
    if word in closed:
        return closed[word]
    for cut in analyses(word):
        if (
            not cut.article
            and cut.before != "س"
            and cut.stem in closed
            and (len(cut.stem) > 2 or cut.stem in _PARTICLES)
        ):
            return closed[cut.stem]
    return None


_PARTICLES = frozenset("أن إن ان قد لا لم لن ما من عن في كل هو هي هم لو إذ".split())  # noqa: SIM905 (words, not a list of strings)


def _best(word: str) -> str | None:
    """The lemma that the cheapest convincing reading leads to."""
    lemma, forms = lexicon().lemma, lexicon().forms
    best: tuple[float, str] | None = None
    for cut in analyses(word):
        cost = 1.5 * len(cut.before) + 2 * bool(cut.after) + (0 if cut.article else 0.2)
        for base, price in _readings(cut):
            if forms[base] >= _REAL or price == 0:
                score = cost + price - min(forms[base], 30) / 30
                if best is None or score < best[0]:
                    best = score, base
    if best is not None:
        return best[1]
    found = lemma.get(word)
    return found if found and found != word else _unknown(word)


def _readings(cut: Analysis) -> Iterator[tuple[str, float]]:
    """Lemmas that a stem may have, each with what it costs to believe in it."""
    lemma, forms = lexicon().lemma, lexicon().forms
    stem = cut.stem
    for shape, price in _restored(stem, cut.after):
        found = lemma.get(("ال" if cut.article else "") + shape) or lemma.get(shape)
        if found is not None and (found != shape or forms[found] >= _REAL):
            yield _noun_of(shape, found), price
        if shape in forms and forms[shape] >= _REAL:
            yield shape, price
        yield from ((base, price + more) for base, more in _nominal(shape))
    if not cut.article and cut.before[-1:] not in ("ب", "ك"):
        yield from _verbal(stem)


def _restored(stem: str, after: str) -> Iterator[tuple[str, float]]:
    """A stem as it stands without what is written behind it: ة for ت, ى for ا, ء for ئ and ؤ."""
    yield stem, 0
    if after and stem.endswith("ت"):
        yield stem[:-1] + "ة", -0.5
    if after and stem.endswith("ا"):
        yield stem[:-1] + "ى", 0.3
    if after and stem[-1] in "ئؤ":
        yield stem[:-1] + "ء", 0


def _noun_of(shape: str, found: str) -> str:
    """The dictionary leads verbal nouns and participles to their verb; they are lemmas of their own."""
    if found == shape or not _VERBAL_NOUN.fullmatch(shape):
        return found
    return shape


_VERBAL_NOUN = re.compile("ت..ي.|است..ا.|ا[^ل]ت.ا.|ان..ا.|إ..ا.|م[^ا].{2,4}|ت.ا..")


def _nominal(shape: str) -> Iterator[tuple[str, float]]:
    """Singulars and masculines that a noun or adjective may come from."""
    forms = lexicon().forms
    for ending, bases, price in _ENDINGS:
        if shape.endswith(ending) and len(shape) - len(ending) >= 2:
            for base in bases:
                found = shape[: -len(ending)] + base
                if forms[found] >= _REAL or (ending in _SURE and len(found) > 3):
                    yield found, price if forms[found] >= _REAL else price + 1


_SURE = ("ية", "يات", "ات", "ين", "ون")
_ENDINGS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("يات", ("ية", "ي"), 0.5),
    ("ات", ("ة", "", "اة"), 0.5),
    ("ية", ("ي",), 0.4),
    ("تان", ("ة",), 0.5),
    ("تين", ("ة",), 0.5),
    ("ون", ("",), 0.6),
    ("ين", ("",), 0.6),
    ("ان", ("",), 0.7),
    ("ة", ("",), 1.3),
    ("ا", ("", "ى"), 0.8),
    ("ي", ("",), 1.0),
    ("و", ("",), 1.0),
)


def _verbal(stem: str) -> Iterator[tuple[str, float]]:
    """Perfects of the third person that a conjugated form may come from."""
    forms = lexicon().forms
    for ending in _CONJUGATED:
        if not stem.endswith(ending) or len(stem) - len(ending) < 2:
            continue
        base = stem[: len(stem) - len(ending)]
        price = 0.5 if ending else 0.3
        for shape in _perfects(base, ending):
            if forms[shape] >= _REAL:
                yield shape, price
        if base[0] in "يتنأ" and len(base) > 2:
            for more, shape in enumerate(_from_imperfect(base[1:])):
                if forms[shape] >= _REAL and _PERFECT.fullmatch(shape):
                    yield shape, price + (0.9 if base[0] == "أ" else 0.1) + more / 20
                    break


def _perfects(base: str, ending: str) -> Iterator[str]:
    if ending:
        yield base
        if ending in ("ت", "وا", "ا"):
            yield base + "ى"
        if ending in ("ت", "تم", "نا", "ن") and len(base) == 2:
            yield f"{base[0]}ا{base[1]}"


def _from_imperfect(rest: str) -> Iterator[str]:
    """Perfects for what follows the prefix of an imperfect, the likelier first."""
    yield rest
    if re.match("ست|.ت.|ن..", rest):
        yield "ا" + rest
        yield "ا" + re.sub("ي(?=.$)", "ا", rest)
    yield re.sub("[ويا](?=.$)", "ا", rest)
    yield re.sub("[ويى]$", "ى", rest)
    yield re.sub("و$", "ا", rest)
    yield re.sub("ى$", "ي", rest)
    if len(rest) == 2:
        yield "و" + rest
        yield f"{rest[0]}ا{rest[1]}"
    yield "أ" + rest
    yield "أ" + re.sub("ي(?=.$)", "ا", rest)
    yield "أ" + re.sub("ي$", "ى", rest)
    yield "ا" + re.sub("[يى]$", "ى", rest)


def _unknown(word: str) -> str:
    """A word of which nothing is known: a name or a rare noun; only its article and plain endings go."""
    for cut in ("وال", "بال", "فال", "كال", "لل", "ال"):
        if word.startswith(cut) and len(word) - len(cut) > 2:
            word = word[len(cut) :]
            break
    for ending, base in (("يات", "ي"), ("ية", "ي"), ("ات", "ة"), ("ين", ""), ("ون", "")):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: len(word) - len(ending)] + base
    return word


def lemmatize(words: Sequence[str], *, backend: str = "simple") -> list[str]:
    """The lemma of each word, by the "simple" or the "camel" backend.

    >>> lemmatize(["اتفاقيات", "2008"])
    ['اتفاقية', '2008']
    """
    if backend == "camel":
        from mudawwana.segment.camel import camel_lemmas

        return camel_lemmas(words)
    return [simple_lemma(word) for word in words]
