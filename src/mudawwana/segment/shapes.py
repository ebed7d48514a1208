"""The shapes of Arabic word formation, undone: endings of nouns, conjugations of verbs, nouns made of verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mudawwana.segment.lexicon import closed, lexicon

NISBA = re.compile("..+.ي")
_IMPERFECT = re.compile("[يتنأ].{2,}")
_CONJUGATED = ("ون", "ان", "ين", "وا", "تم", "نا", "تا", "ت", "ا", "ن", "ي", "و", "")
_OF_PASTS = frozenset(("وا", "تم", "نا", "تا", "ت", "ا", "ن", "و"))
_OF_PRESENTS = frozenset(("ون", "ان", "ين", "وا", "ا", "ن", "ي", "و", ""))
_PERFECT = re.compile("[^يت].[^ةيء]|.[^اويى][^اويى]..?|.ا.[^ة]|أ.[^ي][^ة]|ت(?:..|.ا.).|ا[^ل]..?.?.?|است.[^ي]?.")
_OBJECT = re.compile("م.{3,}")  # participles of derived verbs, and passive ones
_DOER = re.compile("[^تيمالنأ]ا..(?:ة|ات|ين|ون)?")
_DOING = re.compile("م.ا[^ئ].ة")  # مشاركة: a verbal noun; مختلفة is a participle
_SURE_NOUN = re.compile("ت.[^ا][يو].|ت.[^ا]ي?.ة|إ..?ا.ة?|ا.ت.ا[^ت]|ان..ا.|است..?ا.ة?")  # تقريب, إعلان, اختلاف
_LIKELY_NOUN = re.compile("[^تينأ](?:.[ويا].ة?|..ة|[اوي].ة|[وي].|.)")  # عبور, قراءة, كثرة, عودة, قول, حل
_ENDINGS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("يات", ("ية", "ي"), 0.5),
    ("ات", ("ة", "", "اة"), 0.5),
    ("ية", ("ي",), 0.4),
    ("تان", ("ة",), 0.5),
    ("تين", ("ة",), 0.5),
    ("تي", ("ة",), 0.8),
    ("ون", ("",), 0.6),
    ("ين", ("",), 0.6),
    ("ان", ("",), 0.7),
    ("ة", ("",), 1.3),
    ("ا", ("", "ى"), 0.8),
    ("ي", ("",), 1.0),
    ("و", ("",), 1.0),
)  # what a plural, dual, feminine or accusative ends in, what its lemma does, and what it costs to believe


def looks_conjugated(word: str) -> bool:
    """Whether a word has the prefix of a present or an ending that only pasts have.

    >>> looks_conjugated("يعود"), looks_conjugated("وجود")
    (True, False)
    """
    return _IMPERFECT.fullmatch(word) is not None or (word.endswith(("ت", "وا")) and len(word) > 3)


def endings(shape: str) -> Iterator[tuple[str, float]]:
    """Singulars and masculines that a noun or adjective may come from, with their price."""
    for ending, bases, price in _ENDINGS:
        if shape.endswith(ending) and len(shape) - len(ending) >= 2:
            for step, base in enumerate(bases):
                yield shape[: len(shape) - len(ending)] + base, price + step / 20


def is_noun(lemma: str) -> bool:
    """Whether the dictionary also lists a lemma with the article, which verbs do not have."""
    return lexicon().lemma.get("ال" + lemma) == lemma


def noun_of(shape: str, found: str) -> str:
    """The lemma of a form that the dictionary leads to `found`.

    It leads verbal nouns and participles to their verb; they are lemmas of their own, participles in the masculine.

    >>> noun_of("تقريب", "قرب"), noun_of("متكررة", "تكرر"), noun_of("بنوك", "بنك")
    ('تقريب', 'متكرر', 'بنك')
    """
    lists, lemma = closed().lists, lexicon().lemma
    if shape.startswith("ال") and not found.startswith("ال") and len(shape) > 4:
        shape = shape[2:]
    if shape.endswith("ة"):
        if shape in lists["feminine_nouns"] or shape in lists["feminine_nisba"]:
            return shape
        if found == shape:
            return shape[:-1] if _feminine(shape) else shape
    if not is_noun(found) and lemma.get(f"ال{found}ي") == found:
        return found + "ي"  # of قاض, as a dictionary of forms has it
    if found in (shape, shape[:-1]) or found.endswith(("ة", "ي")):
        return found
    return _derived(shape, found) or found


def _derived(shape: str, found: str) -> str | None:
    """The noun or participle that a form is of, where the dictionary gave its verb."""
    if found[0] != "م" and _OBJECT.fullmatch(shape):
        return _masculine(shape)
    whole = shape[:-2] if shape.endswith("ات") and len(shape) > 5 else shape
    if found[0] != "ت":
        for noun in (whole, whole + "ة"):
            if (noun == shape or whole != shape) and _SURE_NOUN.fullmatch(noun):
                return noun
    if is_noun(found):
        return None
    if _DOER.fullmatch(shape):
        return _masculine(shape)
    return shape if _LIKELY_NOUN.fullmatch(shape) else None


def _feminine(shape: str) -> bool:
    """Whether a form in ة that is listed as a lemma is but the feminine of an adjective."""
    base = shape[:-1]
    if lexicon().forms[base] < 2:
        return False
    if shape.endswith("ية"):
        return len(shape) > 5
    return bool(re.fullmatch(".ا..", base)) or (base[0] == "م" and len(base) > 3 and not _DOING.fullmatch(shape))


def _masculine(shape: str) -> str:
    if _DOING.fullmatch(shape):
        return shape
    for ending in ("ات", "ين", "ون", "ة"):
        if shape.endswith(ending) and len(shape) - len(ending) > (4 if shape[0] == "م" else 3):
            stem = shape[: len(shape) - len(ending)]
            return stem + "ة" if ending == "ات" and _DOING.fullmatch(stem + "ة") else stem
    return shape[:-1] if shape.endswith("ة") else shape


def perfects(stem: str) -> Iterator[tuple[str, float]]:
    """Pasts of the third person that a conjugated form may come from, with their price."""
    forms = lexicon().forms
    for ending in _CONJUGATED:
        if not stem.endswith(ending) or len(stem) - len(ending) < 2:
            continue
        base = stem[: len(stem) - len(ending)]
        price = 0.5 if ending else 0.3
        if ending in _OF_PASTS:
            yield base, price
            if ending in ("ت", "وا", "ا"):
                yield base + "ى", price
            if ending in ("ت", "تم", "نا", "ن") and len(base) == 2:
                yield f"{base[0]}ا{base[1]}", price
        if base[0] in "يتنأ" and len(base) > 2 and ending in _OF_PRESENTS:
            for more, shape in enumerate(_from_imperfect(base[1:])):
                if forms[shape] >= 3 and _PERFECT.fullmatch(shape):
                    yield shape, price + (0.9 if base[0] == "أ" else 0.1) + more / 20
                    break


def _from_imperfect(rest: str) -> Iterator[str]:
    """Pasts for what follows the prefix of a present, the likelier first."""
    if len(rest) == 3 and rest[1] in "وي":
        hollow = f"{rest[0]}ا{rest[2]}"
        if rest[1] == "و" or hollow in closed().lists["hollow_yeh"]:
            yield hollow
        else:
            yield "أ" + hollow
    yield rest
    if re.match("ست|.ت.|ن..", rest):
        yield "ا" + rest
        yield "ا" + re.sub("ي(?=.$)", "ا", rest)
        yield "ا" + re.sub("ي$", "ى", rest)
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
