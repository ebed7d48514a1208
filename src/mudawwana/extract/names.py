"""How much a few words look like the name of a person: by its given name, and by all its other words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from mudawwana.arabic.fold import fold

MOST_WORDS = 5
_PARTICLES = frozenset(map(fold, ("عبد", "أبو", "أبي", "ابن", "بن", "بنت", "آل", "أم", "الدين", "الله", "ولد", "ذو")))
_OPENS_COMPOUND = frozenset(map(fold, ("عبد", "أبو", "أبي", "ابن", "بن", "بنت", "آل", "أم", "ولد", "ذو", "مي", "نور")))
_RANK = re.compile(r"^(?:[ادم]\.\s?){1,3}(?=[^\W\d_]{2})")  # "د. سعاد الراوي", "أ.د. سعاد الراوي"
_SERVANT = "عبدال"  # "عبدالرحيم", as many write "عبد الرحيم"
# What ends like a family name and is none: "الأمريكي", "العسكري".
_ADJECTIVE_WORDS = """
العراقي الأمريكي الأميركي السوري اللبناني الإيراني التركي الروسي الصيني المصري الأردني السعودي الكويتي
القطري الإماراتي العماني اليمني الليبي السوداني التونسي الجزائري المغربي الفلسطيني الإسرائيلي الأوروبي
الدولي العربي الإقليمي المحلي الوطني الرسمي السياسي العسكري الأمني الاقتصادي الثقافي الاجتماعي الرياضي
الصحي المالي التجاري النفطي الزراعي الصناعي القضائي البرلماني النيابي الحكومي الإعلامي الصحفي الخارجي
الداخلي الثاني الحالي الماضي التالي الرئيسي الأساسي النهائي الإنساني الديني الإسلامي الشعبي المركزي
الإخباري الإلكتروني الأسبوعي اليومي السنوي الشهري الحقيقي الكردي الكوردي الفرنسي البريطاني الألماني
الهندي الياباني الأوكراني الغربي الشرقي الشمالي الجنوبي
"""
_ADJECTIVES = frozenset(map(fold, _ADJECTIVE_WORDS.split()))


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """The given names and the other words of names in names.txt."""
    text = (resources.files(__package__) / "names.txt").read_text(encoding="utf-8")
    given, _, family = text.partition("[given]\n")[2].partition("[family]\n")
    return frozenset(given.split()), frozenset(family.split())


def is_given(word: str) -> bool:
    """Whether a folded word is a given name.

    >>> is_given("سعاد"), is_given("موعد"), is_given("عبدالستار")
    (True, False, True)
    """
    return word in _words()[0] or (word.startswith(_SERVANT) and len(word) > len(_SERVANT) + 1)


@lru_cache(maxsize=2048)
def likeness(text: str) -> int:
    """How much a text looks like one person's name: 2 surely, 1 perhaps, 0 not.

    >>> likeness("سعاد الراوي"), likeness("قيس زنبقة"), likeness("شؤون عراقية"), likeness("نور العالم")
    (2, 1, 0, 1)
    """
    if len(text) > 60:
        return 0
    words = [word.rstrip(".") for word in _RANK.sub("", fold(text)).split()]
    if not 2 <= len(words) <= MOST_WORDS or not all(word.replace("-", "").isalpha() for word in words):
        return 0
    if words[0].startswith("ال") and len(words[0]) > 4:
        return 0
    if len(words[0]) == 1:  # "ح. الكعبي"
        return int(len(words) == 2 and len(words[1]) > 3 and "." in text[:3])
    first = is_given(words[0]) or words[0] in _OPENS_COMPOUND
    known = sum(_is_name_word(word) for word in words[1:])
    if first and known == len(words) - 1:
        return 2
    family = _is_family(words[-1])
    return int((first and (known > 0 or len(words) == 2)) or (family and known >= len(words) - 1))


def _is_family(word: str) -> bool:
    """Whether a folded word has the form of a family name, "الساعدي", and is no common adjective."""
    return word.startswith("ال") and len(word) >= 5 and word.endswith("ي") and word not in _ADJECTIVES


def _is_name_word(word: str) -> bool:
    given, family = _words()
    bare = word.removeprefix("ال")
    return word in given or word in family or word in _PARTICLES or (bare != word and bare in given) or _is_family(word)
