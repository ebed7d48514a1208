"""The words for a speaker, and how single words tell where they begin, go on and end."""

from __future__ import annotations

from typing import NamedTuple

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import find_cue
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Remembered, Tokens, key_set

_LONG_WORD = 5
_EVENTS = w.OCCASIONS - w.STATEMENTS
_TANWIN = "\u064b"
_AGENCIES = [[word] for word in ("غوث", "الطاقة", "الاستخبارات", "المخابرات", "الفضاء")]  # they give no news
_ONE_PERSON = key_set("أمين مطران فنان سلطان قبطان أمينا فنانا")  # no plurals, no duals
_PLURAL_THINGS = key_set("دول شعوب أطراف كتل أحزاب صحف مواقع قنوات مجالس هيئات وكالات تقارير")
_SIDES = key_set("الجانبان الطرفان البلدان الوفدان الفريقان الحزبان الزعيمان الرئيسان الوزيران")
_FEMININE = key_set("مصادر وسائل قوات كتائب سرايا فصائل سلطات قوى")
_NAMES_IN_IN = key_set("العابدين الياسين الشاهين الحسنين")
# What somebody does or will not do, behind the words for him: "رفض المسؤول | الخوض في".
_INFINITIVES = key_set(
    """الخوض الكشف الرد البوح الحديث الإفصاح التعليق الجزم البت السماح القبول التوقيع الإدلاء الدخول الخروج الرضوخ
    التفاوض المشاركة الإجابة التحدث التطرق الكلام الإقرار الاعتراف الإشارة التدخل العودة المثول التخلي الإفراج
    الانسحاب الانضمام الالتزام التعاون التعامل التنازل التراجع الانجرار المساس الزج القول التصريح"""
)
_OF_SOMETHING = key_set("وزير وزيرة رئيس رئيسة مدير مديرة نائب نائبة قائد وكيل وزيرا")
_PREACHERS = frozenset(("خطيب", "امام"))
_NOT_FOR = ("لل", "ليبي", "لبنان", "لاتيني", "لندن", "لاجئ")


class Party(NamedTuple):
    """The words for a speaker, as tokens first..last-1, with the person's name in them (an empty range: no name)."""

    first: int
    last: int
    name_first: int
    name_last: int
    kind: str  # "role" (a person by office), "anonymous", "body", "place", "name"
    skip: int = 0  # letters of the first token that are a prefix ("لوزارة": 1)

    @property
    def has_name(self) -> bool:
        """Whether a person's name is among the words."""
        return self.name_last > self.name_first


def _kind_of(key: str) -> str:
    """What kind of speaker a word is the head of.

    >>> kind_of("وزارة"), kind_of("المتحدثة"), kind_of("واشنطن"), kind_of("ساكي")
    ('body', 'role', 'place', 'name')
    """
    if key in w.ANONYMOUS:
        return "anonymous"
    if key in w.BODIES:
        return "body"
    if key in w.ROLES:
        return "role"
    if key in w.PLACES:
        return "place"
    return "mark" if key in MARKS else "name"


kind_of = Remembered(_kind_of).__getitem__


def plain(first: int, last: int, kind: str) -> Party:
    """The words for a speaker without a name in them."""
    return Party(first, last, last, last, kind)


def may_start(tokens: Tokens, at: int) -> bool:
    """Whether the words for a speaker may begin at a token."""
    key = tokens.keys[at]
    if key in MARKS:
        return True
    if not tokens.is_word(at) or key in w.STOPWORDS or key in w.RECEIVERS or key in ("في", "فى", "من"):
        return False
    if kind_of(key) == "name" and (find_cue(key) is not None or (key[0] == "و" and key[1:] in w.STOPWORDS)):
        return False
    if key.isdigit():
        return at + 1 < len(tokens.keys) and tokens.keys[at + 1] in w.ANONYMOUS
    if kind_of(key) == "name" and (key in w.JOINED or key in _EVENTS or is_owned(key)):
        return False
    if key[0] == "ل" and key[1:2].isascii() and key[1:2].isalpha():
        return False  # "قال لـRT": whom he told
    if key[0] == "ل" and tokens.text[tokens.starts[at] + 1 : tokens.starts[at] + 2] in ("أ", "إ"):
        return False  # "أكد لأوستن"
    return not (len(key) > 2 and key.startswith(("لل", "بال", "كال")))


_ALEF_LAM = key_set(
    """الكسندر الكسندرا اليكس اليخاندرو الفريد الفريدو البرت البرتو الياس اليزابيث الينا الكسي الكسيس التون الن
    اليوت الفارو الفونسو البير الينور اليسون الدين"""
) - key_set("الدين")


def has_article(tokens: Tokens, at: int) -> bool:
    """Whether a word has the article; "ألفريدو" and "إلياس" only look so without their hamza."""
    key = tokens.keys[at]
    return key[:2] == "ال" and key not in _ALEF_LAM and tokens.text[tokens.starts[at]] not in "أإآ"


def _is_of_office(tokens: Tokens, at: int, is_closed: bool = False) -> bool:
    """Whether a word with its owner completes an office: "وزير إعلامها محسن بلال", "مدير مكتبه"."""
    return not is_closed and at > 0 and tokens.keys[at - 1] in _OF_SOMETHING and _is_of_somebody(tokens.keys[at])


def is_definite(tokens: Tokens, at: int) -> bool:
    """Whether a word is definite: by its article, as a place, or by its owner."""
    key = tokens.keys[at]
    if key in w.PLACES or key in w.OWNED or _is_of_office(tokens, at):
        return True
    return len(key) > 3 and (has_article(tokens, at) or key.startswith(("لل", "بال", "وال")))


def _ends_name(key: str) -> bool:
    """Whether a word ends the words for a speaker wherever it stands: a particle, a receiver, a number, a verb."""
    if not key[:1].isalpha() or key in w.STOPWORDS or find_cue(key) is not None:
        return True
    return key in w.RECEIVERS and key != "لوكالة"


def _has_owner(key: str) -> bool:
    return len(key) > 4 and (key.endswith((*w.OWN, "اته")) or (key[-1] == "ه" and key[:-1] in w.STOPWORDS))


_ends_names = Remembered(_ends_name).__getitem__
_is_of_somebody = Remembered(_has_owner).__getitem__


def stops(tokens: Tokens, at: int, has_name: bool, is_closed: bool = True) -> bool:
    """Whether the words for a speaker end before this token; a chain that is not closed goes on over "و"."""
    key = tokens.keys[at]
    if key == "الجمعة" and at and tokens.keys[at - 1].removeprefix("ال") in _PREACHERS:
        return False
    if key in w.COMPLETING and not is_closed:
        return False  # "وزارة العمل", "لجنة حماية الصحافيين"
    if _ends_names(key):
        return True
    if key == "لوكالة" and tokens.keys[at + 1 : at + 2] not in _AGENCIES:
        return True
    if key[0] == "و" and key not in w.ROOT_WAW and len(key) > 3:
        rest = key[1:]
        if has_name and kind_of(rest) in ("role", "body"):
            return True  # "مارك ميلي | ووزير الدفاع"
        return is_closed and not (
            rest in w.PLACES or kind_of(rest) != "name" or (rest.startswith("ال") and not has_name)
        )
    if is_closed and key[-1] == "ا" and key[:-1] in w.STATEMENTS:
        return True  # "أصدرت الكتلة | بيانا قالت فيه"
    if is_closed and (is_verbal_noun(key) or (key in _INFINITIVES and has_article(tokens, at - 1))):
        return True
    if _is_of_somebody(key):
        return key not in w.OWNED and not _is_of_office(tokens, at, is_closed)
    if has_name and key[:2] == "ال" and (key.endswith("يين") or (key.endswith("ين") and len(key) > 6)):
        return key not in _NAMES_IN_IN  # "قاآني | الإسرائيليين"
    if (has_name or is_closed) and _TANWIN in tokens.text[tokens.starts[at] : tokens.ends[at]]:
        return True  # an object or adverb: "ضباطا", "غاضبا", "الوزارة | بيانا"
    if key[:2] == "لل" or key[:3] == "بال" or key[1:] in w.STATEMENTS:
        return has_name
    return has_name and key in w.JOINED


def is_owned(key: str) -> bool:
    """Whether a word is somebody's something ("تصريحاته", "نتائجها") and so nobody's name."""
    is_his = len(key) > _LONG_WORD and key[-1] == "ه" and not key.endswith("لله")
    return is_his or (len(key) >= _LONG_WORD and key.endswith(w.OWN))


def _has_noun_pattern(key: str) -> bool:
    """Whether a word has the pattern of what a statement is about: "اندلاع", "استهداف", "اعتقال"."""
    if len(key) == 5 and key[0] == "ت" and key[3] == "ي":
        return True  # "تحديد", "تقديم"
    bare = key[1:] if key[:2] in ("با", "لا") else key  # "باتخاذ"
    if len(bare) == 7 and bare[:3] == "است" and bare[-2] == "ا":
        return True  # "استشهاد"
    return 5 <= len(bare) <= 6 and bare[0] == "ا" and bare[-2] == "ا" and (bare[1] in "نست" or bare[2] == "ت")


is_verbal_noun = Remembered(_has_noun_pattern).__getitem__


def skip_marked(tokens: Tokens, at: int, end: int) -> int:
    """The token after a short name in marks, `at` itself where none stands there."""
    for stop in range(at + 2, min(at + 7, end)):
        if tokens.keys[stop] in MARKS:
            return stop + 1
    return at


def is_for(key: str) -> bool:
    """Whether "ل" is written onto a word that no name begins with: "الأمين العام لعصائب أهل الحق"."""
    return key[0] == "ل" and len(key) >= _LONG_WORD and not key.startswith(_NOT_FOR) and key not in w.NAMES_IN_L


def is_link(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a clause or quotation begins at a token: then marks before it held the receiver (قال لـ«المدى»: …)."""
    following = at + (at < end and tokens.keys[at] in COMMAS)
    return following >= end or is_link_word(tokens.keys[following])


def is_link_word(key: str) -> bool:
    """Whether a clause, a quotation or the receiver begins with a word."""
    return key == ":" or key in w.COMPLEMENTIZERS or key in MARKS or key in ("في", "لـ", "ل", "إلى", "الى")


def gender_of(tokens: Tokens, party: Party) -> str:
    """ "m", "f" or "p" (several people), by the head word; "" where it does not tell."""
    key = tokens.keys[party.first][party.skip :]
    if key in MARKS:
        return ""
    if key.removeprefix("ال") in _ONE_PERSON:
        return "m"
    if (
        key in w.NUMBERS
        or key.isdigit()
        or (key.endswith(("ون", "ين", "يون", "ان")) and party.kind in ("anonymous", "role"))
    ):
        return "p"
    if key in _SIDES:
        return "p"
    if key in w.FEMININE_PLACES:
        return "f"
    if key.removeprefix("ال") in _PLURAL_THINGS:
        return "f"
    if party.kind == "name":
        return ""
    if key.endswith(("ة", "ات")) or key.removeprefix("ال") in _FEMININE:
        return "f"
    return "m"
