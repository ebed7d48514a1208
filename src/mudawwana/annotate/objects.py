"""What stands behind a verb of speech and is not its subject: objects, adverbs, things described."""

from __future__ import annotations

from mudawwana.annotate import speaker_words as w
from mudawwana.annotate.cues import Cue
from mudawwana.annotate.marks import CLITICS
from mudawwana.annotate.parties import Party, has_article, kind_of
from mudawwana.annotate.quote_frame import Frame
from mudawwana.annotate.quote_tokens import COMMAS, MARKS, Tokens, key_set

INANIMATE = key_set(
    """القرار الاتفاق الاتفاقية القانون الهجوم القصف الجريمة الموقف الخطوة الضربة الحصار المشروع الانسحاب الوجود
    الزيارة
    التحية الشكر الدعوة الاتهام النقد القتال الحملة الرواية الخبر النبأ المزاعم الأنباء الشائعات الادعاءات المشهد
    الصورة العدوان المجزرة الأمر الحوار اللقاء الاجتماع الحرب
    العملية الخطة النتائج القضية الوضع"""
)
THINGS = key_set(
    """الاحتلال الحكومة العدوان القرار الاتفاق القانون الهجوم القصف الجريمة المجتمع الولايات الأطراف القوات الموقف
    الخطوة الضربة الحصار الكيان المشروع الانسحاب الوجود الفصائل المجزرة السلطات الاتهامات التصريحات"""
)
_AFTER_NAME = w.COMPLEMENTIZERS | {"الى", "إلى", "على", "عن", "من"}
_ADJECTIVES = key_set(
    """المتحدة الأبيض العام العامة الأعلى العليا المسلحة الأسبق السابق السابقة الأول المشتركة الكبرى الأحمر
    الخاص الخاصة المركزي"""
)
_CALLED = key_set("أسماه أسمته أسموه سماه سمته سموه أسماها سماها وصفه وصفته اعتبره اعتبرته عده عدته")
_PLURAL = 6  # letters of a plural in "ين" with its article
AS = key_set("بأنه بأنها بأنهم بأنهما بكونه بكونها")
_ONE_MARKED = 3  # tokens: a word and its two marks
LONG_NAME = 12  # tokens, marks included


def has_things(cue: Cue) -> bool:
    """Whether a thing named after a verb is what it is about: "رأى القرار «هزيلا»", "تختصر المشهد"."""
    return cue.stance in ("described", "believed", "denied") or cue.lemma in ("لخص", "اختصر", "وجه")


def without_things(tokens: Tokens, party: Party, things: frozenset[str]) -> Party:
    """The words for a speaker without what he speaks about: "حمل النائب | الحكومات المتعاقبة", "اختصر فلان |
    الأمر"."""
    keys = tokens.keys
    for stop in range(party.first + 1, party.last):
        is_thing = keys[stop] in things or (keys[stop][:2] == "ال" and keys[stop].endswith("ات"))
        is_whole = has_article(tokens, stop - 1) or keys[stop - 1] in w.PLACES or keys[stop - 1] in MARKS
        if is_thing and (is_whole or stop > party.name_first):
            return party._replace(
                last=stop, name_first=min(party.name_first, stop), name_last=min(party.name_last, stop)
            )
    return party


def is_manner(tokens: Tokens, party: Party) -> bool:
    """Whether a lone word ends in a written tanwin, which no name does: "مازحاً", "ساخرًا"."""
    return (
        party.last - party.first == 1 and "\u064b" in tokens.text[tokens.starts[party.first] : tokens.ends[party.first]]
    )


def is_oblique(tokens: Tokens, party: Party) -> bool:
    """Whether the head word is a plural in "ين", which no subject is: "المجتمعين", "العراقيين"."""
    key = tokens.keys[party.first]
    if not key.endswith("ين") or len(key) < _PLURAL or key in w.PLACES or party.first in tokens.people:
        return False
    is_named = party.last - party.first > 1 and party.has_name
    return key.endswith("يين") or key in w.ANONYMOUS or (has_article(tokens, party.first) and not is_named)


def says_how(tokens: Tokens, at: int, end: int) -> bool:
    """Whether what something was called comes yet: "ما وصفه الوزير بـ«…»", "ما اعتبره رئيس الكتلة «…»"."""
    stop = at + 1 if at < end and tokens.keys[at] in COMMAS else at
    if stop >= len(tokens.keys):
        return False
    key = tokens.keys[stop]
    return key in AS or key in CLITICS or key in MARKS or key[:1] == "ب"


def without_object(tokens: Tokens, party: Party) -> Party:
    """The words for a speaker without the thing described: "وصف رئيس الاتحاد | القرار بأنه"."""
    last, keys = party.last - 1, tokens.keys
    after = keys[party.last] if party.last < len(keys) else ""
    is_noun = keys[last][:2] == "ال" and not keys[last].endswith(("ي", "ية", "يين")) and keys[last] not in _ADJECTIVES
    if last <= party.first or not is_noun or after in ("ان", "،") or keys[last - 1] in w.NAME_JOINTS:
        return party
    if keys[last - 1][:2] != "ال":
        return party  # the second half of a construct: "رئيس مجلس النواب"
    return party._replace(last=last, name_last=min(party.name_last, last))


def is_name_in_marks(frame: Frame, party: Party, cue: Cue) -> bool:
    """Whether marks right after a verb hold a name that is its subject: a definite one of few words."""
    keys = frame.tokens.keys
    if party.first + 1 >= party.last or (keys[party.first - 1] in _CALLED and keys[party.last - 1] in MARKS):
        return False
    inner = keys[party.first + 1]
    if has_article(frame.tokens, party.first + 1) or kind_of(inner) != "name":
        return party.last - party.first <= LONG_NAME
    after = keys[party.last] if party.last < len(keys) else ""
    if after in COMMAS and party.last - party.first == _ONE_MARKED and party.last + 1 < len(keys):
        after = keys[party.last + 1]  # "وأضافت «بلومبرغ»، عن مسؤولين، أن"
    if cue.stance == "described" and after[:2] == "ال":
        return party.last - party.first <= LONG_NAME // 2  # "اعتبرت «العصائب» الإعلان «التفافا»"
    return party.last - party.first <= LONG_NAME // 2 and after in _AFTER_NAME
